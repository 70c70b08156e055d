"""Each limit refuses with its reason, and with the date when nothing stands in the way (R2, R6)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Hours
from bot.domain.cases import CaseId
from bot.domain.circles import CircleId
from bot.domain.limits.ask import Ask, Asked, ChatAsked
from bot.domain.limits.checks import Checks, check
from bot.domain.limits.history import History, PastAsk
from bot.domain.policy import Policy
from bot.domain.verdicts import Allowed, Refused
from tests.domain.limits.asks import (
    ANYTIME,
    CASE,
    LEA,
    MISSION,
    NOW,
    OFFICE,
    SOMEBODY,
    asked,
    some_asks,
    tight_policies,
)

CIRCLE = CircleId("logement")


def refusal(
    *asks: PastAsk,
    who: Asked | ChatAsked = SOMEBODY,
    about: Ask = CASE,
    policy: Policy | None = None,
    now: datetime = NOW,
) -> tuple[str, float | None] | None:
    """The reason and the hours to wait; ``None`` when allowed."""
    verdict = check(policy or Policy(), who, about, History.of(asks), now)
    if isinstance(verdict, Allowed):
        return None
    return verdict.reason, verdict.until and (verdict.until - now) / timedelta(hours=1)


def test_nobody_asked_yet_may_be_asked() -> None:
    assert refusal() is None


DAILY = Policy(person_day=1, min_gap_hours=0)
WEEKLY = Policy(person_week=2, min_gap_hours=48)
MONTHLY = Policy(person_month=3, person_week=50)
NEW = SOMEBODY._replace(joined_at=NOW - timedelta(days=1))


@pytest.mark.parametrize(
    ("asks", "options", "expected"),
    [
        ((asked(23),), {"policy": DAILY}, ("person-day", 1)),
        ((asked(24),), {"policy": DAILY}, None),
        ((asked(47),), {}, ("person-gap", 1)),
        ((asked(48),), {}, None),
        ((asked(60), asked(150)), {"policy": WEEKLY}, ("person-week", 18)),
        ((asked(60), asked(168)), {"policy": WEEKLY}, None),
        ((asked(60), asked(300), asked(700)), {"policy": MONTHLY}, ("person-month", 44)),
        ((asked(60), asked(300), asked(744)), {"policy": MONTHLY}, None),
        ((asked(50, is_open=True),), {}, ("person-open", 22)),
        ((asked(80, is_open=True),), {}, ("person-open", 0)),
        (
            (asked(60, is_open=True), asked(50, is_open=True)),
            {"policy": Policy(person_week=9)},
            ("person-open", 22),
        ),
        ((asked(60),), {"who": SOMEBODY._replace(weekly_cap=1)}, ("own-cap", 108)),
        ((asked(60),), {"who": SOMEBODY._replace(weekly_cap=9)}, None),
        ((), {"who": SOMEBODY._replace(weekly_cap=0)}, ("own-cap", None)),
        ((asked(60),), {"who": NEW}, ("newcomer-week", 108)),
        ((asked(60),), {"who": NEW._replace(joined_at=NOW - timedelta(days=28))}, None),
        ((), {"who": SOMEBODY._replace(paused_until=NOW + timedelta(hours=5))}, ("paused", 5)),
        ((), {"who": SOMEBODY._replace(paused_until=NOW)}, None),
        ((), {"who": SOMEBODY._replace(cooling_until=NOW + timedelta(hours=5))}, ("cooling", 5)),
        ((), {"who": SOMEBODY._replace(standing_active=False)}, ("not-active", None)),
        ((), {"about": replace(CASE, asker_id=LEA)}, ("asker", None)),
        ((asked(900, case="case"),), {}, ("already-asked", None)),
        (
            (asked(900, case="twin"),),
            {"about": replace(CASE, alike=frozenset({CaseId("twin")}))},
            ("already-asked-alike", None),
        ),
        (
            (asked(60, asker="asker"), asked(400, asker="asker")),
            {"policy": Policy(pair_month=2)},
            ("pair-month", 344),
        ),
        (
            (asked(1, who="a", structure=MISSION), asked(2, who="b", structure=MISSION)),
            {"policy": Policy(structure_week=2)},
            ("structure-week", 166),
        ),
        (
            (asked(1, who="a", structure=MISSION, case="case"),),
            {"policy": Policy(structure_case=1)},
            ("structure-case", None),
        ),
        (
            (asked(1, who="a", theme="logement"),),
            {"policy": Policy(theme_week=1)},
            ("theme-week", 167),
        ),
        ((asked(1, who="a"),), {"policy": Policy(network_day=1)}, ("network-day", 23)),
        ((asked(1, who="a"),), {"policy": Policy(network_day=0)}, ("network-day", None)),
        ((asked(1, who=None, circle="logement"),), {}, None),
    ],
)
def test_each_limit_of_a_person(
    asks: tuple[PastAsk, ...], options: dict[str, object], expected: tuple[str, float] | None
) -> None:
    assert refusal(*asks, **options) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asks", "policy", "room"),
    [
        ((), Policy(structure_case=2), 2),
        ((asked(1, who="a", structure=MISSION, case="case"),), Policy(structure_case=2), 1),
        ((asked(1, who="a", structure=MISSION),), Policy(structure_case=2), 2),
        ((asked(1, who="a", structure=MISSION),), Policy(structure_case=9, structure_week=3), 2),
        ((asked(168, who="a", structure=MISSION),), Policy(structure_case=9, structure_week=3), 3),
        ((asked(1, who="a", structure=MISSION, case="case"),), Policy(structure_case=0), 0),
    ],
)
def test_the_room_left_in_a_structure(asks: tuple[PastAsk, ...], policy: Policy, room: int) -> None:
    assert Checks(policy, CASE, History.of(asks), NOW).structure_room(MISSION) == room


@pytest.mark.parametrize(
    ("policy", "room"),
    [
        (Policy(network_day=5, theme_week=9), 4),
        (Policy(network_day=9, theme_week=5), 3),
        (Policy(network_day=1), 0),
    ],
)
def test_the_room_left_in_the_network(policy: Policy, room: int) -> None:
    asks = (asked(1, theme="logement"), asked(30, theme="logement"), asked(40, theme="mobilite"))
    about = replace(CASE, themes=("logement",))
    checks = Checks(policy, about, History.of(asks), NOW)
    assert [checks.network_room(wanted) for wanted in range(7)] == [
        min(wanted, room) for wanted in range(7)
    ]


@pytest.mark.parametrize(
    ("asks", "expected"),
    [
        ((), None),
        ((asked(23, who=None, circle="logement"),), ("circle-gap", 1)),
        ((asked(25, who=None, circle="logement"),), None),
        (
            (asked(25, who=None, circle="logement"), asked(50, who=None, circle="logement")),
            ("circle-week", 118),
        ),
        ((asked(900, who=None, circle="logement", case="case"),), ("already-asked", None)),
        ((asked(1, who=None, circle="another"),), None),
        ((asked(1, who="a"),), None),
    ],
)
def test_each_limit_of_a_chat(
    asks: tuple[PastAsk, ...], expected: tuple[str, float] | None
) -> None:
    chat = ChatAsked(CIRCLE, ANYTIME)
    assert refusal(*asks, who=chat, policy=Policy(circle_chat_week=2)) == expected


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        ("2026-03-12T18:00+00:00", "2026-03-13T07:30+00:00"),
        ("2026-03-27T18:00+00:00", "2026-03-30T06:30+00:00"),  # clocks go forward
        ("2026-10-23T18:00+00:00", "2026-10-26T07:30+00:00"),  # clocks go back
        ("2026-12-31T18:00+00:00", "2027-01-04T07:30+00:00"),  # ISO week 53
    ],
)
def test_nobody_is_asked_in_quiet_hours(moment: str, until: str) -> None:
    hours = replace(OFFICE, holidays=frozenset({date(2027, 1, 1)}))
    who = SOMEBODY._replace(hours=hours)
    verdict = check(Policy(), who, CASE, History(), datetime.fromisoformat(moment))
    assert verdict == Refused("quiet-hours", datetime.fromisoformat(until))


def test_a_date_given_is_never_in_quiet_hours() -> None:
    who = SOMEBODY._replace(hours=OFFICE)
    verdict = check(Policy(), who, CASE, History.of([asked(16)]), NOW)  # until Friday 20:00 UTC
    assert verdict == Refused("person-gap", datetime(2026, 3, 16, 7, 30, tzinfo=UTC), {"hours": 48})


def test_of_several_refusals_the_longest_is_given() -> None:
    paused = SOMEBODY._replace(paused_until=NOW + timedelta(hours=500))
    assert refusal(asked(1), who=paused) == ("paused", 500)
    assert refusal(asked(1, case="case"), who=paused) == ("already-asked", None)


def test_a_clock_set_back_frees_nobody() -> None:
    ahead = asked(-30)
    assert refusal(ahead) == ("person-gap", 78)


@given(some_asks(), tight_policies(), st.sampled_from([ANYTIME, OFFICE]))
def test_at_the_date_given_nothing_stands_in_the_way_any_more(
    asks: list[PastAsk], policy: Policy, hours: Hours
) -> None:
    who, history = SOMEBODY._replace(hours=hours), History.of(asks)
    verdict = check(policy, who, CASE, history, NOW)
    if isinstance(verdict, Refused) and verdict.until is not None:
        assert verdict.until > NOW
        assert check(policy, who, CASE, history, verdict.until) == Allowed()
