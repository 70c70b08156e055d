"""The moderator's hand, in chat: see the limits, change one and say why, undo, settle, hold."""

from bot.dialogue.turn import Turn
from bot.domain.cases import CaseId
from bot.domain.permissions import Right, may
from bot.domain.policy import Policy
from bot.domain.solicitations import SolicitationId
from bot.domain.verdicts import Refused
from bot.usecases import change_limits, moderate

Value = int | str | float | bool


def on_limits(turn: Turn, rest: str) -> None:
    """``/limites`` shows; ``/limites NAME VALUE why`` changes."""
    if isinstance(verdict := may(turn.person, Right.SEE_LIMITS), Refused):
        turn.refuse(verdict)
        return
    if not rest:
        turn.say("limits")
        return
    name, _, tail = rest.partition(" ")
    typed, _, reason = tail.strip().partition(" ")
    if not typed:
        turn.refuse(Refused("limits-usage"))
        return
    changed = change_limits.change_limits(
        turn.uow, turn.world, turn.person, {name: _value(name, typed)}, reason
    )
    if isinstance(changed, Refused):
        turn.refuse(changed)
    else:
        turn.say("limits-changed", None, {"version": changed.version, "name": name})


def on_load(turn: Turn, rest: str) -> None:
    """Who is near their limit, who is never asked, what waits."""
    if isinstance(verdict := may(turn.person, Right.SEE_LIMITS), Refused):
        turn.refuse(verdict)
        return
    turn.say("load")


def on_history(turn: Turn, rest: str) -> None:
    if isinstance(verdict := may(turn.person, Right.SEE_LIMITS), Refused):
        turn.refuse(verdict)
        return
    turn.say("limits-history")


def tap_undo_limits(turn: Turn, version: str, argument: str) -> None:
    if version != str(turn.uow.policies.current().version):
        turn.refuse(Refused("stale-choice"))
        return
    undone = change_limits.undo_limits(turn.uow, turn.world, turn.person)
    if isinstance(undone, Refused):
        turn.refuse(undone)
    else:
        turn.say("limits-changed", None, {"version": undone.version})


def tap_hold(turn: Turn, case_id: str, argument: str) -> None:
    held = moderate.hold_case(turn.uow, turn.world, turn.person, CaseId(case_id))
    if isinstance(held, Refused):
        turn.refuse(held)
    else:
        turn.say("case-held", held.id)


def tap_release(turn: Turn, case_id: str, argument: str) -> None:
    released = moderate.release_case(turn.uow, turn.world, turn.person, CaseId(case_id))
    if isinstance(released, Refused):
        turn.refuse(released)
    else:
        turn.say("case-released", released.id)


def tap_arrived(turn: Turn, solicitation_id: str, argument: str) -> None:
    _settle(turn, solicitation_id, arrived=True)


def tap_lost(turn: Turn, solicitation_id: str, argument: str) -> None:
    _settle(turn, solicitation_id, arrived=False)


def _settle(turn: Turn, solicitation_id: str, *, arrived: bool) -> None:
    settled = moderate.settle_uncertain(
        turn.uow, turn.world, turn.person, SolicitationId(solicitation_id), arrived=arrived
    )
    if isinstance(settled, Refused):
        turn.refuse(settled)
    else:
        turn.say("uncertain-settled", settled.id)


def _value(name: str, typed: str) -> Value:
    """Read a typed value as the kind of number it replaces; the policy checks the rest."""
    current = Policy().values().get(name)
    number = typed.replace(",", ".")
    try:
        return float(number) if isinstance(current, float) else int(number)
    except ValueError:
        return typed
