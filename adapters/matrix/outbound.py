"""Delivery -> outcome: Matrix as the courier sees it.

Each message goes out under a transaction id made from its notice, so sending it again shows it
once. One message at a time leaves for a room; each room keeps its order.
"""

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from nio.crypto import encrypt_attachment

from adapters.matrix.client import MatrixClient, compact, room_path
from adapters.matrix.contents import content_of, content_of_file, edit_of, plain_only
from adapters.matrix.directs import Directs, OnMoved
from adapters.matrix.events import Raw, Room
from adapters.matrix.failures import UNREACHED, MatrixRefusal, outcome_of, wait_of
from adapters.matrix.pace import Pace
from adapters.matrix.render import Rendered, render
from adapters.matrix.rooms import NAME, PERSON, Welcomes, direct_room, kind_of
from bot.domain.delivery import Abilities, File, Gone, Outgoing, RetryAt, SendOutcome, Sent, Unknown
from bot.domain.places import Place, PlaceKind
from bot.ports import Clock, Texts

ABILITIES = Abilities(
    buttons=False,
    edits=True,
    deletes=True,
    files=True,
    idempotent=True,
    longest_text=11_000,
)
"""The longest text, of characters of four bytes, still fits an event once it is encrypted."""

LARGEST_BODY = 46_000
"""Bytes before encryption; encrypted and wrapped, an event may have 65,536."""
ENCLOSES = "org.entraide.encloses"
"""In a message: the id of the event that carries its file, to be taken away with it."""
OPENING_WAIT = timedelta(seconds=1)


class _Stopped(Exception):
    """The call did not do what it was for; this became of the message."""

    def __init__(self, outcome: SendOutcome) -> None:
        super().__init__(type(outcome).__name__)
        self.outcome = outcome


