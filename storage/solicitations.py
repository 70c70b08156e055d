"""Who was asked about what, when, and what became of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select

from bot.domain.cases import CaseId
from bot.domain.people import ProfessionalId
from bot.domain.solicitations import (
    COUNTED,
    Delivery,
    Response,
    Solicitation,
    SolicitationId,
)
from storage.cases import OPEN
from storage.repository import Repository, either
from storage.tables import cases, solicitations

_COUNTED = [delivery.value for delivery in COUNTED]
_DELIVERED = [Delivery.SENT.value, Delivery.UNCERTAIN.value]
_AWAITED = [Response.NONE.value, Response.LATER.value]

_PLANNED = select(solicitations).order_by(
    solicitations.c.planned_at, solicitations.c.wave, solicitations.c.id
)
_OF_OPEN_CASES = solicitations.c.case_id.in_(select(cases.c.id).where(cases.c.state.in_(OPEN)))


class SqlSolicitations(Repository):
    def add(self, solicitation: Solicitation) -> None:
        self._insert(solicitations, _columns(solicitation))

    def get(self, solicitation_id: SolicitationId) -> Solicitation | None:
        row = self._of_id(solicitations, solicitation_id)
        return _solicitation(row) if row else None

    def update(self, solicitation: Solicitation) -> None:
        self._replace(solicitations, solicitation.id, _columns(solicitation))

    def of_case(self, case_id: CaseId) -> Sequence[Solicitation]:
        return self._solicitations(_PLANNED.where(solicitations.c.case_id == case_id))

    def since(self, moment: datetime) -> Sequence[Solicitation]:
        planned, delivered = solicitations.c.planned_at, solicitations.c.delivered_at
        lately = either(solicitations, planned >= moment, delivered >= moment)
        return self._solicitations(_PLANNED.where(lately, solicitations.c.delivery.in_(_COUNTED)))

    def planned_since(self, moment: datetime) -> Sequence[Solicitation]:
        return self._solicitations(_PLANNED.where(solicitations.c.planned_at >= moment))

    def open_of(self, professional_id: ProfessionalId) -> Sequence[Solicitation]:
        return self._solicitations(
            _PLANNED.where(
                solicitations.c.professional_id == professional_id,
                solicitations.c.delivery.in_(_DELIVERED),
                solicitations.c.response.in_(_AWAITED),
                _OF_OPEN_CASES,
            )
        )

    def of_person(self, professional_id: ProfessionalId) -> Sequence[Solicitation]:
        return self._solicitations(
            _PLANNED.where(solicitations.c.professional_id == professional_id)
        )

    def uncertain(self) -> Sequence[Solicitation]:
        return self._solicitations(
            _PLANNED.where(solicitations.c.delivery == Delivery.UNCERTAIN.value)
        )

    def to_remind(self, now: datetime, limit: int = 50) -> Sequence[Solicitation]:
        due = select(solicitations).where(
            solicitations.c.remind_at <= now,
            solicitations.c.response.in_(_AWAITED),
            _OF_OPEN_CASES,
        )
        return self._solicitations(
            due.order_by(solicitations.c.remind_at, solicitations.c.id).limit(limit)
        )

    def _solicitations(self, query: Select[Any]) -> list[Solicitation]:
        return [_solicitation(row) for row in self._rows(query)]


def _columns(solicitation: Solicitation) -> dict[str, Any]:
    return {
        "id": solicitation.id,
        "case_id": solicitation.case_id,
        "professional_id": solicitation.professional_id,
        "circle_id": solicitation.circle_id,
        "structure_id": solicitation.structure_id,
        "asker_id": solicitation.asker_id,
        "themes": solicitation.themes,
        "wave": solicitation.wave,
        "planned_at": solicitation.planned_at,
        "delivery": solicitation.delivery.value,
        "delivered_at": solicitation.delivered_at,
        "response": solicitation.response.value,
        "responded_at": solicitation.responded_at,
        "remind_at": solicitation.remind_at,
    }


def _solicitation(row: Row[Any]) -> Solicitation:
    return Solicitation(
        id=row.id,
        case_id=row.case_id,
        professional_id=row.professional_id,
        circle_id=row.circle_id,
        structure_id=row.structure_id,
        asker_id=row.asker_id,
        themes=row.themes,
        wave=row.wave,
        planned_at=row.planned_at,
        delivery=Delivery(row.delivery),
        delivered_at=row.delivered_at,
        response=Response(row.response),
        responded_at=row.responded_at,
        remind_at=row.remind_at,
    )
