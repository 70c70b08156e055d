"""The moderator's hand, in chat: see who is asked how often, hold, stop, remove, look back."""

from contextlib import suppress

from bot.dialogue.limiting import show_to_pilots
from bot.dialogue.listing import namesakes
from bot.dialogue.turn import Turn
from bot.domain.cases import CaseId
from bot.domain.people import ProfessionalId
from bot.domain.permissions import Right, may
from bot.domain.screening import ScreeningUnavailable
from bot.domain.solicitations import SolicitationId
from bot.domain.texts import RawText
from bot.domain.verdicts import Allowed, Refused
from bot.usecases import moderate, pause_network

SETTLED_AT_ONCE = 3
"""Uncertain asks shown for one request."""


# What was done


def on_history(turn: Turn, rest: str) -> None:
    """Who did what, to who may know; to a pilot, how the limits changed."""
    if isinstance(may(turn.person, Right.SEE_JOURNAL), Refused):
        show_to_pilots(turn, "limits-history")
    else:
        tap_journal(turn, "", "0")


def tap_history(turn: Turn, subject: str, argument: str) -> None:
    show_to_pilots(turn, "limits-history")


def tap_journal(turn: Turn, subject: str, after: str) -> None:
    """One page of the audit, after so many entries."""
    if isinstance(verdict := may(turn.person, Right.SEE_JOURNAL), Refused):
        turn.refuse(verdict)
    else:
        turn.say("journal", None, {"after": int(after)})


# Load


def on_load(turn: Turn, rest: str) -> None:
    """Who is near their limit, who is never asked, what waits."""
    show_to_pilots(turn, "load")


def tap_uncertain(turn: Turn, subject: str, argument: str) -> None:
    """Show the asks of unknown fate, the oldest first."""
    if isinstance(verdict := may(turn.person, Right.HOLD_CASES), Refused):
        turn.refuse(verdict)
        return
    uncertain = turn.uow.solicitations.uncertain()[:SETTLED_AT_ONCE]
    for ask in uncertain:
        turn.say("uncertain-delivery", ask.id)
    if not uncertain:
        turn.refuse(Refused("already-settled"))


def tap_open_cases(turn: Turn, subject: str, after: str) -> None:
    """The open cases beyond those that the load shows."""
    if isinstance(verdict := may(turn.person, Right.HOLD_CASES), Refused):
        turn.refuse(verdict)
    else:
        turn.say("open-cases", None, {"after": int(after)})


def tap_hold(turn: Turn, case_id: str, argument: str) -> None:
    held = moderate.hold_case(turn.uow, turn.world, turn.person, CaseId(case_id))
    turn.conclude(held, "case-held")


def tap_release(turn: Turn, case_id: str, argument: str) -> None:
    released = moderate.release_case(turn.uow, turn.world, turn.person, CaseId(case_id))
    turn.conclude(released, "case-released")


def tap_arrived(turn: Turn, solicitation_id: str, argument: str) -> None:
    _settle(turn, solicitation_id, arrived=True)


def tap_lost(turn: Turn, solicitation_id: str, argument: str) -> None:
    _settle(turn, solicitation_id, arrived=False)


# Everything, and everyone


def on_pause_all(turn: Turn, rest: str) -> None:
    """The emergency stop: at once, since it is undone as quickly.

    Why is kept when it could be screened; what could not be stops nothing.
    """
    reason = ""
    if rest.strip() and isinstance(may(turn.person, Right.PAUSE_ALL), Allowed):
        with suppress(ScreeningUnavailable):
            said = turn.beforehand.screen(RawText(rest), language=turn.person.language, answer=True)
            reason = said.clean
    paused = pause_network.pause_network(turn.uow, turn.world, turn.person, reason)
    if isinstance(paused, Refused):
        turn.refuse(paused)
    else:
        turn.say("network-paused")


def on_resume_all(turn: Turn, rest: str) -> None:
    resumed = pause_network.resume_network(turn.uow, turn.world, turn.person)
    if isinstance(resumed, Refused):
        turn.refuse(resumed)
    else:
        turn.say("network-resumed")


def tap_resume_all(turn: Turn, subject: str, argument: str) -> None:
    on_resume_all(turn, "")


def on_remove(turn: Turn, rest: str) -> None:
    """``/retirer NAME`` shows whom it would remove, and what that means."""
    if isinstance(verdict := may(turn.person, Right.REMOVE_MEMBERS), Refused):
        turn.refuse(verdict)
    elif not (found := turn.uow.professionals.named_like(rest, left=True)):
        turn.refuse(Refused("unknown-member" if rest else "remove-usage"))
    else:
        turn.say("confirm-removal", None, namesakes(found))


def tap_remove(turn: Turn, member_id: str, argument: str) -> None:
    removed = moderate.remove_member(turn.uow, turn.world, turn.person, ProfessionalId(member_id))
    turn.conclude(removed, "member-removed")


def tap_readmit(turn: Turn, member_id: str, argument: str) -> None:
    readmitted = moderate.readmit_member(
        turn.uow, turn.world, turn.person, ProfessionalId(member_id)
    )
    turn.conclude(readmitted, "member-readmitted")


def _settle(turn: Turn, solicitation_id: str, *, arrived: bool) -> None:
    settled = moderate.settle_uncertain(
        turn.uow, turn.world, turn.person, SolicitationId(solicitation_id), arrived=arrived
    )
    turn.conclude(settled, "uncertain-settled")
