"""One ask of one professional, or of one circle's chat, for one case."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain.cases import CaseId
from bot.domain.circles import CircleId
from bot.domain.people import ProfessionalId, StructureId

SolicitationId = NewType("SolicitationId", str)


class Delivery(StrEnum):
    PLANNED = "planned"
    """The slot is reserved; the message has not left."""
    SENT = "sent"
    UNCERTAIN = "uncertain"
    """The platform did not say; counts as sent and is never sent again (R2, R5)."""
    UNREACHABLE = "unreachable"
    """The platform said that it will never arrive; the slot is freed."""
    WITHDRAWN = "withdrawn"
    """Cancelled before it left; the slot is freed."""


COUNTED = frozenset({Delivery.PLANNED, Delivery.SENT, Delivery.UNCERTAIN})


class Response(StrEnum):
    NONE = "none"
    ANSWERED = "answered"
    NOT_MY_FIELD = "not-my-field"
    LATER = "later"
    RELAYED = "relayed"
    """Handed on to somebody: "demandez à X"."""
    LAPSED = "lapsed"
    """The case ended before they responded."""


@dataclass(frozen=True, slots=True)
class Solicitation:
    """One ask. Exactly one of `professional_id` and `circle_id` is set.

    `asker_id`, `structure_id` and `themes` are copied from the case and the person, so that
    limits can be counted after texts and people are forgotten.
    """

    id: SolicitationId
    case_id: CaseId
    professional_id: ProfessionalId | None
    circle_id: CircleId | None
    structure_id: StructureId | None
    asker_id: ProfessionalId
    themes: tuple[str, ...]
    wave: int
    planned_at: datetime
    delivery: Delivery = Delivery.PLANNED
    delivered_at: datetime | None = None
    """When it left, or last set out to: limits count from then."""
    response: Response = Response.NONE
    responded_at: datetime | None = None
    """When the last response came, or the ask stopped waiting for one (lapsed, withdrawn)."""
    remind_at: datetime | None = None
    """After "plus tard": when to show the same ask again, without counting it twice."""

    @property
    def asked_id(self) -> str:
        """Who was asked: a professional, or a circle in its chat."""
        return self.professional_id or self.circle_id or ""


AWAITED = frozenset({Response.NONE, Response.LATER})
"""Responses that may still come: the ask counts as open."""

REFUSALS = frozenset({Response.NOT_MY_FIELD, Response.LATER, Response.RELAYED})
"""Responses that call for somebody else."""
