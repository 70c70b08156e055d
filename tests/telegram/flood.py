"""A flood that kills: run as ``python -m tests.telegram.flood URL FOLDER SEED``, prints a report.

Takes in everything that the platform at URL has for the bot, in lives that end by SIGKILL just
before or after a commit, until one gets to the end. The platform outside survives.
"""

import asyncio
import json
import os
import random
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from adapters.telegram.app import Poller, Receiver, open_bot
from adapters.telegram.links import Links
from adapters.telegram.outbound import Telegram
from adapters.telegram.rates import Rates
from bot.bootstrap import build_core
from bot.domain.people import Account, AccountId, Professional
from bot.domain.places import Place
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.unit_of_work import SqlUnitOfWorkFactory
from tests.fakes.illustrations import PlainIllustrator
from tests.fakes.screening import ListedScreener
from tests.fakes.telegram_server import TOKEN
from tests.fakes.time_and_chance import HandClock, ListedHolidays, SeededChance
from tests.journeys.mortal import Life, MortalUnitOfWork
from tests.journeys.theatre import TUESDAY, sentences
from tests.telegram.rig import UNHURRIED

LEASES = timedelta(minutes=4)
LIVES = 6
MOST_COMMITS = 900


def admit(database: str, cipher: Cipher, people: dict[int, Professional]) -> None:
    """Put people in the network, each with their account on the platform."""
    engine = open_engine(database)
    with SqlUnitOfWorkFactory(engine, cipher)() as uow:
        for chat, person in people.items():
            uow.professionals.add(person)
            home = Place("telegram", str(chat))
            account = AccountId(f"account-{person.id}")
            uow.accounts.add(Account(account, person.id, "telegram", str(chat), home, TUESDAY))
        uow.commit()
    engine.dispose()


async def live(url: str, folder: Path, number: int, life: Life) -> None:
    """One life: everything there is to do, unless it ends before."""
    cipher = Cipher([(folder / "key").read_text()])
    engine = open_engine(f"sqlite:///{folder / 'bot.db'}")
    clock = HandClock(TUESDAY + number * LEASES)
    bot = open_bot(TOKEN, url)
    await bot.initialize()
    links = Links()

    async def nobody_moves(old: str, new: str) -> None: ...

    channel = Telegram(bot, sentences(), clock, Rates(clock, UNHURRIED), links, nobody_moves)
    core = build_core(
        unit_of_work=lambda: MortalUnitOfWork(life, engine, cipher),
        clock=clock,
        chance=SeededChance(number),
        holidays=ListedHolidays(),
        screener=ListedScreener({}),
        illustrator=PlainIllustrator(),
        channels={"telegram": channel},
        key=b"k" * 32,
    )
    receiver = Receiver(bot, core.reception, clock, links, ("fr", "en"))
    poller = Poller(bot, receiver)
    core.courier.recover()
    while await poller.once(0):
        while core.reception.work():
            pass
    await core.settle_all()
    await receiver.settle()
    await bot.shutdown()
    engine.dispose()


def lives(url: str, folder: Path, seed: int) -> list[dict[str, Any]]:
    """Live until the end of the flood; each life but the last is cut short."""
    chance = random.Random(seed)
    told: list[dict[str, Any]] = []
    for number in range(LIVES + 1):
        ends_at = chance.randint(1, MOST_COMMITS) if number < LIVES else None
        before = chance.random() < 0.5
        child = os.fork()
        if child == 0:
            code = 1
            try:
                asyncio.run(live(url, folder, number, Life(ends_at, before)))
                code = 0
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        told.append({"ends_at": ends_at, "before": before, "status": status})
        if status == 0:
            break
    return told


if __name__ == "__main__":
    sentences()
    sys.stdout.write(json.dumps(lives(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))))
