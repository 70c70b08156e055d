"""What colleagues know about a case, what they ask back, and what their peers think of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NewType

from bot.domain.cases import CaseId
from bot.domain.people import ProfessionalId
from bot.domain.solicitations import SolicitationId
from bot.domain.texts import CleanText

AnswerId = NewType("AnswerId", str)
QuestionId = NewType("QuestionId", str)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a professional knows about the case.

    Parameters
    ----------
    text
        ``None`` once its lifetime is over or its author withdrew it.
    relayed
        True when it was brought from somebody outside the network: both keep the credit.
    late
        True when it arrived after the search had ended.
    marked_useful
        The asker's own word; ``None`` when they said nothing.
    message_ids
        The messages that it was written in, so that an edit of one finds it; they go with its text.
    """

    id: AnswerId
    case_id: CaseId
    author_id: ProfessionalId
    solicitation_id: SolicitationId | None
    text: CleanText | None
    given_at: datetime
    relayed: bool = False
    late: bool = False
    edited_at: datetime | None = None
    withdrawn_at: datetime | None = None
    marked_useful: bool | None = None
    message_ids: tuple[str, ...] = ()

    def without_text(self) -> "Answer":
        """As it stays once its text is destroyed."""
        return replace(self, text=None, message_ids=())


@dataclass(frozen=True, slots=True)
class Vote:
    """One person, one voice on one answer, never on their own: +1 right, -1 wrong."""

    answer_id: AnswerId
    voter_id: ProfessionalId
    value: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """A question back to the counsellor, whose reply is added for everyone."""

    id: QuestionId
    case_id: CaseId
    solicitation_id: SolicitationId
    author_id: ProfessionalId
    text: CleanText | None
    asked_at: datetime
    reply: CleanText | None = None
    replied_at: datetime | None = None
