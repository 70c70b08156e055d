"""Random schedules of workers whose clocks are apart: limits exceeded, counted apart (R2, R5).

    python -m benchmarks.limits_under_fire [--schedules 10000] [--from 0] [--on sqlite postgresql]
        [--without-lock] [--json FILE]

In each schedule, 2 to 4 workers look at any case at any hour, let asks leave through a chat
platform that at times is slow, loses what became of a message or is blocked, and have people
refuse; all at the same moment, on one database: threads on SQLite, processes on PostgreSQL (a
server of its own, gone afterwards). Most limits of each schedule are drawn so tight that they bind.
What happened is then counted by `benchmarks.counted_apart`. Interrupted (SIGINT), it tells what was
found so far.

``--without-lock`` plans and rechecks without the one lock under which slots are reserved: what is
found then is what the lock is for, and shows that this benchmark can fail. PostgreSQL alone: on
SQLite, every transaction waits for the one before.
"""

import argparse
import asyncio
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier
from typing import Any, Self

from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, func, make_url, select

from adapters.courier import Courier
from adapters.stemming import FrenchStemmer
from benchmarks.counted_apart import Arrival, Count, Terms, count, still_open
from bot.dialogue.tokens import Signer
from bot.domain.cases import Case, CaseId, CaseState
from bot.domain.circles import Circle, CircleId
from bot.domain.delivery import Abilities, Gone, Outgoing, RetryAt, SendOutcome, Sent, Unknown
from bot.domain.people import (
    Account,
    AccountId,
    Professional,
    ProfessionalId,
    Scope,
    Structure,
    StructureId,
)
from bot.domain.places import Place, PlaceKind
from bot.domain.policy import Policy, Value
from bot.domain.records import PolicyVersion
from bot.domain.screens import Quote, Verbatim
from bot.domain.texts import CleanText
from bot.domain.verdicts import Refused
from bot.ports import ConcurrentChange, UnitOfWorkFactory
from bot.usecases.advance_case import advance_case
from bot.usecases.matchmaking import Matchmaking
from bot.usecases.respond import answer_later, decline
from bot.usecases.world import World
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.migrations import upgrade
from storage.policies import SqlPolicies
from storage.tables import (
    accounts,
    circle_people,
    circles,
    metadata,
    policies,
    professionals,
    solicitations,
)
from storage.unit_of_work import SqlUnitOfWork, SqlUnitOfWorkFactory
from tests.fakes.channel import EVERYTHING
from tests.fakes.illustrations import PlainIllustrator
from tests.fakes.postgres import administer, own_postgres
from tests.fakes.time_and_chance import ListedHolidays, SeededChance

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
"""Twenty-eight days from a change of clocks."""
HELPERS, ASKERS, STRUCTURES, CASES, STEPS, WORKERS = 6, 3, 3, 5, 4, 4
THEMES = ("logement-hebergement", "mobilite")
QUESTIONS = (
    ("Qui peut payer un déménagement ? Le FSL a refusé", (THEMES[0],)),
    ("Un permis à financer pour une alternance, France Travail refuse", (THEMES[1],)),
    ("Trois mois de loyer en retard, une assignation est arrivée", (THEMES[0],)),
    ("Un permis à financer pour une alternance, France Travail refuse", (THEMES[1],)),
    ("Un logement et une voiture pour un emploi de nuit", THEMES),
)
ALIKE = (frozenset({1, 3}),)
"""Numbers of cases that ask the same, for two askers."""
LIMITS: dict[str, tuple[Value, Value]] = {
    "person_day": (1, 4),
    "person_week": (2, 12),
    "person_month": (3, 40),
    "person_open": (1, 9),
    "min_gap_hours": (48, 0),
    "newcomer_week": (1, 12),
    "structure_week": (3, 90),
    "structure_case": (1, 9),
    "circle_chat_week": (1, 9),
    "circle_chat_gap_hours": (48, 0),
    "pair_month": (1, 40),
    "theme_week": (5, 900),
    "network_day": (4, 900),
}
"""Tight, and loose."""
AIMS: dict[str, Value] = {
    "first_wave": 6,
    "keep_alive": 8,
    "largest_wave": 10,
    "wanted_answers": 50,
    "wanted_useful": 20,
    "deadline_hours": 24 * 20,
    "wave_wait_hours": 1,
    "relevance_floor": 0.0,
    "least_chance": 0.0,
    "alike_days": 60,
    "refusal_cooldown_days": 1,
    "newcomer_days": 60,
}
"""As many asks as the limits allow."""


