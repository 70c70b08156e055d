"""What became of the situation, as the asker tells it; every contributor hears of it."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.answers import AnswerId
from bot.domain.cases import Case, CaseId, CaseState, Outcome, OutcomeKind
from bot.domain.people import ProfessionalId
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork
from bot.usecases.join_case import tell_followers
from bot.usecases.keep_fiche import propose_fiche, withdraw_proposals
from bot.usecases.keep_informed import (
    close_open_asks,
    refresh_thanks,
    show_progress,
    thank_contributors,
)
from bot.usecases.telling import tell
from bot.usecases.world import World, current_policy

ASKED_AFTER = (timedelta(days=3), timedelta(days=21))
"""When the outcome is asked: after the search has ended, kindly, once each."""
GIVEN_UP_AFTER = timedelta(days=7)
"""How long the last question waits; then those who helped are thanked all the same."""
REOPENED = frozenset({CaseState.ANSWERED, CaseState.EXHAUSTED, CaseState.SEEKING, CaseState.CLOSED})
"""Where a search may go on from, further."""


def record_outcome(
    uow: UnitOfWork,
    world: World,
    case_id: CaseId,
    asker_id: ProfessionalId,
    kind: OutcomeKind,
    answer_id: AnswerId | None = None,
) -> Case | Refused:
    """Keep the outcome, and tell those who helped.

    "Too early" and "not" leave the case as it is: it may still be widened, or asked about again.
    Which answer helped may be said afterwards.
    """
    case = uow.cases.lock(case_id)
    if case is None or case.asker_id != asker_id:
        return Refused("not-yours")
    if case.state is CaseState.CANCELLED:
        return Refused("case-cancelled")
    _mark(uow, case, kind, answer_id)
    before = case.outcome
    told = replace(case, outcome=_outcome(case, kind, world, answer_id))
    if kind is OutcomeKind.UNBLOCKED:
        told = replace(
            told,
            state=CaseState.CLOSED,
            due_at=None,
            outcome_due_at=None,
            closed_at=case.closed_at or world.now,
        )
    uow.cases.update(told)
    first_time = before is None or before.kind is not kind
    if first_time and _is_worth_telling(told):
        thank_contributors(uow, world, told)
    elif told.outcome != before:
        refresh_thanks(uow, world, told)
    if kind is OutcomeKind.UNBLOCKED:
        close_open_asks(uow, world, told)
        propose_fiche(uow, world, told)
        if first_time:
            tell_followers(uow, world, told)
    show_progress(uow, world, told)
    return told


def ask_outcomes(uow: UnitOfWork, world: World) -> None:
    """Ask what became of the cases whose time has come; thank whoever helped when nobody says."""
    for case_id in uow.cases.outcome_due(world.now):
        case = uow.cases.lock(case_id)
        if case is None or case.outcome_due_at is None or case.outcome_due_at > world.now:
            continue
        asked = case.outcome_asked + 1
        if case.outcome_asked >= len(ASKED_AFTER):
            uow.cases.update(replace(case, outcome_due_at=None))
            if case.outcome is None or case.outcome.kind is OutcomeKind.TOO_EARLY:
                thank_contributors(uow, world, case)
            continue
        again = world.now + GIVEN_UP_AFTER
        if asked < len(ASKED_AFTER):
            again = (case.closed_at or world.now) + ASKED_AFTER[asked]
        uow.cases.update(replace(case, outcome_asked=asked, outcome_due_at=again))
        tell(uow, world, case.asker_id, "ask-outcome", case.id)


def widen(
    uow: UnitOfWork, world: World, case_id: CaseId, asker_id: ProfessionalId, widened_so_far: int
) -> Case | Refused:
    """Search again, further: the answers so far did not unblock the situation, or not for long.

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
    if case.state not in REOPENED:
        return Refused("case-ended")
    if case.text is None:
        return Refused("case-forgotten")
    if case.state is CaseState.CLOSED:
        withdraw_proposals(uow, world, case)
        case = replace(case, outcome=_outcome(case, OutcomeKind.NOT, world, None))
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


def _outcome(case: Case, kind: OutcomeKind, world: World, answer_id: AnswerId | None) -> Outcome:
    """What was said before of the same outcome still stands: which answer, a sentence."""
    before = case.outcome
    if before is None or before.kind is not kind:
        return Outcome(kind, world.now, answer_id=answer_id)
    return replace(before, answer_id=answer_id or before.answer_id)


def _is_worth_telling(case: Case) -> bool:
    """Good news at once; "not yet" only once it was asked: the digest may just have come."""
    kind = case.outcome.kind if case.outcome else None
    if kind is OutcomeKind.NOT:
        return case.outcome_asked > 0
    return kind in (OutcomeKind.UNBLOCKED, OutcomeKind.PARTLY)
