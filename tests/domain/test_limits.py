"""No one is asked beyond their limit (R2), and every refusal has a reason and a date (R6)."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import Hours
from bot.domain.cases import CaseId
from bot.domain.circles import CircleId
from bot.domain.limits import (
    Ask,
    Asked,
    ChatAsked,
    Checks,
    History,
    PastAsk,
    check,
    halved,
    weekly_cap,
)
from bot.domain.people import ProfessionalId, StructureId
from bot.domain.policy import Policy
from bot.domain.verdicts import Allowed, Refused

ANYTIME = Hours(time(0), time.max, "UTC", days=frozenset(range(7)))
OFFICE = Hours(time(8, 30), time(18, 30))
NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)  # a Thursday
LEA, SAMIR = ProfessionalId("lea"), ProfessionalId("samir")
MISSION = StructureId("mission-locale")
CIRCLE = CircleId("logement")
CASE = Ask(CaseId("case"), ProfessionalId("asker"), ("logement",))
SOMEBODY = Asked(LEA, ANYTIME, MISSION)


def asked(
    hours_ago: float,
    *,
    who: str | None = "lea",
    case: str = "",
    asker: str = "other-asker",
    theme: str = "sante",
    structure: str | None = None,
    circle: str | None = None,
    is_open: bool = False,
) -> PastAsk:
    at = NOW - timedelta(hours=hours_ago)
    return PastAsk(
        at,
        who and ProfessionalId(who),
        structure and StructureId(structure),
        circle and CircleId(circle),
        (theme,),
        ProfessionalId(asker),
        CaseId(case or f"case of {hours_ago} {who}"),
        is_open,
    )


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
    assert Checks(policy, about, History.of(asks), NOW).network_room() == room


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


@pytest.mark.parametrize(
    ("cap", "after"), [(None, 2), (4, 2), (3, 1), (2, 1), (1, 1), (0, 0), (50, 2)]
)
def test_less_often_halves_the_cap_at_once(cap: int | None, after: int) -> None:
    assert halved(Policy(person_week=5), cap) == after


HOURS_AGO = st.integers(-24 * 10, 24 * 40)


@st.composite
def some_asks(draw: st.DrawFn) -> list[PastAsk]:
    return [
        asked(
            draw(HOURS_AGO),
            who=draw(st.sampled_from(["lea", "samir"])),
            case=f"case {number}",
            asker=draw(st.sampled_from(["asker", "other-asker"])),
            theme=draw(st.sampled_from(["logement", "sante"])),
            structure=draw(st.sampled_from([None, MISSION])),
        )
        for number in range(draw(st.integers(0, 12)))
    ]


@st.composite
def tight_policies(draw: st.DrawFn) -> Policy:
    small = st.integers(0, 4)
    return Policy(
        person_day=draw(small),
        person_week=draw(small),
        person_month=draw(small),
        min_gap_hours=draw(st.integers(0, 100)),
        structure_week=draw(small),
        pair_month=draw(small),
        theme_week=draw(small),
        network_day=draw(small),
    )


@given(some_asks(), tight_policies(), st.sampled_from([ANYTIME, OFFICE]))
def test_at_the_date_given_nothing_stands_in_the_way_any_more(
    asks: list[PastAsk], policy: Policy, hours: Hours
) -> None:
    who, history = SOMEBODY._replace(hours=hours), History.of(asks)
    verdict = check(policy, who, CASE, history, NOW)
    if isinstance(verdict, Refused) and verdict.until is not None:
        assert verdict.until > NOW
        assert check(policy, who, CASE, history, verdict.until) == Allowed()


@given(some_asks())
def test_a_history_is_the_same_however_it_was_built(asks: list[PastAsk]) -> None:
    built, grown, settled = History.of(asks), History(), History()
    for ask in asks:
        grown = grown.adding(ask)
        settled = settled.adding(ask._replace(open=True)).replacing(ask._replace(open=True), ask)
    for history in (grown, settled):
        assert sorted(history.of_network(), key=repr) == sorted(built.of_network(), key=repr)
        for person in (LEA, SAMIR):
            dates = [ask.at for ask in history.of_person(person)]
            assert dates == sorted(dates)
            assert set(history.of_person(person)) == set(built.of_person(person))


def test_only_a_known_ask_is_replaced() -> None:
    with pytest.raises(ValueError, match="not in"):
        History().replacing(asked(1), asked(2))


# Under any order of events no limit is ever exceeded.

PEOPLE = [
    Asked(ProfessionalId("p0"), ANYTIME, StructureId("s0")),
    Asked(ProfessionalId("p1"), ANYTIME, StructureId("s0"), weekly_cap=1),
    Asked(ProfessionalId("p2"), OFFICE, StructureId("s1"), joined_at=NOW),
    Asked(ProfessionalId("p3"), replace(OFFICE, timezone="Indian/Reunion")),
]

steps = st.one_of(
    st.tuples(st.just("ask"), st.integers(0, 3), st.integers(0, 30), st.integers(0, 2)),
    st.tuples(st.just("wait"), st.integers(0, 60), st.just(0), st.just(0)),
    st.tuples(st.just("set-back"), st.integers(0, 5), st.just(0), st.just(0)),
    st.tuples(st.just("respond"), st.integers(0, 3), st.just(0), st.just(0)),
)


@settings(max_examples=300, deadline=None)
@given(tight_policies(), st.lists(steps, max_size=80))
def test_no_limit_is_exceeded_under_any_order_of_events(
    policy: Policy, events: list[tuple[str, int, int, int]]
) -> None:
    history, now = History(), NOW
    for kind, number, case, asker in events:
        who = PEOPLE[number % len(PEOPLE)]
        if kind == "wait":
            now += timedelta(hours=number)
        elif kind == "set-back":
            now -= timedelta(hours=number)
        elif kind == "respond":
            for ask in tuple(history.of_person(who.professional_id)):
                history = history.replacing(ask, ask._replace(open=False))
        else:
            about = Ask(CaseId(f"c{case}"), ProfessionalId(f"asker{asker}"), (f"t{case % 2}",))
            if check(policy, who, about, history, now) == Allowed():
                wall = now.astimezone(ZoneInfo(who.hours.timezone))
                assert wall.weekday() in who.hours.days
                assert who.hours.opens <= wall.time() < who.hours.closes
                history = history.adding(
                    PastAsk(
                        now,
                        who.professional_id,
                        who.structure_id,
                        None,
                        about.themes,
                        about.asker_id,
                        about.case_id,
                        True,
                    )
                )
        assert not exceeded(policy, list(history.of_network()), now)


def exceeded(policy: Policy, asks: list[PastAsk], now: datetime) -> list[str]:
    """Every limit broken, counted the slow and obvious way."""
    broken = []
    groups: list[tuple[str, object, int, timedelta]] = [
        ("theme", theme, policy.theme_week, timedelta(days=7))
        for theme in {theme for ask in asks for theme in ask.themes}
    ]
    groups.append(("network", None, policy.network_day, timedelta(days=1)))
    for who in PEOPLE:
        cap = weekly_cap(policy, who._replace(joined_at=None), now)[0]
        groups += [
            ("person", who.professional_id, policy.person_day, timedelta(days=1)),
            ("person", who.professional_id, cap, timedelta(days=7)),
            ("person", who.professional_id, policy.person_month, timedelta(days=31)),
        ]
    groups += [
        ("structure", structure, policy.structure_week, timedelta(days=7))
        for structure in ("s0", "s1")
    ]
    for group, name, cap, span in groups:
        dates = sorted(ask.at for ask in asks if belongs(ask, group, name))
        for first in dates:
            if sum(first <= date < first + span for date in dates) > cap:
                broken.append(f"{group} {name}")
    for who in PEOPLE:
        own = sorted((a for a in asks if a.professional_id == who.professional_id), key=by_date)
        if sum(a.open for a in own) > policy.person_open:
            broken.append("open")
        if len({a.case_id for a in own}) < len(own):
            broken.append("twice")
        gap = timedelta(hours=policy.min_gap_hours)
        if any(b.at - a.at < gap for a, b in pairwise(own)):
            broken.append("gap")
    return broken


def by_date(ask: PastAsk) -> datetime:
    return ask.at


def belongs(ask: PastAsk, group: str, name: object) -> bool:
    return {
        "person": ask.professional_id == name,
        "structure": ask.structure_id == name,
        "theme": name in ask.themes,
        "network": True,
    }[group]
