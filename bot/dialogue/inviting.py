"""``/inviter``: a code and a picture to hand to a member who has no account, or lost it."""

from bot.dialogue.listing import namesakes
from bot.dialogue.turn import Turn
from bot.domain.people import ProfessionalId
from bot.domain.permissions import Right, may
from bot.domain.verdicts import Refused
from bot.usecases.invite import invite_member


def on_invite(turn: Turn, rest: str) -> None:
    """``/inviter NAME``: at once when one member is called so, else after choosing."""
    if isinstance(verdict := may(turn.person, Right.INVITE), Refused):
        turn.refuse(verdict)
        return
    found = turn.uow.professionals.named_like(rest, left=True)
    if not found:
        turn.refuse(Refused("unknown-member" if rest else "invite-usage"))
    elif len(found) == 1:
        tap_invite(turn, found[0].id, "")
    else:
        turn.say("choose-invited", None, namesakes(found))


def tap_invite(turn: Turn, member_id: str, argument: str) -> None:
    """The code, its addresses and its picture."""
    code = invite_member(turn.uow, turn.world, turn.person, ProfessionalId(member_id))
    if isinstance(code, Refused):
        turn.refuse(code)
    else:
        until = code.expires_at.isoformat()
        turn.say("invitation", member_id, {"until": until}, secret=code.code)
