"""A circle's chat moved, or the bot left it: the circle follows, and nothing waits there."""

from dataclasses import replace

from bot.domain.inbound import BotPresence, Moved
from bot.domain.places import Place
from bot.domain.solicitations import AWAITED, COUNTED, Response
from bot.ports import UnitOfWork
from bot.usecases.respond import look_again_now
from bot.usecases.world import World


def follow_chat(uow: UnitOfWork, world: World, place: Place, event: Moved | BotPresence) -> None:
    """Keep the circle of a group place in step with it; other places are nobody's concern."""
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
