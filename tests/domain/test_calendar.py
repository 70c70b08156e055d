"""People are written to in their own working hours, whatever clocks and years do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Hours, add_open, is_open, next_open, open_between

PARIS = Hours(time(8, 30), time(18, 30))


def local(text: str, zone: str = "Europe/Paris") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "opens_at"),
    [
        ("2026-03-10 08:29", "2026-03-10 08:30"),  # before opening
        ("2026-03-10 08:30", "2026-03-10 08:30"),  # opening is open
        ("2026-03-10 12:00", "2026-03-10 12:00"),
        ("2026-03-10 18:30", "2026-03-11 08:30"),  # closing is closed
        ("2026-03-13 18:30", "2026-03-16 08:30"),  # Friday evening
        ("2026-03-14 12:00", "2026-03-16 08:30"),  # Saturday
        ("2026-03-28 12:00", "2026-03-30 08:30"),  # over the spring change (29 March)
        ("2026-10-24 12:00", "2026-10-26 08:30"),  # over the autumn change (25 October)
        ("2026-12-31 20:00", "2027-01-01 08:30"),  # ISO week 53, into the next year
        ("2020-12-31 20:00", "2021-01-01 08:30"),  # ISO week 53 of 2020 ends on 3 January
    ],
)
def test_next_open_moment(moment: str, opens_at: str) -> None:
    assert next_open(PARIS, local(moment)) == local(opens_at)
    assert is_open(PARIS, local(moment)) is (moment == opens_at)


@pytest.mark.parametrize(
    ("day", "utc_opening"),
    [("2026-03-27", 7), ("2026-03-30", 6), ("2026-10-23", 6), ("2026-10-26", 7)],
)
def test_the_wall_clock_decides_on_both_sides_of_a_change(day: str, utc_opening: int) -> None:
    opening = next_open(PARIS, local(f"{day} 00:00"))
    assert (opening.hour, opening.minute) == (utc_opening, 30)


def test_holidays_are_closed() -> None:
    hours = Hours(time(8, 30), time(18, 30), holidays=frozenset({date(2026, 5, 1)}))
    assert next_open(hours, local("2026-05-01 10:00")) == local("2026-05-04 08:30")


@pytest.mark.parametrize("zone", ["Indian/Reunion", "America/Cayenne", "America/Miquelon"])
def test_overseas_hours_are_local(zone: str) -> None:
    hours = Hours(time(8, 30), time(18, 30), zone)
    assert next_open(hours, local("2026-07-07 03:00", zone)) == local("2026-07-07 08:30", zone)


def test_waits_count_open_time_alone() -> None:
    friday = local("2026-03-27 17:30")  # the weekend holds the spring change
    assert add_open(PARIS, friday, timedelta(hours=2)) == local("2026-03-30 09:30")
    assert open_between(PARIS, friday, local("2026-03-30 09:30")) == timedelta(hours=2)


def test_nothing_to_wait_is_the_next_open_moment() -> None:
    assert add_open(PARIS, local("2026-03-14 12:00"), timedelta()) == local("2026-03-16 08:30")


def test_a_change_inside_open_hours_keeps_the_wall_clock() -> None:
    nights = Hours(time(1), time(4), days=frozenset({6}))
    spring, autumn = local("2026-03-29 00:00"), local("2026-10-25 00:00")
    assert open_between(nights, spring, spring + timedelta(days=1)) == timedelta(hours=2)
    assert open_between(nights, autumn, autumn + timedelta(days=1)) == timedelta(hours=4)


def test_an_opening_that_a_change_swallows_is_not_open() -> None:
    lost = Hours(time(2, 10), time(2, 50), days=frozenset({6}))
    assert next_open(lost, local("2026-03-29 00:00")) == local("2026-04-05 02:10")


def test_hours_that_never_open_are_refused() -> None:
    with pytest.raises(ValueError, match="never open"):
        Hours(time(9), time(9))
    with pytest.raises(ValueError, match="never open"):
        Hours(time(9), time(10), days=frozenset())
    with pytest.raises(ZoneInfoNotFoundError):
        Hours(time(9), time(10), "Europe/Nowhere")


@st.composite
def any_hours(draw: st.DrawFn) -> Hours:
    opens = draw(st.integers(0, 23 * 60))
    closes = draw(st.integers(opens + 15, 24 * 60 - 1))
    zone = draw(st.sampled_from(["Europe/Paris", "America/Miquelon", "Indian/Reunion", "UTC"]))
    days = draw(st.frozensets(st.integers(0, 6), min_size=1))
    holidays = draw(st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=5))
    at = [time(minutes // 60, minutes % 60) for minutes in (opens, closes)]
    return Hours(at[0], at[1], zone, holidays, days)


def between(first: str, last: str) -> st.SearchStrategy[datetime]:
    start, end = datetime.fromisoformat(first), datetime.fromisoformat(last)
    return st.datetimes(start, end, timezones=st.just(UTC))


AROUND_CHANGES = st.one_of(
    between("2025-12-20", "2027-01-10"),
    between("2026-03-27", "2026-03-31"),
    between("2026-10-23", "2026-10-27"),
)


@given(any_hours(), AROUND_CHANGES)
def test_the_next_open_moment_is_open_and_allowed_by_the_wall_clock(
    hours: Hours, moment: datetime
) -> None:
    opening = next_open(hours, moment)
    wall = opening.astimezone(ZoneInfo(hours.timezone))
    assert opening >= moment
    assert is_open(hours, opening)
    assert wall.weekday() in hours.days
    assert wall.date() not in hours.holidays
    assert hours.opens <= wall.time() < hours.closes


@given(any_hours(), AROUND_CHANGES, st.integers(0, 60 * 60))
def test_adding_open_time_is_what_measuring_it_gives(
    hours: Hours, moment: datetime, minutes: int
) -> None:
    amount = timedelta(minutes=minutes)
    end = add_open(hours, moment, amount)
    assert is_open(hours, end)
    assert open_between(hours, moment, end) == amount
