"""Reading the homeserver: nothing is passed over before the inbox holds it.

Our own loop. The position in the stream is ours, kept in our database, and is saved once all that
came before it is in the inbox. What the homeserver left out of an answer is paged back. What could
not be decrypted holds its room, in order, until the key comes or is given up. A batch whose
handling failed is handled again, from memory: the library would not decrypt it a second time.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import quote

import structlog

from adapters.matrix.client import V3, MatrixClient, room_path
from adapters.matrix.events import Batch, Raw, Room, Timeline
from adapters.matrix.failures import UNREACHED, AccountRefused, MatrixRefusal, cause_of
from adapters.matrix.inbound import Reader
from adapters.matrix.joining import PATIENCE_SECONDS, Joining
from adapters.matrix.relations import is_id
from adapters.matrix.rooms import NAME, Welcomes, kind_of, server_of
from bot.domain.inbound import Inbound
from bot.domain.places import Place, PlaceKind
from bot.ports import Clock, Intake, Texts, Unstorable

KEY_PATIENCE = timedelta(seconds=20)
"""How long a room waits for a key, which usually comes with the message or a moment later."""
WAITING_MS = 1_000
"""While something waits for a key, the homeserver is asked this often."""
PAGES_BEFORE_JOIN = 1
"""Pages read before the bot's arrival in a room, to find who invited it and what they said."""

