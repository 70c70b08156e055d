"""Ask somebody about a case: their slot and the message that asks are written down together."""

from datetime import datetime

from bot.domain.cases import Case
from bot.domain.circles import Circle
from bot.domain.notices import Notice
from bot.domain.people import Professional
from bot.domain.places import Place
from bot.domain.solicitations import Solicitation, SolicitationId
from bot.ports import UnitOfWork
from bot.usecases.world import World


def ask_person(
    uow: UnitOfWork,
    world: World,
    case: Case,
    person: Professional,
    home: Place,
    *,
    wave: int,
    due_at: datetime | None = None,
) -> Solicitation:
    """Ask somebody where they are written to; now, unless said otherwise."""
    ask = _reserved(uow, world, case, wave, person=person)
    uow.outbox.add(
        Notice(
            kind="solicitation",
            place=home,
            subject_id=ask.id,
            due_at=due_at or world.now,
            recipient_id=person.id,
            slot=f"solicitation:{ask.id}",
            solicitation_id=ask.id,
            language=person.language,
        )
    )
    return ask


def ask_circle(
    uow: UnitOfWork, world: World, case: Case, circle: Circle, *, wave: int
) -> Solicitation:
    """Ask a circle in its group chat, which it must have."""
    assert circle.chat is not None
    ask = _reserved(uow, world, case, wave, circle=circle)
    uow.outbox.add(
        Notice(
            kind="circle-solicitation",
            place=circle.chat,
            subject_id=ask.id,
            due_at=world.now,
            slot=f"solicitation:{ask.id}",
            solicitation_id=ask.id,
        )
    )
    return ask


def _reserved(
    uow: UnitOfWork,
    world: World,
    case: Case,
    wave: int,
    *,
    person: Professional | None = None,
    circle: Circle | None = None,
) -> Solicitation:
    ask = Solicitation(
        id=SolicitationId(world.chance.new_id()),
        case_id=case.id,
        professional_id=person.id if person else None,
        circle_id=circle.id if circle else None,
        structure_id=person.structure.id if person else None,
        asker_id=case.asker_id,
        themes=case.themes,
        wave=wave,
        planned_at=world.now,
    )
    uow.solicitations.add(ask)
    return ask
