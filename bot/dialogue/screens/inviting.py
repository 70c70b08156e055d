"""Invitations: whom a name fits, then a code, its addresses and its picture."""

from datetime import datetime

from bot.dialogue.actions import Action
from bot.dialogue.screens.naming import among
from bot.dialogue.screens.view import View, say
from bot.domain.people import ProfessionalId, Standing
from bot.domain.screens import Bullets, Heading, Phrase, QrCode, Screen, Verbatim

DIGITS_APART = 4
"""A long code is read aloud, and typed, by fours."""


def choose_invited(view: View) -> Screen | None:
    return among(view, Action.INVITE, "choice-invite", say("choose-invited"))


def invitation(view: View) -> Screen | None:
    """What to hand to the person, alone: it opens their account."""
    member = view.uow.professionals.get(ProfessionalId(view.subject))
    code = view.notice.secret
    if member is None or code is None:
        return None
    until = view.local(datetime.fromisoformat(view.detail("until")))
    doors = {name: address for name, door in view.doors.items() if (address := door(code))}
    here = doors.get(view.notice.place.channel) or next(iter(doors.values()), None)
    spaced = " ".join(code[n : n + DIGITS_APART] for n in range(0, len(code), DIGITS_APART))
    lines = tuple(
        (Phrase("invitation-door", {"channel": name}), Verbatim(f" {address}"))
        for name, address in doors.items()
    )
    return Screen(
        (
            Heading(Phrase("invitation", {"name": member.display_name})),
            say("invitation-code", code=spaced, at=until),
            *((Bullets(lines),) if lines else ()),
            *((say("invitation-left"),) if member.standing is Standing.LEFT else ()),
            say("invitation-how"),
        ),
        enclosed=QrCode(Phrase("chart-invitation"), here) if here else None,
    )
