"""The whole bot on clocks that change or are set back: nobody is disturbed, nobody asked twice.

`tests/domain/test_a_thousand_clocks.py` tries a thousand such moments on the rules alone.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.delivery import Outgoing
from tests.journeys.theatre import HELPERS, Theatre, professional

PARIS = ZoneInfo("Europe/Paris")
NEW_YEAR = date(2027, 1, 1)


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        (datetime(2026, 3, 27, 18, 20, tzinfo=PARIS), timedelta(0)),  # before the spring change
        (datetime(2026, 3, 29, 1, 59, tzinfo=PARIS), timedelta(0)),
        (datetime(2026, 10, 23, 18, 20, tzinfo=PARIS), timedelta(0)),  # before the autumn change
        (datetime(2026, 10, 25, 2, 30, tzinfo=PARIS), timedelta(0)),
        (datetime(2026, 10, 25, 2, 30, tzinfo=PARIS, fold=1), timedelta(0)),
        (datetime(2026, 12, 31, 18, 0, tzinfo=PARIS), timedelta(0)),  # ISO week 53
        (datetime(2027, 1, 4, 8, 31, tzinfo=PARIS), timedelta(0)),
        (datetime(2026, 11, 24, 10, 0, tzinfo=PARIS), -timedelta(hours=1)),
        (datetime(2026, 11, 24, 10, 0, tzinfo=PARIS), -timedelta(days=1)),
        (datetime(2026, 11, 24, 10, 0, tzinfo=PARIS), -timedelta(days=40)),
        (datetime(2026, 11, 24, 18, 20, tzinfo=PARIS), -timedelta(hours=12)),
    ],
)
async def test_nobody_is_disturbed_and_nobody_is_asked_twice(
    written: datetime, moved: timedelta
) -> None:
    theatre = Theatre(start=written.astimezone(UTC), holidays=[NEW_YEAR])
    theatre.cast(professional("claire"), *(professional(name) for name in HELPERS))
    left: list[tuple[datetime, str]] = []

    def seen(message: Outgoing) -> None:
        if message.protected:
            left.append((theatre.clock.now().astimezone(PARIS), message.place.address))

    theatre.channel.on_sent = seen
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=5))
    theatre.clock.forward(moved)
    await theatre.passes(timedelta(days=4), timedelta(minutes=30))
    assert len(left) >= 5
    assert len({who for _, who in left}) == len(left)
    assert [at for at, _ in left if not _works(at)] == []


def _works(at: datetime) -> bool:
    minutes = at.hour * 60 + at.minute
    works = at.weekday() < 5 and at.date() != NEW_YEAR
    return works and 8 * 60 + 30 <= minutes < 18 * 60 + 30
