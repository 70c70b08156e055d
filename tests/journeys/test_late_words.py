"""What a colleague types once the search has ended may still be an answer: it is not lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.people import ProfessionalId
from bot.domain.solicitations import Response
from tests.journeys.theatre import Theatre

LATE = "La CAF verse une prime de déménagement, article D542."


@pytest.fixture
async def theatre(theatre: Theatre) -> Theatre:
    """Amel's answer ended the search; Bruno was asked too, and is still thinking."""
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.answers("amel", "Le FSL du Rhône paie, demandez-lui.")
    await theatre.taps("claire", "choice-this-unblocks")
    return theatre


async def test_words_typed_just_after_the_search_are_offered_as_an_answer(
    theatre: Theatre,
) -> None:
    await theatre.says("bruno", LATE)
    assert "choice-as-answer" in theatre.offered("bruno")
    await theatre.taps("bruno", "choice-as-answer")
    await theatre.taps("bruno", "choice-send")
    assert "Elle est ajoutée à la synthèse" in theatre.last("bruno")
    await theatre.taps("claire", "choice-see-digest")
    assert "prime de déménagement" in theatre.last("claire")


async def test_a_second_thought_is_offered_as_an_answer_too(theatre: Theatre) -> None:
    await theatre.says("amel", LATE)
    assert "choice-as-answer" in theatre.offered("amel")
    await theatre.taps("amel", "choice-as-answer")
    await theatre.taps("amel", "choice-send")
    assert "prime de déménagement" in theatre.heard("claire")


async def test_weeks_later_what_they_type_is_a_situation_of_theirs(theatre: Theatre) -> None:
    await theatre.passes(timedelta(days=7), step=timedelta(days=1))
    await theatre.says("bruno", LATE)
    assert "choice-as-answer" not in theatre.offered("bruno")


async def test_whoever_said_that_it_is_not_their_field_is_left_in_peace(theatre: Theatre) -> None:
    with theatre.unit_of_work() as uow:
        (ask,) = uow.solicitations.of_person(ProfessionalId("bruno"))
        uow.solicitations.update(replace(ask, response=Response.NOT_MY_FIELD))
        uow.commit()
    await theatre.says("bruno", LATE)
    assert "choice-as-answer" not in theatre.offered("bruno")


async def test_a_situation_that_was_forgotten_is_not_offered(theatre: Theatre) -> None:
    with theatre.unit_of_work() as uow:
        (case,) = uow.cases.by_asker(ProfessionalId("claire"))
        uow.forgetting.forget([("case-text", case.id)])
        uow.commit()
    await theatre.says("bruno", LATE)
    assert "choice-as-answer" not in theatre.offered("bruno")
