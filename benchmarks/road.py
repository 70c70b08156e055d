"""Every case of a file goes down the whole road: what comes of it, how fast, in how much memory.

    python -m benchmarks.road CASES.jsonl [--json FILE] [--rate 50] [--seconds 20]

The real bot: SQLite on disk, the shipped screening in its own process, the web chat. The
colleagues are the demo's, played without their delays; time is moved by hand. A second part sends
updates at a steady rate and measures the reply to each.

CASES.jsonl holds objects with ``marked`` (a text with inline tags, which are removed) or ``text``.
"""

import argparse
import asyncio
import json
import re
import statistics
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from adapters.chance import SystemChance
from adapters.holidays_fr import FrenchHolidays
from adapters.illustrations import Illustrations
from adapters.screening import GuardedScreening
from adapters.texts import FluentTexts
from adapters.webchat.hub import Hub
from adapters.webchat.outbound import WebChat
from anonymize.guard import GuardedScreener
from bot.bootstrap import Bell, Core, build_core, workers
from bot.demo.bank import read_bank
from bot.demo.network import Network, populate, read_network
from bot.demo.troupe import Troupe
from bot.domain.cases import CaseId, CaseState
from bot.domain.inbound import Event, Inbound, Said, Tapped
from bot.domain.limits.windows import WEEK
from bot.domain.places import Place
from bot.domain.policy import Policy
from bot.domain.screens import Screen
from bot.domain.solicitations import COUNTED, Solicitation
from bot.domain.texts import RawText
from bot.ports import UnitOfWorkFactory
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.migrations import upgrade
from storage.unit_of_work import SqlUnitOfWorkFactory
from storage.webchat import StoredWebChatLog

START = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
CASES_A_DAY = 1
LONGEST = timedelta(days=6)
KEY = b"benchmark key, thirty-two bytes."


@dataclass(slots=True)
class HandClock:
    """Implements `bot.ports.Clock`: time passes when told to."""

    present: datetime = START

    def now(self) -> datetime:
        return self.present


@dataclass(slots=True)
class Stage:
    """The bot, its network, and what each place shows last."""

    core: Core
    network: Network
    clock: HandClock
    unit_of_work: UnitOfWorkFactory
    screening: GuardedScreening
    guard: GuardedScreener
    bell: Bell
    troupe: Troupe | None = None
    messages: int = 0
    updates: int = 0
    offered: dict[str, dict[str, str]] = field(default_factory=dict)
    awaited: dict[str, deque[asyncio.Event]] = field(default_factory=dict)

    def delivered(self, place: Place, message_id: str, screen: Screen) -> None:
        self.messages += 1
        choices = {c.label.key: c.token for row in screen.choices for c in row}
        self.offered.setdefault(place.address, {}).update(choices)
        if self.awaited.get(place.address):
            self.awaited[place.address].popleft().set()
        if self.troupe is not None:
            self.troupe.on_delivered(place, message_id, screen)

    async def does(self, user: str, event: Event) -> None:
        self.updates += 1
        inbound = Inbound(
            f"bench-{self.updates}", Place("webchat", user), user, event, self.clock.now(), "fr"
        )
        await asyncio.to_thread(self.core.reception.receive, inbound)

    async def quiet(self) -> None:
        """Until nobody is doing anything any more."""
        while True:
            await self.core.settle_all()
            if self.troupe is None:
                return
            before = self.messages
            await self.troupe.idle()
            await self.core.settle_all()
            if self.messages == before:
                return


@contextmanager
def staged(folder: Path) -> Iterator[Stage]:
    """A bot on a fresh SQLite file, with the demo's network."""
    url = f"sqlite:///{folder / 'road.db'}"
    upgrade(url)
    cipher = Cipher([Cipher.new_key()])
    engine = open_engine(url)
    unit_of_work = SqlUnitOfWorkFactory(engine, cipher)
    clock, network = HandClock(), read_network()
    with unit_of_work() as uow:
        populate(uow, network, clock.now())
        uow.commit()
    bell = Bell()
    guard = GuardedScreener.load()
    screening = GuardedScreening(guard, KEY, clock)
    log = StoredWebChatLog(engine, cipher)

    def delivered(place: Place, message_id: str, screen: Screen) -> None:
        stage.delivered(place, message_id, screen)

    core = build_core(
        unit_of_work=unit_of_work,
        clock=clock,
        chance=SystemChance(),
        holidays=FrenchHolidays(),
        screener=screening,
        illustrator=Illustrations(FluentTexts()),
        channels={"webchat": WebChat(log, FluentTexts(), clock, Hub(), "", delivered)},
        key=KEY,
        ring=bell.ring,
    )
    stage = Stage(core, network, clock, unit_of_work, screening, guard, bell)
    try:
        yield stage
    finally:
        screening.close()
        engine.dispose()


