"""What each room has said and the inbox does not hold yet, in order, room by room.

A room waits alone: for the key of a message, for events that the homeserver left out of its answer,
for a message without which another one cannot be understood. What the homeserver cannot tell now is
asked again, less and less often, and beside the reading of the others. What it never tells is given
up: the person is told so, in words, and what can be read without it is read.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from adapters.matrix.client import MatrixClient
from adapters.matrix.doors import Doors
from adapters.matrix.events import Raw, Room, Timeline
from adapters.matrix.failures import MatrixRefusal
from adapters.matrix.inbound import Reader
from adapters.matrix.memberships import arrival, invitation
from adapters.matrix.rooms import NAME
from bot.domain.inbound import Inbound
from bot.ports import Clock

KEY_PATIENCE = timedelta(seconds=20)
"""How long a room waits for a key, which usually comes with the message or a moment later."""
PAGES_BEFORE_JOIN = 1
"""Pages read before the bot's arrival in a room, to find who invited it and what they said."""
FIRST_WAIT = timedelta(seconds=2)
"""Before the homeserver is asked again; doubled each time, so that an outage counts as one try."""
LEFT_OUT_TRIES = 9
"""Eight and a half minutes: without an answer, what somebody wrote is not read."""
RELATED_TRIES = 5
"""Half a minute: the message itself is there."""
AT_ONCE_SECONDS = 2.0
"""How long the others wait, once in a round, for what a room's reading asks of the homeserver."""
LOOKED_AT_AGAIN = timedelta(seconds=1)
"""How often, where a room waits for what may come at any moment."""

Commit = Callable[[Inbound], Awaitable[None]]

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Held:
    """An event that waits its turn.

    Parameters
    ----------
    came_at
        When the homeserver told of it, by our clock.
    waits_since
        From when on its key is waited for.
    is_alone
        The message that it is about is asked for no more.
    is_lost
        It is tried no more: its author is told.
    """

    event: Raw
    batch: int
    came_at: datetime
    waits_since: datetime
    is_asked: bool = False
    is_alone: bool = False
    is_lost: bool = False


@dataclass(slots=True)
class _Answer:
    """What one answer of the homeserver brought of a room, whole once there is no gap.

    Parameters
    ----------
    since
        Where the answer began.
    missed
        The gap, when it is asked for no more.
    succeeds
        Whether it is still to be asked what the room succeeds.
    """

    events: list[_Held]
    batch: int
    gap: str | None
    since: str
    pages_before_join: int = 0
    missed: str | None = None
    succeeds: bool = True


@dataclass(frozen=True, slots=True)
class _Read:
    """What the head of a queue says, and what takes its place."""

    said: Sequence[Inbound] = ()
    opened: Sequence[_Held] = ()


@dataclass(slots=True)
class _Queue:
    items: deque[_Answer | _Held] = field(default_factory=deque)
    reading: asyncio.Task[_Read | None] | None = None
    tries: int = 0
    again_at: datetime | None = None


