"""One Matrix server and one process of strict clients, for all tests; rooms are each test's own."""

import shutil
from collections.abc import Iterator

import pytest

from tests.matrix.people import Phones
from tests.matrix.synapse import Synapse


@pytest.fixture(scope="session")
def phones() -> Iterator[Phones]:
    if shutil.which("node") is None:
        pytest.skip("the independent Matrix client runs on Node.js, which is missing")
    phones = Phones()
    yield phones
    phones.close()


@pytest.fixture(scope="session")
def synapse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Synapse]:
    synapse = Synapse(tmp_path_factory.mktemp("synapse"))
    synapse.start()
    yield synapse
    synapse.close()
