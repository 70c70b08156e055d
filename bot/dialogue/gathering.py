"""A circle and the group where it talks."""

from bot.dialogue.turn import Turn
from bot.domain.places import PlaceKind
from bot.domain.verdicts import Refused
from bot.usecases.adopt_chat import adopt_chat
from bot.usecases.telling import reply


def on_circle(turn: Turn, rest: str) -> None:
    """``/cercle NAME``, typed in a group, makes it that circle's chat."""
    place = turn.inbound.place
    if place.kind is PlaceKind.PRIVATE:
        turn.refuse(Refused("only-in-a-group"))
        return
    adopted = adopt_chat(turn.uow, turn.world, turn.person, place, rest)
    if isinstance(adopted, Refused):
        turn.refuse(adopted)
        return
    reply(turn.uow, turn.inbound, "chat-adopted", adopted.id, recipient_id=None)
