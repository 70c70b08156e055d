"""R8: the whole road at DEBUG, with a canary in every text, leaves no word of them in the logs."""

import io
import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest

from storage.cipher import Cipher
from storage.engine import open_engine
from storage.unit_of_work import SqlUnitOfWorkFactory
from tests.adapters.logging_to import logging_to
from tests.journeys.theatre import HELPERS, StageChannel, Theatre, professional

CANARIES = ("zorglub", "quermeneur", "bachibouzouk", "tartempion", "mirliton", "Dupuis", "Amel")
CASE = "Marie Dupuis, née Quermeneur, doit quitter Lille. Qui paie le déménagement ? zorglub"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    with logging_to("debug") as stream:
        logging.getLogger("sqlalchemy").setLevel(logging.DEBUG)
        yield stream


class StumblingChannel(StageChannel):
    """Fails now and then with an error that quotes what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self._sent = 0

    async def send(self, message: object) -> object:  # type: ignore[override]
        self._sent += 1
        logging.getLogger("talkative.library").debug("sending %s", message)
        if self._sent % 4 == 0:
            raise ConnectionError(f"could not send {message} zorglub")
        return await super().send(message)  # type: ignore[arg-type]


@pytest.fixture
def theatre(written: io.StringIO, fresh_sqlite: str, cipher: Cipher) -> Iterator[Theatre]:
    engine = open_engine(fresh_sqlite)
    theatre = Theatre(SqlUnitOfWorkFactory(engine, cipher), StumblingChannel(), strict=False)
    theatre.cast(*(professional(name) for name in ("claire", *HELPERS)))
    yield theatre
    engine.dispose()


async def test_the_road_leaves_no_word_in_the_logs(theatre: Theatre, written: io.StringIO) -> None:
    await theatre.asks("claire", CASE)
    await theatre.passes(timedelta(minutes=2))
    first, second = theatre.asked()[:2]
    await theatre.answers(first, "Le FSL, demandez à Nadia Tartempion, bachibouzouk.")
    await theatre.taps(second, "choice-ask-back")
    await theatre.says(second, "Est-elle allocataire, mirliton ?")
    await theatre.taps(second, "choice-send")
    await theatre.says(second, "/mesdonnees")
    await theatre.says(second, "/oublier")
    await theatre.passes(timedelta(days=4))
    said = written.getvalue()
    assert "send_failed" in said
    assert "talkative.library" in said
    assert [word for word in CANARIES if word.lower() in said.lower()] == []
