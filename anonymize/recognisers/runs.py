"""Numbers read atom by atom, whatever separates them: "1 / 85, 03", "zero six 39 . 98".

An announced number is typed in every way, and dictated too. Here a run of digits, number words and
letters is read under loose separators until it has the shape that was announced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anonymize import numerals
from anonymize.reading import Reading

_GAP = re.compile(
    r"[ .,:;/\\\-_()|]{0,3}(?:(?:tiret|point|barre|slash|espace|virgule|cle|clef|euh|lettre)(?![a-z])[ ,:]{1,2}){0,2}"
)
# After digits they are text again, and no letters of the number.
_WORDS_NOT_LETTERS = frozenset(
    "il elle est et qui que les des une son sa ses ne car a au du".split()
)
_TIGHT = re.compile(r"[ .\-/_]?\Z| [\-./] \Z")
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[a-z]{1,3}(?![a-z'])")
_STARTS = re.compile(
    rf"(?<![a-z0-9])(?=[a-z]{{0,3}}[ .,/\-]{{0,3}}\d|{numerals.WORD}|[a-z]{{1,2}}[ .,/\-]{{1,3}}[a-z]{{1,2}}[ .,/\-]{{0,3}}\d|[a-z][ .\-]{{0,2}}[a-z][ .,/\-]{{1,3}}{numerals.WORD})"
)
_RESUMED = re.compile(
    rf"(?: ?,)?(?: (?:et|puis|non|pardon|ou|enfin|ensuite|apres|attendez|euh|la|cle|clef|fin|suite|c'est|alors)(?![a-z])|,){{1,5}}(?:(?<=attendez)(?: [a-z']+){{0,6}}?|(?: [a-z']+){{0,2}}?) (?P<it>(?!(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf)(?![a-z])(?![ \-](?:et[ -])?{numerals.WORD}))(?:{numerals.WORD}|(?!(?:19|20)\d\d(?!\d))\d{{2,5}})(?:[ ,\-](?:et[ -])?(?:{numerals.WORD}|\d{{1,5}}|[a-z](?= {numerals.WORD}))){{0,16}})(?!\w)(?![ \-](?:et[ -])?{numerals.WORD})(?! ?(?:ans?|euros?|€|mois|jours|heures?|h|semaines?|enfants?|fois|personnes|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?![a-z]))"
)
_MEASURED = re.compile(
    r" ?(?:€|%|(?:euros?|eur|e|balles|km|habitants|francs|dinars|fcfa)(?![a-z]))"
)
_BROKEN = re.compile(r"[;!?]|\. [a-z]|\n\S")


@dataclass(frozen=True, slots=True)
class Announced:
    """A number that words announce, and the shape of its letters and digits without separators."""

    said: re.Pattern[str]
    shape: re.Pattern[str]
    longest: int
    reach: int = 45

    def spans(self, reading: Reading) -> Iterator[tuple[int, int]]:
        """Each run of this shape that stands soon after the words."""
        text = reading.digits
        for said in reading.in_digits(self.said):
            window = text[said.end() : said.end() + self.reach]
            broken = _BROKEN.search(window)
            stop = said.end() + (broken.start() if broken else len(window))
            starts = [m.start() for m in _STARTS.finditer(text, said.end(), stop)]
            for start in starts[:6]:
                end = read(text, start, self.shape, self.longest)
                if end:
                    if not _MEASURED.match(text, end):
                        yield start, end
                    break


def resumed(reading: Reading, end: int) -> Iterator[tuple[int, int]]:
    """What follows an interrupted dictation: "... et après c'est deux cent quatorze la clé quarante".

    For numbers that have a key only, whose owners come back to it; the first piece that is no number ends it.
    """
    for _ in range(5):
        more = _RESUMED.match(reading.digits, end)
        if not more:
            return
        yield more.span("it")
        end = more.end()


def read(text: str, at: int, shape: re.Pattern[str], longest: int) -> int | None:
    """Where the longest run of this shape that starts at `at` ends; None when there is none.

    Once the shape is complete, only plain separators, or those met before, carry on.
    """
    compact, end = "", at
    best: int | None = None
    gaps: set[str] = set()
    while len(compact) < longest:
        gap = _GAP.match(text, end)
        start = gap.end() if gap and compact else end
        between = text[end:start]
        plain = bool(_TIGHT.match(between))
        if best is not None and not plain and between not in gaps:
            break
        atom = _atom(text, start)
        if atom is None or (not plain and atom[0] in {"a", "y"} and between not in gaps):
            break
        compact, end = compact + atom[0], atom[1]
        gaps.add(between)
        if shape.fullmatch(compact):
            best = end
    return best


def _atom(text: str, at: int) -> tuple[str, int] | None:
    if digits := _DIGITS.match(text, at):
        return digits[0], digits.end()
    if spoken := numerals.spoken(text, at):
        return spoken
    letters = _LETTERS.match(text, at)
    if letters is None or (len(letters[0]) > 1 and letters[0] in _WORDS_NOT_LETTERS):
        return None
    # A letter O that opens a group among digits is a zero: "O11 111 OA".
    bare = letters[0].lstrip("o")
    return "0" * (len(letters[0]) - len(bare)) + bare, letters.end()
