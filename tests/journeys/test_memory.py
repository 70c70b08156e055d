"""What one case taught answers the next, and nobody is asked."""

from datetime import timedelta

import pytest

from adapters.stemming import FrenchStemmer
from bot.domain.fiches import Fiche, FicheId, FicheState, search_terms
from bot.domain.inbound import Tapped
from bot.domain.people import ProfessionalId
from bot.domain.screens import Screen, Sheet
from bot.domain.texts import CleanText
from tests.journeys.theatre import HELPERS, MARIE, Theatre, moderator, pilot, professional

WORKED = "L’aide au déménagement du FSL est portable : demandez-la au FSL du Rhône, bail signé."


@pytest.fixture
async def theatre(theatre: Theatre) -> Theatre:
    """Claire's case was unblocked by an answer."""
    theatre.cast(professional("zoe"), pilot("paule"))
    await asks(theatre, "claire", MARIE)
    await theatre.taps("claire", "choice-send")
    await theatre.passes(timedelta(minutes=2))
    helper = next(name for name in HELPERS if theatre.shown(name))
    await theatre.taps(helper, "choice-answer")
    await theatre.says(helper, WORKED)
    await theatre.taps(helper, "choice-send")
    await theatre.taps("claire", "choice-this-unblocks")
    return theatre


async def asks(theatre: Theatre, who: str, text: str) -> None:
    await theatre.says(who, text)
    await theatre.taps(who, "choice-review")


async def publish(theatre: Theatre) -> None:
    await theatre.taps("paule", "choice-read-fiche")
    await theatre.taps("paule", "choice-publish")


async def test_a_pilot_reads_a_solved_case_before_it_is_kept(theatre: Theatre) -> None:
    assert "pourrait servir aux autres" in theatre.last("paule")
    await theatre.taps("paule", "choice-read-fiche")
    assert "telle qu’elle sera publiée" in theatre.last("paule")
    assert WORKED in theatre.last("paule")
    await theatre.taps("paule", "choice-publish")
    assert "Fiche publiée" in theatre.last("paule")


async def test_no_command_becomes_a_word_of_the_fiche(theatre: Theatre) -> None:
    await theatre.taps("paule", "choice-read-fiche")
    await theatre.says("paule", "charge")
    assert "Charge des sept derniers jours" in theatre.last("paule")
    await theatre.taps("paule", "choice-publish")
    await theatre.says("zoe", "/chercher déménagement")
    assert WORKED in theatre.last("zoe")
    assert "charge" not in theatre.last("zoe").replace("prise en charge", "")


async def test_who_decided_for_everybody_is_in_the_journal(theatre: Theatre) -> None:
    theatre.cast(moderator("nadege"))
    await publish(theatre)
    await theatre.says("nadege", "/historique")
    assert "Paule : fiche publiée (" in theatre.last("nadege")
    assert WORKED not in theatre.last("nadege")


async def test_nothing_is_found_until_it_is_published(theatre: Theatre) -> None:
    await theatre.says("zoe", "/chercher déménagement")
    assert "Aucune fiche" in theatre.last("zoe")
    await publish(theatre)
    await theatre.says("zoe", "/chercher demenagemnt")
    assert WORKED in theatre.last("zoe")


async def test_a_similar_case_is_answered_without_asking_anybody(theatre: Theatre) -> None:
    await publish(theatre)
    before = {name: len(theatre.shown(name)) for name in HELPERS}
    await asks(
        theatre, "zoe", "Ma dame doit quitter Lille pour Lyon, qui paie le déménagement ? FSL non."
    )
    assert "a déjà trouvé une réponse" in theatre.last("zoe")
    assert WORKED in theatre.last("zoe")
    await theatre.taps("zoe", "choice-settled")
    await theatre.passes(timedelta(hours=3))
    assert "personne n’a été sollicité" in theatre.last("zoe")
    assert {name: len(theatre.shown(name)) for name in HELPERS} == before
    assert "vient de servir" in theatre.last("claire")


async def test_one_may_ask_all_the_same(theatre: Theatre) -> None:
    await publish(theatre)
    await asks(theatre, "zoe", "Qui paie le déménagement de Lille à Lyon ? Le FSL a refusé.")
    await theatre.taps("zoe", "choice-ask-anyway")
    assert "le texte exact qui partira" in theatre.last("zoe")


async def test_another_subject_is_not_deflected(theatre: Theatre) -> None:
    await publish(theatre)
    await asks(theatre, "zoe", "Un jeune de 17 ans sort de l’ASE sans papiers, quel titre ?")
    assert "le texte exact qui partira" in theatre.last("zoe")


async def test_a_refused_fiche_is_not_found(theatre: Theatre) -> None:
    await theatre.taps("paule", "choice-refuse-fiche")
    await theatre.says("zoe", "/chercher déménagement")
    assert "Aucune fiche" in theatre.last("zoe")


async def test_only_a_pilot_publishes(theatre: Theatre) -> None:
    token = theatre.token("paule", "choice-read-fiche")
    await theatre.does("zoe", Tapped(token))
    assert "pas pour vous" in theatre.last("zoe")


