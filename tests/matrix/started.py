"""The bot on its device, without the rest: what it hears is noted, what it says is given to it."""

from bot.domain.delivery import Outgoing, RetryAt, Sent, Unknown
from bot.domain.inbound import Inbound, Said
from bot.domain.places import Place, PlaceKind
from bot.domain.screens import Paragraph, Screen, Verbatim
from tests.fakes.time_and_chance import HandClock
from tests.journeys.theatre import TUESDAY, sentences
from tests.matrix.rig import FreshKeys
from tests.matrix.town import Town


class Heard:
    """Implements `bot.ports.Intake`: what came in."""

    def __init__(self) -> None:
        self.inbound: list[Inbound] = []

    def receive(self, inbound: Inbound) -> bool:
        self.inbound.append(inbound)
        return True

    @property
    def said(self) -> list[str]:
        return [one.event.text.value for one in self.inbound if isinstance(one.event, Said)]


class Bot:
    """The bot, started again as often as wanted."""

    def __init__(self, town: Town, url: str = "") -> None:
        self.town = town
        self._url = url
        self.clock = HandClock(TUESDAY)
        self.heard = Heard()
        self._number = 0

    async def start(self) -> None:
        self.app = self.town.app(self.clock, texts=sentences(), url=self._url)
        self.app.bring_to(self.heard)
        await self.app.begin()
        self.channel = FreshKeys(self.app.channel)

    async def restart(self) -> None:
        await self.app.close()
        await self.start()

    def message(self, room: str, text: str, kind: PlaceKind = PlaceKind.PRIVATE) -> Outgoing:
        self._number += 1
        screen = Screen((Paragraph((Verbatim(text),)),))
        return Outgoing(Place("matrix", room, kind), screen, "fr", f"k{self._number}")

    async def says(self, room: str, text: str, kind: PlaceKind = PlaceKind.PRIVATE) -> str:
        """Say it, as often as the courier would: a server that is starting is come back to."""
        message = self.message(room, text, kind)
        for _ in range(20):
            outcome = await self.channel.send(message)
            if isinstance(outcome, Sent):
                return outcome.message_id
            assert isinstance(outcome, RetryAt | Unknown)
            if isinstance(outcome, RetryAt):
                self.clock.forward(outcome.when - self.clock.now())
        raise AssertionError(outcome)
