"""Who may do what: every right, and the lowest role that has it (R7)."""

from dataclasses import replace

import pytest

from bot.domain.people import (
    Professional,
    ProfessionalId,
    Role,
    Scope,
    Standing,
    Structure,
    StructureId,
)
from bot.domain.permissions import Right, may, may_let_in, may_remove
from bot.domain.verdicts import Allowed, Refused

SOMEBODY = Professional(
    ProfessionalId("lea"),
    "Léa",
    Structure(StructureId("s"), "Mission locale", "mission-locale"),
    "conseillère",
    "59",
    "Hauts-de-France",
    Scope.LOCAL,
    (),
)
LOWEST = {
    Role.MEMBER: {Right.ASK, Right.ANSWER},
    Role.PILOT: {
        Right.SEE_LIMITS,
        Right.SEE_REPORT,
        Right.INVITE,
        Right.APPROVE_FICHES,
        Right.CALL_COMMITTEES,
    },
    Role.MODERATOR: {
        Right.CHANGE_LIMITS,
        Right.HOLD_CASES,
        Right.REMOVE_MEMBERS,
        Right.PAUSE_ALL,
        Right.SEE_JOURNAL,
    },
    Role.OPERATOR: set[Right](),
}
RISING = tuple(LOWEST)


def somebody(role: Role, standing: Standing = Standing.ACTIVE) -> Professional:
    return replace(SOMEBODY, role=role, standing=standing)


@pytest.mark.parametrize("role", RISING)
def test_each_role_may_what_it_may_and_what_those_below_it_may(role: Role) -> None:
    allowed = {right for right in Right if isinstance(may(somebody(role), right), Allowed)}
    assert allowed == set().union(*(LOWEST[one] for one in RISING[: RISING.index(role) + 1]))


def test_a_refusal_says_which_role_it_takes() -> None:
    refused = may(somebody(Role.PILOT), Right.PAUSE_ALL)
    assert refused == Refused("not-your-role", details={"needed": "moderator"})


@pytest.mark.parametrize("right", Right)
def test_whoever_was_removed_may_nothing_and_whoever_left_may_what_they_might(
    right: Right,
) -> None:
    assert may(somebody(Role.OPERATOR, Standing.REMOVED), right) == Refused("removed")
    assert may(somebody(Role.OPERATOR, Standing.LEFT), right) == Allowed()


@pytest.mark.parametrize(("rule", "from_role"), [(may_let_in, 1), (may_remove, 2)])
@pytest.mark.parametrize("mine", range(4))
@pytest.mark.parametrize("theirs", range(4))
def test_nobody_opens_or_ends_a_membership_above_their_own(
    rule: object, from_role: int, mine: int, theirs: int
) -> None:
    assert callable(rule)
    verdict = rule(somebody(RISING[mine]), somebody(RISING[theirs]))
    assert isinstance(verdict, Allowed) == (mine >= from_role and theirs <= mine)
