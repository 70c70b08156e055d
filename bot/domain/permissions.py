"""Who may do what: the only place where roles are compared (R7)."""

from enum import StrEnum

from bot.domain.people import Professional, Role, Standing
from bot.domain.verdicts import Allowed, Refused, Verdict


class Right(StrEnum):
    ASK = "ask"
    ANSWER = "answer"
    SEE_LIMITS = "see-limits"
    CHANGE_LIMITS = "change-limits"
    APPROVE_FICHES = "approve-fiches"
    CALL_COMMITTEES = "call-committees"
    SEE_REPORT = "see-report"
    HOLD_CASES = "hold-cases"
    REMOVE_MEMBERS = "remove-members"
    INVITE = "invite"
    PAUSE_ALL = "pause-all"
    SEE_JOURNAL = "see-journal"


_RANK = {Role.MEMBER: 0, Role.PILOT: 1, Role.MODERATOR: 2, Role.OPERATOR: 3}

_NEEDED = {
    Right.ASK: Role.MEMBER,
    Right.ANSWER: Role.MEMBER,
    Right.SEE_LIMITS: Role.PILOT,
    Right.INVITE: Role.PILOT,
    Right.APPROVE_FICHES: Role.PILOT,
    Right.CALL_COMMITTEES: Role.PILOT,
    Right.SEE_REPORT: Role.PILOT,
    Right.CHANGE_LIMITS: Role.MODERATOR,
    Right.HOLD_CASES: Role.MODERATOR,
    Right.REMOVE_MEMBERS: Role.MODERATOR,
    Right.PAUSE_ALL: Role.MODERATOR,
    Right.SEE_JOURNAL: Role.MODERATOR,
}


def may(professional: Professional, right: Right) -> Verdict:
    """Whether this member may do this; each role includes the ones below it."""
    if professional.standing is Standing.REMOVED:
        return Refused("removed")
    if _RANK[professional.role] < _RANK[_NEEDED[right]]:
        return Refused("not-your-role", details={"needed": _NEEDED[right].value})
    return Allowed()


def may_let_in(professional: Professional, member: Professional) -> Verdict:
    """Whether this member may make a code that opens another's account.

    Never one that could do more than their own: a code would be a way to a higher role.
    """
    return _may_to(professional, Right.INVITE, member)


def may_remove(professional: Professional, member: Professional) -> Verdict:
    """Whether this member may remove another: never one whose role is above theirs."""
    return _may_to(professional, Right.REMOVE_MEMBERS, member)


def _may_to(professional: Professional, right: Right, member: Professional) -> Verdict:
    if isinstance(verdict := may(professional, right), Refused):
        return verdict
    if _RANK[member.role] > _RANK[professional.role]:
        return Refused("not-your-role", details={"needed": member.role.value})
    return Allowed()
