"""A clock that a test moves, chance from a seed, and a calendar with the days it is given."""

import random
from collections.abc import Iterable
from datetime import date, datetime, timedelta

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


class HandClock:
    """Implements `bot.ports.Clock`: time passes when told to."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def forward(self, by: timedelta) -> None:
        self._now += by


class SeededChance:
    """Implements `bot.ports.Chance`, the same way every time."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)

    def new_id(self) -> str:
        return "".join(self._random.choices(ALPHABET, k=16))

    def seed(self) -> int:
        return self._random.getrandbits(32)

    def code(self) -> str:
        return "".join(self._random.choices("0123456789", k=8))


class ListedHolidays:
    """Implements `bot.ports.Holidays` with the days it is given."""

    def __init__(self, days: Iterable[date] = ()) -> None:
        self._days = frozenset(days)

    def within(self, departement: str, first: date, last: date) -> frozenset[date]:
        return frozenset(day for day in self._days if first <= day <= last)
