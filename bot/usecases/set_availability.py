"""Pause, come back, leave: said once, obeyed at once (R3)."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.people import Professional, Standing
from bot.domain.solicitations import Response
from bot.ports import UnitOfWork
from bot.usecases.respond import look_again_now
from bot.usecases.world import World

LONGEST_PAUSE = 365
"""Days. Longer than that is leaving."""


def pause(uow: UnitOfWork, world: World, person: Professional, days: int) -> Professional:
    """No solicitation for so many days; asks still open go to somebody else."""
    until = world.now + timedelta(days=max(1, min(days, LONGEST_PAUSE)))
    paused = replace(person, paused_until=until)
    uow.professionals.update(paused)
    _free_open_asks(uow, world, person)
    return paused


def resume(uow: UnitOfWork, person: Professional) -> Professional:
    """Back, under the same limits as before."""
    back = replace(person, paused_until=None, cooling_until=None, standing=Standing.ACTIVE)
    uow.professionals.update(back)
    return back


def leave(uow: UnitOfWork, world: World, person: Professional) -> Professional:
    """No solicitation at all until they come back by themselves."""
    left = replace(person, standing=Standing.LEFT)
    uow.professionals.update(left)
    _free_open_asks(uow, world, person)
    return left


def _free_open_asks(uow: UnitOfWork, world: World, person: Professional) -> None:
    for solicitation in uow.solicitations.open_of(person.id):
        uow.solicitations.update(
            replace(solicitation, response=Response.LAPSED, responded_at=world.now)
        )
        case = uow.cases.get(solicitation.case_id)
        if case is not None:
            look_again_now(uow, world, case)
