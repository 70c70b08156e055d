"""A storm of messages against a platform that asks to wait every other time.

Run as ``python benchmarks/telegram_storm.py [SENDS]``. The courier, the outbox on SQLite, the
channel and its HTTP client are the real ones; the platform is the fake Bot API server, and both
live on a simulated clock that jumps to the next thing to happen: what is measured is how the
ceilings are used, not this machine. Prints a table and writes JSON beside it with ``--json FILE``.
"""

import argparse
import asyncio
import json
import random
import selectors
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import httpx

from adapters.courier import Courier
from adapters.stemming import FrenchStemmer
from adapters.telegram.app import open_bot
from adapters.telegram.links import Links
from adapters.telegram.outbound import Telegram
from adapters.telegram.rates import Rates
from adapters.texts import FluentTexts
from bot.dialogue.tokens import Signer
from bot.domain.notices import Notice
from bot.domain.places import Place, PlaceKind
from bot.usecases.matchmaking import Matchmaking
from storage import migrations
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.unit_of_work import SqlUnitOfWorkFactory
from tests.fakes.illustrations import PlainIllustrator
from tests.fakes.telegram_server import TOKEN, TelegramServer
from tests.fakes.telegram_world import Ceilings, Json, Refusal, World, too_many
from tests.fakes.time_and_chance import ListedHolidays, SeededChance

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CEILING = 30
PEOPLE, GROUPS = 1_500, 20
JITTER = 0.005
"""Seconds, on each way."""


class Jump(selectors.SelectSelector):
    """Waits for nothing: the clock of its loop jumps over what it was asked to wait."""

    passed = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready and timeout:
            self.passed += timeout
        return ready


class SimulatedLoop(asyncio.SelectorEventLoop):
    """Threads would escape the simulated clock: what is given to one runs at once."""

    def __init__(self) -> None:
        self.jump = Jump()
        super().__init__(self.jump)

    def time(self) -> float:
        return self.jump.passed

    def run_in_executor(  # type: ignore[override]
        self, executor: Executor | None, func: Callable[..., Any], *args: Any
    ) -> "asyncio.Future[Any]":
        done = self.create_future()
        try:
            done.set_result(func(*args))
        except Exception as error:
            done.set_exception(error)
        return done

    def now(self) -> datetime:
        return START + timedelta(seconds=self.time())


class Road(httpx.AsyncBaseTransport):
    """The way to the platform and back, never twice as long as before."""

    def __init__(
        self, inner: httpx.AsyncBaseTransport, chance: random.Random, seconds: float
    ) -> None:
        self._inner, self._chance, self._seconds = inner, chance, seconds

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await self._go()
        answer = await self._inner.handle_async_request(request)
        await self._go()
        return answer

    async def _go(self) -> None:
        await asyncio.sleep(self._seconds + self._chance.uniform(-JITTER, JITTER))


class Storm:
    """The platform's moods, and what the bot did about them."""

    def __init__(self, world: World, chance: random.Random) -> None:
        self._world, self._chance = world, chance
        self._asked_to_wait: dict[str, datetime] = {}
        self.too_early = 0

    def trouble(self, method: str, params: Json) -> Refusal | None:
        if method != "sendMessage":
            return None
        chat, now = str(params["chat_id"]), self._world.clock.now()
        self.too_early += now < self._asked_to_wait.get(chat, now)
        if self._chance.random() < 0.5:
            seconds = self._chance.choice((1, 1, 2, 3, 5, 15))
            self._asked_to_wait[chat] = now + timedelta(seconds=seconds)
            return too_many(seconds)
        return None


