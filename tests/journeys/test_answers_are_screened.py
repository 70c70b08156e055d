"""With the real screening, names and private numbers of answers reach nobody; public lines do.

The answers are those of the second world that hold personal data, one in eight of them.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.screening import GuardedScreening
from anonymize.guard import GuardedScreener
from anonymize.settings import ScreeningSettings
from bot.domain.screens import Screen, Sheet
from bot.domain.texts import RawText
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.unit_of_work import SqlUnitOfWorkFactory
from tests.adapters.logging_to import logging_to
from tests.contract.kept import everything_kept
from tests.fakes.time_and_chance import HandClock
from tests.journeys.theatre import HELPERS, Theatre, pilot, professional

WORLD = Path(__file__).parents[2] / "benchmarks" / "data" / "world" / "answers.jsonl"
PUBLIC = "Le 115 et le 3919 répondent jour et nuit, la CAF au 3230, l’ADIL du Nord aussi."
OFFICE = "02 61 91 30 84"
"""A fixed line given as an office's ("Le bureau : ..."): it stays, like any service's."""
MARCH = datetime(2026, 3, 2, 9, tzinfo=UTC)
LINES = ("115", "3919", "3230", "CAF", "ADIL du Nord")


def answers() -> list[tuple[str, list[str]]]:
    rows = (json.loads(line) for line in WORLD.read_text(encoding="utf-8").splitlines())
    return [(row["text"], row["pii"]) for row in rows if row["contains_personal_data"]]


@pytest.fixture(scope="module")
def screening() -> Iterator[GuardedScreening]:
    guard = GuardedScreener(ScreeningSettings(timeout_seconds=20))
    guard.start()
    screening = GuardedScreening(guard, b"s" * 32, HandClock(MARCH))
    screening.wait()
    yield screening
    screening.close()


@pytest.fixture
def theatre(fresh_sqlite: str, cipher: Cipher, screening: GuardedScreening) -> Iterator[Theatre]:
    engine = open_engine(fresh_sqlite)
    theatre = Theatre(SqlUnitOfWorkFactory(engine, cipher))
    theatre.screener = screening
    theatre.restarted()
    theatre.cast(
        professional("claire"),
        professional("zoe"),
        pilot("paule"),
        *(professional(name) for name in HELPERS),
    )
    yield theatre
    engine.dispose()


async def shown_to_others(theatre: Theatre, author: str) -> str:
    """Every message as it stands, the digest, the votes, the fiche and the pages among them.

    The author's own previews name what was replaced: they are nobody else's.
    """
    await theatre.says("claire", "/imprimer")
    sheet = theatre.shown("claire")[-1].screen.enclosed
    assert isinstance(sheet, Sheet)
    pages = theatre.spoken(Screen(sheet.blocks))
    await theatre.says("zoe", "/chercher déménagement")
    shown = [theatre.heard(place) for place in theatre.channel.places if place != author]
    return "\n".join([pages, *shown])


async def test_what_the_asker_adds_is_screened_as_the_situation_was(theatre: Theatre) -> None:
    """A town hidden in the situation must not come back in a precision on it."""
    told = "Oui, elle vit à Roubaix, sa fille va à l’école Jules Ferry, rendez-vous le 14 décembre."
    await theatre.asks("claire", "Qui peut payer le déménagement de Roubaix à Lyon ?")
    await theatre.passes(timedelta(minutes=2))
    curious = theatre.asked()[0]
    await theatre.taps(curious, "choice-ask-back")
    await theatre.says(curious, "Est-elle suivie près de chez elle ?")
    await theatre.taps(curious, "choice-send")
    await theatre.taps("claire", "choice-reply")
    await theatre.says("claire", told)
    await theatre.taps("claire", "choice-send")
    await theatre.answers(curious, "Le FSL du Rhône prend le relais, demandez-lui.")
    await theatre.taps("claire", "choice-go-further")
    await theatre.taps("claire", "choice-follow-up")
    await theatre.says("claire", told)
    await theatre.taps("claire", "choice-send")
    await theatre.taps("claire", "choice-this-unblocks")
    await theatre.taps("claire", "choice-comment")
    await theatre.says("claire", told)
    await theatre.taps("claire", "choice-send")
    read = theatre.heard(curious)
    assert read.count("elle vit à [ville moyenne") == 3
    assert [one for one in ("Roubaix", "Jules Ferry", "14 décembre") if one in read] == []


async def test_names_and_numbers_of_answers_reach_nobody(theatre: Theatre) -> None:
    given = answers()
    assert len(given) >= 12
    with logging_to("debug") as logs:
        await theatre.asks("claire", "Qui peut payer le déménagement de Lille à Lyon ?")
        await theatre.passes(timedelta(minutes=2))
        helper, voter = theatre.asked()[:2]
        await theatre.answers(voter, "Le FSL du Rhône prend le relais : demandez-lui.")
        await theatre.answers(helper, PUBLIC)
        for text, _ in given:
            await theatre.answers(helper, text)
        await theatre.taps(voter, "choice-correct")
        await theatre.says(voter, "Le FSL du Rhône prend le relais, avec le bail signé.")
        await theatre.taps(voter, "choice-send")
        await theatre.taps(voter, "choice-see-answers")
        await theatre.taps("claire", "choice-this-unblocks")
        await theatre.taps("paule", "choice-read-fiche")
        await theatre.taps("paule", "choice-publish")
        shown = await shown_to_others(theatre, helper)
        written = logs.getvalue()
    kept = everything_kept(theatre.unit_of_work)
    private = [surface for _, surfaces in given for surface in surfaces if surface != OFFICE]
    for place, words in (("shown", shown), ("logged", written), ("kept", kept)):
        assert [one for one in private if one in words] == [], place
    assert [line for line in LINES if line not in shown] == []


def test_a_deadline_stays_one(screening: GuardedScreening) -> None:
    """A near date to come keeps how far it is; a far one, or a past one, its month alone."""
    case = RawText(
        "RSA coupé depuis le 24 mars. Audience le 24 mars 2026, ou le 12 novembre 2026 ?"
    )
    clean = screening.screen(case, language="fr").clean
    assert clean.startswith("RSA coupé depuis [mars]. ")
    assert "[mars 2026, dans environ 3 semaines]" in clean
    assert "[novembre 2026]" in clean
    answer = screening.screen(
        RawText("Avant le 24 mars, voyez le 3949."), language="fr", answer=True
    )
    assert answer.clean == "Avant le 24 mars, voyez le 3949."
