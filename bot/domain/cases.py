"""One blocked situation, from confirmation to outcome."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain.people import ProfessionalId
from bot.domain.texts import CleanText

CaseId = NewType("CaseId", str)


class CaseState(StrEnum):
    CONFIRMED = "confirmed"
    """Confirmed; may still be undone by its author."""
    SEEKING = "seeking"
    """Waves go out, answers come in."""
    HELD = "held"
    """Stopped by a moderator, until released."""
    ANSWERED = "answered"
    """Enough useful answers; nobody else is asked. Late answers are still taken."""
    EXHAUSTED = "exhausted"
    """Time or people ran out; the asker and the pilots were told."""
    CANCELLED = "cancelled"
    CLOSED = "closed"
    """The outcome is known."""


OPEN_STATES = frozenset({CaseState.CONFIRMED, CaseState.SEEKING, CaseState.HELD})


class OutcomeKind(StrEnum):
    UNBLOCKED = "unblocked"
    PARTLY = "partly"
    NOT = "not"
    TOO_EARLY = "too-early"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened afterwards, as the asker told it."""

    kind: OutcomeKind
    at: datetime
    comment: CleanText | None = None
    answer_id: str | None = None


@dataclass(frozen=True, slots=True)
class Committee:
    """A sitting where several professionals look at a case together, as a pilot called it.

    Parameters
    ----------
    text
        Where and when, in the pilot's words; ``None`` once they are forgotten.
    """

    pilot_id: ProfessionalId
    called_at: datetime
    text: CleanText | None


@dataclass(frozen=True, slots=True)
class Case:
    """One blocked situation, asked by one professional.

    Parameters
    ----------
    text
        ``None`` once its lifetime is over.
    needs_anyone
        True when knowledge from elsewhere is as good as local knowledge.
    placeholders
        The screening's numbering of placeholders (keyed hashes, never names), so that answers
        use the same ones.
    leaves_at
        End of the time to undo; the first wave leaves then.
    due_at
        When `advance_case` must look at it again; ``None`` when nothing is to come.
    outcome_due_at
        When to ask what happened; ``None`` when nothing is to be asked.
    """

    id: CaseId
    asker_id: ProfessionalId
    text: CleanText | None
    themes: tuple[str, ...]
    departement: str | None
    state: CaseState
    confirmed_at: datetime
    leaves_at: datetime
    deadline_at: datetime
    policy_version: int
    due_at: datetime | None
    needs_anyone: bool = False
    urgent: bool = False
    dangers: tuple[str, ...] = ()
    placeholders: str = ""
    waves: int = 0
    wanted_more: int = 0
    """How many times the asker asked to widen the search: as many more answers are wanted."""
    closed_at: datetime | None = None
    outcome_due_at: datetime | None = None
    outcome_asked: int = 0
    outcome: Outcome | None = None
    committee: Committee | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody may still be solicited for it."""
        return self.state in OPEN_STATES