async def storm(
    loop: SimulatedLoop, sends: int, folder: Path, seed: int, way: float
) -> dict[str, Any]:
    """Send that many messages, each `way` seconds from the platform; what it saw."""
    chance = random.Random(seed)
    world = World(loop, ceilings=Ceilings())
    server = TelegramServer(world)
    moods = Storm(world, chance)
    world.trouble = moods.trouble
    url = f"sqlite:///{folder / 'storm.db'}"
    migrations.upgrade(url)
    engine = open_engine(url)
    unit_of_work = SqlUnitOfWorkFactory(engine, Cipher([Cipher.new_key()]))
    chats = [world.person(f"p{number}").id for number in range(PEOPLE)]
    groups = [world.group(f"g{number}").id for number in range(GROUPS)]
    wanted: Counter[int] = Counter()
    with unit_of_work() as uow:
        for _ in range(sends):
            in_group = chance.random() < 0.05
            chat = chance.choice(groups if in_group else chats)
            kind = PlaceKind.GROUP if in_group else PlaceKind.PRIVATE
            uow.outbox.add(Notice("help", Place("telegram", str(chat), kind), None, START))
            wanted[chat] += 1
        uow.commit()
    channel = _channel(loop, server, chance, way)
    courier = Courier(
        unit_of_work, {"telegram": channel}, Signer(b"k" * 32), Matchmaking(FrenchStemmer()),
        PlainIllustrator(), loop, SeededChance(seed), ListedHolidays(), "fr", lambda worker: None,
    )  # fmt: skip
    while True:
        if await courier.deliver_due():
            continue
        with unit_of_work() as uow:
            due = uow.outbox.next_due()
        if due is None:
            break
        await asyncio.sleep(max(0.001, (due - loop.now()).total_seconds()))
    engine.dispose()
    return _report(server, moods, wanted)


def _channel(
    loop: SimulatedLoop, server: TelegramServer, chance: random.Random, way: float
) -> Telegram:
    road = Road(httpx.ASGITransport(server.app), chance, way)
    bot = open_bot(TOKEN, "http://telegram.test", transport=road)

    async def nobody_moves(old: str, new: str) -> None: ...

    return Telegram(bot, FluentTexts(), loop, Rates(loop), Links(), nobody_moves)


def _report(server: TelegramServer, moods: Storm, wanted: Counter[int]) -> dict[str, Any]:
    calls = server.calls("sendMessage")
    sent = [call for call in calls if call.status == 200]
    times = [call.at for call in sent]
    per_chat = Counter(int(call.chat) for call in sent)
    last = {int(call.chat): call.at for call in sent}
    waits = sorted((last[chat] - START).total_seconds() for chat in wanted if chat in last)
    # While there is enough to send to enough chats; the end waits for the last ones alone.
    busy = times[: len(times) * 9 // 10]
    seconds = (busy[-1] - busy[0]).total_seconds()
    return {
        "wanted": sum(wanted.values()),
        "sent": len(sent),
        "calls": len(calls),
        "asked_to_wait": sum("after" in call.description for call in calls),
        "called_too_early": moods.too_early,
        "most_in_a_second": _most_in_a_second(times),
        "chats": len(wanted),
        "chats_not_served_in_full": sum(per_chat[chat] != n for chat, n in wanted.items()),
        "messages_a_second": round((len(busy) - 1) / seconds, 2),
        "of_the_ceiling": round((len(busy) - 1) / seconds / CEILING, 4),
        "seconds_in_all": round((times[-1] - times[0]).total_seconds(), 1),
        "last_message_of_a_chat_median_s": round(waits[len(waits) // 2], 1),
        "last_message_of_a_chat_latest_s": round(waits[-1], 1),
    }


def _most_in_a_second(times: list[datetime]) -> int:
    most, start = 0, 0
    for end, at in enumerate(times):
        while at - times[start] >= timedelta(seconds=1):
            start += 1
        most = max(most, end - start + 1)
    return most


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sends", type=int, nargs="?", default=10_000)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--way", type=float, default=0.015, help="seconds to the platform, and as many back"
    )
    chosen = parser.parse_args()
    loop = SimulatedLoop()
    asyncio.set_event_loop(loop)
    with tempfile.TemporaryDirectory() as folder:
        weather = storm(loop, chosen.sends, Path(folder), chosen.seed, chosen.way)
        found = loop.run_until_complete(weather)
    for name, value in found.items():
        print(f"{name.replace('_', ' '):34} {value:>10}")
    print(f"{'the ceiling, messages a second':34} {CEILING:>10}")
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
