"""From overlapping candidates to findings: what wins, what is kept, what is found again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from presidio_analyzer import RecognizerResult

from anonymize import numerals
from anonymize.keep import helplines, kept_ranges, public_names
from anonymize.lexicons import place_key
from anonymize.reading import Reading, fold
from anonymize.recognisers.address import edges
from anonymize.recognisers.address.town import town_at_the_end
from anonymize.recognisers.base import LIKELY, STRONG
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.naming import known_name
from anonymize.recognisers.nationality import origins
from anonymize.recognisers.ordinary import is_ordinary
from anonymize.recognisers.person.bounds import whole_name
from anonymize.recognisers.places import departement_keys, is_abroad, is_first_name, towns_meant
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES
from anonymize.recognisers.whole_number import whole_number
from anonymize.values import Kind


@dataclass(frozen=True, slots=True)
class Candidate:
    """One stretch of plain text held to be an identifier."""

    start: int
    end: int
    kind: Kind
    score: float
    source: str


# Among equals, the kind that says more wins.
_RANK = {kind: rank for rank, kind in enumerate(Kind)}
# A wider, looser kind may hold narrower ones that are better kept apart.
_CERTAIN = frozenset(
    {
        Kind.EMAIL,
        Kind.IBAN,
        Kind.NIR,
        Kind.URL,
        Kind.SIRET,
        Kind.PHONE,
        Kind.BIRTHDATE,
        Kind.ADDRESS,
    }
)
_NUMBERS = frozenset(
    {Kind.REF, Kind.CAF_ID, Kind.FT_ID, Kind.FOREIGNER_ID, Kind.NIR, Kind.PHONE, Kind.PASSPORT}
)
_TAKEN_BACK = _NUMBERS | {Kind.PLATE, Kind.IBAN, Kind.SIRET, Kind.POSTCODE, Kind.BIRTHDATE}
_CORRECTION = re.compile(
    r"[ ,.;:(-]{0,4}(?:(?:euh|ah|oh|oups|attend\w*|mince|zut|ou|mais|c'est|le|la|fin|donc|je|bis) ?[,.:-]{0,3} ?){0,4}(?:non|nan|pardon|plutot|enfin|erreur|trompe|rectif\w*|correction|corrige|desolee?|excuse[zr]?|pas)(?: ?[,.:-]{0,3} ?(?:euh|non|pardon|plutot|enfin|c'est|erreur|excuse[zr]?|moi|desolee?|le|la|fin|donc|plutot|finit par|a la fin|je corrige|me trompe))*[ ,.:-]{1,3}"
)
_AGAIN = re.compile(
    rf"(?:(?:\d+|{numerals.WORD}|[b-xz](?![a-z'])|[a-z]{{2}}(?=[ \-]?\d))(?:[ .\-/]{{1,2}}(?=\d|{numerals.WORD}|[b-xz](?![a-z']))|(?=\d)|(?<=\d)(?=[a-z](?![a-z])))?){{1,14}}(?<![ .\-/])"
)
_FIGURE = re.compile(rf"\d|{numerals.WORD}")
_COUNTED = re.compile(
    r" ?(?:ans?|mois|jours?|semaines?|h|heures?|euros?|eur|e|€|%|enfants?|fois|personnes?|places?|rdv|km|m2|rue|avenue|chemin|impasse)(?![a-z])"
)
_WIDENED = {
    Kind.PERSON: whole_name,
    Kind.ADDRESS: edges.whole,
    **dict.fromkeys(_TAKEN_BACK, whole_number),
}
_UNITED = (Kind.ADDRESS, Kind.ORG_ID, Kind.EMAIL, Kind.REF, Kind.HEALTH_RARE)
_NAMES = frozenset(
    {Kind.PERSON, Kind.CITY, Kind.ORG_ID, Kind.ADDRESS, Kind.DATE, Kind.AGE, Kind.HEALTH_RARE}
)
_PLACED = frozenset({Kind.ADDRESS, Kind.ORG_ID, Kind.CITY})
_WITHIN = re.compile(
    r"[ ,.:\-]*(?:(?:appt?|apt|appart(?:ement)?|bat(?:iment)?|bt|esc(?:alier)?|porte|chambre|chb|ch|logement|lgt|bloc|tour|hall|entree|interphone|code|n°|no|numero|emplacement|box|etage|residence|res|au|la|le|les|\d{1,3}(?:e|er|eme)?)[ ,.:\-]*){1,3}"
)
_OF = re.compile(r" (?:de |du |des |d'|de la |de l'|et (?:la |le |l'|les )?(?=.*\Z))")
_SAYS_NUMBER = re.compile(rf".*\d|{numerals.WORD}\Z")
_PARTICLE_GAP = re.compile(r"[ \-](?:DE|DU|DES|LA|LE|De|Du|Des|La|Le)(?: (?:LA|La))?[ \-]")
_TIED_AFTER = re.compile(r"[a-z][\-/_]\Z")
_TIED_BEFORE = re.compile(r"[\-/_][a-z]")
_SEPARATORS = " \n\t/,;:"
_NEXT_WORD = re.compile(r"[ -](?P<it>[a-z]+)")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def judge(
    reading: Reading,
    results: Sequence[RecognizerResult],
    extra_masks: Sequence[str] = (),
    given_back: Sequence[str] = (),
) -> list[Candidate]:
    """Candidates that do not overlap, in text order.

    Where two overlap, the surer one is whole and the other keeps what is left of it, so that
    nothing found by anyone is uncovered.
    """
    candidates = [
        Candidate(
            r.start,
            r.end,
            Kind(r.entity_type),
            r.score,
            r.recognition_metadata[RecognizerResult.RECOGNIZER_NAME_KEY],
        )
        for r in results
    ]
    shared = kept_ranges(reading)
    bodies, lines = shared + public_names(reading), shared + helplines(reading)
    candidates = [
        c
        for c in candidates
        if not _is_public(c, lines if c.kind in _NUMBERS else bodies)
        and not _names_everyone(reading, c)
        and not _is_no_name(reading, c)
    ]
    candidates += _corrected(reading, candidates)
    candidates = _united(candidates)
    candidates += _again(reading, candidates)
    candidates = [_whole(reading, c) for c in candidates]
    candidates += _asked(reading, extra_masks)
    returned = {fold(words).strip() for words in given_back}
    apart = [_bare(reading, c) for c in _apart(reading, candidates)]
    told = _towns_told(reading, _bridged(reading, apart))
    return [c for c in told if fold(reading.plain[c.start : c.end]).strip() not in returned]


def _corrected(reading: Reading, candidates: Sequence[Candidate]) -> list[Candidate]:
    """What takes back a number just given: "... quarante-cinq, non pardon, quarante-six"."""
    found = []
    for candidate in candidates:
        if candidate.kind not in _TAKEN_BACK:
            continue
        taken_back = _CORRECTION.match(reading.digits, candidate.end)
        again = taken_back and _AGAIN.match(reading.digits, taken_back.end())
        figures = again and len(_FIGURE.findall(again[0])) > 1
        if again and figures and not _COUNTED.match(reading.digits, again.end()):
            found.append(replace(candidate, start=again.start(), end=again.end()))
    return found


def _united(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Overlapping pieces of one address, of one structure's name, of one trade, are one."""
    apart = [c for c in candidates if c.kind not in _UNITED]
    for kind in _UNITED:
        run: Candidate | None = None
        for candidate in sorted((c for c in candidates if c.kind is kind), key=lambda c: c.start):
            if run and candidate.start < run.end:
                end, score = max(run.end, candidate.end), max(run.score, candidate.score)
                run = replace(run, end=end, score=score)
                continue
            apart += [run] if run else []
            run = candidate
        apart += [run] if run else []
    return apart


