"""What may be an identifier, until it is judged."""

from __future__ import annotations

from dataclasses import dataclass

from anonymize.values import Kind

NUMBERS = frozenset(
    {Kind.REF, Kind.CAF_ID, Kind.FT_ID, Kind.FOREIGNER_ID, Kind.NIR, Kind.PHONE, Kind.PASSPORT}
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One stretch of plain text held to be an identifier."""

    start: int
    end: int
    kind: Kind
    score: float
    source: str
