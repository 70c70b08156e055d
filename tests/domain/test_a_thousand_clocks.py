"""A thousand moments at which clocks mislead: nobody is asked in their quiet hours, and no wave is
planned twice (R3, R5).

Clocks change, years have 53 weeks, holidays differ overseas, servers set their clock back. A
watchman, who reads the wall clock alone, judges.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import Hours, next_open, open_between
from bot.domain.cases import CaseId
from bot.domain.delays import Delays
from bot.domain.limits.ask import Ask, Asked
from bot.domain.limits.checks import check
from bot.domain.limits.history import History, PastAsk
from bot.domain.people import ProfessionalId
from bot.domain.policy import Policy
from bot.domain.verdicts import Allowed, Refused
from bot.domain.waves import Candidate, CaseView, WavePlan, plan_wave

POLICY = Policy(first_wave=3, keep_alive=3, keep_alive_late=3, min_gap_hours=0, person_open=9)
CASE, ASKER = CaseId("case"), ProfessionalId("asker")
PEOPLE = [ProfessionalId(f"p{number}") for number in range(6)]
EVERY_DAY = frozenset(range(7))
OPENS, CLOSES = time.fromisoformat(POLICY.opens), time.fromisoformat(POLICY.closes)

SPRING = [date(2020, 3, 29), date(2026, 3, 29), date(2027, 3, 28), date(2028, 3, 26)]
AUTUMN = [date(2020, 10, 25), date(2026, 10, 25), date(2027, 10, 31), date(2028, 10, 29)]
YEAR_ENDS = [
    date(2020, 12, 31),  # of ISO week 53, as the next three days
    date(2021, 1, 3),
    date(2026, 12, 28),  # week 53 of a year that begins on a Thursday
    date(2027, 1, 1),
    date(2027, 1, 4),  # the first Monday of week 1
    date(2024, 12, 30),  # week 1 of the next year already
    date(2028, 2, 29),
]
HOLIDAYS = frozenset(
    date(year, *day)
    for year in range(2020, 2029)
    for day in ((1, 1), (5, 1), (7, 14), (12, 20), (12, 25))  # 20 December: La Réunion
)
HOURS = [
    time(0, 0),
    time(2, 30),
    time(8, 29, 59),
    time(8, 30),
    time(12),
    time(18, 29),
    time(18, 30),
]
ZONES = ("Europe/Paris", "Indian/Reunion", "America/Miquelon", "America/Cayenne", "Pacific/Noumea")


@dataclass(frozen=True)
class Moment:
    """One case: when it is, in whose hours, and what the clock does next."""

    at: datetime
    hours: Hours
    then: timedelta
    """How far the clock goes once the wave has left; backwards, when negative."""


def clocks(days: Sequence[date], hours: Sequence[Hours], then: Sequence[timedelta]) -> list[Moment]:
    """Every hour of each day, of its eve and of the day after, in both senses of a doubled one."""
    near = [day + timedelta(days=shift) for day in days for shift in (-1, 0, 1)]
    moments = (
        Moment(
            datetime.combine(day, hour, ZoneInfo(kept.timezone)).replace(fold=fold).astimezone(UTC),
            kept,
            later,
        )
        for day, hour, kept, later, fold in product(near, HOURS, hours, then, (0, 1))
    )
    return list(dict.fromkeys(moments))


def in_zone(zone: str, **other: object) -> Hours:
    return replace(Hours(OPENS, CLOSES, zone, HOLIDAYS), **other)  # type: ignore[arg-type]


AT_NIGHT = [
    in_zone("Europe/Paris", opens=time(1, 30), closes=time(3, 30), days=EVERY_DAY),
    in_zone("Europe/Paris", opens=time(2, 10), closes=time(2, 50), days=EVERY_DAY),
    in_zone("America/Miquelon", opens=time(0, 30), closes=time(23, 30), days=EVERY_DAY),
]
AHEAD = [timedelta(seconds=1), timedelta(minutes=30)]
BACK = [-timedelta(seconds=1), -timedelta(hours=1), -timedelta(days=1), -timedelta(days=8)]

EACH = 200
CASES = {
    kind: random.Random(kind).sample(moments, EACH)
    for kind, moments in {
        "clocks go forward": clocks(SPRING, [in_zone("Europe/Paris"), *AT_NIGHT], AHEAD),
        "clocks go back": clocks(AUTUMN, [in_zone("Europe/Paris"), *AT_NIGHT], AHEAD),
        "week 53": clocks(YEAR_ENDS, [in_zone(zone) for zone in ZONES], AHEAD),
        "holidays": clocks(sorted(HOLIDAYS), [in_zone(zone) for zone in ZONES], AHEAD),
        "the server's clock is set back": clocks(
            [*SPRING, *AUTUMN, *YEAR_ENDS], [in_zone(zone) for zone in ZONES], BACK
        ),
    }.items()
}


def test_they_are_a_thousand() -> None:
    assert len({(kind, moment) for kind, some in CASES.items() for moment in some}) == 1_000


@pytest.mark.parametrize("kind", CASES)
def test_nobody_is_asked_in_their_quiet_hours(kind: str) -> None:
    wrong = [(moment, told) for moment in CASES[kind] if (told := disturbed(moment))]
    assert wrong == []


@pytest.mark.parametrize("kind", CASES)
def test_no_wave_is_planned_twice(kind: str) -> None:
    wrong = [(moment, twice) for moment in CASES[kind] if (twice := asked_twice(moment))]
    assert wrong == []


@pytest.mark.parametrize("kind", CASES)
def test_a_limit_counts_in_real_time(kind: str) -> None:
    """One ask a day means 24 hours, in a day of 23 or 25 and whatever the clock is set to."""
    for moment in CASES[kind]:
        left = next_open(moment.hours, moment.at)
        for now in (left, left + moment.then):
            told = check(POLICY, someone(PEOPLE[0], moment.hours), OTHER, asked_at(left), now)
            assert isinstance(told, Refused) and told.until is not None, moment
            assert told.until >= left + timedelta(hours=24), moment
            assert watchman(moment.hours, told.until), moment


# What the watchman is shown


def watchman(hours: Hours, moment: datetime) -> bool:
    """Whether the clock on the wall says that it is open."""
    wall = moment.astimezone(ZoneInfo(hours.timezone))
    works = wall.weekday() in hours.days and wall.date() not in hours.holidays
    return works and hours.opens <= wall.time() < hours.closes


def disturbed(moment: Moment) -> str:
    """What is wrong with what the limits say at this moment; nothing, most often."""
    told = check(POLICY, someone(PEOPLE[0], moment.hours), OTHER, History(), moment.at)
    if isinstance(told, Allowed):
        return "" if watchman(moment.hours, moment.at) else "asked while closed"
    if told.until is None or told.reason != "quiet-hours":
        return f"refused for {told.reason}"
    if not watchman(moment.hours, told.until):
        return "told to wait for a moment that is closed"
    ordinary = moment.hours.days != EVERY_DAY  # at night, a doubled hour opens late, closes early
    minutes = (told.until - moment.at) // timedelta(minutes=7)
    waits = (moment.at + timedelta(minutes=7) * step for step in range(min(minutes, 1_500)))
    in_vain = ordinary and any(watchman(moment.hours, at) for at in waits)
    return "made to wait while open" if in_vain else ""


def asked_twice(moment: Moment) -> list[str]:
    """Whoever is asked again once the first wave has left: at once, and when the clock has moved.

    A clock that went on may ask one more; one that stands still or went back, nobody.
    """
    left = next_open(moment.hours, moment.at)
    case = CaseView(CASE, left, left + timedelta(hours=72))
    first = planned(moment.hours, case, History(), left).asks
    assert len(first) == POLICY.first_wave
    history = History.of(
        PastAsk(left, person, None, None, (), ASKER, CASE, open=True) for person in first
    )
    wrong: list[str] = []
    for now in (left, left + moment.then):
        alive = Delays().alive(open_between(moment.hours, left, now) for _ in first)
        seen = case._replace(waves_so_far=1, asked=len(first), alive=alive, last_wave_at=left)
        asks = planned(moment.hours, seen, history, now).asks
        wrong += asks if now <= left else set(asks) & set(first)
    return wrong


def planned(hours: Hours, case: CaseView, history: History, now: datetime) -> WavePlan:
    about = Ask(CASE, ASKER)
    candidates = [
        Candidate(person, 0.8, check(POLICY, someone(person, hours), about, history, now))
        for person in PEOPLE
    ]
    return plan_wave(POLICY, case, candidates, now, 1, hours)


OTHER = Ask(CaseId("other"), ProfessionalId("somebody else"))


def someone(person: ProfessionalId, hours: Hours) -> Asked:
    return Asked(person, hours)


def asked_at(moment: datetime) -> History:
    return History.of([PastAsk(moment, PEOPLE[0], None, None, (), ASKER, CASE, open=False)])
