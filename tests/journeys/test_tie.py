"""With both consents, the counsellor and the one who helped are put in touch; the bot leaves."""

from datetime import timedelta

import pytest

from bot.domain.inbound import Tapped
from tests.journeys.theatre import MARIE, Theatre, choices


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


async def asks_further(theatre: Theatre, words: str) -> None:
    await theatre.taps("claire", "choice-follow-up")
    await theatre.says("claire", words)
    await theatre.taps("claire", "choice-send")


async def test_nobody_is_asked_further_for_ever(theatre: Theatre) -> None:
    """R2: an answer is no way around the limits of whoever gave it."""
    for number in range(3):
        await asks_further(theatre, f"Question {number} : faut-il le bail signé ?")
    await theatre.taps("claire", "choice-follow-up")
    assert "demandez plutôt à être mis en contact" in theatre.last("claire")
    assert "Question 2" in theatre.last("amel")


@pytest.mark.parametrize("away", ["/pause", "/stop"])
@pytest.mark.parametrize("how", ["choice-follow-up", "choice-contact"])
async def test_whoever_is_away_is_not_asked_further(theatre: Theatre, away: str, how: str) -> None:
    """R3: a pause is one for this too, even when the question was being written."""
    await theatre.says("amel", away)
    before = theatre.read("amel")
    await theatre.taps("claire", how)
    assert "n’est pas disponible" in theatre.last("claire")
    await theatre.passes(timedelta(days=2), timedelta(days=1))
    assert theatre.read("amel") == before


async def test_a_pause_is_obeyed_while_the_question_is_written(theatre: Theatre) -> None:
    await theatre.taps("claire", "choice-follow-up")
    await theatre.says("claire", "Faut-il le bail signé ?")
    await theatre.says("amel", "/pause")
    before = theatre.read("amel")
    await theatre.taps("claire", "choice-send")
    assert "n’est pas disponible" in theatre.last("claire")
    assert theatre.read("amel") == before


async def test_names_are_told_to_both_once_both_agree(theatre: Theatre) -> None:
    await theatre.taps("claire", "choice-contact")
    assert "Claire" not in theatre.last("amel")
    await theatre.taps("amel", "choice-accept")
    assert "Claire, conseillère logement" in theatre.last("amel")
    assert "Amel, conseillère logement" in theatre.last("claire")


async def test_an_introduction_agreed_to_in_the_evening_is_made_at_once(theatre: Theatre) -> None:
    """The asker waits for it: it is there for whoever looks, and makes no sound."""
    await theatre.taps("claire", "choice-contact")
    await theatre.passes(timedelta(hours=11))
    await theatre.taps("amel", "choice-accept")
    assert "Amel, conseillère logement" in theatre.last("claire")
    to_claire = [sent for sent in theatre.channel.sent if sent.place.address == "claire"]
    assert to_claire[-1].silent


async def test_a_refusal_tells_no_name(theatre: Theatre) -> None:
    await theatre.taps("claire", "choice-contact")
    await theatre.taps("amel", "choice-decline")
    assert "préfère en rester là" in theatre.last("claire")
    assert "Claire" not in "\n".join(theatre.read("amel"))


NO_RESPONSE = "n’a pas encore répondu à votre demande"


async def test_an_introduction_that_nobody_responds_to_tells_no_name_and_says_so_once(
    theatre: Theatre,
) -> None:
    await theatre.taps("claire", "choice-contact")
    await theatre.passes(timedelta(days=4), step=timedelta(hours=6))
    assert NO_RESPONSE not in theatre.heard("claire"), "she may be away"
    await theatre.passes(timedelta(days=3), step=timedelta(hours=6))
    said = [
        screen for screen in theatre.shown("claire") if NO_RESPONSE in theatre.spoken(screen.screen)
    ]
    assert [choice.label.key for choice in choices(said[-1].screen)] == [
        "choice-follow-up",
        "choice-see-digest",
        "choice-widen",
    ]
    await theatre.taps("claire", "choice-go-further")
    await theatre.taps("claire", "choice-contact")
    await theatre.passes(timedelta(days=15), step=timedelta(hours=12))
    assert theatre.heard("claire").count(NO_RESPONSE) == 1
    assert "Amel" not in theatre.heard("claire")


@pytest.mark.parametrize(
    ("tapped", "told"),
    [("choice-accept", "Amel, conseillère logement"), ("choice-decline", "préfère en rester là")],
)
async def test_nobody_is_told_of_a_silence_that_was_broken(
    theatre: Theatre, tapped: str, told: str
) -> None:
    await theatre.taps("claire", "choice-contact")
    await theatre.passes(timedelta(days=2), step=timedelta(hours=6))
    await theatre.taps("amel", tapped)
    await theatre.passes(timedelta(days=9), step=timedelta(hours=12))
    assert told in theatre.heard("claire")
    assert NO_RESPONSE not in theatre.heard("claire")


async def test_a_late_yes_is_heard_all_the_same(theatre: Theatre) -> None:
    await theatre.taps("claire", "choice-contact")
    await theatre.passes(timedelta(days=7), step=timedelta(hours=6))
    await theatre.taps("amel", "choice-accept")
    assert "Amel, conseillère logement" in theatre.last("claire"), "below all she was told since"


async def test_nobody_else_may_accept(theatre: Theatre) -> None:
    await theatre.taps("claire", "choice-contact")
    await theatre.does("bruno", Tapped(theatre.token("amel", "choice-accept")))
    assert "pas pour vous" in theatre.last("bruno")
    assert "Amel" not in "\n".join(theatre.read("claire"))


async def test_a_reply_to_the_digest_asks_which_answer_and_is_no_new_situation(
    theatre: Theatre,
) -> None:
    digest = next(s for s in theatre.shown("claire") if "Synthèse" in theatre.spoken(s.screen))
    await theatre.says("claire", "Merci, mais elle n’a pas encore de bail.", digest.id)
    assert theatre.offered("claire") == ["choice-go-further"]
    await theatre.taps("claire", "choice-go-further")
    assert "choice-follow-up" in theatre.offered("claire")
