"""Ages of people, a baby's months included; no duration, no term of a right, nobody's average."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize import numerals
from anonymize.lexicons import place_key
from anonymize.reading import Entity, Reading
from anonymize.recognisers.base import Span
from anonymize.recognisers.model.believed import ModelRecogniser
from anonymize.recognisers.places import towns_meant
from anonymize.values import Kind

_EDGES = " ,.;:()«»\"'"
# "bientôt 18" is 17 still: coarsening has to read it.
_NOT_YET = re.compile(r"(?<![a-z])(?:bientot|presque) \Z")
# Prematurity, and the term of a right: "né à 26 semaines", "titre 10 ans".
_NO_AGE = re.compile(
    r"(?<![a-z])(?:nee?s? (?:prematurement |premature |en urgence )?a|(?:titre|carte|permis|bail|visa|pret|credit|cdd|contrat)s?(?: de)?) \Z"
)
# "[âge]" says nothing: what holds no number is none.
_TELLS = re.compile(rf"\d|(?<![a-z])(?:{numerals.WORD})(?![a-z])|aine(?![a-z])|naires?(?![a-z])")
_CUT_SHORT = re.compile(r"\d ?[am]\.\Z")
_GLUED_UNIT = re.compile(r"(?<=\d)(?:ans?|a|mois|m|jours?|j)\b")
# "4 | et | 7 mois", "2 | , | 5 | et | 11 ans": the unit of the last is everybody's.
_LISTED = re.compile(r" ?[,/-] ?| (?:et|ou|puis|a) | ")
_TOWN_BEFORE = re.compile(r"([a-z'\-]{2,}) \(\Z")


class ModelAgeRecogniser(ModelRecogniser):
    kind = Kind.AGE
    label = "AGE"

    def find(self, reading: Reading) -> Iterator[Span]:
        run: Span | None = None
        for span in sorted(super().find(reading), key=lambda span: span.start):
            if run and _goes_on(reading, run, span):
                run = run._replace(end=span.end)
                continue
            if run:
                yield run
            run = span
        if run:
            yield run

    def believed(self, reading: Reading, entity: Entity) -> tuple[int, int] | None:
        said = reading.digits[entity.start : entity.end]
        start = entity.start + len(said) - len(said.lstrip(_EDGES))
        # "29 a.,": the point of a unit cut short is its own.
        end = entity.end if _CUT_SHORT.search(said) else entity.start + len(said.rstrip(_EDGES))
        # "17a 10m": the network reads a number and the letter stuck to it as two words.
        unit = _GLUED_UNIT.match(reading.folded, end)
        end = unit.end() if unit else end
        if start >= end or _tells_its_departement(reading, start, end):
            return None
        if _NO_AGE.search(reading.before(start, 30)) or not _TELLS.search(said):
            return None
        not_yet = _NOT_YET.search(reading.before(start, 10))
        return (start - len(not_yet[0]) if not_yet else start), end


def _goes_on(reading: Reading, run: Span, following: Span) -> bool:
    """Whether ages without a unit are told together with the next, which may have one."""
    bare = _LISTED.sub("", reading.folded[run.start : run.end]).isdigit()
    return bare and _LISTED.fullmatch(reading.folded, run.end, following.start) is not None


def _tells_its_departement(reading: Reading, start: int, end: int) -> bool:
    """Whether a number in brackets tells where the town before it is: "Fleury (91)"."""
    name = _TOWN_BEFORE.search(reading.before(start, 24))
    number = reading.folded[start:end]
    return name is not None and any(
        town.departement == number for town in towns_meant(place_key(name[1]))
    )
