"""The real channel in front of the fake platform, for the contract of channels."""

from datetime import timedelta
from typing import Any

import httpx

from adapters.telegram.app import open_bot
from adapters.telegram.links import Links
from adapters.telegram.outbound import Telegram
from adapters.telegram.rates import Ceilings, Rates
from bot.domain.places import Place, PlaceKind
from bot.ports import Clock, Texts
from tests.fakes.channel import Shown
from tests.fakes.telegram_server import TOKEN, TelegramServer
from tests.fakes.telegram_world import Json, Refusal, World, too_many
from tests.fakes.time_and_chance import HandClock

UNHURRIED = Ceilings(
    overall=(10_000, timedelta(seconds=1)),
    chat=(10_000, timedelta(seconds=1)),
    group=(10_000, timedelta(seconds=1)),
)
"""For tests about something else than the pace."""


class TelegramRig:
    """Implements `tests.contract.channel_rigs.Rig`."""

    def __init__(self, clock: Clock, texts: Texts, ceilings: Ceilings = UNHURRIED) -> None:
        self.clock = clock
        self.writes_first = False
        self.world = World(clock)
        self.server = TelegramServer(self.world)
        self.ana = self.world.person("ana")
        self.bob = self.world.person("bob", started=False)
        self.circle = self.world.group("Logement", self.ana, self.bob)
        self.moved: list[tuple[str, str]] = []
        transport = httpx.ASGITransport(self.server.app)
        self.bot = open_bot(TOKEN, "http://telegram.test", transport=transport)
        rates = Rates(clock, ceilings)
        self.channel = Telegram(
            self.bot, texts, clock, rates, Links(), self._on_moved, sleep=self._sleep
        )

    def private(self) -> Place:
        return Place("telegram", str(self.ana.id))

    def unopened(self) -> Place:
        return Place("telegram", str(self.bob.id))

    def group(self) -> Place:
        return Place("telegram", str(self.circle.id), PlaceKind.GROUP)

    def shown(self, place: Place) -> list[Shown]:
        if not place.address.lstrip("-").isdecimal():
            return []
        return [as_seen(message) for message in self.world.seen(int(place.address))]

    def make_next_wait(self) -> None:
        self.trouble_once(too_many(30))

    def make_next_refused(self) -> Place:
        self.ana.blocked = True
        return self.private()

    def make_next_lost(self) -> None:
        self.server.loses_next = True

    def trouble_once(self, refusal: Refusal) -> None:
        """The next call is refused so."""

        def trouble(method: str, params: Json) -> Refusal | None:
            self.world.trouble = lambda method, params: None
            return refusal

        self.world.trouble = trouble

    async def _on_moved(self, old: str, new: str) -> None:
        self.moved.append((old, new))

    async def _sleep(self, seconds: float) -> None:
        if isinstance(self.clock, HandClock):
            self.clock.forward(timedelta(seconds=seconds))


def as_seen(message: Json) -> Shown:
    """A message as a person sees it."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons: list[Any] = [button for row in rows for button in row]
    return Shown(
        str(message["message_id"]),
        message.get("text", ""),
        tuple(button["text"] for button in buttons),
        tuple(button["callback_data"] for button in buttons if "callback_data" in button),
        "picture" if "photo" in message else "document" if "document" in message else "",
    )
