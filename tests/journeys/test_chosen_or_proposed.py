"""What somebody chose of their situation stays; what was proposed is read in the text as it is."""

from datetime import timedelta

import pytest

from bot.domain.inbound import Tapped
from tests.fakes.screening import ListedScreener
from tests.journeys.theatre import Theatre, choices

FIRST = "Bonjour, j’ai besoin d’un coup de main pour une dame."
THEN = "Elle a un loyer impayé à Marseille et va être expulsée de son logement."
HOUSING, FRENCH = "Logement, hébergement", "français"


async def reviews(theatre: Theatre) -> str:
    await theatre.taps("claire", "choice-review")
    return theatre.last("claire")


async def chooses(theatre: Theatre, theme: str) -> None:
    """Tap a theme by its name, wherever it stands in the list, and come back."""
    await theatre.taps("claire", "choice-themes")
    (token,) = [
        one.token
        for one in choices(theatre.shown("claire")[-1].screen)
        if one.label.args.get("theme") == theme
    ]
    await theatre.does("claire", Tapped(token))
    await theatre.taps("claire", "choice-back-to-preview")


async def test_what_was_proposed_first_is_read_again_once_more_is_said(theatre: Theatre) -> None:
    await theatre.says("claire", FIRST)
    first = await reviews(theatre)
    assert "Nord (59)" in first, "where she works, while nothing is said"
    assert HOUSING not in first
    await theatre.says("claire", THEN)
    then = await reviews(theatre)
    assert HOUSING in then
    assert "Bouches-du-Rhône (13)" in then
    await theatre.taps("claire", "choice-send")
    with theatre.unit_of_work() as uow:
        (case,) = uow.cases.open_cases()
    assert case.departement == "13"
    assert case.themes[0].startswith("logement-hebergement")


async def test_what_an_edit_changes_is_read_again(theatre: Theatre) -> None:
    message = await theatre.says("claire", "Un jeune de Marseille cherche un cours de français.")
    assert "Bouches-du-Rhône (13)" in await reviews(theatre)
    await theatre.edits("claire", message, "Un loyer impayé à Lille, expulsion annoncée.")
    then = await reviews(theatre)
    assert "Nord (59)" in then
    assert HOUSING in then


async def test_a_place_that_was_given_stays(theatre: Theatre) -> None:
    await theatre.says("claire", FIRST)
    await reviews(theatre)
    await theatre.taps("claire", "choice-territory")
    await theatre.says("claire", "Rhône")
    await theatre.says("claire", THEN)
    assert "Rhône (69)" in (then := await reviews(theatre))
    assert HOUSING in then


async def test_a_theme_that_was_tapped_stays_and_others_are_proposed_beside(
    theatre: Theatre,
) -> None:
    await theatre.says("claire", FIRST)
    await reviews(theatre)
    await chooses(theatre, "Mobilité")
    assert "Mobilité" in theatre.last("claire")
    await theatre.says("claire", THEN)
    then = await reviews(theatre)
    assert "Mobilité" in then
    assert HOUSING in then
    assert "Bouches-du-Rhône (13)" in then


async def test_a_theme_taken_away_is_not_proposed_again(theatre: Theatre) -> None:
    await theatre.says("claire", THEN)
    assert HOUSING in await reviews(theatre)
    await chooses(theatre, HOUSING)
    assert HOUSING not in theatre.last("claire")
    await theatre.says("claire", "Le bailleur a donné congé, elle cherche un logement social.")
    assert HOUSING not in await reviews(theatre)


async def test_what_was_chosen_outlives_a_restart(theatre: Theatre) -> None:
    await theatre.says("claire", FIRST)
    await reviews(theatre)
    await chooses(theatre, "Mobilité")
    theatre.restarted()
    await theatre.says("claire", THEN)
    assert "Mobilité" in await reviews(theatre)