async def play(stage: Stage, texts: list[str]) -> Mapping[str, object]:
    """Send every text down the road; look at how each ended."""
    askers = [person.id for person in stage.network.people]
    started = time.perf_counter()
    sent: list[CaseId] = []
    for number, text in enumerate(texts):
        asker = askers[number % len(askers)]
        stage.troupe = _troupe(stage, without=asker)
        await stage.does(asker, Said(RawText(text), f"text-{number}"))
        await stage.core.settle_all()
        for label in ("choice-review", "choice-ask-anyway", "choice-send"):
            if label in stage.offered[asker]:  # the network may know the answer already
                await stage.does(asker, Tapped(stage.offered[asker][label]))
                await stage.core.settle_all()
        with stage.unit_of_work() as uow:
            sent.append(uow.cases.by_asker(asker)[0].id)
        await _pass(stage, timedelta(minutes=5))
        if number % CASES_A_DAY == CASES_A_DAY - 1:
            await _pass(stage, timedelta(days=1), step=timedelta(hours=2))
    await _pass(stage, LONGEST, step=timedelta(hours=3))
    seconds = time.perf_counter() - started
    return {
        **_endings(stage, sent),
        "seconds": round(seconds, 1),
        "cases_per_second": round(len(texts) / seconds, 2),
        "messages_per_second": round(stage.messages / seconds, 1),
    }


def _troupe(stage: Stage, without: str) -> Troupe:
    cast = {str(person.id): person for person in stage.network.people if person.id != without}

    async def at_once(_seconds: float) -> None:
        await asyncio.sleep(0)

    return Troupe(
        stage.core.reception,
        stage.clock,
        cast,
        stage.network.members_of,
        read_bank(),
        lambda _key, _person: None,
        wait=at_once,
    )


async def _pass(stage: Stage, by: timedelta, step: timedelta = timedelta(minutes=5)) -> None:
    end = stage.clock.present + by
    while stage.clock.present < end:
        stage.clock.present += min(step, end - stage.clock.present)
        await stage.quiet()


def _endings(stage: Stage, sent: list[CaseId]) -> Mapping[str, object]:
    states: Counter[str] = Counter()
    asks: list[Solicitation] = []
    answered = explained = 0
    with stage.unit_of_work() as uow:
        for case_id in sent:
            case = uow.cases.get(case_id)
            assert case is not None
            states[case.state.value] += 1
            standing = [a for a in uow.answers.of_case(case_id) if a.withdrawn_at is None]
            answered += bool(standing)
            explained += not standing and case.state is CaseState.EXHAUSTED
            asks.extend(s for s in uow.solicitations.of_case(case_id) if s.delivery in COUNTED)
    return {
        "cases": len(sent),
        "with_a_digest": answered,
        "explained_silences": explained,
        "neither": len(sent) - answered - explained,
        "states": dict(states),
        "asks": len(asks),
        "asks_over_a_limit": _over_the_limit(asks),
    }


def _over_the_limit(asks: list[Solicitation]) -> int:
    """Counted again, by the definition: more than the week's number, or under the gap."""
    policy = Policy()
    over = 0
    people = {s.professional_id for s in asks if s.professional_id is not None}
    for person in people:
        times = sorted(s.planned_at for s in asks if s.professional_id == person)
        for index, at in enumerate(times):
            week = [other for other in times[: index + 1] if at - other < WEEK]
            over += len(week) > policy.person_week
            if index and at - times[index - 1] < timedelta(hours=policy.min_gap_hours):
                over += 1
    return over


