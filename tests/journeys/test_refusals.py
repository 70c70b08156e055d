"""No is an answer: each way to say it is obeyed at once (R3)."""

from datetime import timedelta

import pytest

from bot.domain.inbound import Tapped
from tests.journeys.theatre import CLEAN_MARIE, HELPERS, MARIE, Theatre, professional

ELSEWHERE = "Un bailleur refuse une mutation à une famille. Qui peut payer le déménagement ?"


@pytest.fixture
async def asked(theatre: Theatre) -> list[str]:
    """The five who were asked about Marie."""
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    return theatre.asked()


def asks_shown(theatre: Theatre, name: str) -> int:
    """How often the ask about Marie was put in front of somebody."""
    return sum(
        message.protected and message.place.address == name for message in theatre.channel.sent
    )


# Not my field


async def test_not_my_field_is_replaced_and_left_in_peace(
    theatre: Theatre, asked: list[str]
) -> None:
    await theatre.taps(asked[0], "choice-not-my-field")
    assert "C’est noté, merci" in theatre.last(asked[0])
    assert CLEAN_MARIE not in theatre.heard(asked[0])
    assert len(theatre.asked()) == 6
    await theatre.passes(timedelta(days=2))
    await theatre.asks("claire", ELSEWHERE)
    await theatre.passes(timedelta(minutes=2))
    assert asks_shown(theatre, asked[0]) == 1, "left in peace for three days"


async def test_after_answering_there_is_nothing_to_refuse(
    theatre: Theatre, asked: list[str]
) -> None:
    refuse = theatre.token(asked[0], "choice-not-my-field")
    await theatre.answers(asked[0], "Le FSL du Rhône paie, demandez-lui.")
    await theatre.does(asked[0], Tapped(refuse))
    assert "Vous avez déjà répondu" in theatre.last(asked[0])


async def test_who_refused_is_told_nothing_more(theatre: Theatre, asked: list[str]) -> None:
    curious, refuses = asked[:2]
    await theatre.taps(curious, "choice-ask-back")
    await theatre.says(curious, "Est-elle allocataire de la CAF ?")
    await theatre.taps(curious, "choice-send")
    await theatre.taps(refuses, "choice-not-my-field")
    await theatre.taps("claire", "choice-reply")
    await theatre.says("claire", "Oui, depuis deux ans.")
    await theatre.taps("claire", "choice-send")
    assert "Oui, depuis deux ans." in theatre.heard(curious)
    assert "Oui, depuis deux ans." not in theatre.heard(refuses)


# Later


async def test_later_is_shown_again_the_next_working_day_and_counts_once(
    theatre: Theatre, asked: list[str]
) -> None:
    await theatre.taps(asked[0], "choice-later")
    assert "présentée à nouveau mercredi 25 novembre à 8 h 30" in theatre.last(asked[0])
    assert len(theatre.asked()) == 6, "somebody else is asked meanwhile"
    await theatre.passes(timedelta(hours=12))
    assert asks_shown(theatre, asked[0]) == 1
    await theatre.passes(timedelta(hours=12))
    assert asks_shown(theatre, asked[0]) == 2
    assert CLEAN_MARIE in theatre.last(asked[0])
    with theatre.unit_of_work() as uow:
        assert len(uow.solicitations.of_person(professional(asked[0]).id)) == 1


async def test_later_on_a_friday_is_monday(theatre: Theatre) -> None:
    await theatre.passes(timedelta(days=3))
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.taps("amel", "choice-later")
    assert "présentée à nouveau lundi 30 novembre à 8 h 30" in theatre.last("amel")


async def test_later_may_still_be_answered(theatre: Theatre, asked: list[str]) -> None:
    await theatre.taps(asked[0], "choice-later")
    await theatre.passes(timedelta(days=1))
    await theatre.answers(asked[0], "Le FSL du Rhône paie, demandez-lui.")
    assert "demandez-lui" in theatre.heard("claire")


async def test_later_is_not_shown_again_once_the_search_is_over(
    theatre: Theatre, asked: list[str]
) -> None:
    await theatre.taps(asked[0], "choice-later")
    await theatre.answers(asked[1], "Le FSL du Rhône paie, demandez-lui.")
    await theatre.taps("claire", "choice-this-unblocks")
    await theatre.passes(timedelta(days=2))
    assert asks_shown(theatre, asked[0]) == 1


async def test_later_is_not_shown_again_to_somebody_on_a_pause(
    theatre: Theatre, asked: list[str]
) -> None:
    await theatre.taps(asked[0], "choice-later")
    await theatre.says(asked[0], "/pause 14")
    await theatre.passes(timedelta(days=2))
    assert asks_shown(theatre, asked[0]) == 1


# Less often


async def test_less_often_halves_the_week(theatre: Theatre, asked: list[str]) -> None:
    await theatre.taps(asked[0], "choice-less")
    assert "une sollicitation par semaine au plus" in theatre.last(asked[0])
    await theatre.passes(timedelta(days=3))
    await theatre.asks("claire", ELSEWHERE)
    await theatre.passes(timedelta(minutes=2))
    assert asks_shown(theatre, asked[0]) == 1
    assert any(asks_shown(theatre, name) == 2 for name in asked)


