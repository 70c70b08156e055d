"""Where schedules are played: one database, and workers who all start at the same moment."""

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier
from typing import Any, Self

from sqlalchemy import Engine, make_url, select

from benchmarks.limits_under_fire.counted_apart import Count, count, still_open
from benchmarks.limits_under_fire.schedule import ask, populate, put_back, terms_of
from benchmarks.limits_under_fire.worker import Played, Worker
from bot.ports import UnitOfWorkFactory
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.migrations import upgrade
from storage.policies import SqlPolicies
from storage.tables import solicitations
from storage.unit_of_work import SqlUnitOfWork, SqlUnitOfWorkFactory
from tests.fakes.postgres import administer, own_postgres

WORKERS = 4


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
