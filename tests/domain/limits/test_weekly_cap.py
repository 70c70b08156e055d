"""A person may lower their own week, and starts gently."""

from datetime import timedelta

import pytest

from bot.domain.limits.checks import check
from bot.domain.limits.history import History
from bot.domain.limits.weekly_cap import halved, weekly_cap
from bot.domain.policy import Policy
from bot.domain.verdicts import Refused
from tests.domain.limits.asks import CASE, NOW, SOMEBODY

POLICY = Policy(person_week=5, newcomer_week=2, newcomer_days=28)


@pytest.mark.parametrize(
    ("own", "days_here", "expected"),
    [
        (None, None, (5, "person-week")),
        (None, 28, (5, "person-week")),
        (None, 27, (2, "newcomer-week")),
        (9, None, (5, "person-week")),
        (3, None, (3, "own-cap")),
        (5, None, (5, "person-week")),
        (3, 1, (2, "newcomer-week")),
        (2, 1, (2, "own-cap")),
        (0, 1, (0, "own-cap")),
    ],
)
def test_the_lowest_cap_holds(
    own: int | None, days_here: int | None, expected: tuple[int, str]
) -> None:
    joined = None if days_here is None else NOW - timedelta(days=days_here)
    who = SOMEBODY._replace(weekly_cap=own, joined_at=joined)
    assert weekly_cap(POLICY, who, NOW) == expected


def test_a_newcomer_who_is_asked_nothing_is_free_once_they_are_no_newcomer() -> None:
    policy = Policy(newcomer_week=0, newcomer_days=28)
    who = SOMEBODY._replace(joined_at=NOW - timedelta(days=1))
    end = NOW + timedelta(days=27)
    refused = Refused("newcomer-week", end, {"cap": 0, "count": 0})
    assert check(policy, who, CASE, History(), NOW) == refused


@pytest.mark.parametrize(
    ("cap", "after"), [(None, 2), (4, 2), (3, 1), (2, 1), (1, 1), (0, 0), (50, 2)]
)
def test_less_often_halves_the_cap_at_once(cap: int | None, after: int) -> None:
    assert halved(Policy(person_week=5), cap) == after
