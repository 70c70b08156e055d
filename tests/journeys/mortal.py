"""A road that is killed: run as ``python -m tests.journeys.mortal FOLDER``, it prints a report.

For each commit point of the road, a child process plays it on SQLite and dies there by SIGKILL,
before or after the commit; another one starts from what is on disk and finishes the road. The
platform outside survives: it remembers in a file what it showed, and brings again every event that
was not acknowledged, as real ones do.
"""

import asyncio
import io
import json
import multiprocessing
import os
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from adapters import logs
from bot.domain.cases import CaseState
from bot.domain.delivery import Outgoing, SendOutcome, Sent
from bot.domain.inbound import Event, Inbound, Said, Tapped
from bot.domain.people import ProfessionalId
from bot.domain.places import Place
from bot.domain.records import PolicyVersion
from bot.domain.solicitations import COUNTED
from bot.domain.texts import RawText
from storage import migrations
from storage.cipher import Cipher
from storage.engine import open_engine, sweep
from storage.unit_of_work import SqlUnitOfWork
from tests.journeys.theatre import (
    HELPERS,
    MARIE,
    TUESDAY,
    StageChannel,
    Theatre,
    choices,
    professional,
)

ANSWER = "Le FSL du Rhône prend le relais, demandez-lui."
KEY = Cipher.new_key()
LEASES = timedelta(minutes=4)
"""Longer than any lease: what a dead process held is free again."""


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody says or taps something; without an actor, two minutes go by."""

    actor: str | None = None
    says: str | None = None
    taps: str | None = None


ROAD = (
    Step("claire", says=MARIE),
    Step("claire", taps="choice-review"),
    Step("claire", taps="choice-send"),
    Step(),
    Step("first", taps="choice-not-my-field"),
    Step("second", taps="choice-answer"),
    Step("second", says=ANSWER),
    Step("second", taps="choice-send"),
    Step("claire", taps="choice-this-unblocks"),
)


class Journal:
    """What the outside world remembers: one JSON line each, written at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._path.touch()

    def write(self, **line: Any) -> None:
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND)
        os.write(handle, json.dumps(line).encode() + b"\n")
        os.close(handle)

    def lines(self, what: str) -> list[dict[str, Any]]:
        read = [json.loads(line) for line in self._path.read_text().splitlines()]
        return [line for line in read if line["what"] == what]


class Life:
    """When this process dies."""

    def __init__(self, ends_at: int | None, before: bool) -> None:
        self.commits = 0
        self._ends_at = ends_at
        self._before = before

    def commit(self, unit_of_work: SqlUnitOfWork, *, changed: bool) -> None:
        self.commits += changed
        last = changed and self.commits == self._ends_at
        if last and self._before:
            os.kill(os.getpid(), signal.SIGKILL)
        SqlUnitOfWork.commit(unit_of_work)
        if last:
            os.kill(os.getpid(), signal.SIGKILL)


class JournalChannel(StageChannel):
    """A platform that cannot tell a repeat, and remembers what it showed."""

    def __init__(self, journal: Journal, life: Life) -> None:
        super().__init__()
        self._journal = journal
        self._life = life

    async def send(self, message: Outgoing) -> SendOutcome:
        message_id = f"m{len(self._journal.lines('shown')) + 1}-{os.getpid()}"
        self._show("send", message_id, message)
        return Sent(message_id)

    async def edit(self, message_id: str, message: Outgoing) -> SendOutcome:
        self._show("edit", message_id, message)
        return Sent(message_id)

    def _show(self, how: str, message_id: str, message: Outgoing) -> None:
        self._journal.write(
            what="shown",
            commits=self._life.commits,
            how=how,
            id=message_id,
            place=message.place.address,
            asks=message.protected,
            text=repr(message.screen),
            choices=[(choice.label.key, choice.token) for choice in choices(message.screen)],
        )


class MortalUnitOfWork(SqlUnitOfWork):
    """A unit of work whose commit may be the last thing that its process does, or did not do."""

    def __init__(self, life: Life, *args: Any) -> None:
        super().__init__(*args)
        self._life = life

    def __enter__(self) -> "MortalUnitOfWork":
        super().__enter__()
        self._before = self._changes()
        return self

    def commit(self) -> None:
        self._life.commit(self, changed=self._changes() > self._before)

    def _changes(self) -> int:
        connection: Any = self._connection.connection.driver_connection
        return int(connection.total_changes)


