"""Catching up, in lives that are cut short: ``python -m tests.matrix.flood URL FOLDER ENDS...``.

Each life starts the bot on what is on disk and takes in everything that the server at URL has for
it; it ends by SIGKILL at the commit that ENDS tells (``40`` before the fortieth, ``40+`` after it),
or once there is nothing left (``0``). Prints how each ended. The server outside survives.
"""

import asyncio
import json
import os
import sys
from datetime import timedelta
from pathlib import Path

from adapters.chance import SystemChance
from adapters.matrix.account import MatrixAccount
from adapters.matrix.app import MatrixApp
from adapters.matrix.rooms import Welcomes
from bot.bootstrap import build_core
from storage.cipher import Cipher
from storage.engine import open_engine
from tests.fakes.illustrations import PlainIllustrator
from tests.fakes.screening import ListedScreener
from tests.fakes.time_and_chance import HandClock, ListedHolidays, SeededChance
from tests.journeys.mortal import Life, MortalUnitOfWork
from tests.journeys.theatre import TUESDAY, sentences
from tests.matrix.synapse import PASSWORD, SERVER

BOT = "flooded"
LEASES = timedelta(minutes=4)


async def live(url: str, folder: Path, number: int, life: Life) -> None:
    """One life: everything there is to do, unless it ends before."""
    cipher = Cipher([(folder / "key").read_text()])
    engine = open_engine(f"sqlite:///{folder / 'bot.db'}")
    clock = HandClock(TUESDAY + number * LEASES)

    def unit_of_work() -> MortalUnitOfWork:
        return MortalUnitOfWork(life, engine, cipher)

    app = MatrixApp(
        MatrixAccount(url, f"@{BOT}:{SERVER}", password=PASSWORD),
        folder=folder / "matrix",
        seal=cipher,
        unit_of_work=unit_of_work,
        texts=sentences(),
        clock=clock,
        chance=SystemChance(),
        welcomes=Welcomes(allowed=(SERVER,)),
    )
    core = build_core(
        unit_of_work=unit_of_work,
        clock=clock,
        chance=SeededChance(number),
        holidays=ListedHolidays(),
        screener=ListedScreener({}),
        illustrator=PlainIllustrator(),
        channels={app.channel.name: app.channel},
        key=b"k" * 32,
    )
    app.bring_to(core.reception)
    await app.begin()
    core.courier.recover()
    brought = True
    while brought:
        while core.reception.work():
            pass
        await core.settle_all()
        brought = await app.once()
    await app.close()
    engine.dispose()


def lives(url: str, folder: Path, ends: list[str]) -> list[int]:
    """Live until the end; each life but the last is cut short. How each ended."""
    told: list[int] = []
    for number, end in enumerate(ends):
        ends_at = int(end.rstrip("+")) or None
        child = os.fork()
        if child == 0:
            code = 1
            try:
                asyncio.run(live(url, folder, number, Life(ends_at, not end.endswith("+"))))
                code = 0
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        told.append(status)
    return told


if __name__ == "__main__":
    sentences()
    sys.stdout.write(json.dumps(lives(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])))