class MatrixChannel:
    """Implements `bot.ports.Channel`.

    A message's id is that of its first event. The address of a place is a room's id, or a
    person's: then the direct room with them is meant, and opened when there is none.

    Parameters
    ----------
    on_moved
        Awaited when a direct room was opened for a person's id, before the message is put back.
    """

    name = NAME
    abilities = ABILITIES

    def __init__(
        self, texts: Texts, clock: Clock, pace: Pace, welcomes: Welcomes, on_moved: OnMoved
    ) -> None:
        self._texts = texts
        self._clock = clock
        self._pace = pace
        self._welcomes = welcomes
        self._directs = Directs(self._called, on_moved)
        self._client: MatrixClient | None = None
        self._epoch = ""
        self._rooms: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._expected: set[str] = set()

    @property
    def is_open(self) -> bool:
        """Whether this process holds the device, and knows its rooms."""
        return self._client is not None

    def open(self, client: MatrixClient, epoch: str) -> None:
        """Send through this device from now on; `epoch` makes transaction ids this database's."""
        self._client, self._epoch = client, epoch

    def close(self) -> None:
        """What waits is left in the outbox."""
        self._client = None

    def expect(self, room_id: str) -> None:
        """A room that we have just entered will be known after the next sync."""
        self._expected.add(room_id)

    def invitation(self, code: str) -> str | None:
        """No address of Matrix carries a code: people type it."""
        return None

    async def send(self, message: Outgoing) -> SendOutcome:
        """Send a message, below the file that it encloses."""
        return self._noted(message, await self._send(message))

    async def edit(self, message_id: str, message: Outgoing) -> SendOutcome:
        """Replace the words of a message that is still there."""
        return self._noted(message, await self._edit(message_id, message))

    def _noted(self, message: Outgoing, outcome: SendOutcome) -> SendOutcome:
        """What comes back goes before what comes later to its place."""
        match outcome:
            case RetryAt() | Unknown():
                when = outcome.when if isinstance(outcome, RetryAt) else self._clock.now()
                place, key = message.place.address, message.key
                self._pace.put_back(place, key, when, prompted=message.prompted)
            case _:
                self._pace.settled(message.key)
        return outcome

    async def _send(self, message: Outgoing) -> SendOutcome:
        try:
            room = await self._room(message.place)
            rendered = self._rendered(message)
            self._await_turn(message)
            async with self._rooms[room.id]:
                content = content_of(rendered, message.silent)
                if message.file is not None:
                    content[ENCLOSES] = await self._send_file(room, message, message.file)
                return Sent(await self._put(room, content, message.key))
        except _Stopped as stopped:
            return stopped.outcome

    async def _edit(self, message_id: str, message: Outgoing) -> SendOutcome:
        try:
            room = await self._room(message.place)
            rendered = self._rendered(message)
            await self._ours(room, message_id)
            self._await_turn(message)
            new = content_of(rendered, message.silent)
            content = edit_of(new, message_id)
            async with self._rooms[room.id]:
                await self._put(room, content, f"{message.key}-edit")
        except _Stopped as stopped:
            return stopped.outcome
        return Sent(message_id)

    async def delete(self, place: Place, message_id: str) -> SendOutcome:
        """Take a message away, for everybody."""
        try:
            room = await self._room(place)
            enclosed = (await self._ours(room, message_id)).content.get(ENCLOSES)
            for one in (enclosed, message_id):
                if isinstance(one, str):
                    path = room_path(room.id, "redact", one, f"{self._epoch}-{one}")
                    await self._called("PUT", path, {})
        except _Stopped as stopped:
            return stopped.outcome
        return Sent(message_id)

    async def _room(self, place: Place) -> Room:
        """The room of a place, in which this message may be said."""
        if place.channel != self.name:
            raise _Stopped(Gone("unknown-place"))
        client = self._open()
        self._expected = {one for one in self._expected if client.room(one) is None}
        if place.address.startswith(PERSON):
            room = direct_room(client.rooms(), place.address)
            if room is None:
                self.expect(await self._directs.open(client, place))
                raise _Stopped(RetryAt(self._clock.now() + OPENING_WAIT, "moved"))
        else:
            room = client.room(place.address)
        if room is None:
            if place.address in self._expected:
                raise _Stopped(RetryAt(self._clock.now() + OPENING_WAIT, "not-synced"))
            raise _Stopped(Gone("unknown-place"))
        if refused := self._refused(room, place.kind):
            raise _Stopped(refused)
        return room

    def _refused(self, room: Room, kind: PlaceKind) -> Gone | None:
        if room.replacement is not None:
            return Gone("unknown-place")
        if kind is PlaceKind.PRIVATE:
            if not room.others:
                return Gone("blocked")
            if kind_of(room) is not PlaceKind.PRIVATE:
                # Somebody else came in: what is for one person is not for two.
                return Gone("not-private")
        if self._welcomes.encrypted_only and not room.is_encrypted:
            return Gone("not-encrypted")
        return None

    def _rendered(self, message: Outgoing) -> Rendered:
        rendered = render(message.screen, message.language, self._texts)
        if not rendered.plain.strip():
            raise _Stopped(Gone("nothing-to-read"))
        if len(rendered.plain) > ABILITIES.longest_text:
            raise _Stopped(Gone("too-long"))
        return rendered

    def _await_turn(self, message: Outgoing) -> None:
        turn = self._pace.turn(message.place.address, message.key, prompted=message.prompted)
        if turn > self._clock.now():
            raise _Stopped(RetryAt(turn, "own-pace"))

    async def _send_file(self, room: Room, message: Outgoing, file: File) -> str:
        """An encrypted file is put on the server as noise; what opens it travels in the event."""
        client = self._open()
        content = content_of_file(file)
        try:
            if room.is_encrypted:
                noise, keys = encrypt_attachment(file.content)
                url = await client.upload(noise, "application/octet-stream")
                content["file"] = {**keys, "url": url}
            else:
                content["url"] = await client.upload(file.content, file.media_type)
        except (MatrixRefusal, *UNREACHED) as error:
            outcome = outcome_of(error, self._clock.now())
            # Nothing was said yet, whatever became of the upload.
            again = RetryAt(self._clock.now() + OPENING_WAIT, "file-unsure")
            raise _Stopped(again if isinstance(outcome, Unknown) else outcome) from error
        return await self._put(room, content, f"{message.key}-file")

    async def _put(self, room: Room, content: Mapping[str, Any], key: str) -> str:
        client = self._open()
        event_type = "m.room.message"
        body = dict(content)
        if len(compact(body).encode()) > LARGEST_BODY:
            body = plain_only(body)
        if room.is_encrypted:
            try:
                await client.share_key(room.id)
            except (MatrixRefusal, *UNREACHED) as error:
                outcome = outcome_of(error, self._clock.now())
                # The message itself has not left.
                again = RetryAt(self._clock.now() + OPENING_WAIT, "key-unsure")
                raise _Stopped(again if isinstance(outcome, Unknown) else outcome) from error
            body = client.encrypt(room.id, event_type, body)
            event_type = "m.room.encrypted"
        path = room_path(room.id, "send", event_type, f"{self._epoch}-{key}")
        answer = await self._called("PUT", path, body)
        return str(answer["event_id"])

    async def _called(self, method: str, path: str, body: object) -> dict[str, Any]:
        """One call that the homeserver counts; held while it asks to wait."""
        async with self._pace.call() as later:
            if later is not None:
                raise _Stopped(RetryAt(later, "too-many"))
            try:
                return await self._open().call(method, path, body)
            except (MatrixRefusal, *UNREACHED) as error:
                now = self._clock.now()
                if isinstance(error, MatrixRefusal) and error.is_limit:
                    self._pace.hold(now + wait_of(error))
                raise _Stopped(outcome_of(error, now)) from error

    async def _ours(self, room: Room, message_id: str) -> Raw:
        """A message of ours that is still in the room."""
        client = self._open()
        event = None
        if message_id.startswith("$"):
            try:
                event = await client.event(room.id, message_id)
            except (MatrixRefusal, *UNREACHED) as error:
                again = RetryAt(self._clock.now() + OPENING_WAIT, type(error).__name__)
                raise _Stopped(again) from error
        if event is None or event.sender != client.user_id or not event.content:
            raise _Stopped(Gone("no-such-message"))
        return event

    def _open(self) -> MatrixClient:
        if self._client is None:
            raise _Stopped(RetryAt(self._clock.now() + OPENING_WAIT, "closed"))
        return self._client
