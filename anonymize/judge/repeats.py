"""What one finding tells of the rest of the text: a name said again, a number taken back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from anonymize import numerals
from anonymize.judge.candidate import NUMBERS, Candidate
from anonymize.reading import Reading
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.ordinary import is_ordinary
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES
from anonymize.values import Kind

TAKEN_BACK = NUMBERS | {Kind.PLATE, Kind.IBAN, Kind.SIRET, Kind.POSTCODE, Kind.BIRTHDATE}
_CORRECTION = re.compile(
    r"[ ,.;:(-]{0,4}(?:(?:euh|ah|oh|oups|attend\w*|mince|zut|ou|mais|c'est|le|la|fin|donc|je|bis) ?[,.:-]{0,3} ?){0,4}(?:non|nan|pardon|plutot|enfin|erreur|trompe|rectif\w*|correction|corrige|desolee?|excuse[zr]?|pas)(?: ?[,.:-]{0,3} ?(?:euh|non|pardon|plutot|enfin|c'est|erreur|excuse[zr]?|moi|desolee?|le|la|fin|donc|finit par|a la fin|je corrige|me trompe))*[ ,.:-]{1,3}"
)
_AGAIN = re.compile(
    rf"(?:(?:\d+|{numerals.WORD}|[b-xz](?![a-z'])|[a-z]{{2}}(?=[ \-]?\d))(?:[ .\-/]{{1,2}}(?=\d|{numerals.WORD}|[b-xz](?![a-z']))|(?=\d)|(?<=\d)(?=[a-z](?![a-z])))?){{1,14}}(?<![ .\-/])"
)
_FIGURE = re.compile(rf"\d|{numerals.WORD}")
_COUNTED = re.compile(
    r" ?(?:ans?|mois|jours?|semaines?|h|heures?|euros?|eur|e|€|%|enfants?|fois|personnes?|places?|rdv|km|m2|rue|avenue|chemin|impasse)(?![a-z])"
)


def corrected(reading: Reading, candidates: Sequence[Candidate]) -> list[Candidate]:
    """What takes back a number just given: "... quarante-cinq, non pardon, quarante-six"."""
    found = []
    for candidate in candidates:
        if candidate.kind not in TAKEN_BACK:
            continue
        taken_back = _CORRECTION.match(reading.digits, candidate.end)
        again = taken_back and _AGAIN.match(reading.digits, taken_back.end())
        figures = again and len(_FIGURE.findall(again[0])) > 1
        if again and figures and not _COUNTED.match(reading.digits, again.end()):
            found.append(replace(candidate, start=again.start(), end=again.end()))
    return found


def again(reading: Reading, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Each name found once is found everywhere in the text, word by word."""
    names: dict[str, str] = {}
    for candidate in candidates:
        if candidate.kind is not Kind.PERSON:
            continue
        for word in re.findall(r"[^\W\d_]+", reading.folded[candidate.start : candidate.end]):
            if len(word) >= 3 and word not in FUNCTION_WORDS and word not in kept_names():
                names.setdefault(word, candidate.source)
    found = []
    for word in reading.words:
        source = names.get(word.folded)
        if source is None or word.folded in PREDICATES:
            continue
        ordinary = is_ordinary(word.folded)
        if ordinary and not (word.capitalised and reading.style == "mixed"):
            continue
        found.append(Candidate(word.start, word.end, Kind.PERSON, 0.55, source))
    return found
