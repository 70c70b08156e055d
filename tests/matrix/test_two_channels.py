"""One network on two platforms: who asks is on Matrix, who answers on Telegram and in a circle."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from adapters.telegram.app import Poller, Receiver, open_bot
from adapters.telegram.links import Links
from adapters.telegram.outbound import Telegram
from adapters.telegram.rates import Rates
from bot.bootstrap import Core, build_core
from bot.domain.people import Account, AccountId, Professional
from bot.domain.places import Place
from tests.fakes.illustrations import PlainIllustrator
from tests.fakes.telegram_server import TOKEN, TelegramServer
from tests.fakes.telegram_world import Json, Person, World
from tests.fakes.time_and_chance import SeededChance
from tests.journeys.theatre import CLEAN_MARIE, circle, professional, sentences
from tests.matrix.stage import MatrixTheatre
from tests.matrix.town import Town
from tests.telegram.rig import UNHURRIED

CHAT = "chat-logement"
ON_TELEGRAM = ("denis", "elsa", "farid", "gilles")


class TwoPlatforms(MatrixTheatre):
    """Matrix for those who ask and for the circle, Telegram for the others."""

    def restarted(self) -> Core:
        if not hasattr(self, "world"):
            self._open_telegram()
        self.core = build_core(
            unit_of_work=self.unit_of_work,
            clock=self.clock,
            chance=SeededChance(next(self._starts)),
            holidays=self.holidays,
            screener=self.screener,
            illustrator=PlainIllustrator(),
            channels={self.channel.name: self.channel, "telegram": self.telegram},
            key=b"k" * 32,
        )
        return self.core

    def _open_telegram(self) -> None:
        self.world = World(self.clock)
        self.on_telegram: dict[str, Person] = {}
        transport = httpx.ASGITransport(TelegramServer(self.world).app)
        self.bot = open_bot(TOKEN, "http://telegram.test", transport=transport)
        links = Links()

        async def nobody_moves(old: str, new: str) -> None: ...

        rates = Rates(self.clock, UNHURRIED)
        self.telegram = Telegram(self.bot, sentences(), self.clock, rates, links, nobody_moves)
        self._links = links

    async def begin(self) -> "TwoPlatforms":
        await self.bot.initialize()
        self.receiver = Receiver(
            self.bot, self.core.reception, self.clock, self._links, ("fr", "en")
        )
        self.poller = Poller(self.bot, self.receiver)
        await super().begin()
        return self

    async def end(self) -> None:
        await super().end()
        await self.receiver.settle()
        await self.bot.shutdown()

    def cast_on_telegram(self, person: Professional) -> None:
        self.on_telegram[person.id] = self.world.person(person.id)
        chat = str(self.on_telegram[person.id].id)
        account = AccountId(f"telegram-{person.id}")
        home = Place("telegram", chat)
        with self.unit_of_work() as uow:
            uow.professionals.add(person)
            uow.accounts.add(Account(account, person.id, "telegram", chat, home, self.clock.now()))
            uow.commit()

    async def settles(self) -> None:
        while self.world.updates:
            await self.poller.once(0)
        await self.receiver.settle()
        await super().settles()

    async def answers_on_telegram(self, name: str, text: str) -> None:
        await self.taps_on_telegram(name, "Répondre")
        person = self.on_telegram[name]
        self.world.say(person, person.id, text)
        await self.settles()
        await self.taps_on_telegram(name, "Envoyer")

    async def taps_on_telegram(self, name: str, label: str) -> None:
        person = self.on_telegram[name]
        for message in reversed(self.world.seen(person.id)):
            for button in _buttons(message):
                if label in button["text"]:
                    data = button["callback_data"]
                    self.world.tap(person, person.id, message["message_id"], data)
                    await self.settles()
                    return
        raise AssertionError(f"{name} was never offered {label}")

    def read_on_telegram(self, name: str) -> str:
        return "\n\n".join(one["text"] for one in self.world.seen(self.on_telegram[name].id))

    def asked_on_telegram(self) -> list[str]:
        return [name for name in ON_TELEGRAM if CLEAN_MARIE in self.read_on_telegram(name)]


def _buttons(message: Json) -> list[Json]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


@pytest.fixture
async def theatre(town: Town) -> AsyncIterator[TwoPlatforms]:
    theatre = TwoPlatforms(town)
    await theatre.begin()
    theatre.cast(*(professional(name) for name in ("claire", "amel", "bruno")))
    for name in ON_TELEGRAM:
        theatre.cast_on_telegram(professional(name))
    theatre.circle(circle("logement", "amel", "bruno"))
    yield theatre
    await theatre.end()


async def test_one_case_two_platforms_one_digest(theatre: TwoPlatforms) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    assert CLEAN_MARIE in theatre.last(CHAT), "the circle was asked, in its encrypted room"
    first, second = theatre.asked_on_telegram()[:2]

    await theatre.answers_on_telegram(first, "Le FSL du Rhône prend le relais, demandez à Nadia.")
    ask = theatre.shown(CHAT)[-1].id
    await theatre.says_in(CHAT, "amel", "La CAF verse une prime de déménagement.", reply_to=ask)
    await theatre.taps("amel", "choice-send")
    await theatre.answers_on_telegram(second, "Action Logement avance le dépôt de garantie.")

    await theatre.taps("claire", "choice-see-digest")
    digest = theatre.last("claire")
    assert "demandez à [PERSONNE 2]" in digest
    assert "La CAF verse une prime de déménagement." in digest
    assert "Action Logement avance le dépôt de garantie." in digest
    everything = theatre.heard("claire")
    assert everything.count("La CAF verse une prime de déménagement.") == 1, "one digest, updated"

    await theatre.taps("claire", "choice-this-unblocks")
    told = [theatre.heard("amel"), *map(theatre.read_on_telegram, (first, second))]
    assert sum("débloqué" in one for one in told) == 3, "all who helped are told, where they are"
