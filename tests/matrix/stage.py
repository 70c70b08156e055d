"""The stage of the journeys, on Matrix: encrypted rooms on a real server, strict clients.

The tests' names for people, groups and messages are translated at the edge; everything between is
what runs in production: client, sync, keys, reader, renderer. A choice is made as on a phone: its
number is typed, in reply to its message unless that is the last one with choices.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from adapters.matrix.outbound import ENCLOSES
from adapters.matrix.queues import KEY_PATIENCE
from bot.dialogue.choosing import meant
from bot.domain.circles import Circle
from bot.domain.delivery import Outgoing, SendOutcome, Sent
from bot.domain.inbound import (
    Arrived,
    Attached,
    BotPresence,
    Deleted,
    Edited,
    Event,
    Inbound,
    Moved,
    Reacted,
    Said,
    Tapped,
    Unreadable,
)
from bot.domain.places import Place, PlaceKind
from bot.domain.texts import RawText
from bot.ports import Channel, Intake, UnitOfWorkFactory
from tests.fakes.time_and_chance import HandClock
from tests.journeys.names import Names
from tests.journeys.theatre import TUESDAY, Shown, StageChannel, Theatre, choices, sentences
from tests.matrix.people import NO_SHIELD, Message, Phone, standing
from tests.matrix.people import Event as Seen
from tests.matrix.rig import FreshKeys
from tests.matrix.town import MEGOLM, Town, is_extra

WORTH_WAITING = timedelta(seconds=5)
"""The pace of a room: a message that waits for its turn is waited for."""


class MatrixStage(StageChannel):
    """What the bot sends goes to the server; what arrived there is noted for the tests."""

    def __init__(self, matrix: Channel, address: Callable[[Place], Awaitable[Place]]) -> None:
        super().__init__(matrix.abilities)
        self._matrix = matrix
        self._address = address
        self.enclosed: dict[str, bytes] = {}

    async def send(self, message: Outgoing) -> SendOutcome:
        if (outcome := self.failing(message)) is not None:
            return outcome
        outcome = await self._matrix.send(await self._real(message))
        if isinstance(outcome, Sent):
            shown = Shown(outcome.message_id, message.screen)
            if message.file is not None:
                self.enclosed[shown.id] = message.file.content
            self.places.setdefault(message.place.address, []).append(shown)
            self.sent.append(message)
            self.unchecked.append(message.screen)
            self.on_sent(message)
        return outcome

    async def edit(self, message_id: str, message: Outgoing) -> SendOutcome:
        outcome = await self._matrix.edit(message_id, await self._real(message))
        if isinstance(outcome, Sent):
            for shown in self.places.get(message.place.address, []):
                if shown.id == message_id:
                    shown.screen = message.screen
                    shown.times_edited += 1
            self.unchecked.append(message.screen)
        return outcome

    async def delete(self, place: Place, message_id: str) -> SendOutcome:
        outcome = await self._matrix.delete(await self._address(place), message_id)
        kept = [one for one in self.places.get(place.address, []) if one.id != message_id]
        self.places[place.address] = kept
        return outcome

    async def _real(self, message: Outgoing) -> Outgoing:
        return replace(message, place=await self._address(message.place))


class NamingIntake:
    """Implements `bot.ports.Intake`: the server's ids become the tests' names.

    Attributes
    ----------
    open
        Whether what comes in belongs to the test: not while its rooms are being opened.
    """

    def __init__(
        self, intake: Callable[[], Intake], people: Names, rooms: Names, channel: str
    ) -> None:
        self._intake, self._people, self._rooms = intake, people, rooms
        self._channel = channel
        self.open = True

    def receive(self, inbound: Inbound) -> bool:
        if not self.open:
            return True
        place, event = inbound.place, inbound.event
        if isinstance(event, Moved):
            event = Moved(self._rooms.name(event.new_address))
        named = Place(self._channel, self._rooms.name(place.address), place.kind, place.thread)
        user = self._people.name(inbound.user)
        known = replace(inbound, place=named, event=event, user=user, language="fr")
        return self._intake().receive(known)


class MatrixTheatre(Theatre):
    """A network on Matrix."""

    channel: MatrixStage

    def __init__(self, town: Town, unit_of_work: UnitOfWorkFactory | None = None) -> None:
        clock = HandClock(TUESDAY)
        self.town = town
        self.people, self.rooms = Names(), Names()
        self.people.tie("the-bot", town.bot.user_id)

        async def nap(seconds: float) -> None:
            clock.forward(timedelta(seconds=seconds))

        self.app = town.app(clock, texts=sentences(), sleep=nap)
        super().__init__(unit_of_work, MatrixStage(FreshKeys(self.app.channel), self._real))
        self.clock = clock
        self.restarted()
        self.intake = NamingIntake(
            lambda: self.core.reception, self.people, self.rooms, self.channel.name
        )
        self.app.bring_to(self.intake)
        self._began: dict[str, str | None] = {}
        self._circles: dict[str, Circle] = {}
        self._inside: dict[str, list[str]] = {}
        self._own: dict[str, tuple[str, str]] = {}
        self._spoilt: set[str] = set()
        self._opening = asyncio.Lock()
        self._stirred = False

    async def begin(self) -> "MatrixTheatre":
        with self._before_the_test():
            await self.app.begin()
        return self

    async def end(self) -> None:
        """All that the bot said was read by who was there, and every file was opened."""
        for address in self._began:
            self._opens_files(address)
        await self.app.close()
        for room in self._spoilt:
            self.town.spoil(room)

    def circle(self, circle: Circle) -> None:
        if circle.chat is not None:
            self._circles[circle.chat.address] = circle
        super().circle(circle)

    async def says(self, user: str, text: str, reply_to: str | None = None) -> str:
        said = Said(RawText(text), f"own-{next(self._updates)}", reply_to)
        await self.does(user, said)
        return said.message_id

    async def does(self, user: str, event: Event, place: Place | None = None) -> None:
        address = place.address if place else user
        room = await self._room(address, user)
        phone = await self._phone(user)
        match event:
            case Said(text, own_id, reply_to):
                said = await phone.says(room, text.value, reply_to=self._id(reply_to))
                self._own[own_id] = (room, said)
            case Edited(text, own_id) if self._where(own_id) == room:
                await phone.edits(*self._own[own_id], text.value)
            case Deleted(own_id) if self._where(own_id) == room:
                await phone.redacts(*self._own[own_id])
            case Tapped(token):
                await self._chooses(phone, address, token)
            case Attached(Unreadable.UNDECRYPTABLE):
                await phone.sends(room, OF_NO_SESSION, event_type="m.room.encrypted")
                await self.app.once()
                self.clock.forward(KEY_PATIENCE)
            case Attached(Unreadable.IN_CLEAR):
                login = phone.login
                path = f"rooms/{room}/send/m.room.message/clear-{next(self._updates)}"
                body = {"msgtype": "m.text", "body": "En clair"}
                self.town.synapse.call(login, "PUT", path, body)
            case Attached(Unreadable.MISSED | Unreadable.UNRELATED):
                # No server fails on demand (tests/matrix/test_queues.py).
                where = place or Place(self.channel.name, address)
                number, now = next(self._updates), self.clock.now()
                self.core.reception.receive(Inbound(f"lost-{number}", where, user, event, now))
            case Attached(kind, reply_to):
                await phone.sends(room, **ATTACHED[kind], reply_to=self._id(reply_to))
            case Reacted(message_id, emoji):
                await phone.reacts(room, message_id, emoji)
            case Arrived(invitation):
                await phone.says(room, invitation or "/start")
            case BotPresence(present=False) if address in self.people:
                await phone.leaves(room)
                self._spoilt.add(room)
            case BotPresence(present=False):
                await phone.kicks(room, self.town.bot.user_id)
                self._spoilt.add(room)
            case Moved(new_address):
                await self._upgrade(address, new_address)
        self._stirred = True
        await self.settles()

    async def settles(self) -> None:
        """Everything that came is handled, everything due is sent, each room at its pace."""
        while True:
            if self._stirred:
                await self.app.once()
                self._stirred = False
            await super().settles()
            with self.unit_of_work() as uow:
                due = uow.outbox.next_due()
            if due is None or due - self.clock.now() > WORTH_WAITING:
                break
            self.clock.forward(max(due - self.clock.now(), timedelta(milliseconds=1)))

    def read(self, address: str, language: str = "fr") -> list[str]:
        """What a phone shows of the bot there. It must be able to read every word."""
        return [_plain(message.body) for message in self._standing(address)]

    def _standing(self, address: str) -> list[Message]:
        if address not in self._began:
            return []
        events = self._reader(address).events_now(self.rooms.id(address), self._began[address])
        by_bot = [one for one in events if one.sender == self.town.bot.user_id]
        assert [one for one in by_bot if one.failure is not None] == []
        assert [one for one in by_bot if not _is_trusted(one)] == []
        return standing(by_bot)

    def opened(self, address: str) -> bytes:
        """The last file there, as the phone shows it."""
        files = [one for one in self._standing(address) if "file" in one.content]
        return self._reader(address).opens_now(files[-1]).clear

    def _opens_files(self, address: str) -> None:
        """Each is what was drawn for its message, and none stays without its message."""
        messages = {one.id: one for one in self._standing(address)}
        files = {one.id for one in messages.values() if "file" in one.content}
        for message in messages.values():
            if (drawn := self.channel.enclosed.get(message.id)) is not None:
                file = messages[message.first.content[ENCLOSES]]
                assert self._reader(address).opens_now(file).clear == drawn
                files.remove(file.id)
        assert files == set()

    def _reader(self, address: str) -> Phone:
        return self.town.phone_now(self._inside[address][0])

    # Who and where

    async def _phone(self, name: str) -> Phone:
        if name not in self.people:
            self.people.tie(name, self.town.user_id(name))
        return await self.town.phone(name)

    async def _real(self, place: Place) -> Place:
        return Place("matrix", await self._room(place.address), place.kind, place.thread)

    async def _room(self, address: str, user: str | None = None) -> str:
        """The room of a place, opened when it is not; `user` is inside."""
        async with self._opening:
            if address not in self.rooms:
                with self._before_the_test():
                    if address in self._circles or user not in (None, address):
                        await self._open_group(address, user)
                    else:
                        await self._open_direct(address)
        if user is not None and user not in self._inside[address]:
            await self._let_in(address, user)
        return self.rooms.id(address)

    @contextmanager
    def _before_the_test(self) -> Iterator[None]:
        """What comes in meanwhile is no part of it."""
        self.intake.open = False
        yield
        self.intake.open = True

    async def _open_direct(self, name: str) -> None:
        self.people.tie(name, self.town.user_id(name))
        self._enter(name, await self.town.direct_room(name, self.app), [name])
        if is_extra(name):
            self._spoilt.add(self.rooms.id(name))
        else:
            phone = await self._phone(name)
            self._began[name] = await phone.latest(self.rooms.id(name))

    async def _open_group(self, address: str, first: str | None) -> None:
        circle = self._circles.get(address)
        names = sorted(map(str, circle.members)) if circle else [first or ""]
        host, *_ = [await self._phone(name) for name in names]
        self._enter(address, await self.town.group_room(address, names, self.app), names)
        self._began[address] = await host.latest(self.rooms.id(address))

    def _enter(self, address: str, room: str, names: list[str]) -> None:
        self.rooms.tie(address, room)
        self._inside[address] = names

    async def _let_in(self, address: str, name: str) -> None:
        host, guest = await self._phone(self._inside[address][0]), await self._phone(name)
        room = self.rooms.id(address)
        await host.invites(room, guest.user_id)
        await host.sees_in(room, guest.user_id)
        self._inside[address].append(name)
        self._spoilt.add(room)

    async def _upgrade(self, address: str, new_address: str) -> None:
        """A room is replaced by one of another version, and its people are asked to follow."""
        phone = await self._phone(self._inside[address][0])
        new_room = await phone.upgrades(self.rooms.id(address), OTHER_VERSION)
        self._spoilt |= {self.rooms.id(address), new_room}
        self._enter(new_address, new_room, self._inside[address][:1])
        self._began[new_address] = None
        await phone.invites(new_room, self.town.bot.user_id)
        await self.app.once()  # the bot goes in; it then sees where it is

    # Messages

    async def _chooses(self, phone: Phone, address: str, token: str) -> None:
        """Type the number of a choice, in reply to its message unless that is the last to offer."""
        private = address in self.people
        offering = [one for one in self.channel.places.get(address, []) if choices(one.screen)]
        for shown in reversed(offering):
            tokens = [choice.token for choice in choices(shown.screen)]
            if token in tokens:
                number = str(tokens.index(token) + 1)
                alone = (
                    shown is offering[-1]
                    and private
                    and self._goes_without_saying(address, number, token)
                )
                reply_to = None if alone else shown.id
                await phone.says(self.rooms.id(address), number, reply_to=reply_to)
                return
        # Nothing on the phone leads there any more; what the choice may do is refused all the same.
        kind = PlaceKind.PRIVATE if private else PlaceKind.GROUP
        place = Place(self.channel.name, address, kind)
        user, now = self.people.name(phone.user_id), self.clock.now()
        update_id = f"late-{next(self._updates)}"
        self.core.reception.receive(Inbound(update_id, place, user, Tapped(token), now, "fr"))

    def _goes_without_saying(self, address: str, number: str, token: str) -> bool:
        """Whether the number alone is enough: on a stage, the clock leaves no time to read."""
        place = Place(self.channel.name, address)
        with self.unit_of_work() as uow:
            return meant(number, uow.outbox.offers(place), self.clock.now()) == token

    def _where(self, own_id: str) -> str | None:
        return self._own[own_id][0] if own_id in self._own else None

    def _id(self, message: str | None) -> str | None:
        return self._own[message][1] if message in self._own else message


OTHER_VERSION = "11"

A_FILE = {"body": "pièce jointe", "url": "mxc://hs.test/none"}
ATTACHED: Mapping[Unreadable, Mapping[str, Any]] = {
    Unreadable.VOICE: {"content": {**A_FILE, "msgtype": "m.audio"}},
    Unreadable.PHOTO: {"content": {**A_FILE, "msgtype": "m.image"}},
    Unreadable.FILE: {"content": {**A_FILE, "msgtype": "m.file"}},
    Unreadable.STICKER: {"content": A_FILE, "event_type": "m.sticker"},
    Unreadable.LOCATION: {
        "content": {"body": "ici", "geo_uri": "geo:0,0", "msgtype": "m.location"}
    },
    Unreadable.CONTACT: {"content": {**A_FILE, "msgtype": "m.file", "body": "ana.vcf"}},
    Unreadable.CALL: {
        "content": {
            "call_id": "1",
            "version": "1",
            "party_id": "1",
            "invitee": "@b:hs.test",
            "lifetime": 60_000,
            "offer": {"type": "offer", "sdp": "v=0"},
        },
        "event_type": "m.call.invite",
    },
    Unreadable.VERIFICATION: {
        "content": {
            "msgtype": "m.key.verification.request",
            "body": "Vérification demandée",
            "from_device": "PHONE",
            "to": "@b:hs.test",
            "methods": ["m.sas.v1"],
        }
    },
}
"""How each looks there; a contact is a file like any other."""
OF_NO_SESSION = {
    "algorithm": MEGOLM,
    "session_id": "a session that the bot never had the key of",
    "sender_key": "of no device",
    "device_id": "NONE",
    "ciphertext": "AwgAEnACgAkLmt6qF84IK++J7UDH2Za1YVchHyprqTqsg",
}


def _is_trusted(event: Seen) -> bool:
    """Encrypted by a device that its owner has signed; what travels in clear is no message."""
    if event.type != "m.room.message" or event.redacted:
        return True
    return event.shield == NO_SHIELD


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")
