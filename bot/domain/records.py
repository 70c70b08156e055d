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


class Act(StrEnum):
    """What is audited. Each has its sentence, under ``journal-``."""

    CHANGE_LIMITS = "change-limits"
    UNDO_LIMITS = "undo-limits"
    PAUSE_ALL = "pause-all"
    RESUME_ALL = "resume-all"
    HOLD_CASE = "hold-case"
    RELEASE_CASE = "release-case"
    SETTLE_UNCERTAIN = "settle-uncertain"
    REMOVE_MEMBER = "remove-member"
    READMIT_MEMBER = "readmit-member"
    INVITE_MEMBER = "invite-member"
    LET_BACK_IN = "let-back-in"
    ADOPT_CHAT = "adopt-chat"
    PUBLISH_FICHE = "publish-fiche"
    REFUSE_FICHE = "refuse-fiche"
    OUTDATE_FICHE = "outdate-fiche"
    CALL_COMMITTEE = "call-committee"
    IMPORT_POOL = "import-pool"
    ERASE_PERSON = "erase-person"
    WRONG_CODE = "wrong-code"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Who did what to what; `actor_id` is ``None`` for the bot itself, or whoever runs it."""

    at: datetime
    actor_id: str | None
    action: Act
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
