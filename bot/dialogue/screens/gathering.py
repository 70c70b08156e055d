"""A circle and the group where it talks."""

from bot.dialogue.screens.view import View, say
from bot.domain.circles import CircleId
from bot.domain.screens import Screen


def chat_adopted(view: View) -> Screen | None:
    circle = view.uow.circles.get(CircleId(view.subject))
    if circle is None or circle.chat is None:
        return None
    return Screen((say("chat-adopted", name=circle.name), say("chat-adopted-how")))
