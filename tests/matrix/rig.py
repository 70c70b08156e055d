"""The real channel before a real server, for the contract of channels.

The person who looks has a strict client. What a server seldom does when it is asked to (wait, lose
an answer) happens on the road between the two.
"""

from dataclasses import replace
from itertools import count

from adapters.matrix.app import MatrixApp
from bot.domain.delivery import Outgoing, RetryAt, SendOutcome
from bot.domain.places import Place, PlaceKind
from bot.ports import Channel, Texts
from tests.contract.channel_rigs import FixedClock
from tests.fakes.channel import Shown
from tests.matrix.people import Message, standing
from tests.matrix.road import Road, is_message, refusing
from tests.matrix.shown import text_and_choices
from tests.matrix.town import Town

_numbers = count(1)


class FreshKeys:
    """Implements `bot.ports.Channel`: keys that no test before has used.

    A server remembers the key of what it was sent, and each test has a store that begins anew.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._prefix = f"run-{next(_numbers)}-"
        self.name, self.abilities = channel.name, channel.abilities
        self.delete = channel.delete
        self.invitation = channel.invitation

    @property
    def is_open(self) -> bool:
        return self._channel.is_open

    async def send(self, message: Outgoing) -> SendOutcome:
        return await self._channel.send(replace(message, key=self._prefix + message.key))

    async def edit(self, message_id: str, message: Outgoing) -> SendOutcome:
        fresh = replace(message, key=self._prefix + message.key)
        return await self._channel.edit(message_id, fresh)


class Followed(FreshKeys):
    """The bot goes on reading beside what it sends; here, whenever it has to wait."""

    def __init__(self, channel: Channel, app: MatrixApp) -> None:
        super().__init__(channel)
        self._app = app

    async def send(self, message: Outgoing) -> SendOutcome:
        outcome = await super().send(message)
        if isinstance(outcome, RetryAt):
            await self._app.once()
        return outcome


class MatrixRig:
    """Implements `tests.contract.channel_rigs.Rig`."""

    clock: FixedClock
    writes_first: bool

    def __init__(self, town: Town, texts: Texts) -> None:
        self.clock = FixedClock()
        self.writes_first = True
        self._town = town
        self._texts = texts
        self._road = Road(town.synapse.url)
        self._newcomer = town.synapse.register(f"newcomer-{next(_numbers)}")

    async def begin(self) -> None:
        await self._road.open()
        self.app = self._town.app(self.clock, texts=self._texts, url=self._road.url)
        self.app.bring_to(Deaf())
        await self.app.begin()
        self.channel = Followed(self.app.channel, self.app)
        self._ana = await self._town.phone("ana")
        self._private = await self._town.direct_room("ana", self.app)
        self._group = await self._town.group_room("salon", ["ana", "bob"], self.app)
        self._after = {room: await self._ana.latest(room) for room in (self._private, self._group)}

    async def end(self) -> None:
        await self.app.close()
        await self._road.close()

    def private(self) -> Place:
        return Place("matrix", self._private)

    def unopened(self) -> Place:
        return Place("matrix", self._newcomer.user_id)

    def group(self) -> Place:
        return Place("matrix", self._group, PlaceKind.GROUP)

    def shown(self, place: Place) -> list[Shown]:
        if place.address not in self._after:
            return []
        events = self._ana.events_now(place.address, self._after[place.address])
        by_bot = [event for event in events if event.sender == self._town.bot.user_id]
        assert [event for event in by_bot if event.failure is not None] == []
        return [as_seen(message) for message in standing(by_bot)]

    def make_next_wait(self) -> None:
        wait = refusing(429, "M_LIMIT_EXCEEDED", retry_after_ms=30_000)
        self._road.once(wait, is_message)

    def make_next_refused(self) -> Place:
        self._road.once(refusing(403, "M_FORBIDDEN"), is_message)
        return self.private()

    def make_next_lost(self) -> None:
        self._road.once(self._road.lose_the_answer, is_message)


class Deaf:
    """Implements `bot.ports.Intake`: nothing is listened to."""

    def receive(self, inbound: object) -> bool:
        return True


def as_seen(message: Message) -> Shown:
    """A message as a person sees it."""
    kind = {"m.image": "picture", "m.file": "document"}.get(str(message.content["msgtype"]), "")
    if kind:
        return Shown(message.id, "", file=kind)
    text, choices = text_and_choices(message)
    return Shown(message.id, text, choices, ())
