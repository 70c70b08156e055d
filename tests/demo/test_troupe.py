"""The played colleagues act as people do: through the same events, on what reached them."""

import asyncio
from collections import Counter, defaultdict
from datetime import timedelta

import pytest

from adapters.texts import FluentTexts
from adapters.webchat.hub import Hub
from adapters.webchat.outbound import WebChat
from adapters.webchat.people import private_place
from bot.bootstrap import Core, build_core
from bot.demo.bank import read_bank
from bot.demo.network import populate, read_network
from bot.demo.stage import read_examples
from bot.demo.troupe import Troupe
from bot.domain.answers import Answer
from bot.domain.inbound import Event, Inbound, Said, Tapped
from bot.domain.people import Professional
from bot.domain.places import Place
from bot.domain.screens import Choice, Heading, Phrase, Quote, Screen, Verbatim
from bot.domain.texts import RawText
from tests.fakes.illustrations import PlainIllustrator
from tests.fakes.memory import MemoryStore
from tests.fakes.screening import ListedScreener
from tests.fakes.time_and_chance import HandClock, ListedHolidays, SeededChance
from tests.fakes.webchat_log import MemoryLog
from tests.journeys.theatre import TUESDAY

CLAIRE = private_place("claire")

REPLACED = {
    "Sandrine Lecoq": "[PERSONNE 9]",
    "140 rue des Tanneurs": "[ADRESSE 1]",
    "Douai": "[ville moyenne, Nord (59)]",
}


class Play:
    """The real bot and the troupe, on a clock moved by hand; nobody waits."""

    def __init__(self, seed: int = 1) -> None:
        self.network = read_network()
        self.clock = HandClock(TUESDAY)
        self.reports: list[tuple[str, str]] = []
        self.inbounds: list[Inbound] = []
        self.shown: defaultdict[str, list[Screen]] = defaultdict(list)
        self._store = MemoryStore()
        with self._store.unit_of_work() as uow:
            populate(uow, self.network, self.clock.now())
            uow.commit()
        channel = WebChat(MemoryLog(), FluentTexts(), self.clock, Hub(), "", self._delivered)
        self.core: Core = build_core(
            unit_of_work=self._store.unit_of_work,
            clock=self.clock,
            chance=SeededChance(),
            holidays=ListedHolidays(),
            screener=ListedScreener(REPLACED),
            illustrator=PlainIllustrator(),
            channels={"webchat": channel},
            key=b"k" * 32,
        )
        self.troupe = Troupe(
            intake=self,
            clock=self.clock,
            cast=self.network.cast,
            members_of=self.network.members_of,
            bank=read_bank(),
            report=self._report,
            seed=seed,
            wait=self._wait,
        )

    def receive(self, inbound: Inbound) -> bool:
        self.inbounds.append(inbound)
        return self.core.reception.receive(inbound)

    async def ask(self, text: str) -> None:
        """Claire asks, confirms, and everyone does what they have to do."""
        await self.claire(Said(RawText(text), "c1"))
        for label in ("choice-review", "choice-send"):
            await self.claire(Tapped(self._token(label)))
        self.clock.forward(timedelta(minutes=2))
        await self.go_on()

    async def ask_further(self, text: str) -> None:
        """Claire asks the author of the first answer for more, and they do what they have to do."""
        for label in ("choice-go-further", "choice-follow-up"):
            await self.claire(Tapped(self._token(label)))
        await self.claire(Said(RawText(text), "c2"))
        await self.claire(Tapped(self._token("choice-send")))
        await self.go_on()

    async def go_on(self) -> None:
        """Everyone does what they have to do, until nobody has."""
        for _ in range(60):
            before = len(self.inbounds)
            await self.core.settle_all()
            await self.troupe.idle()
            self.clock.forward(timedelta(seconds=20))
            if len(self.inbounds) == before:
                return
        raise AssertionError("the play never ends")

    async def claire(self, event: Event) -> None:
        update = f"claire-{len(self.inbounds)}"
        self.receive(Inbound(update, CLAIRE, "claire", event, self.clock.now(), "fr"))
        await self.core.settle_all()

    def answers(self) -> list[Answer]:
        with self._store.unit_of_work() as uow:
            (case,) = uow.cases.by_asker(self.network.people[0].id)
            return list(uow.answers.of_case(case.id))

    def asked(self) -> set[str]:
        with self._store.unit_of_work() as uow:
            (case,) = uow.cases.by_asker(self.network.people[0].id)
            asks = uow.solicitations.of_case(case.id)
            members = {m for a in asks if a.circle_id for m in self._members(a.circle_id)}
            return members | {str(a.professional_id) for a in asks if a.professional_id}

    def _members(self, circle_id: str) -> set[str]:
        return {str(m) for c in self.network.circles if c.id == circle_id for m in c.members}

    def _token(self, label: str) -> str:
        """Of the choice last shown to Claire with this label."""
        for screen in reversed(self.shown["claire"]):
            for choice in (choice for row in screen.choices for choice in row):
                if choice.label.key == label:
                    return choice.token
        raise AssertionError(f"never offered {label}")

    def _delivered(self, place: Place, message_id: str, screen: Screen) -> None:
        self.shown[place.address].append(screen)
        self.troupe.on_delivered(place, message_id, screen)

    def _report(self, key: str, person: Professional) -> None:
        self.reports.append((key, person.id))

    async def _wait(self, seconds: float) -> None:
        assert seconds > 1
        await asyncio.sleep(0)