class Gazetteer(ListedScreener):
    """Knows two towns of one name, and is told where a text is likely about."""

    def screen(self, text, *, departement=None, **told):  # type: ignore[no-untyped-def, override]
        self._listed = {"Saint-Denis": f"[ville du {departement}]"}
        return super().screen(text, departement=departement, **told)


async def test_a_town_is_told_apart_by_where_its_author_works_or_says_it_is(
    theatre: Theatre,
) -> None:
    theatre.screener = Gazetteer({})
    theatre.restarted()
    await theatre.says("claire", "Une dame de Saint-Denis a un loyer impayé : qui peut l’aider ?")
    assert "[ville du 59]" in await reviews(theatre)
    await theatre.taps("claire", "choice-territory")
    await theatre.says("claire", "974")
    assert "[ville du 974]" in theatre.last("claire")
    await theatre.taps("claire", "choice-send")
    await theatre.passes(timedelta(minutes=2))
    # A precision is about the same place.
    curious = theatre.asked()[0]
    await theatre.taps(curious, "choice-ask-back")
    await theatre.says(curious, "Dans quel quartier ?")
    await theatre.taps(curious, "choice-send")
    await theatre.taps("claire", "choice-reply")
    await theatre.says("claire", "Au centre de Saint-Denis.")
    assert "[ville du 974]" in theatre.last("claire")


async def test_the_way_back_to_a_preview_shows_the_text_as_it_is_now(theatre: Theatre) -> None:
    """A list of themes was open while more was written."""
    await theatre.says("claire", FIRST)
    await reviews(theatre)
    await theatre.taps("claire", "choice-themes")
    back = theatre.token("claire", "choice-back-to-preview")
    await theatre.says("claire", THEN)
    await theatre.does("claire", Tapped(back))
    assert THEN in theatre.last("claire")
    assert "choice-send" in theatre.offered("claire")


@pytest.mark.parametrize("label", ["choice-urgent", "choice-give-back"])
async def test_no_choice_of_an_older_preview_is_met_with_silence(
    theatre: Theatre, label: str
) -> None:
    await theatre.says("claire", "Marie Dupuis a besoin d’un coup de main.")
    await reviews(theatre)
    older = theatre.token("claire", label)
    await theatre.says("claire", THEN)
    await theatre.does("claire", Tapped(older))
    assert THEN in theatre.last("claire")
    assert "choice-send" in theatre.offered("claire")


@pytest.mark.parametrize("asked", ["choice-mask-more", "choice-territory"])
async def test_back_at_the_preview_words_are_words_again(theatre: Theatre, asked: str) -> None:
    await theatre.says("claire", FIRST)
    await reviews(theatre)
    await theatre.taps("claire", asked)
    await theatre.taps("claire", "choice-back-to-preview")
    await theatre.says("claire", THEN)
    assert "C’est noté" in theatre.last("claire")
    assert THEN in await reviews(theatre)


async def test_a_text_that_could_not_be_screened_is_one_tap_from_being_tried_again(
    theatre: Theatre,
) -> None:
    """An answer has no other button: typed a second time, it would be there twice."""
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    helper = theatre.asked()[0]
    await theatre.taps(helper, "choice-answer")
    theatre.screener.unavailable = "timeout"
    await theatre.says(helper, "Le FSL du Rhône prend le relais.")
    assert "votre brouillon est gardé" in theatre.last(helper)
    theatre.screener.unavailable = None
    await theatre.taps(helper, "choice-back-to-preview")
    assert theatre.last(helper).count("Le FSL du Rhône prend le relais.") == 1
    assert "choice-send" in theatre.offered(helper)


async def test_words_typed_after_a_failed_screening_are_not_words_to_hide(
    theatre: Theatre,
) -> None:
    await theatre.says("claire", FIRST)
    await reviews(theatre)
    await theatre.taps("claire", "choice-mask-more")
    theatre.screener.unavailable = "timeout"
    await theatre.says("claire", "dame")
    theatre.screener.unavailable = None
    await theatre.says("claire", THEN)
    assert "C’est noté" in theatre.last("claire")
