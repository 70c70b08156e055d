"""``/bilan``: what a quarter was, for pilots and moderators."""

from datetime import timedelta

import pytest

from bot.domain.inbound import Tapped
from bot.domain.screens import Charts, Screen, Sheet
from tests.journeys.theatre import Theatre, moderator, pilot, professional


@pytest.fixture
async def quarter(theatre: Theatre) -> Theatre:
    """One case unblocked in half an hour; another, on a subject of nobody, left alone."""
    theatre.cast(pilot("paule"), moderator("nadege"), professional("zoe", themes=()))
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=30))
    await theatre.answers(theatre.asked()[0], "Le FSL du Rhône prend le relais, demandez-lui.")
    await theatre.taps("claire", "choice-this-unblocks")
    await theatre.passes(timedelta(days=1))
    await theatre.asks("zoe", "Monsieur ne sait pas lire, quel atelier d’alphabétisation ?")
    await theatre.passes(timedelta(days=8), step=timedelta(hours=6))
    return theatre


async def test_the_figures_are_said_in_words_and_drawn(quarter: Theatre) -> None:
    await quarter.says("nadege", "/bilan")
    said = quarter.last("nadege")
    assert "Bilan du 4e trimestre 2026" in said
    assert "2 situations posées, 1 avec au moins une réponse" in said
    assert "Débloquées : 1 sur 1 dont la suite est connue (100 %)" in said
    assert "en 29 min" in said, "it left a minute later"
    assert isinstance(quarter.shown("nadege")[-1].screen.enclosed, Charts)
    assert len(said) < 1_500


async def test_what_nobody_answers_and_nobody_covers_is_named(quarter: Theatre) -> None:
    await quarter.says("paule", "/bilan")
    assert "Restées sans réponse" in quarter.last("paule")
    assert "que personne ne couvre" in quarter.last("paule")


async def test_it_is_kept_as_pages_without_a_name(quarter: Theatre) -> None:
    await quarter.says("paule", "/bilan")
    await quarter.taps("paule", "choice-print")
    sheet = quarter.shown("paule")[-1].screen.enclosed
    assert isinstance(sheet, Sheet)
    pages = quarter.spoken(Screen(sheet.blocks))
    assert "Situations par thème" in pages
    for name in ("Claire", "Paule", "Zoe", "Amel", "Bruno", "alphabétisation"):
        assert name not in pages


async def test_the_quarter_before_is_one_tap_away(quarter: Theatre) -> None:
    await quarter.says("paule", "/bilan")
    await quarter.taps("paule", "choice-report-before")
    assert "3e trimestre 2026" in quarter.last("paule")
    assert "Aucune situation" in quarter.last("paule")
    await quarter.says("paule", "/bilan T4 2026")
    assert "2 situations posées" in quarter.last("paule")
    await quarter.says("paule", "/bilan hier")
    assert "Écrivez : /bilan" in quarter.last("paule")


async def test_members_do_not_read_it(quarter: Theatre) -> None:
    await quarter.says("zoe", "/bilan")
    assert "autre rôle" in quarter.last("zoe")
    await quarter.says("paule", "/bilan")
    await quarter.does("zoe", Tapped(quarter.token("paule", "choice-report-before")))
    assert "pas pour vous" in quarter.last("zoe")
