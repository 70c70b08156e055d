"""One Matrix server and one process of strict clients, for all tests; rooms are each test's own."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.cipher import Cipher
from tests.journeys.theatre import HELPERS, professional
from tests.matrix.people import Phones
from tests.matrix.stage import MatrixTheatre
from tests.matrix.synapse import Synapse
from tests.matrix.town import Town

IN_MEMORY = Path("/dev/shm")


@pytest.fixture(scope="session")
def phones() -> Iterator[Phones]:
    if shutil.which("node") is None:
        pytest.skip("the independent Matrix client runs on Node.js, which is missing")
    phones = Phones()
    yield phones
    phones.close()


@pytest.fixture(scope="session")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that waits for no disk, where there is one: nothing here outlives the tests."""
    if os.access(IN_MEMORY, os.W_OK):
        with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
            yield Path(folder)
    else:
        yield tmp_path_factory.mktemp("matrix")


@pytest.fixture(scope="session")
def synapse(memory: Path) -> Iterator[Synapse]:
    synapse = Synapse(memory / "synapse")
    synapse.start()
    yield synapse
    synapse.close()


@pytest.fixture(scope="session")
def town(synapse: Synapse, phones: Phones, memory: Path) -> Town:
    bot = synapse.register("entraide")
    return Town(synapse, phones, memory / "bot", bot, Cipher([Cipher.new_key()]))


@pytest.fixture
async def theatre(town: Town) -> AsyncIterator[MatrixTheatre]:
    """The stage of the journeys, on Matrix."""
    theatre = MatrixTheatre(town)
    await theatre.begin()
    theatre.cast(professional("claire"), *(professional(name) for name in HELPERS))
    yield theatre
    await theatre.end()
