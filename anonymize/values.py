"""What goes in and out of screening: plain values, standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

RiskLevel = Literal["low", "medium", "high"]
Profile = Literal["case", "answer"]


class Kind(StrEnum):
    """What a finding is. Direct kinds are replaced, quasi kinds are coarsened."""

    PERSON = "PERSON"
    ADDRESS = "ADDRESS"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    NIR = "NIR"
    CAF_ID = "CAF_ID"
    FT_ID = "FT_ID"
    FOREIGNER_ID = "FOREIGNER_ID"
    PASSPORT = "PASSPORT"
    IBAN = "IBAN"
    PLATE = "PLATE"
    HANDLE = "HANDLE"
    REF = "REF"
    BIRTHDATE = "BIRTHDATE"
    URL = "URL"
    SIRET = "SIRET"
    MASKED = "MASKED"  # words the author asked to hide
    POSTCODE = "POSTCODE"
    CITY = "CITY"
    DATE = "DATE"
    AGE = "AGE"
    ORG_ID = "ORG_ID"
    NATIONALITY = "NATIONALITY"
    HEALTH_RARE = "HEALTH_RARE"


QUASI = frozenset(
    {
        Kind.POSTCODE,
        Kind.CITY,
        Kind.DATE,
        Kind.AGE,
        Kind.ORG_ID,
        Kind.NATIONALITY,
        Kind.HEALTH_RARE,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of the given text (code points) and what stands in its place."""

    start: int
    end: int
    kind: Kind
    replacement: str
    source: str
    """Name of the recogniser, so that its errors can be counted without text."""


@dataclass(frozen=True, slots=True)
class Risk:
    """How well what is left still singles someone out.

    `estimate` is the number of people of the territory who could fit, None when nothing lets it be
    reckoned. `reasons` are stable codes, or the words left in the clean text that one would drop.
    """

    level: RiskLevel
    estimate: int | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Screening:
    """A text without its identifiers. Pseudonymised, never "anonymous"."""

    clean: str
    findings: tuple[Finding, ...]
    risk: Risk


class ScreeningFailed(Exception):
    """The text could not be screened, so it must not leave.

    `reason` is a stable code: too_long, timeout, model_missing, worker_lost, closed, error.
    The message never holds any of the text.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