def terms_of(number: int) -> Terms:
    """What is agreed for a schedule: four limits in ten are tight."""
    chance = random.Random(f"terms {number}")
    drawn = {name: pair[chance.random() > 0.4] for name, pair in LIMITS.items()}
    policy = Policy.from_values({**AIMS, **drawn})
    own = {"p0": 1, "p1": min(policy.person_week, policy.newcomer_week)}
    same = [frozenset(f"c{number}-{each}" for each in pair) for pair in ALIKE]
    return Terms(policy, own, same)


ABILITIES = replace(EVERYTHING, idempotent=False)
"""A message repeated would be there twice."""


@dataclass(slots=True)
class Platform:
    """Implements `bot.ports.Channel`: keeps what arrived, and is in trouble one time in six."""

    clock: "OwnClock"
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

    async def typing(self, place: Place) -> None:
        return None

    def invitation(self, code: str) -> str | None:
        return None


def _case(message: Outgoing) -> str:
    """Each text says the number of its case at its end."""
    quotes = [block for block in message.screen.blocks if isinstance(block, Quote)]
    said = "".join(part.text for part in quotes[0].content if isinstance(part, Verbatim))
    return said.rsplit(maxsplit=1)[-1]


@dataclass(slots=True)
class OwnClock:
    """Implements `bot.ports.Clock`: each worker has one."""

    present: datetime = MONDAY

    def now(self) -> datetime:
        return self.present


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
        return lambda _: self._loop.run_until_complete(self._courier.deliver_due()) and None

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


# The network: the same people in every schedule, put back as they were


def people() -> list[Professional]:
    return [
        Professional(
            id=ProfessionalId(f"p{number}"),
            display_name=f"p{number}",
            structure=Structure(StructureId(f"s{number % STRUCTURES}"), "Maison", "association"),
            job="conseillère",
            departement="59",
            region="Hauts-de-France",
            scope=Scope.DEPARTEMENTAL,
            themes=THEMES,
            bio="Déménagement, FSL, garanties de loyer, expulsion, permis de conduire.",
            joined_at=MONDAY if number == 1 else MONDAY - timedelta(days=400),
            weekly_cap=1 if number == 0 else None,
        )
        for number in range(HELPERS + ASKERS)
    ]


