"""A whole road at DEBUG with a canary in every text and name: none of them is logged (R8)."""

import io
import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.delivery import Outgoing, SendOutcome
from bot.domain.inbound import Deleted, Edited
from bot.domain.texts import RawText
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.unit_of_work import SqlUnitOfWorkFactory
from tests.adapters.logging_to import logging_to
from tests.fakes.screening import ListedScreener
from tests.journeys.theatre import HELPERS, StageChannel, Theatre, circle, moderator, professional

CANARIES = (
    "canariprenom",
    "canarisituation",
    "canarireponse",
    "canariquestion",
    "canariprecision",
    "canaricommentaire",
    "canarinom",
    "canaristructure",
    "canaripresentation",
    "canarimasque",
    "canarirelais",
    "canariraison",
    "canaricollegue",
    "canaricorrection",
    "canaricercle",
    "canaripanne",
)


class TalkativeChannel(StageChannel):
    """A platform whose library logs whatever it is given."""

    async def send(self, message: Outgoing) -> SendOutcome:
        logging.getLogger("talkative.library").debug("sending %s", message)
        return await super().send(message)


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything that the process logs, at DEBUG, libraries included."""
    with logging_to("debug") as stream:
        logging.getLogger("sqlalchemy").setLevel(logging.DEBUG)
        yield stream


@pytest.fixture
def theatre(fresh_sqlite: str, cipher: Cipher) -> Iterator[Theatre]:
    engine = open_engine(fresh_sqlite)
    theatre = Theatre(SqlUnitOfWorkFactory(engine, cipher), TalkativeChannel(), strict=False)
    theatre.screener = ListedScreener({"canariprenom": "[PERSONNE 1]"})
    theatre.restarted()
    theatre.asks_five_at_a_time()
    theatre.cast(
        professional("claire", display_name="canarinom", bio="canaripresentation"),
        moderator("nadege"),
        *(professional(name, display_name=f"canaricollegue {name}") for name in HELPERS),
    )
    theatre.circle(circle("canaricercle", "gilles"))
    yield theatre
    engine.dispose()


async def whole_road(theatre: Theatre) -> None:
    await theatre.says("claire", "canariprenom canarisituation : qui paie le déménagement ?")
    await theatre.taps("claire", "choice-review")
    await theatre.taps("claire", "choice-mask-more")
    await theatre.says("claire", "canarimasque")
    await theatre.taps("claire", "choice-send")
    await theatre.passes(timedelta(minutes=2))
    first, second, third = theatre.asked()[:3]
    await theatre.taps(first, "choice-ask-back")
    await theatre.says(first, "canariquestion ?")
    await theatre.taps(first, "choice-send")
    await theatre.taps("claire", "choice-reply")
    await theatre.says("claire", "canariprecision")
    await theatre.taps("claire", "choice-send")
    await theatre.taps(second, "choice-relay")
    await theatre.says(second, "canaricollegue")
    await theatre.taps(second, "choice-bring-answer")
    await theatre.says(second, "canarirelais canariprenom")
    await theatre.taps(second, "choice-send")
    await theatre.taps(third, "choice-answer")
    message = await theatre.says(third, "canarireponse : le FSL paie, demandez-lui.")
    await theatre.taps(third, "choice-send")
    await theatre.does(third, Edited(RawText("canaricorrection"), message))
    await theatre.does(third, Deleted(message))
    await theatre.taps("claire", "choice-this-unblocks")
    await theatre.taps("claire", "choice-comment")
    await theatre.says("claire", "canaricommentaire")
    await theatre.taps("claire", "choice-send")
    await theatre.says("nadege", "/limites first_wave 3 canariraison")
    await theatre.says("claire", "/mesdonnees")
    await theatre.says("claire", "/oublier")
    await theatre.taps("claire", "choice-erase")


async def test_no_word_and_no_name_reaches_the_logs(theatre: Theatre, written: io.StringIO) -> None:
    await whole_road(theatre)
    shown = "".join(theatre.heard(place) for place in theatre.channel.places)
    said = written.getvalue()
    assert "canari" in shown, "the canaries were there"
    assert "talkative.library" in said, "and the library spoke"
    assert [canary for canary in CANARIES if canary in said.casefold()] == []


async def test_not_even_when_everything_breaks(theatre: Theatre, written: io.StringIO) -> None:
    """Errors that quote what they were given are told by their type and place alone."""

    def broken(message: Outgoing) -> SendOutcome | None:
        raise ConnectionError(f"canaripanne {message.screen!r}")

    class Failing(ListedScreener):
        def screen(self, text: RawText, **options: object) -> None:  # type: ignore[override]
            raise ValueError(f"canaripanne {text.value}")

    theatre.screener = Failing({})
    theatre.restarted()
    await theatre.says("claire", "canarisituation")
    await theatre.taps("claire", "choice-review")
    theatre.channel.failing = broken
    await theatre.says("amel", "canarisituation")
    assert '"error": "ValueError"' in written.getvalue()
    assert '"error": "ConnectionError"' in written.getvalue()
    for error in ("ValueError", "ConnectionError"):
        assert f"{error}@" in written.getvalue(), "and the places on the way to it"
    assert "canari" not in written.getvalue().casefold()


async def test_what_is_waiting_on_disk_is_not_readable(
    theatre: Theatre, written: io.StringIO, tmp_path: Path
) -> None:
    """A draft and an event not handled yet are encrypted: a stolen file says nothing of them."""
    await theatre.says("claire", "canariprenom et canarisituation")
    await theatre.taps("claire", "choice-review")
    on_disk = b"".join(path.read_bytes() for path in tmp_path.glob("test.db*"))
    assert b"canarinom" in on_disk
    assert b"canariprenom" not in on_disk
    assert b"canarisituation" not in on_disk
