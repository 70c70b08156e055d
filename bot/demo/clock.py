"""The demo's present: the machine's, moved forward."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain.calendar import Hours, is_open, next_open
from bot.ports import Clock, Holidays

TIMEZONE = "Europe/Paris"
DEPARTEMENT = "59"
EARLY_ENOUGH = (time(9, 0), time(16, 30))
"""Within these hours a newcomer has time to see a case through before people go home."""
MORNING = (time(9, 30), time(16, 30))


class ShiftedClock:
    """Implements `bot.ports.Clock`. It never goes back, even over a restart.

    Parameters
    ----------
    memory
        File that keeps how far the demo is ahead, in seconds; ``None`` forgets at the end.
    """

    def __init__(self, real: Clock, holidays: Holidays, memory: Path | None = None) -> None:
        self._real = real
        self._memory = memory
        self._shift = self._remembered()
        self.advance(opening_shift(self.now(), holidays))

    @property
    def shift(self) -> timedelta:
        """How far the demo is ahead of the machine."""
        return self._shift

    def now(self) -> datetime:
        """The demo's present, aware, in UTC."""
        return self._real.now() + self._shift

    def advance(self, by: timedelta) -> None:
        """Move forward.

        Raises
        ------
        ValueError
            When asked to go back.
        """
        if by < timedelta():
            raise ValueError("the demo's clock never goes back")
        self._shift += by
        if self._memory is not None:
            self._memory.write_text(f"{self._shift.total_seconds():.0f}\n", encoding="ascii")

    def _remembered(self) -> timedelta:
        if self._memory is None or not self._memory.exists():
            return timedelta()
        return timedelta(seconds=int(self._memory.read_text(encoding="ascii")))


def opening_shift(now: datetime, holidays: Holidays) -> timedelta:
    """How far to move so that the demo opens while people work: nothing, or to 9:30 next."""
    today = now.astimezone(ZoneInfo(TIMEZONE)).date()
    closed = holidays.within(DEPARTEMENT, today, today + timedelta(days=14))
    if is_open(Hours(*EARLY_ENOUGH, TIMEZONE, closed), now):
        return timedelta()
    hours = Hours(*MORNING, TIMEZONE, closed)
    morning = next_open(hours, now)
    return (morning - now.astimezone(UTC)) if morning > now else timedelta()