Save = Callable[[str], None]
"""Keeps the position, in the database."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Held:
    """An event that waits for its key, or behind one that does."""

    event: Raw
    batch: int
    since: datetime
    is_asked: bool = False


@dataclass(slots=True)
class Follower:
    """Follows the rooms of one device.

    Parameters
    ----------
    position
        Where the inbox ends; ``None`` before the first reading, which takes nothing in but
        invitations: what was said before the bot was there is not for it.
    on_joined
        Told of each room that the bot enters.
    """

    client: MatrixClient
    reader: Reader
    intake: Intake
    welcomes: Welcomes
    texts: Texts
    clock: Clock
    save: Save
    position: str | None
    language: str = "fr"
    on_joined: Callable[[str], None] = lambda _: None
    _batch: Batch | None = None
    _read_to: str | None = None
    _number: int = 0
    _handed: int = 0
    _positions: dict[int, str] = field(default_factory=dict)
    _held: dict[str, deque[_Held]] = field(default_factory=dict)
    _joining: Joining = field(init=False)

    def __post_init__(self) -> None:
        self._joining = Joining(self.client, self.clock, self.on_joined)

    async def once(self, wait_ms: int = 0) -> bool:
        """One answer of the homeserver, and all that it brought, committed; whether it did.

        Raises
        ------
        AccountRefused
            When the account or its device is refused: nothing but a person can help.
        Exception
            Whatever kept the homeserver from answering or the intake from committing; call again.
        """
        try:
            if self._batch is None:
                first = self._read_to is None
                self._batch = await self.client.sync(
                    self._read_to or self.position,
                    0 if first else self._patience(wait_ms),
                    whole=first,
                )
            batch, before = self._batch, self._handed
            await self._take(batch)
            self._batch = None
            await self.client.tend()
            return bool(batch.invites or batch.timelines or batch.left) or self._handed > before
        except MatrixRefusal as refusal:
            if refusal.is_of_account:
                raise AccountRefused(cause_of(refusal)) from refusal
            raise

    def _patience(self, wait_ms: int) -> int:
        """How long the homeserver may keep us, for what else there is to do meanwhile."""
        if self._held:
            wait_ms = min(wait_ms, WAITING_MS)
        if (again_at := self._joining.again_at()) is not None:
            left = (again_at - self.clock.now()) / timedelta(milliseconds=1)
            wait_ms = min(wait_ms, max(0, int(left)))
        return wait_ms

    async def _take(self, batch: Batch) -> None:
        number = self._number + 1
        starting = self.position is None and self._read_to is None
        for room_id, timeline in batch.left.items():
            await self._left(room_id, timeline, batch.position)
        for room_id, inviter in batch.invites.items():
            await self._invited(room_id, inviter, number)
        for room_id, timeline in batch.timelines.items():
            await self._queue(room_id, timeline, number, starting=starting)
        self._number = number
        self._positions[number] = batch.position
        self._read_to = batch.position
        await self._hand_over()

    async def _queue(
        self, room_id: str, timeline: Timeline, number: int, *, starting: bool
    ) -> None:
        room = self.client.room(room_id)
        if room is None or starting:
            return
        events = await self._whole(room_id, timeline)
        arrived = _arrival(events, self.client.user_id)
        if arrived is not None:
            if not await self._may_stay(room):
                return
            await self._entered(room, events, events[arrived].id)
            begun = _invitation(events[:arrived], self.client.user_id)
            before, events = events[begun or 0 : arrived], events[arrived:]
            if begun is not None:
                # The bot was meant to hear this. A key that did not come by now will not.
                self._hold(room_id, before, number, self.clock.now() - KEY_PATIENCE)
        self._hold(room_id, events, number, self.clock.now())

    def _hold(self, room_id: str, events: Sequence[Raw], number: int, since: datetime) -> None:
        queue = self._held.setdefault(room_id, deque())
        known = {held.event.id for held in queue}
        queue.extend(_Held(one, number, since) for one in events if one.id not in known)

    async def _entered(self, room: Room, events: Sequence[Raw], joined: str) -> None:
        """Whoever brought the bot in is greeted; who is written to first hears what it came for."""
        own = self.client.user_id
        opened = any(one.type == "m.room.create" and one.sender == own for one in events)
        if not opened:
            await self._commit(self.reader.arrived(room, joined, self.clock.now()))
        await self._succeed(room)

    async def _whole(self, room_id: str, timeline: Timeline) -> list[Raw]:
        """The events of a timeline, with those that the homeserver left out."""
        events, gap = list(timeline.events), timeline.gap
        since = self._read_to or self.position
        pages = 0
        while since is not None and gap is not None:
            if _arrival(events, self.client.user_id) is not None:
                if pages >= PAGES_BEFORE_JOIN:
                    break
                pages += 1
            page, gap = await self.client.before(room_id, gap, since)
            known = {one.id for one in events}
            events = [*(one for one in page if one.id not in known), *events]
        return events

    async def _hand_over(self) -> None:
        """Commit what is ready, room by room and in order; then say how far we are."""
        for room_id in list(self._held):
            queue = self._held[room_id]
            last: Raw | None = None
            while queue and await self._hand_over_one(room_id, queue[0]):
                event = queue.popleft().event
                if event.sender != self.client.user_id:
                    last = event
            if not queue:
                del self._held[room_id]
            if last is not None:
                await self._acknowledge(room_id, last)
        await self._joining.go_on()
        await self._save_position()

    async def _hand_over_one(self, room_id: str, held: _Held) -> bool:
        """Commit one event; False when it must wait for its key."""
        room = self.client.room(room_id)
        if room is None:
            return True
        now, event = self.clock.now(), held.event
        if event.sealed is not None:
            opened = self.client.decrypt(event)
            if opened is None:
                if now - held.since < KEY_PATIENCE:
                    if not held.is_asked:
                        self.client.ask_for_key(event)
                        held.is_asked = True
                    return False
                log.warning("matrix_unreadable", channel=NAME)
                if event.sender != self.client.user_id:
                    await self._commit(self.reader.unread(event, room, now))
                return True
            event = opened
        if event.type == "m.room.tombstone":
            await self._upgraded(room, event, held.batch)
            return True
        try:
            inbound = await self.reader.read(event, room, now)
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            # It would fail again for ever, and hold everything that comes after it.
            log.error("update_unreadable", channel=NAME, error=type(error).__name__)
            return True
        if inbound is not None:
            await self._commit(inbound)
        return True

    async def _save_position(self) -> None:
        """The last batch before the oldest event, or invitation, that still waits."""
        waiting = [held.batch for queue in self._held.values() for held in queue]
        waiting += self._joining.batches()
        done = min(waiting, default=self._number + 1) - 1
        reached = self._positions.get(done)
        if reached is not None and reached != self.position:
            await asyncio.to_thread(self.save, reached)
            self.position = reached
        self._positions = {n: at for n, at in self._positions.items() if n > done}

    async def _commit(self, inbound: Inbound) -> None:
        self._handed += 1
        try:
            await asyncio.to_thread(self.intake.receive, inbound)
        except Unstorable as error:
            log.error("update_unstorable", channel=NAME, error=type(error).__name__)

    async def _acknowledge(self, room_id: str, event: Raw) -> None:
        """Show people that it was read; nothing depends on it."""
        with suppress(MatrixRefusal, *UNREACHED):
            path = room_path(room_id, "receipt", "m.read", event.id)
            await self.client.call("POST", path, {}, seconds=5)

    # Coming, staying, leaving

    async def _invited(self, room_id: str, inviter: str, number: int) -> None:
        if not self.welcomes.may_invite(inviter, self.client.user_id):
            log.info("matrix_invitation_refused", reason="stranger")
            await self._leave(room_id, "matrix-refused-stranger")
        else:
            self._joining.want(room_id, room_path(room_id, "join"), number)

    async def _may_stay(self, room: Room) -> bool:
        if self.welcomes.encrypted_only and not room.is_encrypted:
            log.info("matrix_room_left", reason="not-encrypted")
            await self._leave(room.id, "matrix-refused-not-encrypted")
            return False
        return True

    async def _leave(self, room_id: str, sentence: str) -> None:
        words = self.texts.say(sentence, self.language)
        path = room_path(room_id, "leave")
        # Else the bot stays where it neither reads nor writes.
        with suppress(MatrixRefusal, *UNREACHED):
            await self.client.call("POST", path, {"reason": words}, seconds=PATIENCE_SECONDS)

    async def _left(self, room_id: str, timeline: Timeline, position: str) -> None:
        """We are in a room no more, by our own will or by somebody else's."""
        self._held.pop(room_id, None)
        own = [one for one in timeline.events if _is_own_membership(one, self.client.user_id)]
        update_id = own[-1].id if own else f"left:{room_id}:{position}"
        await self._commit(self.reader.gone(room_id, update_id, self.clock.now()))

    # Rooms that go on elsewhere

    async def _upgraded(self, room: Room, event: Raw, number: int) -> None:
        """The room says where it goes on; it is followed there once that room says so too."""
        new = event.content.get("replacement_room")
        if not is_id(new, "!"):
            return
        if self.client.room(new) is not None:
            await self._succeed_from(room, new)
            return
        # An id may hold no server: the one of whoever upgraded the room has it.
        via = quote(server_of(event.sender), safe="")
        path = f"{V3}/join/{quote(new, safe='')}?server_name={via}&via={via}"
        self._joining.want(new, path, number)

    async def _succeed(self, room: Room) -> None:
        """A room that was just entered may be what another one became."""
        for old in self.client.rooms():
            if old.replacement == room.id:
                await self._succeed_from(old, room.id)

    async def _succeed_from(self, old: Room, new: str) -> None:
        """Both rooms must say so: either alone could be anybody's word."""
        try:
            created = await self.client.call("GET", room_path(new, "state", "m.room.create", ""))
        except MatrixRefusal as refusal:
            if refusal.status in (403, 404):
                return
            raise
        predecessor = created.get("predecessor")
        if not isinstance(predecessor, dict) or predecessor.get("room_id") != old.id:
            return
        kind = kind_of(old)
        user = next(iter(old.others)) if kind is PlaceKind.PRIVATE else self.client.user_id
        place = Place(NAME, old.id, kind)
        await self._commit(self.reader.moved(place, new, user, self.clock.now()))


def _is_own_membership(event: Raw, own_id: str) -> bool:
    return event.type == "m.room.member" and event.source.get("state_key") == own_id


def _membership(event: Raw) -> tuple[str, str]:
    """What it was before, and what it is now."""
    unsigned = event.source.get("unsigned")
    before = unsigned.get("prev_content") if isinstance(unsigned, Mapping) else None
    was = before.get("membership") if isinstance(before, Mapping) else None
    return str(was or ""), str(event.content.get("membership") or "")


def _arrival(events: Sequence[Raw], own_id: str) -> int | None:
    """Where among the events the bot came in; a change of its name is no arrival."""
    found = None
    for index, event in enumerate(events):
        if _is_own_membership(event, own_id):
            was, now = _membership(event)
            if now == "join" and was != "join":
                found = index
    return found


def _invitation(events: Sequence[Raw], own_id: str) -> int | None:
    """Where among the events the bot was invited last."""
    found = None
    for index, event in enumerate(events):
        if _is_own_membership(event, own_id) and event.content.get("membership") == "invite":
            found = index
    return found
