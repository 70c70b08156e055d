"""With both consents, the counsellor and the one who helped are put in touch; the bot leaves."""

from datetime import timedelta

import pytest

from bot.domain.inbound import Tapped
from tests.journeys.theatre import MARIE, Theatre


@pytest.fixture
async def theatre(theatre: Theatre) -> Theatre:
    """Amel answered Claire."""
    await theatre.says("claire", MARIE)
    await theatre.taps("claire", "choice-review")
    await theatre.taps("claire", "choice-send")
    await theatre.passes(timedelta(minutes=2))
    await theatre.taps("amel", "choice-answer")
    await theatre.says("amel", "Le FSL du Rhône peut payer le déménagement, avec le bail.")
    await theatre.taps("amel", "choice-send")
    await theatre.taps("claire", "choice-go-further")
    return theatre


async def test_a_follow_up_goes_without_a_name_and_its_answer_joins_the_digest(
    theatre: Theatre,
) -> None:
    await theatre.taps("claire", "choice-follow-up")
    await theatre.says("claire", "Faut-il le bail signé par Nadia, ou une promesse suffit ?")
    await theatre.taps("claire", "choice-send")
    assert "une promesse suffit" in theatre.last("amel")
    assert "Nadia" not in theatre.last("amel")
    assert "Claire" not in theatre.last("amel")
    await theatre.taps("amel", "choice-answer")
    await theatre.says(
        "amel", "L’agence peut écrire une lettre de réservation, gratuite, en trois jours."
    )
    await theatre.taps("amel", "choice-send")
    assert "lettre de réservation" in "\n".join(theatre.read("claire"))


async def test_names_are_told_to_both_once_both_agree(theatre: Theatre) -> None:
    await theatre.taps("claire", "choice-contact")
    assert "Claire" not in theatre.last("amel")
    await theatre.taps("amel", "choice-accept")
    assert "Claire, conseillère logement" in theatre.last("amel")
    assert "Amel, conseillère logement" in theatre.last("claire")


async def test_a_refusal_tells_no_name(theatre: Theatre) -> None:
    await theatre.taps("claire", "choice-contact")
    await theatre.taps("amel", "choice-decline")
    assert "préfère en rester là" in theatre.last("claire")
    assert "Claire" not in "\n".join(theatre.read("amel"))


async def test_an_introduction_that_nobody_responds_to_tells_nothing(theatre: Theatre) -> None:
    await theatre.taps("claire", "choice-contact")
    await theatre.passes(timedelta(days=4), step=timedelta(hours=6))
    assert "Amel" not in "\n".join(theatre.read("claire"))


async def test_nobody_else_may_accept(theatre: Theatre) -> None:
    await theatre.taps("claire", "choice-contact")
    await theatre.does("bruno", Tapped(theatre.token("amel", "choice-accept")))
    assert "pas pour vous" in theatre.last("bruno")
    assert "Amel" not in "\n".join(theatre.read("claire"))
