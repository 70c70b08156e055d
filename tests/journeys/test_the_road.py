"""From a text typed on a phone to a ranked digest, and what follows."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.domain.inbound import Tapped
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.unit_of_work import SqlUnitOfWorkFactory
from tests.fakes.memory import MemoryStore
from tests.journeys.theatre import (
    CLEAN_MARIE,
    FIVE_ALIVE,
    HELPERS,
    MARIE,
    Theatre,
    choices,
    professional,
)


@pytest.fixture(params=["memory", "sqlite"])
def theatre(request: pytest.FixtureRequest, cipher: Cipher) -> Iterator[Theatre]:
    people = [professional(name) for name in ("claire", *HELPERS)]
    if request.param == "memory":
        theatre = Theatre()
        theatre.cast(*people)
        yield theatre
        return
    engine = open_engine(request.getfixturevalue("fresh_sqlite"))
    theatre = Theatre(SqlUnitOfWorkFactory(engine, cipher))
    theatre.asks_five_at_a_time()
    theatre.cast(*people)
    yield theatre
    engine.dispose()


async def test_three_taps_from_a_text_to_its_departure(theatre: Theatre) -> None:
    await theatre.says("claire", MARIE)
    assert "C’est noté" in theatre.last("claire")
    await theatre.taps("claire", "choice-review")
    assert CLEAN_MARIE in theatre.last("claire")
    assert "Marie Dupuis → [PERSONNE 1]" in theatre.last("claire")
    await theatre.taps("claire", "choice-send")
    assert "Votre situation part dans" in theatre.last("claire")
    assert theatre.asked() == []


def with_delay(seconds: int) -> Theatre:
    theatre = Theatre(MemoryStore({**FIVE_ALIVE, "undo_seconds": seconds}).unit_of_work)
    theatre.cast(*(professional(name) for name in ("claire", *HELPERS)))
    return theatre


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(60, "dans une minute"), (90, "dans 90 secondes"), (300, "dans 5 minutes")],
)
async def test_the_time_left_to_cancel_is_told_as_it_is(seconds: int, told: str) -> None:
    theatre = with_delay(seconds)
    await theatre.asks("claire")
    assert f"Votre situation part {told}. D’ici là," in theatre.last("claire")


async def test_what_leaves_at_once_cannot_be_cancelled_and_does_not_say_it_can() -> None:
    theatre = with_delay(0)
    await theatre.asks("claire")
    assert len(theatre.asked()) == 5
    offered = {one.label.key for sent in theatre.channel.sent for one in choices(sent.screen)}
    assert "choice-send" in offered
    assert "choice-undo" not in offered


async def test_five_colleagues_are_asked_with_the_clean_text_alone(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    assert len(theatre.asked()) == 5
    for name in theatre.asked():
        assert CLEAN_MARIE in theatre.last(name)
        assert "Dupuis" not in "".join(theatre.read(name))
    assert "5 collègues sollicités" in theatre.last("claire")


async def test_answers_are_screened_and_reach_the_digest(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    first = theatre.asked()[0]
    await theatre.answers(first, "L’aide du FSL est portable : voyez avec Nadia au 69.")
    digest = theatre.last("claire")
    assert "voyez avec [PERSONNE 2]" in digest
    assert "Nadia" not in digest
    assert "conseillère logement" in digest


async def test_three_answers_end_the_search(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    five = theatre.asked()
    replies = (
        "L’aide du FSL suit la personne : faites la demande au FSL du Rhône, avec le bail.",
        "La CAF verse une prime de déménagement si elle a trois enfants, dans les six mois.",
        "Action Logement paie jusqu’à 3 500 euros par le dispositif Mobili-Jeune ou Mobili-Pass.",
    )
    for name, text in zip(five, replies, strict=False):
        await theatre.answers(name, text)
    await theatre.passes(timedelta(days=3))
    assert theatre.asked() == five
    assert "Recherche terminée : 5 collègues sollicités, 3 réponses" in "\n".join(
        theatre.read("claire")
    )
    untouched = theatre.last(five[4])
    assert "La recherche est terminée, merci" in untouched


async def test_a_refusal_is_replaced_at_once(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    refuses = theatre.asked()[0]
    await theatre.taps(refuses, "choice-not-my-field")
    assert len(theatre.asked()) == 6
    assert "quelqu’un d’autre est sollicité" in theatre.last(refuses)


async def test_undo_within_the_minute_destroys_the_text(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.taps("claire", "choice-undo")
    await theatre.passes(timedelta(hours=4))
    assert theatre.asked() == []
    assert "Annulé" in theatre.last("claire")


async def test_undo_comes_too_late(theatre: Theatre) -> None:
    await theatre.asks("claire")
    token = theatre.token("claire", "choice-undo")
    await theatre.passes(timedelta(minutes=2))
    await theatre.does("claire", Tapped(token))
    assert "C’est déjà parti" in theatre.last("claire")
    assert len(theatre.asked()) == 5


async def test_what_unblocked_is_told_to_everyone_who_helped(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    first, second = theatre.asked()[:2]
    await theatre.answers(first, "Le FSL du Rhône prend le relais, l’aide est portable.")
    await theatre.answers(second, "Voyez la prime de déménagement de la CAF, six mois au plus.")
    await theatre.taps("claire", "choice-this-unblocks")
    assert "Merci" in theatre.last("claire")
    told = [theatre.last(first), theatre.last(second)]
    assert any("Votre réponse a débloqué la situation" in text for text in told)
    assert any("est débloquée" in text for text in told)


async def test_the_outcome_is_asked_once_three_days_later(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.answers(theatre.asked()[0], "Le FSL du Rhône prend le relais.")
    await theatre.passes(timedelta(days=8))
    questions = [t for t in theatre.read("claire") if "Où en est cette situation" in t]
    assert len(questions) == 1


async def test_votes_are_one_voice_each_and_reach_the_digest(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    first, second = theatre.asked()[:2]
    await theatre.answers(first, "Le FSL du Rhône prend le relais, l’aide est portable.")
    await theatre.answers(second, "Voyez la prime de déménagement de la CAF, six mois au plus.")
    await theatre.taps(second, "choice-see-answers")
    await theatre.taps(second, "choice-vote-right")
    await theatre.taps(second, "choice-vote-right")
    assert "1 collègue confirme" in "\n".join(theatre.read("claire"))


async def test_a_vote_is_about_the_words_that_were_read(theatre: Theatre) -> None:
    """Who changes their answer begins anew: nobody confirmed what it says now."""
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    first, second = theatre.asked()[:2]
    await theatre.answers(first, "Le FSL du Rhône peut payer, avec le bail.")
    await theatre.answers(second, "Action Logement prête pour la mobilité.")
    await theatre.taps(second, "choice-see-answers")
    await theatre.taps(second, "choice-vote-right")
    assert "1 collègue confirme" in theatre.heard("claire")
    await theatre.passes(timedelta(minutes=1), timedelta(minutes=1))
    await theatre.taps(first, "choice-correct")
    await theatre.says(first, "Le FSL du Rhône ne paie rien, jamais.")
    await theatre.taps(first, "choice-send")
    assert "1 collègue confirme" not in theatre.heard("claire")
    await theatre.taps(second, "choice-see-answers")
    assert "ne paie rien" in theatre.last(second)
    await theatre.taps(second, "choice-vote-right")
    assert "1 collègue confirme" in theatre.heard("claire")


async def test_a_question_back_is_replied_to_for_everyone(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    curious, other = theatre.asked()[:2]
    await theatre.taps(curious, "choice-ask-back")
    await theatre.says(curious, "Est-elle allocataire de la CAF ?")
    await theatre.taps(curious, "choice-send")
    assert "Est-elle allocataire" in theatre.last("claire")
    await theatre.taps("claire", "choice-reply")
    await theatre.says("claire", "Oui, depuis deux ans.")
    await theatre.taps("claire", "choice-send")
    for name in (curious, other):
        assert "Oui, depuis deux ans." in theatre.last(name)


async def test_who_asked_back_reads_the_reply_even_once_the_search_is_over(
    theatre: Theatre,
) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    curious, other = theatre.asked()[:2]
    await theatre.taps(curious, "choice-ask-back")
    await theatre.says(curious, "Est-elle allocataire de la CAF ?")
    await theatre.taps(curious, "choice-send")
    await theatre.passes(timedelta(days=8))
    assert "personne n’a répondu" in theatre.heard("claire")
    await theatre.taps("claire", "choice-reply")
    await theatre.says("claire", "Oui, depuis deux ans.")
    await theatre.taps("claire", "choice-send")
    assert "à qui vous l’a demandée" in theatre.last("claire")
    assert "Oui, depuis deux ans." in theatre.heard(curious)
    assert "Oui, depuis deux ans." not in theatre.heard(other)


async def test_questions_back_have_an_end(theatre: Theatre) -> None:
    """Each one is a message to the counsellor, each reply one to everybody who was asked."""
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    curious, other = theatre.asked()[:2]
    for number in range(3):
        await theatre.taps(curious, "choice-ask-back")
        await theatre.says(curious, f"Question {number} : est-elle allocataire de la CAF ?")
        await theatre.taps(curious, "choice-send")
    await theatre.taps(curious, "choice-ask-back")
    assert "Répondez avec ce que vous savez" in theatre.last(curious)
    await theatre.taps(other, "choice-ask-back")
    assert "Écrivez votre question" in theatre.last(other), "one person's questions are no other's"


async def test_too_early_is_asked_again_once_and_says_so(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.answers(theatre.asked()[0], "Le FSL du Rhône prend le relais, demandez-lui.")
    await theatre.passes(timedelta(days=9), timedelta(hours=6))
    await theatre.taps("claire", "choice-too-early")
    assert "une seule fois" in theatre.last("claire")
    await theatre.passes(timedelta(days=25), timedelta(hours=6))
    await theatre.taps("claire", "choice-too-early")
    assert "ne vous sera plus posée" in theatre.last("claire")
    await theatre.passes(timedelta(days=60), timedelta(days=1))
    assert theatre.heard("claire").count("Où en est cette situation") == 2


async def test_an_answer_that_says_nothing_is_counted_and_said_to_be_so(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.answers(theatre.asked()[0], "Je ne sais pas, désolée.")
    assert "Une réponse sans information n’est pas montrée" in theatre.heard("claire")


async def test_a_word_of_the_asker_reaches_those_who_helped(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    helper = theatre.asked()[0]
    await theatre.answers(helper, "Le FSL du Rhône prend le relais, demandez-lui.")
    await theatre.taps("claire", "choice-this-unblocks")
    await theatre.taps("claire", "choice-comment")
    await theatre.says("claire", "Elle déménage samedi, Nadia a tout réglé.")
    await theatre.taps("claire", "choice-send")
    assert "[PERSONNE 2] a tout réglé" in theatre.last(helper)


async def test_a_case_that_nobody_here_knows_goes_to_the_next_departement() -> None:
    theatre = Theatre()
    theatre.cast(
        professional("claire", themes=()),
        professional("solene", departement="62"),
    )
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    assert CLEAN_MARIE in theatre.last("solene")