async def test_a_year_later_its_author_says_whether_it_still_holds(theatre: Theatre) -> None:
    await publish(theatre)
    await theatre.passes(timedelta(days=367), step=timedelta(days=5))
    assert any("toujours vraie" in text for text in theatre.read("claire"))
    await theatre.taps("claire", "choice-outdated")
    await theatre.says("zoe", "/chercher déménagement")
    assert "Aucune fiche" in theatre.last("zoe")


async def test_what_nobody_confirms_is_marked_then_no_longer_offered(theatre: Theatre) -> None:
    await publish(theatre)
    await theatre.passes(timedelta(days=367), step=timedelta(days=5))
    await theatre.says("zoe", "/chercher déménagement")
    assert "si elle est toujours vraie" in theatre.last("zoe")
    await theatre.passes(timedelta(days=50), step=timedelta(days=5))
    await theatre.says("zoe", "/chercher déménagement")
    assert "Aucune fiche" in theatre.last("zoe")
    with theatre.unit_of_work() as uow:
        assert [fiche.state for fiche in uow.fiches.kept()] == [FicheState.OUTDATED]


async def test_a_late_word_of_its_author_brings_it_back(theatre: Theatre) -> None:
    await publish(theatre)
    await theatre.passes(timedelta(days=420), step=timedelta(days=5))
    await theatre.taps("claire", "choice-still-true")
    await theatre.says("zoe", "/chercher déménagement")
    assert WORKED in theatre.last("zoe")
    await theatre.passes(timedelta(days=330), step=timedelta(days=10))
    assert theatre.heard("claire").count("Est-elle toujours vraie") == 1


async def test_when_its_author_left_the_pilots_are_asked(theatre: Theatre) -> None:
    await publish(theatre)
    await theatre.says("claire", "/stop")
    await theatre.passes(timedelta(days=367), step=timedelta(days=5))
    assert "toujours vraie" in theatre.last("paule")
    await theatre.taps("paule", "choice-still-true")
    assert "nous vous le redemanderons" in theatre.last("paule")


async def test_a_fiche_says_where_it_comes_from_and_is_kept_as_pages(theatre: Theatre) -> None:
    await publish(theatre)
    await theatre.says("zoe", "/chercher déménagement")
    assert "D’après : Association" in theatre.last("zoe")
    await theatre.taps("zoe", "choice-settled")
    assert "vient de servir" in theatre.last("claire")
    await theatre.taps("zoe", "choice-print")
    pages = theatre.shown("zoe")[-1].screen.enclosed
    assert isinstance(pages, Sheet)
    assert WORKED in theatre.spoken(Screen(pages.blocks))


async def test_what_was_learnt_from_somebody_goes_with_them(theatre: Theatre) -> None:
    await publish(theatre)
    await theatre.says("claire", "/oublier")
    await theatre.taps("claire", "choice-erase")
    await theatre.says("zoe", "/chercher déménagement")
    assert "Aucune fiche" in theatre.last("zoe")


FURTHER = "Second paragraphe : le devis vient d’abord, puis la demande."


async def remembers_several(theatre: Theatre) -> None:
    """Two more fiches on moving house, of two paragraphs each."""
    with theatre.unit_of_work() as uow:
        for number, place in enumerate(("62", "80")):
            text = f"Qui paie un déménagement de Lille à Lyon ? {WORKED}\n\n{FURTHER}"
            kept = Fiche(
                id=FicheId(f"fiche-{number}"),
                case_id=None,
                author_id=ProfessionalId("claire"),
                text=CleanText(text),
                themes=("mobilite",),
                departement=place,
                state=FicheState.PUBLISHED,
                proposed_at=theatre.clock.now(),
                published_at=theatre.clock.now(),
                review_at=theatre.clock.now() + timedelta(days=365),
            )
            uow.fiches.add(kept, search_terms(text, FrenchStemmer()))
        uow.commit()


async def test_several_fiches_are_shown_by_their_openings_and_read_in_one_tap(
    theatre: Theatre,
) -> None:
    await remembers_several(theatre)
    await theatre.says("zoe", "/chercher déménagement")
    assert "1. Mobilité" in theatre.last("zoe")
    assert FURTHER not in theatre.last("zoe")
    await theatre.taps("zoe", "choice-open-fiche", 2)
    assert FURTHER in theatre.last("zoe")
    assert theatre.offered("zoe") == ["choice-settled"]


async def test_the_lines_to_call_stand_above_what_is_offered(theatre: Theatre) -> None:
    await publish(theatre)
    danger = "Son mari la frappe. Qui paie le déménagement de Lille à Lyon ? Le FSL a refusé."
    await asks(theatre, "zoe", danger)
    assert WORKED in theatre.last("zoe")
    assert "3919" in theatre.last("zoe")


async def test_a_fiche_read_before_an_ask_leaves_both_ways_open(theatre: Theatre) -> None:
    await remembers_several(theatre)
    await asks(theatre, "zoe", "Qui paie un déménagement de Lille à Lyon ? Le FSL a refusé.")
    assert FURTHER not in theatre.last("zoe")
    await theatre.taps("zoe", "choice-open-fiche")
    assert FURTHER in theatre.last("zoe")
    assert theatre.offered("zoe") == ["choice-settled", "choice-ask-anyway"]
    await theatre.taps("zoe", "choice-settled")
    assert "Votre texte est détruit" in theatre.last("zoe")
