"""Pieces of one identifier made one: overlapping, side by side, or cut short."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from anonymize.judge.candidate import Candidate
from anonymize.judge.repeats import TAKEN_BACK
from anonymize.judge.towns import is_quarter
from anonymize.lexicons import fold
from anonymize.reading import Reading
from anonymize.recognisers.address import edges
from anonymize.recognisers.age import whole_ages
from anonymize.recognisers.person.whole import whole_name
from anonymize.recognisers.whole_number import whole_number
from anonymize.values import Kind

_UNITED = (Kind.ADDRESS, Kind.ORG_ID, Kind.EMAIL, Kind.REF, Kind.HEALTH_RARE)
_PLACED = frozenset({Kind.ADDRESS, Kind.ORG_ID, Kind.CITY})
_WITHIN = re.compile(
    r"[ ,.:\-]*(?:(?:appt?|apt|appart(?:ement)?|bat(?:iment)?|bt|esc(?:alier)?|porte|chambre|chb|ch|logement|lgt|bloc|tour|hall|entree|interphone|code|n°|no|numero|emplacement|box|etage|residence|res|au|la|le|les|\d{1,3}(?:e|er|eme)?)[ ,.:\-]*){1,3}"
)
_OF = re.compile(r" (?:de |du |des |d'|de la |de l'|et (?:la |le |l'|les )?)")
_PARTICLE_GAP = re.compile(r"[ \-](?:DE|DU|DES|LA|LE|De|Du|Des|La|Le)(?: (?:LA|La))?[ \-]")
_WIDENED = {
    Kind.AGE: whole_ages,
    Kind.PERSON: whole_name,
    Kind.ADDRESS: edges.whole,
    **dict.fromkeys(TAKEN_BACK, whole_number),
}


def united(candidates: Sequence[Candidate]) -> list[Candidate]:
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


def longest_names(candidates: Sequence[Candidate]) -> list[Candidate]:
    """A name found twice from the same word on is the longer one: "konaté" in "konaté aminata".

    Unless what follows is found by itself: "enzo lina" may be two children.
    """
    names = [c for c in candidates if c.kind is Kind.PERSON]
    kept = [c for c in candidates if c.kind is not Kind.PERSON]
    for name in names:
        longer = [c for c in names if c.start == name.start and c.end > name.end]
        longer = [c for c in longer if not any(name.end <= o.start < c.end for o in names)]
        end = max((c.end for c in longer), default=name.end)
        kept.append(replace(name, end=end))
    return kept


def whole(reading: Reading, candidate: Candidate) -> Candidate:
    """A name with all its words, an address or a number with all its pieces."""
    widened = _WIDENED.get(candidate.kind)
    if widened is None:
        return candidate
    start, end = widened(reading, candidate.start, candidate.end)
    return replace(candidate, start=start, end=end)


def bridged(reading: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """Close the gaps inside an address found in pieces: "hotel X | chambre | 12"."""
    joined: list[Candidate] = []
    for candidate in candidates:
        before = joined[-1] if joined else None
        if before and _same_address(reading, before, candidate):
            if before.kind is candidate.kind or is_quarter(reading, candidate):
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
    """Whether two pieces are of one home: "hotel X | chambre | 12", "résidence Y | de la | Z"."""
    if Kind.ADDRESS not in {before.kind, after.kind}:
        return False
    gap = reading.folded[before.end : after.start]
    if gap == " " and before.kind is Kind.ADDRESS and is_quarter(reading, after):
        return True
    small = _OF.fullmatch(gap) and before.kind in _PLACED
    return bool(small) or ({before.kind, after.kind} <= _PLACED and bool(_WITHIN.fullmatch(gap)))
