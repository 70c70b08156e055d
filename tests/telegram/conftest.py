"""A platform over real HTTP, once for all tests; what is on it is each test's own."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.fakes.telegram_server import listening
from tests.journeys.theatre import HELPERS, professional
from tests.telegram.stage import Front, TelegramTheatre


@pytest.fixture(scope="session")
def front() -> Iterator[Front]:
    front = Front()
    with listening(front) as url:
        front.url = url
        yield front


@pytest.fixture
async def theatre(front: Front) -> AsyncIterator[TelegramTheatre]:
    """The stage of the journeys, on Telegram."""
    theatre = TelegramTheatre(front)
    await theatre.begin()
    theatre.cast(professional("claire"), *(professional(name) for name in HELPERS))
    yield theatre
    await theatre.end()
