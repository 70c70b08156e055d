"""What is written down so that it can be checked, replayed or tuned later."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.cases import CaseId


@dataclass(frozen=True, slots=True)
class WaveRecord:
    """Everything that decided one wave: planning again from `inputs` gives `plan` again (R6).

    `inputs` and `plan` are JSON texts of ids, figures and codes.
    """

    case_id: CaseId
    number: int
    at: datetime
    policy_version: int
    seed: int
    inputs: str
    plan: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Who did what to what, and why; `actor_id` is ``None`` for the bot itself."""

    at: datetime
    actor_id: str | None
    action: str
    subject_id: str | None
    details: Mapping[str, str | int]


class How(StrEnum):
    """How a situation found its answer without anybody being asked."""

    FICHE = "fiche"
    JOINED = "joined"
    """The same situation was already open: whoever asks follows it."""


@dataclass(frozen=True, slots=True)
class Deflection:
    """One situation answered without asking anybody: a figure, of nobody in particular."""

    at: datetime
    how: How
    themes: tuple[str, ...]
    departement: str | None


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """One numbered, immutable version of the limits (R11)."""

    version: int
    created_at: datetime
    author_id: str | None
    reason: str
    values: Mapping[str, int | str | float | bool]
