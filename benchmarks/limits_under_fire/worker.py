"""One of the workers of a schedule: the bot's own courier and use cases, on a clock of its own."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, func, select

from adapters.courier import Courier
from adapters.stemming import FrenchStemmer
from benchmarks.limits_under_fire.counted_apart import Arrival
from benchmarks.limits_under_fire.schedule import CASES, HELPERS, MONDAY
from bot.dialogue.tokens import Signer
from bot.domain.cases import CaseId
from bot.domain.delivery import Abilities, Gone, Outgoing, RetryAt, SendOutcome, Sent, Unknown
from bot.domain.people import ProfessionalId
from bot.domain.places import Place
from bot.domain.screens import Quote, Verbatim
from bot.domain.verdicts import Refused
from bot.ports import ConcurrentChange, UnitOfWorkFactory
from bot.usecases.advance_case import advance_case
from bot.usecases.matchmaking import Matchmaking
from bot.usecases.respond import answer_later, decline
from bot.usecases.world import World
from storage.tables import solicitations
from tests.fakes.channel import EVERYTHING
from tests.fakes.illustrations import PlainIllustrator
from tests.fakes.time_and_chance import ListedHolidays, SeededChance

STEPS = 4

ABILITIES = replace(EVERYTHING, idempotent=False)
"""A message repeated would be there twice."""


class InlineLoop(asyncio.SelectorEventLoop):
    """What a courier gives to a thread runs at once: each worker is in one of its own already."""

    def run_in_executor(  # type: ignore[override]
        self, executor: Executor | None, func: Callable[..., Any], *args: Any
    ) -> "asyncio.Future[Any]":
        done = self.create_future()
        try:
            done.set_result(func(*args))
        except Exception as error:
            done.set_exception(error)
        return done


@dataclass(slots=True)
class OwnClock:
    """Implements `bot.ports.Clock`: each worker has one."""

    present: datetime = MONDAY

    def now(self) -> datetime:
        return self.present


@dataclass(slots=True)
class Platform:
    """Implements `bot.ports.Channel`: keeps what arrived, and is in trouble one time in six."""

    clock: OwnClock
    chance: random.Random
    name: str = "fire"
    abilities: Abilities = ABILITIES
    is_open: bool = True
    arrivals: list[Arrival] = field(default_factory=list)

    async def send(self, message: Outgoing) -> SendOutcome:
        if not message.protected:
            return Sent("message")
        fate = self.chance.random()
        if fate < 0.06:
            wait = timedelta(hours=self.chance.choice((1, 30, 100)))
            return RetryAt(self.clock.now() + wait, "too-many")
        if fate < 0.09:
            return Gone("blocked")
        if fate < 0.12:
            return Unknown("lost")
        self.arrivals.append(Arrival(self.clock.now(), message.place.address, _case(message)))
        return Unknown("timed-out") if fate < 0.16 else Sent("message")

    async def edit(self, message_id: str, message: Outgoing) -> SendOutcome:
        return Sent(message_id)

    async def delete(self, place: Place, message_id: str) -> SendOutcome:
        return Sent(message_id)

    def invitation(self, code: str) -> str | None:
        return None


def _case(message: Outgoing) -> str:
    """Each text says the number of its case at its end."""
    quotes = [block for block in message.screen.blocks if isinstance(block, Quote)]
    said = "".join(part.text for part in quotes[0].content if isinstance(part, Verbatim))
    return said.rsplit(maxsplit=1)[-1]


@dataclass(slots=True)
class Played:
    """What one worker did and saw in one schedule."""

    arrivals: list[Arrival]
    planned: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    open_asks: list[int] = field(default_factory=list)
    gave_way: int = 0


class Worker:
    """The bot's own courier and use cases, on a clock that no other worker shares."""

    def __init__(self, engine: Engine, unit_of_work: UnitOfWorkFactory) -> None:
        self._engine, self._unit_of_work = engine, unit_of_work
        self._clock, self._ids = OwnClock(), SeededChance(random.getrandbits(64))
        self._loop = InlineLoop()
        self._matchmaking = Matchmaking(FrenchStemmer())
        self._platform = Platform(self._clock, random.Random())
        self._courier = Courier(
            unit_of_work,
            {self._platform.name: self._platform},
            Signer(b"benchmark key, thirty-two bytes."),
            self._matchmaking,
            PlainIllustrator(),
            self._clock,
            self._ids,
            ListedHolidays(),
            "fr",
            lambda _: None,
        )

    def play(self, number: int, worker: int) -> Played:
        """Do what comes, at hours of one's own."""
        chance = random.Random(f"{number} {worker}")
        self._platform.chance = chance
        self._platform.arrivals = []
        played = Played(self._platform.arrivals)
        for step in range(STEPS):
            self._clock.present = _hour(step, chance)
            case_id = CaseId(f"c{number}-{chance.randrange(CASES)}")
            for act in (self._advance(case_id), self._deliver(), self._refuse(chance)):
                try:
                    act(played)
                except ConcurrentChange:
                    played.gave_way += 1
            played.open_asks += open_asks(self._engine)
        return played

    def _advance(self, case_id: CaseId) -> Callable[[Played], None]:
        def act(played: Played) -> None:
            with self._unit_of_work() as uow:
                plan = advance_case(uow, self._world(), case_id, self._matchmaking)
                uow.commit()
            if plan is not None:
                played.planned += len(plan.asks) + len(plan.chats)
                refusals = [v for v in plan.verdicts.values() if isinstance(v, Refused)]
                played.refused.update(refusal.reason for refusal in refusals)

        return act

    def _deliver(self) -> Callable[[Played], None]:
        def act(_: Played) -> None:
            self._loop.run_until_complete(self._courier.deliver_due())

        return act

    def _refuse(self, chance: random.Random) -> Callable[[Played], None]:
        who = ProfessionalId(f"p{chance.randrange(HELPERS)}")
        kind = chance.choice((decline, answer_later, None))

        def act(played: Played) -> None:
            with self._unit_of_work() as uow:
                person, asks = uow.professionals.get(who), uow.solicitations.open_of(who)
                if kind is not None and person is not None and asks:
                    kind(uow, self._world(), asks[0].id, person)
                    uow.commit()

        return act

    def _world(self) -> World:
        return World(self._clock.now(), self._ids, ListedHolidays())


def _hour(step: int, chance: random.Random) -> datetime:
    """Three days a step, more or less a day; one hour in ten is at night."""
    day = MONDAY + timedelta(days=3 * step + chance.choice((-1, 0, 0, 1)))
    hours = chance.uniform(12, 20) if chance.random() < 0.1 else chance.uniform(0, 8.4)
    return day + timedelta(hours=hours)


def open_asks(engine: Engine) -> list[int]:
    """How many asks each person has yet to respond to, as committed at this moment."""
    table = solicitations.c
    waiting = (
        select(func.count())
        .where(
            table.professional_id.is_not(None),
            table.delivery.in_(("planned", "sent", "uncertain")),
            table.response.in_(("none", "later")),
        )
        .group_by(table.professional_id)
    )
    with engine.connect() as connection:
        return [row[0] for row in connection.execute(waiting)]
