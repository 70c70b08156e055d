"""When a person may be written to: their working days and hours, in their own time zone.

Moments are aware datetimes, given in any zone and returned in UTC. A day's opening and closing
are wall-clock times, so an interval keeps its local hours when clocks change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

WORKING_DAYS = frozenset({0, 1, 2, 3, 4})
"""Monday to Friday, as `date.weekday` numbers them."""

DAY = timedelta(days=1)
NO_HOLIDAYS: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours of one person or place.

    Parameters
    ----------
    timezone
        IANA name.
    days
        Weekdays on which they work; at least one.

    Raises
    ------
    ValueError
        When the opening is not before the closing, or no day is left.
    zoneinfo.ZoneInfoNotFoundError
        When the time zone is unknown.
    """

    opens: time
    closes: time
    timezone: str = "Europe/Paris"
    holidays: frozenset[date] = NO_HOLIDAYS
    days: frozenset[int] = WORKING_DAYS

    def __post_init__(self) -> None:
        if self.opens >= self.closes or not self.days & frozenset(range(7)):
            raise ValueError("hours never open")
        ZoneInfo(self.timezone)


def is_open(hours: Hours, moment: datetime) -> bool:
    """Whether the person may be written to at this moment."""
    start, end = _first_interval(hours, moment)
    return start <= moment < end


def next_open(hours: Hours, moment: datetime) -> datetime:
    """The first open moment, `moment` included."""
    start, _ = _first_interval(hours, moment)
    return max(start, moment.astimezone(UTC))


def open_between(hours: Hours, start: datetime, end: datetime) -> timedelta:
    """Open time from `start` to `end`; zero when `end` is earlier."""
    total = timedelta()
    if end <= start:
        return total
    for opens, closes in _intervals(hours, start):
        if opens < end:
            total += min(closes, end) - max(opens, start)
        if closes >= end:
            return total
    raise AssertionError("intervals never end")


def add_open(hours: Hours, start: datetime, amount: timedelta) -> datetime:
    """The moment when `amount` of open time has passed since `start`.

    With nothing to wait it is the next open moment.
    """
    left = amount
    for opens, closes in _intervals(hours, start):
        begin = max(opens, start.astimezone(UTC))
        if left < closes - begin:
            return begin + left
        left -= closes - begin
    raise AssertionError("intervals never end")


def _first_interval(hours: Hours, moment: datetime) -> tuple[datetime, datetime]:
    # In UTC: elsewhere, the two moments of a repeated hour are equal, and would share one answer.
    return _first_known(hours, moment.astimezone(UTC))


@lru_cache(maxsize=1024)
def _first_known(hours: Hours, moment: datetime) -> tuple[datetime, datetime]:
    """One wave asks it about everybody at one moment, and most people keep the same hours."""
    return next(_intervals(hours, moment))


def _intervals(hours: Hours, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Open intervals in UTC that end after `moment`, in order, without end."""
    zone = _zone(hours.timezone)
    day = moment.astimezone(zone).date()
    while True:
        if day.weekday() in hours.days and day not in hours.holidays:
            opens, closes = _interval(day, hours.opens, hours.closes, hours.timezone)
            if closes > max(opens, moment):
                yield opens, closes
        day += DAY


@lru_cache(maxsize=8192)
def _interval(day: date, opens: time, closes: time, timezone: str) -> tuple[datetime, datetime]:
    # A wall-clock time may come twice or never on the day clocks change: open late and close
    # early rather than write outside the hours.
    zone = _zone(timezone)
    return max(_both(day, opens, zone)), min(_both(day, closes, zone))


def _both(day: date, at: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    first = datetime.combine(day, at, zone)
    return first.astimezone(UTC), first.replace(fold=1).astimezone(UTC)


@lru_cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