@dataclass(slots=True)
class Queues:
    """The rooms of one device.

    Parameters
    ----------
    commit
        Awaited with each event; when it fails, the event stays where it was.
    """

    client: MatrixClient
    reader: Reader
    doors: Doors
    clock: Clock
    commit: Commit
    at_once_seconds: float = AT_ONCE_SECONDS
    _queues: dict[str, _Queue] = field(default_factory=dict)
    _given_up: int = 0

    def put(self, room_id: str, timeline: Timeline, batch: int, since: str | None) -> None:
        """What the homeserver has just told of a room, in an answer that began at `since`."""
        now = self.clock.now()
        events = [_Held(one, batch, now, now) for one in timeline.events]
        gap = timeline.gap if since is not None else None
        queue = self._queues.setdefault(room_id, _Queue())
        queue.items.append(_Answer(events, batch, gap, since or ""))

    def drop(self, room_id: str) -> None:
        """The room is ours no more."""
        queue = self._queues.pop(room_id, None)
        if queue is not None and queue.reading is not None:
            queue.reading.cancel()

    def close(self) -> None:
        """Nothing is asked of the homeserver any more."""
        for room_id in list(self._queues):
            self.drop(room_id)

    def batches(self) -> Sequence[int]:
        """Those of which something still waits."""
        return [item.batch for queue in self._queues.values() for item in queue.items]

    def again_at(self) -> datetime | None:
        """When there is something to look at again."""
        soon = self.clock.now() + LOOKED_AT_AGAIN
        return min((queue.again_at or soon for queue in self._queues.values()), default=None)

    async def hand_over(self) -> Mapping[str, Raw]:
        """Commit what can be read now; by room, the last event of somebody else that was.

        Raises
        ------
        MatrixRefusal
            When the account or its device is refused.
        Exception
            What kept an event from being committed; it is still there.
        """
        last: dict[str, Raw] = {}
        patience = self.at_once_seconds
        for room_id, queue in list(self._queues.items()):
            while queue.items:
                item = queue.items[0]
                read = await self._head(room_id, queue, patience)
                if read is None:
                    break
                for inbound in read.said:
                    await self.commit(inbound)
                queue.items.popleft()
                queue.reading, queue.tries, queue.again_at = None, 0, None
                queue.items.extendleft(reversed(_not_waiting(queue, read.opened)))
                if isinstance(item, _Held) and item.event.sender != self.client.user_id:
                    last[room_id] = item.event
            if not queue.items:
                self._queues.pop(room_id, None)
            elif queue.reading is not None:
                patience = 0.0
        return last

    async def _head(self, room_id: str, queue: _Queue, patience: float) -> _Read | None:
        """What the head of a queue says; ``None`` when it must wait."""
        if queue.reading is None:
            if queue.again_at is not None and self.clock.now() < queue.again_at:
                return None
            queue.reading = asyncio.create_task(self._reading(room_id, queue.items[0]))
        await asyncio.wait({queue.reading}, timeout=patience)
        if not queue.reading.done():
            return None
        try:
            read = queue.reading.result()
        except Exception as error:
            queue.reading = None
            if isinstance(error, MatrixRefusal) and error.is_of_account:
                raise
            self._try_again(queue, error)
            return None
        if read is None:
            queue.reading = None
        return read

    def _try_again(self, queue: _Queue, error: Exception) -> None:
        """Later, and less and less often; at the end, do without what could not be told."""
        queue.tries += 1
        item = queue.items[0]
        asks_for_events = isinstance(item, _Answer) and item.gap is not None
        if queue.tries < (LEFT_OUT_TRIES if asks_for_events else RELATED_TRIES):
            queue.again_at = self.clock.now() + FIRST_WAIT * 2 ** (queue.tries - 1)
            return
        queue.tries, queue.again_at = 0, None
        match item:
            case _Answer(gap=str()):
                item.gap, item.missed, kind = None, item.gap, "messages"
            case _Answer():
                item.succeeds, kind = False, "predecessor"
            case _Held(is_alone=False):
                item.is_alone, kind = True, "related"
            case _Held():
                item.is_lost, kind = True, "message"
        self._given_up += 1
        log.error("matrix_not_told", kind=kind, error=type(error).__name__, count=self._given_up)

    async def _reading(self, room_id: str, item: _Answer | _Held) -> _Read | None:
        """What an item says; ``None`` when its key is waited for.

        Raises
        ------
        MatrixRefusal, aiohttp.ClientError, TimeoutError
            When the homeserver cannot tell now what it takes to know.
        """
        room = self.client.room(room_id)
        if room is None:
            return _Read()
        return await (
            self._answer(room, item) if isinstance(item, _Answer) else self._event(room, item)
        )

    async def _answer(self, room: Room, answer: _Answer) -> _Read:
        """The events of an answer, and what a room that was entered with it means."""
        own = self.client.user_id
        await self._fill(room, answer)
        said: list[Inbound] = []
        if answer.missed is not None:
            said.append(self.reader.missed(room, answer.missed, self.clock.now()))
        events = [held.event for held in answer.events]
        arrived = arrival(events, own)
        if arrived is None:
            return _Read(said, answer.events)
        said += self.doors.arrived(room, events, events[arrived].id)
        if answer.succeeds:
            said += await self.doors.succeeded(room)
        begun = invitation(events[:arrived], own)
        meant_for_us = answer.events[begun:arrived] if begun is not None else []
        for held in meant_for_us:
            # A key that did not come by now will not.
            held.waits_since -= KEY_PATIENCE
        return _Read(said, [*meant_for_us, *answer.events[arrived:]])

    async def _fill(self, room: Room, answer: _Answer) -> None:
        """Ask for what the homeserver left out; what it told stays, whatever it refuses later."""
        while answer.gap is not None:
            if arrival([held.event for held in answer.events], self.client.user_id) is not None:
                if answer.pages_before_join >= PAGES_BEFORE_JOIN:
                    break
                answer.pages_before_join += 1
            page, gap = await self.client.before(room.id, answer.gap, answer.since)
            now = self.clock.now()
            known = {held.event.id for held in answer.events}
            older = [_Held(one, answer.batch, now, now) for one in page if one.id not in known]
            answer.events[:0], answer.gap = older, gap

    async def _event(self, room: Room, held: _Held) -> _Read | None:
        event, now = held.event, self.clock.now()
        if held.is_lost:
            return self._unread(room, event, now)
        if event.sealed is not None:
            opened = self.client.decrypt(event)
            if opened is None:
                return self._sealed(room, held, now)
            event = opened
        if event.type == "m.room.tombstone":
            return _Read(
                () if held.is_alone else await self.doors.upgraded(room, event, held.batch)
            )
        try:
            inbound = await self.reader.read(
                event, room, now, came_at=held.came_at, is_alone=held.is_alone
            )
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            # It would fail again for ever, and hold everything that comes after it.
            log.error("update_unreadable", channel=NAME, error=type(error).__name__)
            inbound = None
        return _Read([inbound] if inbound is not None else [])

    def _sealed(self, room: Room, held: _Held, now: datetime) -> _Read | None:
        event = held.event
        if now - held.waits_since < KEY_PATIENCE:
            if not held.is_asked:
                self.client.ask_for_key(event)
                held.is_asked = True
            return None
        log.warning("matrix_unreadable", channel=NAME)
        return self._unread(room, event, now)

    def _unread(self, room: Room, event: Raw, now: datetime) -> _Read:
        own = event.sender == self.client.user_id
        return _Read(() if own else [self.reader.unread(event, room, now)])


def _not_waiting(queue: _Queue, opened: Sequence[_Held]) -> list[_Held]:
    """Those that are not in the queue already: answers may overlap."""
    known = {item.event.id for item in queue.items if isinstance(item, _Held)}
    return [held for held in opened if held.event.id not in known]
