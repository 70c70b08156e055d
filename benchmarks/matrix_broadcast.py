"""A broadcast through a Matrix server that limits what one account may send.

Run as ``python -m benchmarks.matrix_broadcast [MESSAGES]``. The courier, the outbox on SQLite, the
channel and its encryption are the real ones, and so are the server (Synapse, with the limits that
it has by default: 10 messages at once, then one every 5 s) and the clock: 300 messages take 24
minutes, nearly all of it waiting. The time is compared with the server's own ceiling, the least
that its limits allow. Meanwhile somebody writes, and how long their reply took is told. Prints a
table and writes JSON with ``--json FILE``. Needs what ``make test`` installs (Synapse in
``.venv/synapse``, a Matrix client for Node.js).
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from adapters.chance import SystemChance
from adapters.clock import SystemClock
from adapters.courier import Courier
from adapters.matrix.account import MatrixAccount
from adapters.matrix.app import MatrixApp
from adapters.matrix.rooms import Welcomes
from adapters.stemming import FrenchStemmer
from adapters.texts import FluentTexts
from bot.dialogue.tokens import Signer
from bot.domain.delivery import Outgoing, SendOutcome, Sent
from bot.domain.notices import Notice
from bot.domain.places import Place
from bot.ports import Channel, UnitOfWorkFactory
from bot.usecases.matchmaking import Matchmaking
from storage import migrations
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.unit_of_work import SqlUnitOfWorkFactory
from tests.fakes.illustrations import PlainIllustrator
from tests.fakes.time_and_chance import ListedHolidays
from tests.matrix.people import Phone, Phones
from tests.matrix.synapse import PASSWORD, SERVER, UNLIMITED, Login, Synapse

DEFAULT = {"per_second": 0.2, "burst_count": 10}
"""Synapse's own limit on what one account sends (its `rc_message`)."""