@cache
def stage(root: Path) -> tuple[Path, Engine]:
    """Where this process and its children play: one place, so that statements are compiled once."""
    folder = root / f"stage-{os.getpid()}"
    folder.mkdir()
    return folder, open_engine(f"sqlite:///{folder / 'bot.db'}")


def play(folder: Path, engine: Engine, life: Life) -> Theatre:
    """Play the road from wherever it stopped."""
    journal = Journal(folder / "journal")
    cipher = Cipher([KEY])
    theatre = Theatre(
        lambda: MortalUnitOfWork(life, engine, cipher), JournalChannel(journal, life), strict=False
    )
    theatre.clock.forward(_last_seen(journal) - TUESDAY)
    theatre.skip_starts(len(journal.lines("start")))
    if journal.lines("start"):
        theatre.clock.forward(LEASES)
        for line in journal.lines("event"):
            _bring(theatre, line)
    journal.write(what="start", at=theatre.clock.now().isoformat())
    asyncio.run(_go_on(theatre, journal))
    return theatre


async def _go_on(theatre: Theatre, journal: Journal) -> None:
    await _settle(theatre)
    for number in range(len(journal.lines("done")), len(ROAD)):
        step = ROAD[number]
        if step.actor is None:
            theatre.clock.forward(timedelta(minutes=2))
        elif not any(line["step"] == number for line in journal.lines("event")):
            await _somebody_is_asked(theatre, journal, step)
            line = {"step": number, **_event(step, journal)}
            line["at"] = theatre.clock.now().isoformat()
            journal.write(what="event", **line)
            _bring(theatre, line)
        await _settle(theatre)
        journal.write(what="done", at=theatre.clock.now().isoformat())


async def _somebody_is_asked(theatre: Theatre, journal: Journal, step: Step) -> None:
    """When a death left the fate of a whole wave unknown, the next one takes its time."""
    wanted = {"first": 1, "second": 2}.get(step.actor or "", 0)
    for _ in range(70):
        if len({line["place"] for line in journal.lines("shown") if line["asks"]}) >= wanted:
            return
        theatre.clock.forward(timedelta(hours=1))
        await _settle(theatre)


async def _settle(theatre: Theatre) -> None:
    theatre.core.courier.recover()
    await theatre.core.settle_all()


def _event(step: Step, journal: Journal) -> dict[str, Any]:
    actor = _actor(step, journal)
    if step.says is not None:
        return {"user": actor, "says": step.says}
    for shown in reversed(journal.lines("shown")):
        for label, token in shown["choices"]:
            if shown["place"] == actor and label == step.taps:
                return {"user": actor, "taps": token}
    raise AssertionError(f"{actor} was never offered {step.taps}")


def _actor(step: Step, journal: Journal) -> str:
    asked = [line["place"] for line in journal.lines("shown") if line["asks"]]
    match step.actor:
        case "first":
            return str(asked[0])
        case "second":
            return str(next(name for name in asked if name != asked[0]))
        case actor:
            return str(actor)


def _bring(theatre: Theatre, line: dict[str, Any]) -> None:
    """The platform brings an event, again and again until it is acknowledged; a repeat is known."""
    event: Event = Tapped(line["taps"]) if "taps" in line else Said(RawText(line["says"]), "own")
    place = Place(theatre.channel.name, line["user"])
    at = datetime.fromisoformat(line["at"])
    inbound = Inbound(f"step-{line['step']}", place, line["user"], event, at)
    theatre.core.reception.receive(inbound)


def _last_seen(journal: Journal) -> datetime:
    marks = [*journal.lines("start"), *journal.lines("done"), *journal.lines("event")]
    return max((datetime.fromisoformat(line["at"]) for line in marks), default=TUESDAY)


