"""When a demo opens, and that its time only goes forward."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.demo.clock import ShiftedClock, opening_shift
from tests.fakes.time_and_chance import HandClock, ListedHolidays

MAY_DAY = ListedHolidays([date(2026, 5, 1)])


def paris(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """A moment of 2026 on a winter clock (or a summer one from April), in UTC."""
    offset = 1 if month < 4 else 2
    return datetime(2026, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=offset)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (paris(3, 10), paris(3, 10)),  # a Tuesday at work: the machine's own time
        (paris(3, 9), paris(3, 9)),
        (paris(3, 7), paris(3, 9, 30)),
        (paris(3, 16, 45), paris(4, 9, 30)),  # too late to see a case through
        (paris(3, 23, 59), paris(4, 9, 30)),
        (paris(6, 20), paris(9, 9, 30)),  # Friday evening: Monday
        (paris(7, 12), paris(9, 9, 30)),
        (paris(30, 18, month=4), paris(4, 9, 30, month=5)),  # the first of May, then a weekend
    ],
)
def test_a_demo_opens_while_people_work(now: datetime, opens: datetime) -> None:
    assert now + opening_shift(now, MAY_DAY) == opens


def test_time_goes_on_from_there_and_jumps_when_told(tmp_path: Path) -> None:
    real = HandClock(paris(3, 10))
    clock = ShiftedClock(real, MAY_DAY)
    real.forward(timedelta(minutes=5))
    clock.advance(timedelta(days=7))
    assert clock.now() == paris(10, 10, 5)


def test_time_never_goes_back() -> None:
    clock = ShiftedClock(HandClock(paris(3, 10)), MAY_DAY)
    with pytest.raises(ValueError, match="never goes back"):
        clock.advance(timedelta(seconds=-1))


def test_a_restart_does_not_go_back_either(tmp_path: Path) -> None:
    real = HandClock(paris(3, 10))
    ShiftedClock(real, MAY_DAY, tmp_path / "clock").advance(timedelta(days=1))
    real.forward(timedelta(seconds=30))
    again = ShiftedClock(real, MAY_DAY, tmp_path / "clock")
    assert again.now() == paris(4, 10) + timedelta(seconds=30)
