"""Two platforms at once: one network, one identity, one budget."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.bootstrap import Core, build_core
from bot.domain.inbound import Event, Inbound, Said, Tapped
from bot.domain.people import Account, AccountId, Professional
from bot.domain.places import Place
from bot.domain.texts import RawText
from tests.fakes.illustrations import PlainIllustrator
from tests.fakes.time_and_chance import SeededChance
from tests.journeys.theatre import (
    CLEAN_MARIE,
    HELPERS,
    MARIE,
    StageChannel,
    choices,
    professional,
)
from tests.telegram.stage import Front, TelegramTheatre


class Web(StageChannel):
    name = "webchat"


class TwoChannels(TelegramTheatre):
    """Telegram for those who answer, the web chat for those who ask."""

    def restarted(self) -> Core:
        if not hasattr(self, "web"):
            self.web = Web()
        self.core = build_core(
            unit_of_work=self.unit_of_work,
            clock=self.clock,
            chance=SeededChance(next(self._starts)),
            holidays=self.holidays,
            screener=self.screener,
            illustrator=PlainIllustrator(),
            channels={self.channel.name: self.channel, self.web.name: self.web},
            key=b"k" * 32,
        )
        return self.core

    def cast_on_the_web(self, person: Professional) -> None:
        place = Place("webchat", person.id)
        account = AccountId(f"web-{person.id}")
        with self.unit_of_work() as uow:
            uow.professionals.add(person)
            uow.accounts.add(
                Account(account, person.id, "webchat", person.id, place, self.clock.now())
            )
            uow.commit()

    async def does_on_the_web(self, user: str, event: Event) -> None:
        update_id = f"web-{next(self._updates)}"
        place = Place("webchat", user)
        now = self.clock.now()
        self.core.reception.receive(Inbound(update_id, place, user, event, now, "fr"))
        await self.settles()

    async def says_on_the_web(self, user: str, text: str) -> None:
        await self.does_on_the_web(user, Said(RawText(text), f"w{next(self._updates)}"))

    async def taps_on_the_web(self, user: str, label: str) -> None:
        offered = [c for s in self.web.places[user] for c in choices(s.screen)]
        token = [one.token for one in offered if one.label.key == label][-1]
        await self.does_on_the_web(user, Tapped(token))

    async def asks_on_the_web(self, user: str, text: str = MARIE) -> None:
        await self.says_on_the_web(user, text)
        await self.taps_on_the_web(user, "choice-review")
        await self.taps_on_the_web(user, "choice-send")

    def read_on_the_web(self, user: str) -> str:
        return "\n\n".join(self.spoken(shown.screen) for shown in self.web.places.get(user, []))

    def times_asked(self, name: str) -> int:
        everything = (*self.channel.sent, *self.web.sent)
        return sum(one.protected and one.place.address.startswith(name) for one in everything)


@pytest.fixture
async def theatre(front: Front) -> AsyncIterator[TwoChannels]:
    theatre = TwoChannels(front)
    await theatre.begin()
    theatre.cast(*(professional(name) for name in HELPERS))
    theatre.cast_on_the_web(professional("claire"))
    theatre.cast_on_the_web(professional("denise"))
    yield theatre
    await theatre.end()


async def test_asked_on_the_web_answered_on_telegram(theatre: TwoChannels) -> None:
    await theatre.asks_on_the_web("claire")
    await theatre.passes(timedelta(minutes=2))
    first = theatre.asked()[0]
    assert CLEAN_MARIE in theatre.last(first)
    await theatre.answers(first, "Le FSL du Rhône prend le relais, demandez à Nadia.")
    assert "demandez à [PERSONNE 2]" in theatre.read_on_the_web("claire")
    await theatre.taps_on_the_web("claire", "choice-this-unblocks")
    assert "Votre réponse a débloqué la situation" in theatre.last(first)


async def test_two_accounts_share_one_budget(theatre: TwoChannels) -> None:
    await theatre.says("amel", "/lier")
    code = theatre.last("amel").rpartition(" ")[2]
    await theatre.says_on_the_web("amel-web", code)
    assert "Bonjour Amel" in theatre.read_on_the_web("amel-web")
    only_amel(theatre)
    await theatre.asks_on_the_web("claire")
    await theatre.passes(timedelta(minutes=2))
    assert theatre.times_asked("amel") == 1
    await theatre.asks_on_the_web("denise", "Un bailleur refuse une mutation. Qui peut payer ?")
    await theatre.passes(timedelta(hours=30))
    assert theatre.times_asked("amel") == 1, "on either channel, it is the same person"


async def test_a_pause_said_on_one_channel_holds_on_the_other(theatre: TwoChannels) -> None:
    await theatre.says("amel", "/lier")
    await theatre.says_on_the_web("amel-web", theatre.last("amel").rpartition(" ")[2])
    only_amel(theatre)
    await theatre.says_on_the_web("amel-web", "/pause 14")
    await theatre.asks_on_the_web("claire")
    await theatre.passes(timedelta(days=2))
    assert theatre.times_asked("amel") == 0


async def test_who_blocked_the_bot_is_reached_where_they_still_are(theatre: TwoChannels) -> None:
    await theatre.passes(timedelta(minutes=5))
    await theatre.says("amel", "/lier")
    await theatre.says_on_the_web("amel-web", theatre.last("amel").rpartition(" ")[2])
    theatre.world.block(theatre.world.people[int(theatre.names.id("amel"))])
    only_amel(theatre)
    await theatre.asks_on_the_web("claire")
    await theatre.passes(timedelta(minutes=2))
    assert theatre.times_asked("amel") == 1
    assert CLEAN_MARIE in theatre.read_on_the_web("amel-web")


async def test_who_blocked_the_bot_is_not_even_tried(theatre: TwoChannels) -> None:
    for name in HELPERS[:3]:
        theatre.world.block(theatre.world.people[int(theatre.names.id(name))])
    await theatre.asks_on_the_web("claire")
    await theatre.passes(timedelta(minutes=2))
    assert set(theatre.asked()) == {*HELPERS[3:]}
    with theatre.unit_of_work() as uow:
        (case,) = uow.cases.open_cases()
        tried = {ask.professional_id for ask in uow.solicitations.of_case(case.id)}
    assert tried.isdisjoint(HELPERS[:3]), "the platform had told who left"


def only_amel(theatre: TwoChannels) -> None:
    """Nobody else is there to be asked."""
    with theatre.unit_of_work() as uow:
        for name in HELPERS:
            person = uow.professionals.lock(professional(name).id)
            if person is not None and name != "amel":
                until = theatre.clock.now() + timedelta(days=30)
                uow.professionals.update(replace(person, paused_until=until))
        uow.commit()
