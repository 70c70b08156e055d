"""Cases, from confirmation to outcome."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select

from bot.domain.cases import (
    OPEN_STATES,
    Case,
    CaseId,
    CaseState,
    Committee,
    Outcome,
    OutcomeKind,
)
from bot.domain.people import ProfessionalId
from storage.repository import Repository, either
from storage.tables import case_followers, cases
from storage.texts import clean_text, stored_text

OPEN = [state.value for state in OPEN_STATES]


class SqlCases(Repository):
    def add(self, case: Case) -> None:
        self._insert(cases, _columns(case))

    def get(self, case_id: CaseId) -> Case | None:
        row = self._of_id(cases, case_id)
        return _case(row) if row else None

    def update(self, case: Case) -> None:
        self._replace(cases, case.id, _columns(case))

    def lock(self, case_id: CaseId) -> Case | None:
        # Without the key: answers that refer to the case may still be added by others.
        query = select(cases).where(cases.c.id == case_id).with_for_update(key_share=True)
        row = self._first(query)
        return _case(row) if row else None

    def by_asker(self, asker_id: ProfessionalId) -> Sequence[Case]:
        query = select(cases).where(cases.c.asker_id == asker_id)
        return self._cases(query.order_by(cases.c.confirmed_at.desc(), cases.c.id.desc()))

    def due(self, now: datetime, limit: int = 50) -> Sequence[CaseId]:
        query = select(cases.c.id).where(cases.c.due_at <= now)
        rows = self._rows(query.order_by(cases.c.due_at, cases.c.id).limit(limit))
        return [row.id for row in rows]

    def outcome_due(self, now: datetime, limit: int = 50) -> Sequence[CaseId]:
        query = select(cases.c.id).where(cases.c.outcome_due_at <= now)
        rows = self._rows(query.order_by(cases.c.outcome_due_at, cases.c.id).limit(limit))
        return [row.id for row in rows]

    def open_cases(self) -> Sequence[Case]:
        return self._cases(select(cases).where(cases.c.state.in_(OPEN)).order_by(*_BY_AGE))

    def closed_since(self, moment: datetime) -> Sequence[Case]:
        ended = either(cases, cases.c.closed_at >= moment, cases.c.outcome_at >= moment)
        return self._cases(select(cases).where(ended).order_by(*_BY_AGE))

    def confirmed_since(self, moment: datetime) -> Sequence[Case]:
        query = select(cases).where(cases.c.confirmed_at >= moment)
        return self._cases(query.order_by(*_BY_AGE))

    def called_by(self, pilot_id: ProfessionalId) -> Sequence[Case]:
        return self._cases(select(cases).where(cases.c.committee_by == pilot_id).order_by(*_BY_AGE))

    def follow(self, case_id: CaseId, professional_id: ProfessionalId, at: datetime) -> bool:
        return self._insert_if_new(
            case_followers, {"case_id": case_id, "professional_id": professional_id, "since": at}
        )

    def followers(self, case_id: CaseId) -> Sequence[ProfessionalId]:
        query = select(case_followers).where(case_followers.c.case_id == case_id)
        rows = self._rows(query.order_by(case_followers.c.since, case_followers.c.professional_id))
        return [ProfessionalId(row.professional_id) for row in rows]

    def followed_by(self, professional_id: ProfessionalId) -> Sequence[Case]:
        theirs = case_followers.c.professional_id == professional_id
        query = select(cases).join(case_followers).where(theirs)
        return self._cases(query.order_by(case_followers.c.since.desc(), cases.c.id))

    def _cases(self, query: Select[Any]) -> list[Case]:
        return [_case(row) for row in self._rows(query)]


_BY_AGE = (cases.c.confirmed_at, cases.c.id)


def _columns(case: Case) -> dict[str, Any]:
    outcome, committee = case.outcome, case.committee
    return {
        "id": case.id,
        "asker_id": case.asker_id,
        "text": stored_text(case.text),
        "themes": case.themes,
        "departement": case.departement,
        "state": case.state.value,
        "confirmed_at": case.confirmed_at,
        "leaves_at": case.leaves_at,
        "deadline_at": case.deadline_at,
        "policy_version": case.policy_version,
        "due_at": case.due_at,
        "needs_anyone": case.needs_anyone,
        "urgent": case.urgent,
        "dangers": case.dangers,
        "placeholders": case.placeholders,
        "waves": case.waves,
        "wanted_more": case.wanted_more,
        "closed_at": case.closed_at,
        "outcome_due_at": case.outcome_due_at,
        "outcome_asked": case.outcome_asked,
        "outcome_kind": outcome.kind.value if outcome else None,
        "outcome_at": outcome.at if outcome else None,
        "outcome_comment": stored_text(outcome.comment) if outcome else None,
        "outcome_answer_id": outcome.answer_id if outcome else None,
        "committee_by": committee.pilot_id if committee else None,
        "committee_at": committee.called_at if committee else None,
        "committee_text": stored_text(committee.text) if committee else None,
    }


def _case(row: Row[Any]) -> Case:
    return Case(
        id=row.id,
        asker_id=row.asker_id,
        text=clean_text(row.text),
        themes=row.themes,
        departement=row.departement,
        state=CaseState(row.state),
        confirmed_at=row.confirmed_at,
        leaves_at=row.leaves_at,
        deadline_at=row.deadline_at,
        policy_version=row.policy_version,
        due_at=row.due_at,
        needs_anyone=row.needs_anyone,
        urgent=row.urgent,
        dangers=row.dangers,
        placeholders=row.placeholders,
        waves=row.waves,
        wanted_more=row.wanted_more,
        closed_at=row.closed_at,
        outcome_due_at=row.outcome_due_at,
        outcome_asked=row.outcome_asked,
        outcome=_outcome(row),
        committee=_committee(row),
    )


def _committee(row: Row[Any]) -> Committee | None:
    if row.committee_by is None:
        return None
    return Committee(
        ProfessionalId(row.committee_by), row.committee_at, clean_text(row.committee_text)
    )


def _outcome(row: Row[Any]) -> Outcome | None:
    if row.outcome_kind is None:
        return None
    return Outcome(
        kind=OutcomeKind(row.outcome_kind),
        at=row.outcome_at,
        comment=clean_text(row.outcome_comment),
        answer_id=row.outcome_answer_id,
    )
