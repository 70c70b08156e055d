"""What stands in the place of each finding, and the text it makes."""

from __future__ import annotations

import re
from datetime import date

from anonymize import coarsen
from anonymize.before_months import put_right
from anonymize.judge import Candidate
from anonymize.memory import CaseMemory, Sex
from anonymize.placeholders import Language, numbered
from anonymize.reading import Reading
from anonymize.values import QUASI, Finding, Kind

_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_FEMALE = re.compile(
    r"(?<![a-z])(?:mmes?|madame|mlle|melle|mademoiselle|sa fille|sa soeur|sa mere|la maman|la dame|dame|docteure|veuve|epouse|maman)\.? ?$"
)
_MALE = re.compile(
    r"(?<![a-z])(?:m|mr|monsieur|son fils|son frere|son pere|le papa|son mari|veuf|papa|le monsieur)\.? ?$"
)


class Replacer:
    """Gives each candidate of one text its replacement, in text order."""

    def __init__(
        self,
        reading: Reading,
        language: Language,
        memory: CaseMemory,
        today: date | None,
        where: coarsen.Whereabouts,
    ) -> None:
        self._reading = reading
        self._language = language
        self._memory = memory
        self._today = today
        self._where = where

    def replacement(self, candidate: Candidate) -> str:
        folded = self._reading.digits[candidate.start : candidate.end]
        if candidate.kind is Kind.PERSON:
            number = self._memory.person(
                re.findall(r"[^\W\d_]+", self._reading.folded[candidate.start : candidate.end]),
                self._sex(candidate.start),
            )
            return numbered(self._language, Kind.PERSON, number)
        if candidate.kind in QUASI and candidate.kind is not Kind.ORG_ID:
            return f"[{self._coarse(candidate.kind, folded, candidate.start)}]"
        return numbered(self._language, candidate.kind, self._memory.number(candidate.kind, folded))

    def _sex(self, start: int) -> Sex | None:
        before = self._reading.before(start, 16)
        if _FEMALE.search(before):
            return "f"
        return "m" if _MALE.search(before) else None

    def _coarse(self, kind: Kind, folded: str, start: int) -> str:
        match kind:
            case Kind.AGE:
                born = coarsen.is_birth_year(self._reading.before(start, 30))
                return coarsen.age(folded, self._language, self._today, born)
            case Kind.DATE:
                to_come = coarsen.is_to_come(self._reading.before(start, 60))
                return coarsen.calendar(folded, self._language, self._today if to_come else None)
            case Kind.POSTCODE:
                return coarsen.postcode(folded, self._language)
            case Kind.CITY:
                return coarsen.city(folded, self._where, self._language)
            case Kind.NATIONALITY:
                return coarsen.origin(folded, self._language)
            case _:
                return coarsen.rare(folded, self._language)


def rewritten(text: str, findings: tuple[Finding, ...]) -> str:
    """The given text with its findings replaced."""
    pieces: list[str] = []
    at = 0
    for finding in findings:
        replaced = text[finding.start : finding.end]
        pieces += (put_right(text[at : finding.start], finding, replaced), finding.replacement)
        at = finding.end
    pieces.append(text[at:])
    # What the author reads in the preview must be what leaves: no reordering, no hidden letters.
    return _INVISIBLE.sub("", "".join(pieces))
