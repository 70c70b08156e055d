"""What became of the situation, as the asker tells it; every contributor hears of it."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.answers import AnswerId
from bot.domain.cases import Case, CaseId, CaseState, Outcome, OutcomeKind
from bot.domain.people import ProfessionalId
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork
from bot.usecases.keep_fiche import propose_fiche
from bot.usecases.keep_informed import close_open_asks, show_progress, thank_contributors
from bot.usecases.telling import tell
from bot.usecases.world import World, current_policy

ASKED_AFTER = (timedelta(days=3), timedelta(days=21))
"""When the outcome is asked: after the search has ended, kindly, once each."""


def record_outcome(
    uow: UnitOfWork,
    world: World,
    case_id: CaseId,
    asker_id: ProfessionalId,
    kind: OutcomeKind,
    answer_id: AnswerId | None = None,
) -> Case | Refused:
    """Keep the outcome; thank the contributors once it is one.

    "Too early" and "not" leave the case as it is: it may still be widened, or asked about again.
    """
    case = uow.cases.lock(case_id)
    if case is None or case.asker_id != asker_id:
        return Refused("not-yours")
    if case.state is CaseState.CANCELLED:
        return Refused("case-cancelled")
    _mark(uow, case, kind, answer_id)
    told = replace(case, outcome=Outcome(kind, world.now, answer_id=answer_id))
    if kind is OutcomeKind.UNBLOCKED:
        told = replace(
            told,
            state=CaseState.CLOSED,
            due_at=None,
            outcome_due_at=None,
            closed_at=case.closed_at or world.now,
        )
    uow.cases.update(told)
    first_time = case.outcome is None or case.outcome.kind is not kind
    if kind in (OutcomeKind.UNBLOCKED, OutcomeKind.PARTLY) and first_time:
        thank_contributors(uow, world, told)
    if kind is OutcomeKind.UNBLOCKED:
        close_open_asks(uow, world, told)
    if kind is OutcomeKind.UNBLOCKED and first_time:
        propose_fiche(uow, world, told)
    show_progress(uow, world, told)
    return told


def ask_outcomes(uow: UnitOfWork, world: World) -> None:
    """Ask what became of the cases whose time has come."""
    for case_id in uow.cases.outcome_due(world.now):
        case = uow.cases.get(case_id)
        if case is None:
            continue
        asked = case.outcome_asked + 1
        again = None
        if asked < len(ASKED_AFTER):
            again = (case.closed_at or world.now) + ASKED_AFTER[asked]
        uow.cases.update(replace(case, outcome_asked=asked, outcome_due_at=again))
        tell(uow, world, case.asker_id, "ask-outcome", case.id)


def widen(
    uow: UnitOfWork, world: World, case_id: CaseId, asker_id: ProfessionalId, widened_so_far: int
) -> Case | Refused:
    """Search again, further: the answers so far did not unblock the situation.

    Parameters
    ----------
    widened_so_far
        How often the case had been widened when this was offered: a double tap widens once.
    """
    case = uow.cases.lock(case_id)
    if case is None or case.asker_id != asker_id:
        return Refused("not-yours")
    if case.wanted_more > widened_so_far:
        return case
    if case.state not in (CaseState.ANSWERED, CaseState.EXHAUSTED, CaseState.SEEKING):
        return Refused("case-ended")
    if case.text is None:
        return Refused("case-forgotten")
    hours = current_policy(uow).deadline_hours
    widened = replace(
        case,
        state=CaseState.SEEKING,
        needs_anyone=True,
        due_at=world.now,
        deadline_at=world.now + timedelta(hours=hours),
        outcome_due_at=None,
        wanted_more=case.wanted_more + 1,
    )
    uow.cases.update(widened)
    show_progress(uow, world, widened)
    return widened


def _mark(uow: UnitOfWork, case: Case, kind: OutcomeKind, answer_id: AnswerId | None) -> None:
    answer = uow.answers.get(answer_id) if answer_id else None
    if answer is not None and answer.case_id == case.id:
        uow.answers.update(replace(answer, marked_useful=kind is not OutcomeKind.NOT))
