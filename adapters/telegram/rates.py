"""When a call may leave: the platform's own ceilings, and the waits that it asks for.

Source: the Bots FAQ, "My bot is hitting limits" (about 30 messages a second overall, one a second
in a chat, 20 a minute in a group). Each figure has a small margin for the way there: what leaves
evenly may arrive closer together.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ports import Clock

PLACES_REMEMBERED = 5_000


@dataclass(frozen=True, slots=True)
class Ceilings:
    """So many calls in a window, for everything, for each chat, and for each group."""

    overall: tuple[int, timedelta] = (30, timedelta(seconds=1.03))
    chat: tuple[int, timedelta] = (1, timedelta(seconds=1.03))
    group: tuple[int, timedelta] = (20, timedelta(seconds=61))


class Rates:
    """Gives each message the moment when it may leave, in the order in which they are asked for.

    A message told to come back keeps its turn under its key, so that waiting never reorders a
    chat and never starves one. State is one process's own.
    """

    def __init__(self, clock: Clock, ceilings: Ceilings | None = None) -> None:
        self._clock = clock
        self._ceilings = ceilings or Ceilings()
        self._overall = _Window(*self._ceilings.overall)
        self._chats: dict[str, list[_Window]] = {}
        self._held: dict[str, datetime] = {}
        self._turns: dict[str, tuple[str, datetime]] = {}

    def chat_turn(self, chat: str, key: str, *, group: bool) -> datetime:
        """When this message may be sent to this chat: now, or the later moment to come back at."""
        now = self._clock.now()
        held = max(self._held.get(chat, now), now)
        known = self._turns.pop(key, None)
        if known is not None and known[0] == chat and known[1] >= self._held.get(chat, known[1]):
            when = known[1]
        else:
            when = self._reserved(chat, held, group)
        if when <= now:
            return now
        self._turns[key] = (chat, when)
        return when

    def overall_turn(self) -> datetime:
        """When the next call of all may leave; first come, first served."""
        return self._overall.take(self._clock.now())

    def give_back(self, chat: str) -> None:
        """The last call to this chat brought nothing there: its turn is free again."""
        for window in self._chats.get(chat, ()):
            window.give_back()

    def hold(self, chat: str, until: datetime) -> None:
        """The platform asked for silence in this chat (429); the other chats go on."""
        self._held[chat] = max(until, self._held.get(chat, until))

    def _reserved(self, chat: str, earliest: datetime, group: bool) -> datetime:
        windows = self._windows(chat, group)
        when = max(window.earliest(earliest) for window in windows)
        for window in windows:
            window.record(when)
        return when

    def _windows(self, chat: str, group: bool) -> list["_Window"]:
        if chat not in self._chats:
            self._forget()
            kinds = [self._ceilings.chat, *([self._ceilings.group] if group else [])]
            self._chats[chat] = [_Window(*kind) for kind in kinds]
        return self._chats[chat]

    def _forget(self) -> None:
        """What is over counts no more."""
        if len(self._chats) < PLACES_REMEMBERED:
            return
        now = self._clock.now()
        self._chats = {c: w for c, w in self._chats.items() if any(one.busy(now) for one in w)}
        self._held = {chat: until for chat, until in self._held.items() if until > now}
        long_ago = now - timedelta(hours=1)
        self._turns = {key: turn for key, turn in self._turns.items() if turn[1] > long_ago}


class _Window:
    """At most `count` calls in any stretch of `length`."""

    def __init__(self, count: int, length: timedelta) -> None:
        self._length = length
        self._last: deque[datetime] = deque(maxlen=count)

    def earliest(self, moment: datetime) -> datetime:
        if len(self._last) < (self._last.maxlen or 0):
            return moment
        return max(moment, self._last[0] + self._length)

    def record(self, when: datetime) -> None:
        self._last.append(when)

    def take(self, moment: datetime) -> datetime:
        when = self.earliest(moment)
        self.record(when)
        return when

    def give_back(self) -> None:
        if self._last:
            self._last.pop()

    def busy(self, now: datetime) -> bool:
        return any(when + self._length > now for when in self._recent())

    def _recent(self) -> Iterator[datetime]:
        return iter(self._last)
