"""An edit, or a deletion, is about the message that it changes; about nothing else."""

from datetime import timedelta

import pytest

from bot.domain.inbound import Deleted, Edited, Said
from bot.domain.texts import RawText
from tests.journeys.theatre import MARIE, Theatre, circle

ANSWER = "Le FSL du Rhône paie, demandez-lui."


@pytest.fixture
async def theatre(theatre: Theatre) -> Theatre:
    """Amel was asked, had said hello, and is about to write her answer."""
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    return theatre


async def answered(theatre: Theatre, *parts: str) -> list[str]:
    """Amel answers, in so many messages; their ids."""
    await theatre.taps("amel", "choice-answer")
    messages = [await theatre.says("amel", part) for part in parts]
    await theatre.taps("amel", "choice-send")
    return messages


async def test_an_edit_of_another_message_corrects_no_answer(theatre: Theatre) -> None:
    hello = await theatre.says("amel", "Merci")
    await answered(theatre, ANSWER)
    await theatre.edits("amel", hello, "Merci beaucoup")
    assert "le modifier ne change plus rien" in theatre.last("amel")
    assert "Merci beaucoup" not in theatre.heard("amel")
    await theatre.passes(timedelta(hours=1))
    assert "demandez-lui" in theatre.heard("claire")


async def test_an_edit_corrects_the_answer_it_held_and_not_the_last_one(theatre: Theatre) -> None:
    (first,) = await answered(theatre, ANSWER)
    await answered(theatre, "Action Logement peut avancer la caution.")
    await theatre.edits("amel", first, "Le FSL du Rhône paie, sur devis.")
    await theatre.taps("amel", "choice-send")
    assert "sur devis" in theatre.heard("claire")
    assert "demandez-lui" not in theatre.heard("claire")
    assert "avancer la caution" in theatre.heard("claire")


async def test_the_message_of_a_situation_that_left_corrects_no_answer(theatre: Theatre) -> None:
    """Whoever asks also answers others: their old message is no answer of theirs."""
    await answered(theatre, ANSWER)
    asked = await theatre.says("amel", MARIE)
    await theatre.taps("amel", "choice-review")
    await theatre.taps("amel", "choice-ask-anyway")
    await theatre.taps("amel", "choice-send")
    await theatre.edits("amel", asked, MARIE + " Merci.")
    assert "le modifier ne change plus rien" in theatre.last("amel")


async def test_an_answer_in_several_messages_is_corrected_as_a_whole(theatre: Theatre) -> None:
    """The words of the others are destroyed: one part must not take the place of all."""
    first, _ = await answered(theatre, ANSWER, "Il faut le bail.")
    await theatre.edits("amel", first, "Le FSL du Rhône paie.")
    assert "plusieurs messages" in theatre.last("amel")
    assert theatre.offered("amel") == ["choice-correct"]
    await theatre.taps("amel", "choice-correct")
    whole = await theatre.says("amel", "Le FSL du Rhône paie, avec le bail signé.")
    await theatre.taps("amel", "choice-send")
    assert "avec le bail signé" in theatre.heard("claire")
    await theatre.edits("amel", whole, "Le FSL du Rhône paie, avec une promesse de bail.")
    assert "promesse de bail" in theatre.last("amel"), "that one holds it now"


async def test_a_deletion_of_another_message_withdraws_no_answer(theatre: Theatre) -> None:
    hello = await theatre.says("amel", "Merci")
    await answered(theatre, ANSWER)
    await theatre.deletes("amel", hello)
    assert "rien ne change" in theatre.last("amel")
    assert theatre.offered("amel") == []


async def test_once_withdrawn_its_message_holds_nothing(theatre: Theatre) -> None:
    (message,) = await answered(theatre, ANSWER)
    await theatre.taps("amel", "choice-withdraw")
    await theatre.edits("amel", message, "Le FSL du Rhône ne paie plus.")
    assert "le modifier ne change plus rien" in theatre.last("amel")


@pytest.mark.parametrize(
    "change", [Edited(RawText("Le FSL paie, sur devis."), "g1"), Deleted("g1")]
)
async def test_an_answer_begun_in_a_group_is_found_there(
    theatre: Theatre, change: Edited | Deleted
) -> None:
    """What comes of it is said in private, like all that concerns one person."""
    theatre.circle(circle("nord", "amel", "bruno"))
    await theatre.asks("denis")
    await theatre.passes(timedelta(minutes=2))
    group = theatre.group("chat-nord")
    (ask,) = theatre.shown("chat-nord")
    await theatre.does("amel", Said(RawText("Le FSL paie."), "g1", ask.id), group)
    await theatre.taps("amel", "choice-send")
    before = theatre.read("chat-nord")
    await theatre.does("amel", change, group)
    assert theatre.offered("amel")[0] in {"choice-send", "choice-withdraw"}
    assert theatre.read("chat-nord") == before