def complaints(folder: Path, theatre: Theatre) -> list[str]:
    """What went wrong once the road is finished; nothing, one hopes."""
    journal = Journal(folder / "journal")
    found: list[str] = []
    asks = Counter(s["place"] for s in journal.lines("shown") if s["asks"] and s["how"] == "send")
    found += [f"{name} was asked {count} times" for name, count in asks.items() if count > 1]
    with theatre.unit_of_work() as uow:
        cases = uow.cases.by_asker(ProfessionalId("claire"))
        found += [] if len(cases) == 1 else [f"{len(cases)} cases"]
        solicitations = [s for case in cases for s in uow.solicitations.of_case(case.id)]
        counted = Counter(s.professional_id for s in solicitations if s.delivery in COUNTED)
        answers = [answer for case in cases for answer in uow.answers.of_case(case.id)]
        found += [] if len(answers) == 1 else [f"{len(answers)} answers"]
        found += [f"{n} slots for {person}" for person, n in counted.items() if n > 1]
        slots = sum(counted.values())
        found += [] if slots >= 3 else [f"{slots} slots: two, and one in place of a refusal"]
        found += [f"{name} was asked without a slot" for name in asks if name not in counted]
        found += [f"case {case.state}" for case in cases if case.state is not CaseState.CLOSED]
        found += ["a draft is left"] if uow.drafts.by_author(ProfessionalId("claire")) else []
        found += ["a notice still waits"] if uow.outbox.waiting() else []
    to_claire = [s["text"] for s in journal.lines("shown") if s["place"] == "claire"]
    found += [] if any(ANSWER in text for text in to_claire) else ["the answer never arrived"]
    told = [s["text"] for s in journal.lines("shown")]
    found += ["an event was given up"] if any("could-not-handle" in t for t in told) else []
    thanked = any("thanks-decisive" in s["text"] for s in journal.lines("shown"))
    return found if thanked else [*found, "nobody was thanked"]


def _in_child(root: Path, ends_at: int | None, before: bool) -> int:
    """Play in a process of its own; its wait status. A survivor leaves its complaints."""
    folder, engine = stage(root)
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    try:
        life = Life(ends_at, before)
        theatre = play(folder, engine, life)
        told = {"commits": life.commits, "complaints": complaints(folder, theatre)}
    except BaseException as error:  # the child reports whatever stopped it
        told = {"commits": 0, "complaints": [f"{type(error).__name__}: {error}"]}
    (folder / "told").write_text(json.dumps(told))
    os._exit(0)


def _set_up(root: Path) -> None:
    """An empty stage again, its engine without connections but with all it has compiled."""
    folder, engine = stage(root)
    engine.dispose()
    for path in folder.iterdir():
        path.unlink()
    shutil.copy(root / "model.db", folder / "bot.db")


def _report(root: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((stage(root)[0] / "told").read_text())
    return told


def unharmed(root: Path) -> tuple[dict[str, Any], set[int]]:
    """The road without a death: its report, and after which commits messages leave."""
    _set_up(root)
    _in_child(root, None, before=False)
    shown = Journal(stage(root)[0] / "journal").lines("shown")
    return _report(root), {line["commits"] for line in shown}


def warm_up(root: Path) -> None:
    """Play once in this very process, so that its children find every statement compiled."""
    stage.cache_clear()  # the parent's
    _set_up(root)
    play(*stage(root), Life(None, before=False))


def one_death(root: Path, number: int, before: bool) -> tuple[str, bool, list[str]]:
    """Die at this commit, rise, finish: the name of the death, whether it came, what went wrong."""
    _set_up(root)
    status = _in_child(root, number, before)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    _in_child(root, None, before=False)
    wrong: list[str] = _report(root)["complaints"]
    return f"{'before' if before else 'after'} commit {number}", killed, wrong


def main(arguments: Sequence[str]) -> None:
    root = Path(arguments[0])
    logs.set_up("error", stream=io.StringIO())
    _write_model(root)
    told, sends = unharmed(root)
    # Between two commits only a message may leave: elsewhere, after one is before the next.
    points = [(root, number, True) for number in range(1, told["commits"] + 1)]
    points += [(root, number, False) for number in sorted(sends)]
    fork = multiprocessing.get_context("fork")
    with fork.Pool(2, initializer=warm_up, initargs=(root,)) as pool:
        deaths = pool.starmap(one_death, points, chunksize=1)
    report = {
        "commits": told["commits"],
        "killed": sum(killed for _, killed, _ in deaths),
        "complaints": {
            **({"unharmed": told["complaints"]} if told["complaints"] else {}),
            **{name: wrong for name, _, wrong in deaths if wrong},
        },
    }
    sys.stdout.write(json.dumps(report))


def _write_model(root: Path) -> None:
    """A database with the network in it, and nothing else yet."""
    url = f"sqlite:///{root / 'model.db'}"
    migrations.upgrade(url)
    engine = open_engine(url)
    theatre = Theatre(lambda: SqlUnitOfWork(engine, Cipher([KEY])))
    theatre.cast(professional("claire"), *(professional(name) for name in HELPERS))
    with theatre.unit_of_work() as uow:
        few = {"first_wave": 2, "keep_alive": 2, "keep_alive_late": 2}
        uow.policies.add(PolicyVersion(2, TUESDAY, None, "a short road", few))
        uow.commit()
    sweep(engine)
    engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1:])