def populate(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        for person in people():
            uow.professionals.add(person)
            home = Place("fire", person.id)
            account = Account(AccountId(person.id), person.id, "fire", person.id, home, MONDAY)
            uow.accounts.add(account)
        for number, theme in enumerate(THEMES):
            members = frozenset(ProfessionalId(f"p{2 * number + each}") for each in (0, 1))
            chat = Place("fire", f"circle-{number}", PlaceKind.GROUP)
            name = CircleId(f"circle-{number}")
            uow.circles.add(Circle(name, name, (theme,), (), "59", members=members, chat=chat))
        uow.commit()


STAY = {professionals, accounts, circles, circle_people, policies}


def put_back(engine: Engine) -> None:
    """Nobody was ever asked anything, and everybody is free and within reach."""
    with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            if table not in STAY:
                connection.execute(table.delete())
        connection.execute(policies.delete().where(policies.c.version > 1))
        connection.execute(professionals.update().values(cooling_until=None))
        connection.execute(accounts.update().values(unreachable_since=None))


def ask(unit_of_work: UnitOfWorkFactory, number: int, terms: Terms) -> None:
    """The cases of a schedule, under its limits."""
    deadline = MONDAY + timedelta(hours=terms.policy.deadline_hours)
    with unit_of_work() as uow:
        uow.policies.add(PolicyVersion(2, MONDAY, None, "schedule", terms.policy.values()))
        for each, (text, themes) in enumerate(QUESTIONS):
            uow.cases.add(
                Case(
                    id=CaseId(f"c{number}-{each}"),
                    asker_id=ProfessionalId(f"p{HELPERS + each % ASKERS}"),
                    text=CleanText(f"{text} ? c{number}-{each}"),
                    themes=themes,
                    departement="59",
                    state=CaseState.SEEKING,
                    confirmed_at=MONDAY - timedelta(days=2),
                    leaves_at=MONDAY - timedelta(days=2),
                    deadline_at=deadline,
                    policy_version=2,
                    due_at=MONDAY - timedelta(days=2),
                )
            )
        uow.commit()


# Where it is played


class UnlockedPolicies(SqlPolicies):
    """Slots reserved by whoever comes, as if this were harmless."""

    def lock(self) -> None:
        return None


class UnlockedUnitOfWork(SqlUnitOfWork):
    def __enter__(self) -> Self:
        super().__enter__()
        self.policies = UnlockedPolicies(self._connection)
        return self


def open_up(url: str, key: str, locked: bool) -> tuple[Engine, UnitOfWorkFactory]:
    engine, cipher = open_engine(url), Cipher([key])
    if locked:
        return engine, SqlUnitOfWorkFactory(engine, cipher)
    return engine, lambda: UnlockedUnitOfWork(engine, cipher)


@dataclass(slots=True)
class Arena:
    """A database, and workers that all start at the same moment."""

    engine: Engine
    unit_of_work: UnitOfWorkFactory
    pool: Executor
    job: Callable[[int, int, int], Played]

    def play(self, number: int) -> tuple[int, list[Played], Count]:
        """One schedule: its workers, what they did, and what was found."""
        put_back(self.engine)
        terms, workers = terms_of(number), 2 + number % 3
        ask(self.unit_of_work, number, terms)
        jobs: list[Future[Played]] = [
            self.pool.submit(self.job, number, worker, workers) for worker in range(workers)
        ]
        played = [job.result() for job in jobs]
        with self.engine.connect() as connection:
            rows = connection.execute(select(solicitations)).all()
        found = count(rows, [arrival for one in played for arrival in one.arrivals], terms)
        still_open(found, (each for one in played for each in one.open_asks), terms.policy)
        return workers, played, found


@contextmanager
def threads(url: str) -> Iterator[Arena]:
    """Several threads of one process, on an empty migrated database."""
    with ThreadPoolExecutor(WORKERS) as pool:
        engine, unit_of_work = open_up(url, Cipher.new_key(), locked=True)
        populate(unit_of_work)
        workers = [Worker(engine, unit_of_work) for _ in range(WORKERS)]
        starts = {number: Barrier(number) for number in range(2, WORKERS + 1)}

        def job(number: int, worker: int, together: int) -> Played:
            starts[together].wait()
            return workers[worker].play(number, worker)

        yield Arena(engine, unit_of_work, pool, job)
        engine.dispose()


@contextmanager
def on_sqlite() -> Iterator[Arena]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'fire.db'}"
        upgrade(url)
        with threads(url) as arena:
            yield arena


