"""Which process holds the device is asked again and again, whatever went wrong the last time."""

import asyncio
from pathlib import Path

import pytest

from adapters.matrix.account import MatrixAccount
from adapters.matrix.app import BETWEEN_ELECTIONS, BETWEEN_TRIES, MatrixApp
from storage.cipher import Cipher
from tests.fakes.memory import MemoryStore
from tests.fakes.time_and_chance import HandClock, SeededChance
from tests.journeys.theatre import TUESDAY, sentences


class Elections:
    """The first one cannot be held, the others are lost."""

    def __init__(self) -> None:
        self.held = 0

    def hold(self) -> bool:
        self.held += 1
        if self.held == 1:
            raise OSError("no space left on the disk")
        return False

    def release(self) -> None:
        return None


async def test_an_election_that_failed_is_held_again(tmp_path: Path, cipher: Cipher) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2:
            raise asyncio.CancelledError

    app = MatrixApp(
        MatrixAccount("http://hs.test", "@bot:hs.test", password="unused"),
        tmp_path,
        cipher,
        MemoryStore().unit_of_work,
        sentences(),
        HandClock(TUESDAY),
        SeededChance(),
        election=Elections(),
        sleep=sleep,
    )
    with pytest.raises(asyncio.CancelledError):
        await app.run()
    assert waits == [BETWEEN_TRIES, BETWEEN_ELECTIONS]
