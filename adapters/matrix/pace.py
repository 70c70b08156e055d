"""When a message may leave: the pace of the homeserver, as it was set or as it answers.

A homeserver counts what an account sends over all rooms together. Without a pace of our own we go
on until we are asked to wait; from then on those that wait have a turn each, as far apart as the
homeserver asked, and one call at a time asks whether the wait is over. A refused call brought
nothing and costs nothing, so that is as fast as the homeserver lets us be. What somebody waits for,
having just written, goes before what nobody asked for yet.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ports import Clock

FORGOTTEN = timedelta(seconds=30)
"""A message that has not come back so long after its turn will not: it was overtaken or erased."""
LATE = timedelta(seconds=2)
"""One that is so late for its turn holds the others no longer; it still goes before its place's."""
PATIENT = timedelta(minutes=2)
"""So long after the last refusal, calls go together again."""
MOST_BETWEEN = timedelta(seconds=5)
"""A wait asked for once may be far longer than what lies between two messages."""
BEHIND = timedelta(milliseconds=50)
"""What waits behind another message of its place comes back a little later."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    place: str
    when: datetime
    prompted: bool


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
        self._asked = timedelta()
        self._queue: OrderedDict[str, _Waiting] = OrderedDict()
        self._back: OrderedDict[str, _Waiting] = OrderedDict()
        self._last: datetime | None = None
        self._held_until: datetime | None = None
        self._one_by_one = asyncio.Lock()

    def turn(self, place: str, key: str, *, prompted: bool = False) -> datetime:
        """When this message may leave: now, and then it does; or later, and it keeps its turn.

        A prompted one takes its turn before all that are not, those of its place included: they
        were not tried yet.
        """
        now = self._clock.now()
        self._forget(now)
        if (ahead := self._ahead(place, key, prompted)) is not None:
            when = max(ahead, now) + BEHIND
            self._back[key] = _Waiting(place, when, prompted)
            return when
        ready = max(filter(None, (now, self._held_until, self._after_last())))
        when = ready + self._rank(key, prompted, now) * self._interval(now)
        if when > now:
            self._back.pop(key, None)
            self._queue[key] = _Waiting(place, when, prompted)
            return when
        self._last = now  # and it keeps its place until its fate is known
        return now

    def put_back(self, place: str, key: str, when: datetime, *, prompted: bool = False) -> None:
        """The message did not leave after all: later ones of its place stay behind it."""
        waiting = self._queue if key in self._queue else self._back
        waiting[key] = _Waiting(place, when, prompted)

    def settled(self, key: str) -> None:
        """The message left, or never will."""
        self._queue.pop(key, None)
        self._back.pop(key, None)

    def hold(self, until: datetime) -> None:
        """The homeserver asked to wait."""
        self._asked = max(self._asked, until - self._clock.now())
        self._held_until = max(until, self._held_until or until)

    @asynccontextmanager
    async def call(self) -> AsyncIterator[datetime | None]:
        """Around a call; gives the moment to come back at when it must not be made after all."""
        if not self._is_limited(self._clock.now()):
            yield None
            return
        async with self._one_by_one:
            held, now = self._held_until, self._clock.now()
            yield held if held is not None and held > now else None

    def _ahead(self, place: str, key: str, prompted: bool) -> datetime | None:
        """When a message of the same place that was there before this one comes back."""
        for waiting in (self._queue, self._back):
            for other, one in waiting.items():
                if other == key:
                    return None
                overtaken = waiting is self._queue and prompted and not one.prompted
                if one.place == place and not overtaken:
                    return one.when
        return None

    def _rank(self, key: str, prompted: bool, now: datetime) -> int:
        """How many of those that wait for a turn have theirs before this one."""
        rank, is_later = 0, False
        for other, one in self._queue.items():
            is_later = is_later or other == key
            before = one.prompted > prompted or (one.prompted == prompted and not is_later)
            rank += before and one.when + LATE > now
        return rank

    def _is_limited(self, now: datetime) -> bool:
        return self._held_until is not None and now <= self._held_until + PATIENT

    def _interval(self, now: datetime) -> timedelta:
        """What lies between two turns now."""
        if not self._is_limited(now):
            self._asked = timedelta()
        return max(self._between, min(self._asked, MOST_BETWEEN))

    def _after_last(self) -> datetime | None:
        return self._last + self._between if self._last is not None and self._between else None

    def _forget(self, now: datetime) -> None:
        for waiting in (self._queue, self._back):
            for key in [k for k, one in waiting.items() if one.when + FORGOTTEN < now]:
                del waiting[key]