def _whole(reading: Reading, candidate: Candidate) -> Candidate:
    """A name with all its words, an address or a number with all its pieces."""
    widened = _WIDENED.get(candidate.kind)
    if widened is None:
        return candidate
    start, end = widened(reading, candidate.start, candidate.end)
    return replace(candidate, start=start, end=end)


def _bare(reading: Reading, candidate: Candidate) -> Candidate:
    """Without a separator at its edges, nor a bracket that it does not close: "(06 39 98 12 34 /"."""
    text = reading.plain[candidate.start : candidate.end]
    start = candidate.start + len(text) - len(text.lstrip(_SEPARATORS))
    end = candidate.start + len(text.rstrip(_SEPARATORS))
    if text.startswith("(") and ")" not in text:
        start += 1
    if text.endswith(")") and "(" not in text:
        end -= 1
    return replace(candidate, start=start, end=end) if start < end else candidate


def _is_public(candidate: Candidate, public: Iterable[tuple[int, int]]) -> bool:
    return any(start <= candidate.start and candidate.end <= end for start, end in public)


def _bridged(reading: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """Close the gaps inside an address found in pieces: "hotel X | chambre | 12"."""
    joined: list[Candidate] = []
    for candidate in candidates:
        before = joined[-1] if joined else None
        if before and _same_address(reading, before, candidate):
            if before.kind is candidate.kind or _is_quarter(reading, candidate):
                joined[-1] = replace(before, end=candidate.end)
            else:
                spaced = reading.plain[before.end : before.end + 1].isspace()
                joined.append(replace(candidate, start=before.end + spaced))
        elif before and _same_name(reading, before, candidate):
            joined[-1] = replace(before, end=candidate.end)
        else:
            joined.append(candidate)
    return joined


def _same_name(reading: Reading, before: Candidate, after: Candidate) -> bool:
    """Whether two pieces are one: "PUIG | de | MASA", "M.Gérard | B", "du 5 janvier | au | 30 mars"."""
    gap = reading.plain[before.end : after.start]
    if {before.kind, after.kind} == {Kind.PERSON}:
        if gap == " " and after.end - after.start == 1:
            return True
        return reading.style == "mixed" and bool(_PARTICLE_GAP.fullmatch(gap))
    if {before.kind, after.kind} == {Kind.CITY}:
        return fold(gap) in {" en ", "-en-", " sur ", " sous ", " les ", " lez ", " la "}
    return {before.kind, after.kind} == {Kind.DATE} and gap in {" au ", " AU "}


def _same_address(reading: Reading, before: Candidate, after: Candidate) -> bool:
    if Kind.ADDRESS not in {before.kind, after.kind}:
        return False
    gap = reading.folded[before.end : after.start]
    if gap == " " and before.kind is Kind.ADDRESS and _is_quarter(reading, after):
        return True
    small = _OF.fullmatch(gap) and before.kind in _PLACED
    return bool(small) or ({before.kind, after.kind} <= _PLACED and bool(_WITHIN.fullmatch(gap)))


def _towns_told(reading: Reading, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """An address without the town that ends it, then the town."""
    for candidate in candidates:
        town = None
        if candidate.kind is Kind.ADDRESS:
            town = town_at_the_end(reading, candidate.start, candidate.end)
        if town is None:
            yield candidate
        else:
            yield replace(candidate, end=town - 1)
            yield replace(candidate, start=town, kind=Kind.CITY)


def _is_quarter(reading: Reading, candidate: Candidate) -> bool:
    """Whether a place is no town: beside an address it says nothing that helps an answer."""
    key = place_key(reading.plain[candidate.start : candidate.end])
    return candidate.kind is Kind.CITY and not towns_meant(key) and not is_abroad(key)


def _names_everyone(reading: Reading, candidate: Candidate) -> bool:
    """Whether a candidate for a name is a département, a region or a public body."""
    if candidate.kind not in {Kind.PERSON, Kind.CITY, Kind.ORG_ID} or candidate.score >= STRONG:
        return False
    text = reading.folded[candidate.start : candidate.end]
    bare = re.sub(r"^(?:la |le |les |l')", "", text)
    if place_key(text) in departement_keys() - {"paris"} or {text, bare} & kept_names():
        return True
    return any(text.endswith(" " + name) for name in kept_names() if " " in name)


def _is_no_name(reading: Reading, candidate: Candidate) -> bool:
    """Whether what a rule took for a name is a country, a people, or an acronym told in passing."""
    if candidate.kind is not Kind.PERSON:
        return False
    raw, text = (s[candidate.start : candidate.end] for s in (reading.plain, reading.folded))
    if origin := origins().get(text):
        # "Famille Rom roumaine": told in two words, it is an origin and no surname.
        beside = _NEXT_WORD.match(reading.folded, candidate.end)
        return (beside is not None and beside["it"] in origins()) or (
            origin.country and candidate.score < STRONG and not is_first_name(text)
        )
    acronym = reading.style == "mixed" and raw.isalpha() and raw.isupper() and 3 <= len(raw) <= 5
    return acronym and candidate.score < LIKELY and not known_name(text)


def _apart(reading: Reading, candidates: Iterable[Candidate]) -> list[Candidate]:
    taken: list[Candidate] = []
    covered = bytearray(len(reading.plain))
    for candidate in sorted(candidates, key=_order):
        taken += _free(reading, candidate, covered)
        covered[candidate.start : candidate.end] = b"\1" * (candidate.end - candidate.start)
    return sorted(taken, key=lambda c: c.start)


def _order(candidate: Candidate) -> tuple[float, int, int, int]:
    bonus = 0.2 if candidate.kind in _CERTAIN else 0.0
    return (
        -(candidate.score + bonus),
        candidate.start - candidate.end,
        _RANK[candidate.kind],
        candidate.start,
    )


def _free(reading: Reading, candidate: Candidate, covered: bytearray) -> list[Candidate]:
    """The parts of a candidate that nothing surer covers, if they hold a word or a number."""
    whole = covered.find(1, candidate.start, candidate.end) == -1
    if whole:
        return [candidate]
    parts: list[Candidate] = []
    at = candidate.start
    while at < candidate.end:
        if covered[at]:
            at += 1
            continue
        end = covered.find(1, at, candidate.end)
        end = candidate.end if end == -1 else end
        edges = (at > candidate.start, end < candidate.end)
        start, stop = _trim(reading, at, end, candidate.kind, edges)
        if start < stop:
            parts.append(Candidate(start, stop, candidate.kind, candidate.score, candidate.source))
        at = end
    return parts


def _trim(
    reading: Reading, start: int, end: int, kind: Kind, cut: tuple[bool, bool]
) -> tuple[int, int]:
    """Without punctuation at the ends; nor small words where a name was cut, nor bare words
    beside numbers. `cut` tells which ends are not the candidate's own."""
    words = list(re.finditer(r"[^\W_]+", reading.folded[start:end]))
    if kind in _NUMBERS and not any(_SAYS_NUMBER.match(w[0]) for w in words):
        # Letters tied to the number that a surer kind took are still a part of it: "TP-75-...".
        text = reading.folded[start:end]
        tied = (cut[1] and _TIED_AFTER.search(text)) or (cut[0] and _TIED_BEFORE.match(text))
        if not tied:
            return start, start
    if kind in _NAMES:
        while words and cut[0] and words[0][0] in FUNCTION_WORDS:
            words.pop(0)
        while words and cut[1] and words[-1][0] in FUNCTION_WORDS:
            words.pop()
    if not words:
        return start, start
    return start + words[0].start(), start + words[-1].end()


def _again(reading: Reading, candidates: Sequence[Candidate]) -> list[Candidate]:
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


def _asked(reading: Reading, extra_masks: Sequence[str]) -> list[Candidate]:
    """What the author asked to hide, wherever it stands."""
    found = []
    for words in extra_masks:
        wanted = fold(words).strip()
        if not _LETTER_OR_DIGIT.search(wanted):
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
        found += [
            Candidate(m.start(), m.end(), Kind.MASKED, 2.0, "author")
            for m in pattern.finditer(reading.folded)
        ]
    return found
