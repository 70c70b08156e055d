"""When a message may leave: the pace of the homeserver, as it was set or as it answers.

A homeserver counts what an account sends over all rooms together. A refused call brought nothing
and costs nothing, so without a pace of our own we go on until we are asked to wait; then one call
at a time asks whether the wait is over. That is as fast as the homeserver lets us be.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.ports import Clock

FORGOTTEN = timedelta(seconds=30)
"""A message that has not come back so long after its turn will not: it was overtaken or erased."""
PATIENT = timedelta(minutes=2)
"""So long after the last refusal, calls go together again."""


class Pace:
    """Gives each message its turn. State is one process's own, as is the device.

    Parameters
    ----------
    between
        What lies between two messages; nothing where only the homeserver's own word counts.
    """

    def __init__(self, clock: Clock, between: timedelta = timedelta()) -> None:
        self._clock = clock
        self._between = between
        self._turns: dict[str, datetime] = {}
        self._last: datetime | None = None
        self._held_until: datetime | None = None
        self._one_by_one = asyncio.Lock()

    def turn(self, key: str) -> datetime:
        """When this message may leave: now, and then it does; or later, and it keeps its turn."""
        now = self._clock.now()
        if self._held_until is not None and self._held_until > now:
            return self._held_until
        if not self._between:
            return now
        self._turns = {name: at for name, at in self._turns.items() if at + FORGOTTEN > now}
        mine = self._turns.pop(key, None)
        if mine is None:
            waiting = max(self._turns.values(), default=None)
            mine = max(filter(None, (now, self._after(self._last), self._after(waiting))))
        else:
            mine = max(filter(None, (mine, self._after(self._last))))
        if mine > now:
            self._turns[key] = mine
        else:
            self._last = now
        return mine

    def hold(self, until: datetime) -> None:
        """The homeserver asked to wait."""
        self._held_until = max(until, self._held_until or until)

    @asynccontextmanager
    async def call(self) -> AsyncIterator[datetime | None]:
        """Around a call; gives the moment to come back at when it must not be made after all."""
        if self._held_until is None or self._clock.now() > self._held_until + PATIENT:
            yield None
            return
        async with self._one_by_one:
            held = self._held_until
            yield held if held > self._clock.now() else None

    def _after(self, moment: datetime | None) -> datetime | None:
        return moment + self._between if moment is not None else None
