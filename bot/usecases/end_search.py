"""The search for a case ends: enough is known, time is over, or nobody is left to ask."""

from dataclasses import replace
from datetime import datetime

from bot.domain.cases import Case, CaseState
from bot.domain.waves import Ending
from bot.ports import UnitOfWork
from bot.usecases.join_case import tell_followers
from bot.usecases.keep_informed import (
    close_open_asks,
    pilots_of,
    show_digest,
    show_progress,
)
from bot.usecases.record_outcome import ASKED_AFTER
from bot.usecases.telling import tell
from bot.usecases.world import World


def end_search(
    uow: UnitOfWork,
    world: World,
    case: Case,
    ending: Ending,
    free_again_at: datetime | None = None,
) -> Case:
    """Stop asking, and say so to the asker; to the pilots as well when nobody answered.

    A case without an answer is never left in silence.
    """
    answered = any(a.withdrawn_at is None for a in uow.answers.of_case(case.id))
    ended = replace(
        case,
        state=CaseState.ANSWERED if answered else CaseState.EXHAUSTED,
        due_at=None,
        closed_at=world.now,
        outcome_due_at=world.now + ASKED_AFTER[0],
    )
    uow.cases.update(ended)
    close_open_asks(uow, world, ended)
    tell_followers(uow, world, ended)
    show_progress(uow, world, ended)
    if answered:
        show_digest(uow, world, ended)
        tell(uow, world, ended.asker_id, "search-ended", ended.id)
        return ended
    pilots = pilots_of(uow, ended)
    details: dict[str, str | int] = {"ending": ending.value, "pilots": len(pilots)}
    if free_again_at is not None:
        details["free-again-at"] = free_again_at.isoformat()
    tell(uow, world, ended.asker_id, "search-exhausted", ended.id, details=details)
    for pilot in pilots:
        tell(uow, world, pilot, "case-stuck", ended.id, slot=f"case-stuck:{ended.id}")
    return ended
