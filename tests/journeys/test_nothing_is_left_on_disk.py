"""What was erased or forgotten is gone from the file itself, its log and its indexes included."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.notices import Notice
from bot.domain.places import Place
from bot.usecases.forget import purge
from bot.usecases.world import World
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.unit_of_work import SqlUnitOfWorkFactory
from tests.fakes.time_and_chance import SeededChance
from tests.journeys.theatre import HELPERS, Theatre, pilot, professional

OF_CLAIRE = ("canarinom", "canaripresentation", "canarisituation", "canarisuite", "canariprecision")
OF_AMEL = ("canaricollegue", "canarireponse", "canariquestion")
LIFETIMES = dict.fromkeys(
    ("answer-text", "audit", "case-text", "handled-updates", "outcome-comment", "question-text",
     "settled-notices", "web-logouts", "web-messages"),
    1,
)  # fmt: skip


@pytest.fixture
def theatre(fresh_sqlite: str, cipher: Cipher) -> Iterator[Theatre]:
    engine = open_engine(fresh_sqlite)
    theatre = Theatre(SqlUnitOfWorkFactory(engine, cipher))
    theatre.cast(
        professional("claire", display_name="canarinom", bio="canaripresentation"),
        professional("amel", display_name="canaricollegue"),
        pilot("paul"),
    )
    yield theatre
    engine.dispose()


def left(folder: Path, words: tuple[str, ...]) -> list[str]:
    """Of these words, those that the files of the database still hold."""
    on_disk = b"".join(path.read_bytes() for path in folder.glob("test.db*")).lower()
    assert b"professionals" in on_disk
    return [word for word in words if word.encode() in on_disk]


async def a_solved_case(theatre: Theatre) -> None:
    """Claire asks, Amel asks back and answers, it unblocks; Paul publishes the fiche."""
    await theatre.asks("claire", "canarisituation : qui paie le déménagement de cette dame ?")
    await theatre.passes(timedelta(minutes=2))
    await theatre.taps("amel", "choice-ask-back")
    await theatre.says("amel", "canariquestion ?")
    await theatre.taps("amel", "choice-send")
    await theatre.taps("claire", "choice-reply")
    await theatre.says("claire", "canariprecision")
    await theatre.taps("claire", "choice-send")
    await theatre.answers("amel", "canarireponse : le FSL paie, demandez-lui.")
    await theatre.taps("claire", "choice-this-unblocks")
    await theatre.taps("claire", "choice-comment")
    await theatre.says("claire", "canarisuite")
    await theatre.taps("claire", "choice-send")
    await theatre.passes(timedelta(hours=1))
    await theatre.taps("paul", "choice-read-fiche")
    await theatre.taps("paul", "choice-publish")


async def test_of_an_erased_asker(theatre: Theatre, tmp_path: Path) -> None:
    await a_solved_case(theatre)
    assert left(tmp_path, OF_CLAIRE + OF_AMEL) == list(OF_CLAIRE + OF_AMEL)
    await theatre.says("claire", "/oublier")
    await theatre.taps("claire", "choice-erase")
    assert left(tmp_path, OF_CLAIRE) == []


async def test_of_an_erased_colleague(theatre: Theatre, tmp_path: Path) -> None:
    """Their answer goes from the fiche that quotes it as well."""
    await a_solved_case(theatre)
    await theatre.says("amel", "/oublier")
    await theatre.taps("amel", "choice-erase")
    assert left(tmp_path, OF_AMEL) == []
    assert "canarireponse" not in theatre.heard("claire")


async def test_of_texts_past_their_lifetime(theatre: Theatre, tmp_path: Path) -> None:
    theatre.cast(*(professional(name) for name in HELPERS if name != "amel"))
    await theatre.asks("claire", "canarisituation : qui paie le déménagement de cette dame ?")
    await theatre.passes(timedelta(minutes=2))
    asked = theatre.asked()[0]
    await theatre.answers(asked, "canarireponse : le FSL paie, demandez-lui.")
    await theatre.passes(timedelta(days=40), timedelta(days=1))
    with theatre.unit_of_work() as uow:
        world = World(theatre.clock.now(), SeededChance(5), theatre.holidays)
        assert purge(uow, world, LIFETIMES)
        uow.commit()
    assert left(tmp_path, ("canarisituation", "canarireponse")) == []
    with theatre.unit_of_work() as uow:
        assert not uow.forgetting.expired(theatre.clock.now(), LIFETIMES)


async def test_of_a_case_taken_back(theatre: Theatre, tmp_path: Path) -> None:
    """Its numbering goes with its text: nothing would ever remove it after that."""
    await theatre.asks("claire", "canarisituation : qui paie le déménagement de cette dame ?")
    await theatre.taps("claire", "choice-undo")
    with theatre.unit_of_work() as uow:
        (case,) = uow.cases.by_asker(professional("claire").id)
        assert (case.text, case.placeholders) == (None, "")


async def test_of_codes_once_they_were_shown(theatre: Theatre, tmp_path: Path) -> None:
    """Whoever steals the file finds no code to come in with, though each still works."""
    with theatre.unit_of_work() as uow:
        uow.professionals.add(professional("lea"))
        uow.commit()
    await theatre.says("amel", "/lier")
    await theatre.says("paul", "/inviter lea")
    shown = [digits(theatre.last("amel")), digits(theatre.last("paul"))]
    assert [len(code) for code in shown] == [8, 16]
    assert left(tmp_path, tuple(shown)) == []
    await theatre.says("amel-au-bureau", shown[0])
    assert "bienvenue" in theatre.last("amel-au-bureau")


def test_of_a_code_that_waits_to_be_shown(theatre: Theatre, tmp_path: Path) -> None:
    with theatre.unit_of_work() as uow:
        place = Place("stage", "amel")
        uow.outbox.add(Notice("link-code", place, None, theatre.clock.now(), secret="31415926"))
        uow.commit()
    assert left(tmp_path, ("31415926",)) == []


def digits(screen: str) -> str:
    """The code that a screen shows: its longest run of digits, read by fours."""
    return max(re.findall(r"\d(?:[\d ]*\d)?", screen), key=len).replace(" ", "")
