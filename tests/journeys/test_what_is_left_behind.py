"""When a draft ends, what showed the words as they were typed ends with it (R1, R8)."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from tests.journeys.theatre import CLEAN_MARIE, MARIE, StageChannel, Theatre

End = Callable[[Theatre], Awaitable[None]]


async def sent(theatre: Theatre) -> None:
    await theatre.taps("claire", "choice-send")


async def sent_then_undone(theatre: Theatre) -> None:
    await theatre.taps("claire", "choice-send")
    await theatre.taps("claire", "choice-undo")


async def abandoned(theatre: Theatre) -> None:
    await theatre.taps("claire", "choice-abandon")


async def written_anew(theatre: Theatre) -> None:
    await theatre.taps("claire", "choice-rewrite")


async def left_for_a_day(theatre: Theatre) -> None:
    await theatre.passes(timedelta(hours=25))


@pytest.mark.parametrize("ends", [sent, sent_then_undone, abandoned, written_anew, left_for_a_day])
async def test_a_preview_and_its_list_of_words_go_with_the_draft(
    theatre: Theatre, ends: End
) -> None:
    await theatre.says("claire", MARIE)
    await theatre.taps("claire", "choice-review")
    await theatre.taps("claire", "choice-give-back")
    assert "Marie Dupuis → " in theatre.heard("claire")
    assert "Garder « Marie Dupuis »" in theatre.heard("claire")
    await ends(theatre)
    assert "Marie Dupuis" not in theatre.heard("claire")
    assert "Envoyer ce texte" not in theatre.heard("claire")


async def test_what_a_platform_could_not_take_away_is_taken_away_later(theatre: Theatre) -> None:
    await theatre.says("claire", MARIE)
    await theatre.taps("claire", "choice-review")
    working = theatre.channel.delete

    async def broken(*_: object) -> None:
        raise ConnectionError

    theatre.strict = False
    theatre.channel.delete = broken  # type: ignore[assignment]
    await theatre.taps("claire", "choice-abandon")
    assert "Marie Dupuis" in theatre.heard("claire")
    theatre.channel.delete = working  # type: ignore[method-assign]
    await theatre.passes(timedelta(minutes=1), timedelta(seconds=10))
    assert "Marie Dupuis" not in theatre.heard("claire")


async def test_where_nothing_can_be_deleted_the_rest_goes_on(theatre: Theatre) -> None:
    keeps = StageChannel(theatre.channel.abilities.__class__(
        buttons=True, edits=True, deletes=False, idempotent=False, longest_text=10_000, files=True
    ))  # fmt: skip
    theatre.channel = keeps
    theatre.restarted()
    await theatre.says("claire", MARIE)
    await theatre.taps("claire", "choice-review")
    await theatre.taps("claire", "choice-send")
    assert "Votre situation part" in theatre.last("claire")


async def test_the_text_that_leaves_stays_in_sight_while_it_can_be_cancelled(
    theatre: Theatre,
) -> None:
    await theatre.asks("claire")
    assert CLEAN_MARIE in theatre.last("claire")
    await theatre.passes(timedelta(minutes=2))
    assert "À propos de : « [PERSONNE 1] doit quitter Lille" in theatre.last("claire")
    assert "Vous n’avez rien à faire" in theatre.last("claire")


async def test_an_answer_sent_stays_in_sight_until_it_is_withdrawn(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    first = theatre.asked()[0]
    await theatre.answers(first, "Le FSL du Rhône paie.")
    assert "Réponse envoyée, merci.\nLe FSL du Rhône paie." in theatre.last(first)
    await theatre.taps(first, "choice-correct")
    await theatre.says(first, "Le FSL du Rhône paie, bail signé.")
    await theatre.taps(first, "choice-send")
    assert "Le FSL du Rhône paie." not in theatre.heard(first)
    await theatre.taps(first, "choice-withdraw")
    assert "bail signé" not in theatre.heard(first)
    assert "choice-correct" not in theatre.offered(first)


@pytest.mark.parametrize(
    "tapped", ["choice-answer", "choice-ask-back", "choice-relay"], ids=lambda label: label[7:]
)
async def test_whoever_tapped_by_mistake_has_a_way_out(theatre: Theatre, tapped: str) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    first = theatre.asked()[0]
    await theatre.taps(first, tapped)
    assert theatre.offered(first) == ["choice-abandon"]
    await theatre.taps(first, "choice-abandon")
    await theatre.says(first, "Un jeune de Tourcoing ne va plus au lycée, que faire ?")
    assert "C’est noté" in theatre.last(first), "what they write next is a situation of theirs"
    await theatre.answers(first, "Le FSL du Rhône paie.")
    assert "Réponse envoyée" in theatre.last(first), "and the ask is still theirs to answer"


IN_DANGER = "Son mari la frappe, que faire ?"


async def test_the_lines_to_call_stay_with_whoever_writes_of_a_danger(theatre: Theatre) -> None:
    """Each message takes the place of the one before: the lines pass from one to the next."""
    await theatre.says("claire", IN_DANGER)
    await theatre.taps("claire", "choice-review")
    assert "3919" in theatre.last("claire"), "above the preview"
    await theatre.taps("claire", "choice-rewrite")
    assert "3919" in theatre.last("claire"), "though the words are destroyed"
    await theatre.asks("claire", f"{IN_DANGER} Qui peut payer son déménagement ?")
    await theatre.passes(timedelta(minutes=2))
    assert "3919" in theatre.last("claire"), "while colleagues are sought"
    await theatre.passes(timedelta(days=9), timedelta(days=1))
    alone = next(said for said in theatre.read("claire") if "personne n’a répondu" in said)
    assert "3919" in alone, "and all the more when nobody answered"


async def test_a_danger_told_later_shows_the_lines_too(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    first = theatre.asked()[0]
    await theatre.taps(first, "choice-ask-back")
    await theatre.says(first, "Est-elle en sécurité chez elle ?")
    await theatre.taps(first, "choice-send")
    await theatre.taps("claire", "choice-reply")
    await theatre.says("claire", IN_DANGER)
    assert "3919" in theatre.last("claire")


async def test_the_lines_to_call_outlive_the_draft(theatre: Theatre) -> None:
    await theatre.says("claire", "Son mari la frappe, que faire ?")
    await theatre.taps("claire", "choice-abandon")
    assert "3919" in theatre.last("claire")
    assert "Abandonné" in theatre.last("claire")
