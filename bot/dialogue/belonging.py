"""Membership: availability, accounts, one's own data."""

import re

from bot.dialogue import drafting
from bot.dialogue.turn import Turn
from bot.domain.verdicts import Refused
from bot.usecases import forget, join_network, respond, set_availability, set_preferences
from bot.usecases.telling import reply

DEFAULT_PAUSE = 14
"""Days."""
PAUSE = re.compile(r"(\d+)\s*([a-z]?)", re.IGNORECASE)
UNITS = {"s": 7, "w": 7, "m": 30}
"""Days of a week (semaine) and of a month, by how they begin."""
LONGEST_NUMBER = 9
"""Digits read of a number of days: there are none longer, and thousands are no number at all."""
PREFERENCES = "preferences"
"""The slot of the screen that changes under one's taps."""


def on_help(turn: Turn, rest: str) -> None:
    turn.say("help")


def on_privacy(turn: Turn, rest: str) -> None:
    turn.say("privacy")


def on_cases(turn: Turn, rest: str) -> None:
    turn.say("my-cases")


def on_pause(turn: Turn, rest: str) -> None:
    days = DEFAULT_PAUSE
    if said := PAUSE.match(rest.strip()):
        days = int(said[1][:LONGEST_NUMBER]) * UNITS.get(said[2].lower(), 1)
    set_availability.pause(turn.uow, turn.world, turn.person, days)
    turn.say("paused")


def on_resume(turn: Turn, rest: str) -> None:
    set_availability.resume(turn.uow, turn.person)
    turn.say("resumed")


def on_leave(turn: Turn, rest: str) -> None:
    set_availability.leave(turn.uow, turn.world, turn.person)
    turn.say("left")


def on_less(turn: Turn, rest: str) -> None:
    changed = respond.less_often(turn.uow, turn.person)
    turn.say("less-often", None, {"cap": changed.weekly_cap or 0})


def on_link(turn: Turn, rest: str) -> None:
    """Without a code: show one. With a code: this account is already somebody's."""
    if rest:
        linked = join_network.join_with_code(turn.uow, turn.world, turn.inbound, rest)
        if isinstance(linked, Refused):
            turn.refuse(linked)
        else:
            turn.say("already-linked")
        return
    code = join_network.offer_link_code(turn.uow, turn.world, turn.person.id)
    turn.say("link-code", None, {"until": code.expires_at.isoformat()}, secret=code.code)


def on_my_data(turn: Turn, rest: str) -> None:
    turn.say("my-data")


def on_forget_me(turn: Turn, rest: str) -> None:
    turn.say("confirm-erasure")


def on_language(turn: Turn, rest: str) -> None:
    language = rest.strip().casefold()[:2]
    if language not in ("fr", "en"):
        turn.say("languages")
        return
    set_preferences.choose_language(turn.uow, turn.person, language)
    turn.say("language-chosen", None, {"language": language})


def on_preferences(turn: Turn, rest: str) -> None:
    """Sound and name, each with the choice to change it."""
    turn.say("preferences", None, {"fresh": 1}, slot=PREFERENCES)


def tap_sound(turn: Turn, subject: str, silent: str) -> None:
    set_preferences.choose_sound(turn.uow, turn.person, silent=silent == "off")
    turn.say("preferences", slot=PREFERENCES)


def tap_share_name(turn: Turn, subject: str, shared: str) -> None:
    set_preferences.choose_name(turn.uow, turn.person, shares_name=shared == "yes")
    turn.say("preferences", slot=PREFERENCES)


def tap_more_data(turn: Turn, subject: str, page: str) -> None:
    turn.say("my-data", None, {"page": int(page)})


def tap_pause(turn: Turn, subject: str, days: str) -> None:
    on_pause(turn, days)


def tap_resume(turn: Turn, subject: str, argument: str) -> None:
    on_resume(turn, "")


def tap_erase(turn: Turn, subject: str, argument: str) -> None:
    """The last screen is for a stranger: nothing is kept that could name them."""
    forget.erase_person(turn.uow, turn.world, turn.person)
    reply(turn.uow, turn.inbound, "erased", None, recipient_id=None, language=turn.person.language)


def welcome_back(turn: Turn) -> None:
    """Somebody we know opened the conversation. Whoever left is offered to be asked again."""
    turn.say("welcome")
    drafting.show_text_under_way(turn)