async def test_less_often_twice_stays_at_one_and_offers_a_pause(
    theatre: Theatre, asked: list[str]
) -> None:
    await theatre.taps(asked[0], "choice-less")
    await theatre.taps(asked[0], "choice-less")
    assert "une sollicitation par semaine au plus" in theatre.last(asked[0])
    assert "choice-pause" in theatre.offered(asked[0])
    await theatre.taps(asked[0], "choice-pause")
    assert "aucune sollicitation jusqu’au mardi 8 décembre" in theatre.last(asked[0])


# Ask X instead


async def names(theatre: Theatre, who: str, name: str) -> None:
    await theatre.taps(who, "choice-relay")
    assert "Écrivez son nom" in theatre.last(who)
    await theatre.says(who, name)


async def test_a_colleague_of_the_network_is_asked_instead(
    theatre: Theatre, asked: list[str]
) -> None:
    theatre.cast(professional("zoe", themes=(), bio="", job="directrice"))
    await names(theatre, asked[0], "Zoé")
    assert "Zoe, Maison zoe" in theatre.last(asked[0])
    await theatre.taps(asked[0], "choice-colleague")
    assert "la demande est transmise" in theatre.heard(asked[0])
    assert CLEAN_MARIE in theatre.last("zoe")
    await theatre.answers("zoe", "Le FSL du Rhône paie, demandez-lui.")
    await theatre.taps("claire", "choice-this-unblocks")
    assert "a débloqué la situation" in theatre.last("zoe")
    assert "Le relais que vous avez fait" in theatre.last(asked[0])


async def test_handing_on_twice_asks_once(theatre: Theatre, asked: list[str]) -> None:
    theatre.cast(professional("zoe", themes=(), bio="", job="directrice"))
    await names(theatre, asked[0], "zoe")
    token = theatre.token(asked[0], "choice-colleague")
    await theatre.does(asked[0], Tapped(token))
    await theatre.does(asked[0], Tapped(token))
    assert asks_shown(theatre, "zoe") == 1
    assert "déjà sollicitée" in theatre.last(asked[0])


async def test_a_colleague_at_their_limit_is_not_asked(theatre: Theatre, asked: list[str]) -> None:
    theatre.cast(professional("zoe", themes=(), bio="", job="directrice"))
    await theatre.says("zoe", "/pause 3")
    await names(theatre, asked[0], "zoe")
    await theatre.taps(asked[0], "choice-colleague")
    assert "n’est pas disponible" in theatre.last(asked[0])
    assert "vendredi 27 novembre" in theatre.last(asked[0])
    assert asks_shown(theatre, "zoe") == 0
    await theatre.answers(asked[0], "Le FSL du Rhône paie, demandez-lui.")
    assert "demandez-lui" in theatre.heard("claire"), "the ask is still theirs"


async def test_the_asker_cannot_be_asked_about_their_own_situation(
    theatre: Theatre, asked: list[str]
) -> None:
    await names(theatre, asked[0], "Claire")
    await theatre.taps(asked[0], "choice-colleague")
    assert "C’est la personne qui demande" in theatre.last(asked[0])


async def test_somebody_outside_the_network_is_asked_by_hand_and_credited(
    theatre: Theatre, asked: list[str]
) -> None:
    await names(theatre, asked[0], "le gardien de la rue des Fleurs")
    assert "Ce nom n’est pas dans le réseau" in theatre.last(asked[0])
    await theatre.taps(asked[0], "choice-bring-answer")
    await theatre.says(asked[0], "Nadia dit que le bailleur rembourse le camion, demandez-lui.")
    assert "Voici la réponse rapportée" in theatre.last(asked[0])
    await theatre.taps(asked[0], "choice-send")
    assert "Réponse rapportée par" in theatre.last("claire")
    assert "[PERSONNE 2] dit que le bailleur rembourse" in theatre.last("claire")


async def test_a_typed_name_goes_nowhere(theatre: Theatre, asked: list[str]) -> None:
    await names(theatre, asked[0], "Marie Dupuis")
    everyone = "".join(theatre.heard(name) for name in (*HELPERS, "claire") if name != asked[0])
    assert "Marie Dupuis" not in everyone.replace("Marie Dupuis → [PERSONNE 1]", "")


# Limits


async def test_nobody_is_asked_twice_in_two_days_however_many_situations(theatre: Theatre) -> None:
    theatre.cast(professional("denise"), professional("eric"))
    await theatre.asks("claire")
    await theatre.asks("denise", ELSEWHERE)
    await theatre.asks("eric", MARIE.replace("Lyon", "Nice"))
    await theatre.passes(timedelta(hours=40))
    everyone = (*HELPERS, "claire", "denise", "eric")
    assert all(asks_shown(theatre, name) <= 1 for name in everyone)
    assert "redeviennent disponibles" in theatre.heard("eric")


async def test_less_often_is_taken_back_in_a_tap(theatre: Theatre, asked: list[str]) -> None:
    await theatre.taps(asked[0], "choice-less")
    assert "une sollicitation par semaine au plus" in theatre.last(asked[0])
    await theatre.says(asked[0], "/preferences")
    assert "choice-as-before" in theatre.offered(asked[0])
    await theatre.taps(asked[0], "choice-as-before")
    assert "2 sollicitations par semaine au plus" in theatre.last(asked[0])
    await theatre.says(asked[0], "/reprise")
    assert theatre.offered(asked[0]) == []
