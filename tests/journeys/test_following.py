"""The same situation twice within days: the second follows the first, nobody is asked twice."""

from datetime import timedelta

import pytest

from bot.domain.inbound import Tapped
from bot.domain.records import How
from tests.journeys.theatre import CLEAN_MARIE, MARIE, TUESDAY, Theatre, professional

AGAIN = "Ma dame quitte Lille pour Lyon : qui peut payer son déménagement ? Le FSL a refusé."
WORKED = "Le FSL du Rhône prend le relais, l’aide est portable : demandez-lui avec le bail."


@pytest.fixture
async def theatre(theatre: Theatre) -> Theatre:
    """Claire's case is being searched."""
    theatre.cast(professional("zoe", themes=()), professional("yann", departement="33", themes=()))
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    return theatre


async def follows(theatre: Theatre) -> None:
    await theatre.says("zoe", AGAIN)
    await theatre.taps("zoe", "choice-review")
    await theatre.taps("zoe", "choice-join")


async def test_the_same_open_case_is_shown_before_anybody_is_asked(theatre: Theatre) -> None:
    await theatre.says("zoe", AGAIN)
    await theatre.taps("zoe", "choice-review")
    assert "La même situation est déjà posée" in theatre.last("zoe")
    assert CLEAN_MARIE in theatre.last("zoe")
    assert "Dupuis" not in theatre.last("zoe")


async def test_who_follows_reads_the_answers_and_asks_nobody(theatre: Theatre) -> None:
    asked = theatre.asked()
    await follows(theatre)
    assert "personne n’est sollicité deux fois" in theatre.last("zoe")
    await theatre.answers(asked[0], WORKED)
    assert WORKED in theatre.last("zoe")
    assert theatre.offered("zoe") == ["choice-print"]
    assert theatre.asked() == asked
    with theatre.unit_of_work() as uow:
        assert [one.how for one in uow.records.deflected_since(TUESDAY)] == [How.JOINED]


async def test_one_may_ask_all_the_same(theatre: Theatre) -> None:
    await theatre.says("zoe", AGAIN)
    await theatre.taps("zoe", "choice-review")
    await theatre.taps("zoe", "choice-ask-anyway")
    assert "le texte exact qui partira" in theatre.last("zoe")


async def test_who_follows_learns_that_it_is_unblocked(theatre: Theatre) -> None:
    await follows(theatre)
    await theatre.answers(theatre.asked()[0], WORKED)
    await theatre.taps("claire", "choice-this-unblocks")
    assert "est débloquée" in theatre.last("zoe")
    await theatre.taps("zoe", "choice-see-digest")
    assert WORKED in theatre.last("zoe")


async def test_a_search_without_an_answer_is_said(theatre: Theatre) -> None:
    await follows(theatre)
    await theatre.passes(timedelta(days=8), step=timedelta(hours=6))
    assert "s’arrête sans réponse" in theatre.last("zoe")


async def test_another_place_another_subject_are_other_cases(theatre: Theatre) -> None:
    for who, text in [
        ("yann", "Elle quitte Bordeaux pour Lyon, le FSL de Gironde ne paie pas son déménagement."),
        ("zoe", "Un jeune de 17 ans sort de l’ASE sans papiers : quel titre demander ?"),
    ]:
        await theatre.says(who, text)
        await theatre.taps(who, "choice-review")
        assert "le texte exact qui partira" in theatre.last(who)


async def test_ones_own_case_is_not_offered_back(theatre: Theatre) -> None:
    await theatre.says("claire", MARIE)
    await theatre.taps("claire", "choice-review")
    assert "le texte exact qui partira" in theatre.last("claire")


async def test_when_the_asker_is_erased_who_follows_is_told(theatre: Theatre) -> None:
    await follows(theatre)
    await theatre.says("claire", "/oublier")
    await theatre.taps("claire", "choice-erase")
    assert "s’arrête sans réponse" in theatre.last("zoe")
    assert CLEAN_MARIE not in theatre.last("zoe")


async def test_who_does_not_follow_reads_nothing(theatre: Theatre) -> None:
    await follows(theatre)
    await theatre.answers(theatre.asked()[0], WORKED)
    await theatre.does("yann", Tapped(theatre.token("zoe", "choice-print")))
    assert "pas pour vous" in theatre.last("yann")