async def load(stage: Stage, texts: list[str], rate: float, seconds: float) -> Mapping[str, object]:
    """Updates at a steady rate from all members; the time until each is replied to."""
    stage.troupe = None
    stage.bell.listen()
    running = [asyncio.create_task(run()) for run in workers(stage.core, stage.bell)]
    users = [person.id for person in stage.network.people]
    waits: dict[str, list[float]] = {"text": [], "review": [], "tap": []}

    async def one(number: int) -> None:
        user = users[number % len(users)]
        # Each begins at their own time, so that every kind of update comes at a steady rate too.
        turn = max(0, number // len(users) - number % len(users) % 4) % 4
        event: Event
        if turn == 0:
            kind, event = "text", Said(RawText(texts[number % len(texts)]), f"load-{number}")
        elif turn == 1:
            kind, event = "review", Tapped(stage.offered[user].get("choice-review", "none"))
        else:
            label = "choice-urgent" if turn == 2 else "choice-abandon"
            kind, event = "tap", Tapped(stage.offered[user].get(label, "none"))
        waiting = asyncio.Event()
        stage.awaited.setdefault(user, deque()).append(waiting)
        begun = time.perf_counter()
        await stage.does(user, event)
        await asyncio.wait_for(waiting.wait(), 30)
        waits[kind].append(time.perf_counter() - begun)

    started, spent = time.perf_counter(), time.process_time()
    sent: list[asyncio.Task[None]] = []
    total = int(rate * seconds)
    for number in range(total):
        await asyncio.sleep(max(0.0, started + number / rate - time.perf_counter()))
        sent.append(asyncio.create_task(one(number)))
    outcomes = await asyncio.gather(*sent, return_exceptions=True)
    elapsed, spent = time.perf_counter() - started, time.process_time() - spent
    for worker in running:
        worker.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    every = sorted(wait for kind in waits.values() for wait in kind)
    return {
        "updates": total,
        "updates_per_second": round(total / elapsed, 1),
        "cpu_ms_per_update": round(1000 * spent / total, 1),
        "unanswered": sum(isinstance(o, BaseException) for o in outcomes),
        "reply_p50_ms": _milliseconds(every, 0.5),
        "reply_p95_ms": _milliseconds(every, 0.95),
        "tap_p95_ms": _milliseconds(sorted(waits["tap"]), 0.95),
        "review_p95_ms": _milliseconds(sorted(waits["review"]), 0.95),
    }


def _milliseconds(waits: list[float], share: float) -> float:
    if len(waits) < 2:
        return 0.0
    return round(1000 * statistics.quantiles(waits, n=100)[int(share * 100) - 1], 1)


def peak_memory_mb(*pids: int | None) -> float:
    """Sum of the peak resident memory of this process and of these ones, in MB (Linux)."""
    peak = 0
    for pid in ("self", *(str(pid) for pid in pids if pid is not None)):
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        peak += int(found[1]) if found else 0
    return round(peak / 1024, 1)


def read_texts(path: Path) -> list[str]:
    """Texts of a file of cases, without their tags."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    return [re.sub(r"</?[A-Z_]+>", "", row.get("marked") or row["text"]) for row in rows]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--rate", type=float, default=50.0)
    parser.add_argument("--seconds", type=float, default=20.0)
    arguments = parser.parse_args()
    texts = read_texts(arguments.cases)
    with tempfile.TemporaryDirectory() as folder, staged(Path(folder)) as stage:
        road = asyncio.run(play(stage, texts))
        steady = asyncio.run(load(stage, texts, arguments.rate, arguments.seconds))
        memory = peak_memory_mb(stage.guard.worker_pid)
    result = {"road": road, "load": steady, "peak_memory_mb": memory}
    table = Table(title="The road")
    table.add_column("what")
    table.add_column("figure", justify="right")
    for part in (road, steady, {"peak_memory_mb": memory}):
        for name, value in part.items():
            table.add_row(name.replace("_", " "), str(value))
    Console().print(table)
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1), encoding="utf-8")
    return 1 if road["neither"] or road["asks_over_a_limit"] else 0


if __name__ == "__main__":
    sys.exit(main())
