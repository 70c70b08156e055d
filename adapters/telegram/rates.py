"""When a call may leave: the platform's own ceilings, and the waits that it asks for.

Source: the Bots FAQ, "My bot is hitting limits" (about 30 messages a second overall, one a second
in a chat, 20 a minute in a group). Each figure has a small margin for the way there: what leaves
evenly may arrive closer together.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.ports import Clock

CHATS_REMEMBERED = 5_000
FORGOTTEN = timedelta(seconds=30)
"""A message that has not come back so long after its turn will not: it was overtaken or erased."""

LOOK_AGAIN_SECONDS = 0.005

Sleep = Callable[[float], Awaitable[None]]
Ceiling = tuple[int, timedelta]
"""So many in any stretch of that length."""


@dataclass(frozen=True, slots=True)
class Ceilings:
    """Messages of all chats, of one chat and of one group; and calls, the refused ones included."""

    overall: Ceiling = (30, timedelta(seconds=1.012))
    chat: Ceiling = (1, timedelta(seconds=1.03))
    group: Ceiling = (20, timedelta(seconds=61))
    calls: Ceiling = (90, timedelta(seconds=1))


@dataclass(slots=True)
class _Chat:
    """What left for a chat lately, and what was told to come back, by its key."""

    ceilings: Sequence[Ceiling]
    left: list[datetime] = field(default_factory=list)
    turns: dict[str, datetime] = field(default_factory=dict)
    held_until: datetime | None = None

    def prune(self, now: datetime) -> None:
        longest = max(length for _, length in self.ceilings)
        self.left = [at for at in self.left if at + longest > now]
        self.turns = {key: at for key, at in self.turns.items() if at + FORGOTTEN > now}

    def earliest(self, moment: datetime, before: Sequence[datetime]) -> datetime:
        """The first moment at which one more keeps under every ceiling, after those before it."""
        if self.held_until is not None:
            moment = max(moment, self.held_until)
        for count, length in self.ceilings:
            if len(before) >= count:
                moment = max(moment, before[-count] + length)
        return moment


class Rates:
    """Gives each message the moment when it may leave. State is one process's own.

    A chat's messages leave in the order in which they asked: one told to come back has its turn,
    and a newcomer takes the turn after the last. Between chats, first come, first served.
    """

    def __init__(self, clock: Clock, ceilings: Ceilings | None = None) -> None:
        self._clock = clock
        self._ceilings = ceilings or Ceilings()
        self._chats: dict[str, _Chat] = {}
        self._left: list[datetime] = []
        self._called: list[datetime] = []
        self._queue = asyncio.Lock()

    def chat_turn(self, chat: str, key: str, *, group: bool) -> datetime:
        """When this message may leave for this chat: now, and then it does, or later."""
        now = self._clock.now()
        known = self._chat(chat, group, now)
        had_turn = known.turns.pop(key, None) is not None
        if had_turn or not known.turns:
            when = known.earliest(now, known.left)
            if when <= now:
                known.left.append(now)
                return now
        waiting = sorted(known.turns.values())
        when = known.earliest(max([now, *waiting]), sorted([*known.left, *waiting]))
        known.turns[key] = when
        return when

    async def overall_turn(self, chat: str, sleep: Sleep) -> datetime:
        """Wait for the turn of one call among all; when it leaves for its chat."""
        count, length = self._ceilings.overall
        most_calls, of_calls = self._ceilings.calls
        async with self._queue:
            while True:
                now = self._clock.now()
                self._left = [at for at in self._left if at + length > now]
                self._called = [at for at in self._called if at + of_calls > now]
                if len(self._left) < count and len(self._called) < most_calls:
                    self._left.append(now)
                    self._called.append(now)
                    if chat in self._chats and self._chats[chat].left:
                        self._chats[chat].left[-1] = now
                    return now
                # A call refused meanwhile frees its place before the oldest one is over.
                await sleep(LOOK_AGAIN_SECONDS)

    def arrived(self, chat: str, left: datetime) -> None:
        """A call that left then came back: the platform may have counted it only now."""
        times = self._chats[chat].left if chat in self._chats else []
        if left in times:
            times[times.index(left)] = self._clock.now()

    def refused(self, chat: str, left: datetime) -> None:
        """A call that left then brought no message: its place is free for another."""
        for times in (self._left, self._chats[chat].left if chat in self._chats else []):
            if times:
                nearest = min(times, key=lambda at: abs(at - left))
                times.remove(nearest)

    def hold(self, chat: str, until: datetime) -> None:
        """The platform asked for silence in this chat (429); the other chats go on."""
        if chat in self._chats:
            held = self._chats[chat].held_until
            self._chats[chat].held_until = max(until, held or until)

    def _chat(self, chat: str, group: bool, now: datetime) -> _Chat:
        if chat not in self._chats:
            self._forget(now)
            ceilings = [self._ceilings.chat, *([self._ceilings.group] if group else [])]
            self._chats[chat] = _Chat(ceilings)
        self._chats[chat].prune(now)
        return self._chats[chat]

    def _forget(self, now: datetime) -> None:
        """What is over counts no more."""
        if len(self._chats) < CHATS_REMEMBERED:
            return
        for one in self._chats.values():
            one.prune(now)
        self._chats = {
            name: one
            for name, one in self._chats.items()
            if one.left or one.turns or (one.held_until and one.held_until > now)
        }
