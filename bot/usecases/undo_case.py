"""The author changes their mind before the first wave leaves."""

from dataclasses import replace

from bot.domain.cases import Case, CaseId, CaseState
from bot.domain.people import ProfessionalId
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork
from bot.usecases.keep_informed import show_progress
from bot.usecases.world import World


def undo_case(
    uow: UnitOfWork, world: World, case_id: CaseId, author_id: ProfessionalId
) -> Case | Refused:
    """Take back a case that has not left. Its text and its numbering are destroyed."""
    case = uow.cases.lock(case_id)
    if case is None or case.asker_id != author_id:
        return Refused("not-yours")
    if case.state is not CaseState.CONFIRMED or world.now >= case.leaves_at:
        return Refused("already-left")
    cancelled = replace(
        case,
        state=CaseState.CANCELLED,
        text=None,
        placeholders="",
        due_at=None,
        closed_at=world.now,
    )
    uow.cases.update(cancelled)
    show_progress(uow, world, cancelled)
    return cancelled
