"""A chat moved, or the bot left it: whoever it belongs to follows, and nothing waits there."""

from dataclasses import replace
from datetime import datetime

from bot.domain.inbound import BotPresence, Moved
from bot.domain.places import Place, PlaceKind
from bot.domain.solicitations import AWAITED, COUNTED, Response
from bot.ports import UnitOfWork
from bot.usecases.respond import look_again_now
from bot.usecases.world import World


def follow_chat(
    uow: UnitOfWork, world: World, place: Place, user: str, event: Moved | BotPresence
) -> None:
    """Keep the circle of a group place, or the person of a private one, in step with it."""
    if place.kind is PlaceKind.PRIVATE:
        match event:
            case Moved(new_address=address):
                _follow_home(uow, place, user, address)
            case BotPresence(present=present):
                _is_read(uow, place, user, None if present else world.now)
        return
    circle = uow.circles.of_chat(place.channel, place.address)
    if circle is None or circle.chat is None:
        return
    match event:
        case Moved(new_address=address):
            uow.circles.update(replace(circle, chat=replace(circle.chat, address=address)))
            uow.outbox.follow(place.channel, place.address, address)
        case BotPresence(present=False):
            uow.circles.update(replace(circle, chat=None))
            _free_open_asks(uow, world, circle.id)
        case BotPresence():
            pass


def _follow_home(uow: UnitOfWork, place: Place, user: str, address: str) -> None:
    account = uow.accounts.find(place.channel, user)
    if account is not None and account.home == place:
        uow.accounts.update(replace(account, home=replace(place, address=address)))
        uow.outbox.follow(place.channel, place.address, address)


def _is_read(uow: UnitOfWork, place: Place, user: str, shut_at: datetime | None) -> None:
    """The person shut or opened this door: shut, they are written to elsewhere, if anywhere."""
    account = uow.accounts.find(place.channel, user)
    if account is not None and account.home == place:
        uow.accounts.update(replace(account, unreachable_since=shut_at))


def _free_open_asks(uow: UnitOfWork, world: World, circle_id: str) -> None:
    """Nobody will answer there any more: somebody else is asked."""
    for case in uow.cases.open_cases():
        for ask in uow.solicitations.of_case(case.id):
            is_open = ask.delivery in COUNTED and ask.response in AWAITED
            if ask.circle_id == circle_id and is_open:
                uow.solicitations.update(
                    replace(ask, response=Response.LAPSED, responded_at=world.now)
                )
                look_again_now(uow, world, case)
