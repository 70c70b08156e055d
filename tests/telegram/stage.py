"""The stage of the journeys, on Telegram: people touch the platform, the bot talks to it by HTTP.

The tests' names for people, groups and messages are translated at the edge; everything between is
what runs in production: client, poller, reader, rates, renderer.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from adapters.telegram.app import Poller, Receiver, open_bot
from adapters.telegram.links import SAME_TAP, Links
from adapters.telegram.outbound import Telegram
from adapters.telegram.rates import Rates
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
    Said,
    Tapped,
)
from bot.domain.people import Professional
from bot.domain.places import Place, PlaceKind
from bot.domain.texts import RawText
from bot.ports import Intake, UnitOfWorkFactory
from tests.fakes.telegram_server import TOKEN, TelegramServer
from tests.fakes.telegram_world import Ceilings, Chat, Json, Person, World
from tests.fakes.time_and_chance import HandClock
from tests.journeys.names import Names
from tests.journeys.theatre import TUESDAY, Shown, StageChannel, Theatre, choices, sentences

EXPECTED = (
    "Bad Request: message is not modified",
    "Bad Request: group chat was upgraded",
    "Bad Request: message can't be deleted for everyone",  # too old: it is emptied instead
)
"""Refusals that belong to the road; any other means that the bot asked for too much."""

WORTH_WAITING = timedelta(seconds=5)
"""The pace of a chat: a message that waits for its turn is waited for."""


class TelegramStage(StageChannel):
    """What the bot sends goes to the platform; what arrived there is noted for the tests."""

    def __init__(self, telegram: Telegram, names: Names) -> None:
        super().__init__(telegram.abilities)
        self.telegram = telegram
        self.names = names
        self.tokens: dict[tuple[str, str], str] = {}

    async def send(self, message: Outgoing) -> SendOutcome:
        if (outcome := self.failing(message)) is not None:
            return outcome
        outcome = await self.telegram.send(replace(message, place=self._real(message.place)))
        if isinstance(outcome, Sent):
            shown = Shown(outcome.message_id, message.screen)
            self.places.setdefault(message.place.address, []).append(shown)
            self.sent.append(message)
            self._noted(message, outcome)
            self.on_sent(message)
        return outcome

    async def edit(self, message_id: str, message: Outgoing) -> SendOutcome:
        moved = replace(message, place=self._real(message.place))
        outcome = await self.telegram.edit(message_id, moved)
        if isinstance(outcome, Sent):
            for shown in self.places.get(message.place.address, []):
                if shown.id == message_id:
                    shown.screen = message.screen
                    shown.times_edited += 1
            self._noted(message, outcome)
        return outcome

    async def delete(self, place: Place, message_id: str) -> SendOutcome:
        outcome = await self.telegram.delete(self._real(place), message_id)
        kept = [one for one in self.places.get(place.address, []) if one.id != message_id]
        self.places[place.address] = kept
        return outcome

    def _real(self, place: Place) -> Place:
        return Place("telegram", self.names.id(place.address), place.kind, place.thread)

    def _noted(self, message: Outgoing, sent: Sent) -> None:
        self.unchecked.append(message.screen)
        last_part = sent.message_id.rpartition("+")[2]
        for choice in choices(message.screen):
            self.tokens[message.place.address, choice.token] = last_part


class NamingIntake:
    """Implements `bot.ports.Intake`: the platform's ids become the tests' names."""

    def __init__(self, intake: Callable[[], Intake], names: Names, channel: str) -> None:
        self._intake, self._names, self._channel = intake, names, channel
        self.received = 0

    def receive(self, inbound: Inbound) -> bool:
        self.received += 1
        place = inbound.place
        event = inbound.event
        if isinstance(event, Moved):
            event = Moved(self._names.name(event.new_address))
        named = Place(self._channel, self._names.name(place.address), place.kind, place.thread)
        known = replace(inbound, place=named, event=event, user=self._names.name(inbound.user))
        return self._intake().receive(known)


class TelegramTheatre(Theatre):
    """A network on Telegram."""

    channel: TelegramStage

    def __init__(
        self,
        front: "Front",
        unit_of_work: UnitOfWorkFactory | None = None,
    ) -> None:
        clock = HandClock(TUESDAY)
        self.world = World(clock, ceilings=Ceilings())
        self.server = TelegramServer(self.world)
        front.server = self.server
        self.names = Names()
        self.names.tie("the-bot", str(self.world.bot["id"]))
        self.bot = open_bot(TOKEN, front.url)
        links = Links()

        async def nap(seconds: float) -> None:
            clock.forward(timedelta(seconds=seconds))

        async def moved(old: str, new: str) -> None:
            await self.receiver.moved(old, new)

        telegram = Telegram(self.bot, sentences(), clock, Rates(clock), links, moved, sleep=nap)
        telegram.username = "entraide_bot"
        stage = TelegramStage(telegram, self.names)
        super().__init__(unit_of_work, stage)
        self.clock = clock
        self.restarted()
        intake = NamingIntake(lambda: self.core.reception, self.names, stage.name)
        self.receiver = Receiver(self.bot, intake, clock, links, ("fr", "en"))
        self.poller = Poller(self.bot, self.receiver)
        self._own: dict[str, tuple[int, int]] = {}
        self._tapped: set[tuple[str, str]] = set()

    async def begin(self) -> "TelegramTheatre":
        await self.bot.initialize()
        return self

    async def end(self) -> None:
        await self.receiver.settle()
        await self.bot.shutdown()
        refused = [call.description for call in self.server.log if call.status in (400, 429)]
        assert [one for one in refused if not one.startswith(EXPECTED)] == []

    def cast(self, *people: Professional) -> None:
        for person in people:
            self._person(person.id)
        super().cast(*people)

    def circle(self, circle: Circle) -> None:
        if circle.chat is not None:
            members = [self._person(member) for member in circle.members]
            self.names.tie(circle.chat.address, str(self.world.group(circle.name, *members).id))
        super().circle(circle)

    async def says(self, user: str, text: str, reply_to: str | None = None) -> str:
        said = Said(RawText(text), f"own-{next(self._updates)}", reply_to)
        await self.does(user, said)
        return said.message_id

    async def does(self, user: str, event: Event, place: Place | None = None) -> None:
        person = self._person(user)
        chat = self._chat(place) if place else self.world.chats[person.id]
        match event:
            case Said(text, own_id, reply_to):
                replied = self._id(reply_to)
                said = self.world.say(person, chat.id, text.value, reply_to=replied)
                self._own[own_id] = (chat.id, said["message_id"])
            case Edited(text, own_id):
                where, own = self._own.get(own_id, (0, 0))
                if where == chat.id:
                    self.world.edit(person, chat.id, own, text.value)
            case Tapped(token):
                address = place.address if place else user
                touched = self.channel.tokens[address, token]
                if (user, token) in self._tapped:
                    self.clock.forward(SAME_TAP)  # sooner, it would be the same tap, sent again
                self._tapped.add((user, token))
                self.world.tap(person, chat.id, int(touched), token)
            case Attached(_, reply_to):
                replied = self._id(reply_to)
                self.world.say(person, chat.id, None, reply_to=replied, photo=PHOTO)
            case Arrived(invitation):
                self.world.start(person, invitation or "")
            case BotPresence(present):
                self.world.bot_becomes(chat, person, "member" if present else "left")
            case Moved(new_address):
                self.names.tie(new_address, str(self.world.migrate(chat, person).id))
            case Deleted():
                pass  # the platform tells no bot
        await self.settles()

    async def settles(self) -> None:
        """Everything that came is handled, everything due is sent, each chat at its pace."""
        while True:
            while self.world.updates:
                await self.poller.once(0)
            await self.receiver.settle()
            await super().settles()
            with self.unit_of_work() as uow:
                due = uow.outbox.next_due()
            if due is None or due - self.clock.now() > WORTH_WAITING:
                break
            self.clock.forward(max(due - self.clock.now(), timedelta(milliseconds=1)))
        assert all(self.world.queries.values()), "a tap was left without an answer"

    def read(self, address: str, language: str = "fr") -> list[str]:
        """What the platform shows there."""
        if address not in self.names:
            return []
        seen = self.world.seen(int(self.names.id(address)))
        return [_spoken(message) for message in seen if "text" in message]

    def _person(self, name: str) -> Person:
        if name not in self.names:
            self.names.tie(name, str(self.world.person(name).id))
        return self.world.people[int(self.names.id(name))]

    def _chat(self, place: Place) -> Chat:
        if place.address not in self.names:
            assert place.kind is PlaceKind.GROUP
            self.names.tie(place.address, str(self.world.group(place.address).id))
        return self.world.chats[int(self.names.id(place.address))]

    def _id(self, message: str | None) -> int | None:
        if message is None:
            return None
        last = message.rpartition("+")[2]
        return int(last) if last.isdecimal() else self._own.get(message, (0, 999_999))[1]


PHOTO: list[Json] = [{"file_id": "f", "file_unique_id": "u", "width": 90, "height": 90}]


class Front:
    """A server that stays, before a platform that is each test's own."""

    def __init__(self) -> None:
        self.server: TelegramServer | None = None
        self.url = ""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        assert self.server is not None
        await self.server.app(scope, receive, send)


def _spoken(message: Json) -> str:
    text = message.get("text", "").replace("• ", "- ")
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    lines = [" ".join(f"[{button['text']}]" for button in row) for row in rows]
    return "\n".join([text, *lines]).replace("\u00a0", " ").replace("\u202f", " ")