class Recorded:
    """Implements `bot.ports.Channel`: notes which notice became which event, and every refusal."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.name, self.abilities = channel.name, channel.abilities
        self.edit, self.delete = channel.edit, channel.delete
        self.invitation = channel.invitation
        self.events: dict[str, str] = {}
        self.left: dict[str, float] = {}
        self.reasons: Counter[str] = Counter()
        self.finished = 0.0

    @property
    def is_open(self) -> bool:
        return self._channel.is_open

    async def send(self, message: Outgoing) -> SendOutcome:
        outcome = await self._channel.send(message)
        if isinstance(outcome, Sent):
            self.events[outcome.message_id] = message.key
            self.finished = self.left[message.key] = time.monotonic()
        else:
            self.reasons[outcome.reason] += 1
        return outcome


async def broadcast(
    folder: Path, messages: int, rooms: int, limits: dict[str, float]
) -> dict[str, Any]:
    """Send that many messages, each room in its turn; what was seen."""
    url = f"sqlite:///{folder / 'bot.db'}"
    migrations.upgrade(url)
    engine = open_engine(url)
    cipher = Cipher([Cipher.new_key()])
    unit_of_work = SqlUnitOfWorkFactory(engine, cipher)
    synapse = Synapse(folder / "synapse", UNLIMITED)
    synapse.start()
    phones = Phones()
    bot, reader = synapse.register("entraide"), phones.hand(synapse.register("claire"))
    app = _app(folder, bot, unit_of_work, cipher)
    await app.begin()
    *places, apart = [await _direct(reader, bot, app) for _ in range(rooms + 1)]
    synapse.limit({"rc_message": limits} if limits != DEFAULT else {})
    channel = Recorded(app.channel)
    courier = Courier(
        unit_of_work, {channel.name: channel}, Signer(b"k" * 32), Matchmaking(FrenchStemmer()),
        PlainIllustrator(), SystemClock(), SystemChance(), ListedHolidays(), "fr",
        lambda worker: None,
    )  # fmt: skip
    with unit_of_work() as uow:
        for number in range(messages):
            place = Place("matrix", places[number % rooms])
            uow.outbox.add(Notice("help", place, None, SystemClock().now()))
        uow.commit()
    following = asyncio.create_task(app.run())
    started = time.monotonic()
    writing = asyncio.create_task(_write(apart, channel, limits["burst_count"], unit_of_work))
    await _deliver(courier, unit_of_work)
    key, asked = await writing
    await _deliver(courier, unit_of_work)
    following.cancel()
    seconds = channel.finished - started
    ceiling = max(messages + 1 - limits["burst_count"], 0) / limits["per_second"]
    found: dict[str, Any] = {"messages": messages, "rooms": rooms, "sent": len(channel.events)}
    found |= await _read(reader, bot.user_id, places, channel.events)
    found |= {
        "refused_for_now": sum(channel.reasons.values()),
        "refusals": dict(channel.reasons),
        "seconds": round(seconds, 1),
        "seconds_for_a_reply": round(channel.left[key] - asked, 1),
        "seconds_at_the_ceiling": round(ceiling, 1),
        "of_the_ceiling": round(ceiling / seconds, 4),
    }
    with suppress(asyncio.CancelledError):
        await following
    phones.close()
    synapse.close()
    engine.dispose()
    return found


def _app(folder: Path, bot: Login, unit_of_work: UnitOfWorkFactory, cipher: Cipher) -> MatrixApp:
    app = MatrixApp(
        MatrixAccount(bot.url, bot.user_id, password=PASSWORD),
        folder=folder / "matrix",
        seal=cipher,
        unit_of_work=unit_of_work,
        texts=FluentTexts(),
        clock=SystemClock(),
        chance=SystemChance(),
        welcomes=Welcomes(allowed=(SERVER,)),
    )
    app.bring_to(Deaf())
    return app


class Deaf:
    """Implements `bot.ports.Intake`: nobody is listened to."""

    def receive(self, inbound: object) -> bool:
        return True


async def _direct(reader: Phone, bot: Login, app: MatrixApp) -> str:
    """An encrypted room of two, in which both are."""
    room = await reader.opens_direct(bot.user_id)
    await app.once()
    await reader.sees_in(room, bot.user_id)
    await app.once()
    return room


async def _write(
    room: str, channel: Recorded, burst: float, unit_of_work: UnitOfWorkFactory
) -> tuple[str, float]:
    """Somebody writes once the broadcast has begun to wait: the reply's key, and since when."""
    while len(channel.left) <= burst:
        await asyncio.sleep(0.1)
    with unit_of_work() as uow:
        notice = Notice("help", Place("matrix", room), None, SystemClock().now(), prompted=True)
        number = uow.outbox.add(notice)
        uow.commit()
    return f"notice-{number}", time.monotonic()


async def _deliver(courier: Courier, unit_of_work: UnitOfWorkFactory) -> None:
    """Send all there is, each when it is due."""
    while True:
        if await courier.deliver_due():
            continue
        with unit_of_work() as uow:
            due = uow.outbox.next_due()
        if due is None:
            return
        until = (due - SystemClock().now()).total_seconds()
        await asyncio.sleep(min(max(0.001, until), 0.2))  # somebody may write meanwhile


async def _read(reader: Phone, bot: str, places: list[str], keys: dict[str, str]) -> dict[str, int]:
    """What a strict client has in each room: all of it, once, in order."""
    unreadable = doubled = disordered = 0
    for room in places:
        said = [event for event in await reader.events(room) if event.sender == bot]
        unreadable += sum(event.failure is not None for event in said)
        numbers = [int(keys[event.id].rpartition("-")[2]) for event in said if event.id in keys]
        doubled += len(said) - len(set(numbers))
        disordered += numbers != sorted(numbers)
    return {"unreadable": unreadable, "doubled": doubled, "rooms_out_of_order": disordered}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("messages", type=int, nargs="?", default=300)
    parser.add_argument("--rooms", type=int, default=20)
    parser.add_argument("--per-second", type=float, default=DEFAULT["per_second"])
    parser.add_argument("--burst", type=int, default=DEFAULT["burst_count"])
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    limits = {"per_second": chosen.per_second, "burst_count": chosen.burst}
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(broadcast(Path(folder), chosen.messages, chosen.rooms, limits))
    for name, value in found.items():
        if not isinstance(value, dict):
            print(f"{name.replace('_', ' '):24} {value:>10}")
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
