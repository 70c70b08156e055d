"""The figures of a period, read from what is kept: no text, no name."""

from collections import defaultdict
from datetime import datetime

from bot.domain.answers import Answer
from bot.domain.cases import OPEN_STATES, Case, CaseId, CaseState
from bot.domain.report import CaseFacts, Report, make_report
from bot.domain.solicitations import COUNTED
from bot.ports import UnitOfWork


def see_report(uow: UnitOfWork, since: datetime, until: datetime) -> Report:
    """Count the cases confirmed in the period, with all that came of them since."""
    asks: dict[CaseId, int] = defaultdict(int)
    for ask in uow.solicitations.planned_since(since):
        asks[ask.case_id] += ask.delivery in COUNTED
    answers: dict[CaseId, list[Answer]] = defaultdict(list)
    for answer in uow.answers.given_since(since):
        if answer.withdrawn_at is None:
            answers[answer.case_id].append(answer)
    facts = [
        _facts(case, asks[case.id], answers[case.id])
        for case in uow.cases.confirmed_since(since)
        if case.confirmed_at < until and case.state is not CaseState.CANCELLED
    ]
    deflections = [one for one in uow.records.deflected_since(since) if one.at < until]
    covered = {theme for person in uow.professionals.active() for theme in person.themes}
    return make_report(facts, deflections, covered, since, until)


def _facts(case: Case, asks: int, answers: list[Answer]) -> CaseFacts:
    given = min((answer.given_at for answer in answers), default=None)
    useful = min((a.given_at for a in answers if a.marked_useful), default=None)
    return CaseFacts(
        themes=case.themes,
        departement=case.departement,
        asks=asks,
        answers=len(answers),
        over=case.state not in OPEN_STATES,
        outcome=case.outcome.kind if case.outcome else None,
        first_answer=given - case.leaves_at if given else None,
        first_useful=useful - case.leaves_at if useful else None,
    )