@contextmanager
def on_postgresql(locked: bool) -> Iterator[Arena]:
    """Several processes that share nothing else."""
    context = get_context("spawn")
    starts = {number: context.Barrier(number) for number in range(2, WORKERS + 1)}
    with own_postgres() as server:
        administer(server, "CREATE DATABASE fire")
        url = make_url(server).set(database="fire").render_as_string(hide_password=False)
        upgrade(url)
        key = Cipher.new_key()
        engine, unit_of_work = open_up(url, key, locked)
        populate(unit_of_work)
        with ProcessPoolExecutor(WORKERS, context, _settle_in, (url, key, locked, starts)) as pool:
            yield Arena(engine, unit_of_work, pool, _play_here)
        engine.dispose()


_here: dict[str, Any] = {}
"""The one worker of a process of the pool, and the starting lines."""


def _settle_in(url: str, key: str, locked: bool, starts: Any) -> None:
    _here.update(worker=Worker(*open_up(url, key, locked)), starts=starts)


def _play_here(number: int, worker: int, together: int) -> Played:
    _here["starts"][together].wait()
    played: Played = _here["worker"].play(number, worker)
    return played


# What came of it


def fire(name: str, arena: Arena, numbers: Sequence[int]) -> dict[str, Any]:
    """Play every schedule; the sums."""
    began = time.perf_counter()
    by_workers: Counter[str] = Counter()
    sums: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    found = Count()
    broken: list[int] = []
    for number in numbers:
        try:
            workers, played, seen = arena.play(number)
        except KeyboardInterrupt:
            break
        by_workers[str(workers)] += 1
        sums["planned"] += sum(one.planned for one in played)
        sums["arrived"] += sum(len(one.arrivals) for one in played)
        sums["gave way"] += sum(one.gave_way for one in played)
        for one in played:
            refused += one.refused
        found += seen
        broken += [number] if seen.exceeded.total() else []
    return {
        "database": name,
        "schedules": by_workers.total(),
        "of so many workers": dict(sorted(by_workers.items())),
        "asks planned": sums["planned"],
        "asks arrived": sums["arrived"],
        "passed over, by reason": dict(refused.most_common()),
        "transactions that gave way": sums["gave way"],
        "limits reached": dict(found.reached.most_common()),
        "limits exceeded": dict(found.exceeded.most_common()),
        "schedules that exceed": broken,
        "seconds": round(time.perf_counter() - began),
    }


def table_of(rows: Sequence[dict[str, Any]]) -> Table:
    table = Table("", *(row["database"] for row in rows))
    for name in ("schedules", "of so many workers", "asks planned", "asks arrived"):
        table.add_row(name, *(str(row[name]) for row in rows))
    refused = (sum(row["passed over, by reason"].values()) for row in rows)
    table.add_row("passed over, by reason", *(str(number) for number in refused))
    kinds = dict.fromkeys(
        kind for row in rows for what in ("reached", "exceeded") for kind in row[f"limits {what}"]
    )
    for kind in kinds:
        cells = (
            f"reached {row['limits reached'].get(kind, 0)}, "
            f"exceeded {row['limits exceeded'].get(kind, 0)}"
            for row in rows
        )
        table.add_row(kind, *cells)
    exceeded = (sum(row["limits exceeded"].values()) for row in rows)
    table.add_row("limits exceeded, in all", *(str(number) for number in exceeded))
    table.add_row("seconds", *(str(row["seconds"]) for row in rows))
    return table


def main() -> None:
    """Reads the arguments described above."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--schedules", type=int, default=10_000)
    options.add_argument("--from", dest="first", type=int, default=0)
    both = ["sqlite", "postgresql"]
    options.add_argument("--on", nargs="+", choices=both, default=both)
    options.add_argument("--without-lock", action="store_true")
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    numbers = range(chosen.first, chosen.first + chosen.schedules)
    rows = []
    for name in ["postgresql"] if chosen.without_lock else chosen.on:
        with on_sqlite() if name == "sqlite" else on_postgresql(not chosen.without_lock) as arena:
            rows.append(fire(name, arena, numbers))
    Console(width=120).print(table_of(rows))
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    raise SystemExit(any(row["limits exceeded"] for row in rows))


if __name__ == "__main__":
    main()