@pytest.mark.parametrize("example", read_examples(), ids=lambda example: example.title)
async def test_every_example_gets_answers_from_those_who_were_asked(example: object) -> None:
    play = Play()
    await play.ask(example.text)  # type: ignore[attr-defined]
    answers = play.answers()
    left_to_the_visitor = play.asked() & {persona.user for persona in play.network.personas}
    assert answers and len(answers) + len(left_to_the_visitor) >= 2
    acted = {inbound.user for inbound in play.inbounds} - {"claire"}
    assert {answer.author_id for answer in answers} <= acted <= play.asked()


async def test_whoever_is_asked_further_answers_once_more() -> None:
    play = Play()
    await play.ask(read_examples()[0].text)
    before = play.answers()
    await play.ask_further("Faut-il un garant, et combien de temps cela prend-il ?")
    (more,) = play.answers()[len(before) :]
    assert more.author_id in {answer.author_id for answer in before}
    assert more.text not in {answer.text for answer in before}


async def test_they_only_say_and_tap_as_people_of_the_cast() -> None:
    play = Play()
    await play.ask(read_examples()[0].text)
    played = [inbound for inbound in play.inbounds if inbound.user != "claire"]
    assert {inbound.user for inbound in played} <= set(play.network.cast)
    assert {type(inbound.event) for inbound in played} == {Said, Tapped}
    assert max(Counter(inbound.update_id for inbound in played).values()) == 1


def the_ask(case: str) -> Screen:
    """An ask, as `bot.dialogue.screens` composes it."""
    labels = ("choice-answer", "choice-not-my-field", "choice-later", "choice-relay")
    choices = tuple((Choice(label, Phrase(label)),) for label in (*labels, "choice-ask-back"))
    return Screen((Heading(Phrase("solicitation-title")), Quote((Verbatim(case),))), choices)


async def test_the_same_seed_gives_the_same_gesture_and_other_seeds_others() -> None:
    async def gesture(seed: int) -> object:
        play = Play(seed)
        play.troupe.on_delivered(private_place("odile"), "1", the_ask(read_examples()[0].text))
        await play.troupe.idle()
        return play.inbounds[0].event

    assert await gesture(1) == await gesture(1)
    assert len({await gesture(seed) for seed in range(20)}) > 2


async def test_nobody_plays_the_visitors_own_personas() -> None:
    play = Play()
    await play.ask(read_examples()[0].text)
    personas = {persona.user for persona in play.network.personas}
    assert {inbound.user for inbound in play.inbounds} & personas == {"claire"}
