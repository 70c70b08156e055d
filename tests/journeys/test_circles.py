"""A circle's chat is one ask; in a group, what concerns one person is told to them in private."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.inbound import (
    Attached,
    BotPresence,
    Deleted,
    Edited,
    Inbound,
    Moved,
    Said,
    Tapped,
    Unreadable,
)
from bot.domain.texts import RawText
from tests.journeys.theatre import (
    CLEAN_MARIE,
    HELPERS,
    MARIE,
    Theatre,
    circle,
    moderator,
    professional,
)

CHAT = "chat-logement"
MEMBERS = ("amel", "bruno")


@pytest.fixture
def theatre(theatre: Theatre) -> Theatre:
    theatre.circle(circle("logement", *MEMBERS))
    return theatre


@pytest.fixture
async def asked(theatre: Theatre) -> Theatre:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    return theatre


def message_of(theatre: Theatre, address: str) -> str:
    return theatre.shown(address)[-1].id


async def comes_in(theatre: Theatre, user: str, event: Attached) -> None:
    """What a channel says of the chat when its platform fails it, which none does on demand."""
    inbound = Inbound("failed", theatre.group(CHAT), user, event, theatre.clock.now())
    theatre.core.reception.receive(inbound)
    await theatre.settles()


# One ask


async def test_a_chat_is_asked_once_and_its_members_are_not_in_the_same_wave(
    asked: Theatre,
) -> None:
    assert len(asked.shown(CHAT)) == 1
    assert CLEAN_MARIE in asked.last(CHAT)
    assert asked.asked(*MEMBERS) == []
    assert len(asked.asked()) == 4, "the chat takes one of the five places"


async def test_a_chat_has_its_own_gap_and_week(theatre: Theatre) -> None:
    theatre.cast(*(professional(f"h{n}") for n in range(30)))
    for day in range(5):
        await theatre.asks("claire", f"Jour {day} : qui peut payer le déménagement ?")
        await theatre.passes(timedelta(hours=2))
        await theatre.asks("gilles", f"Encore {day} : qui peut payer le déménagement ?")
        await theatre.passes(timedelta(hours=24))
    asks = [m for m in theatre.channel.sent if m.place.address == CHAT and m.protected]
    assert len(asks) == 3


async def test_a_reply_to_the_ask_is_an_answer_confirmed_in_private(asked: Theatre) -> None:
    await asked.says_in(CHAT, "amel", "Le FSL paie, demandez à Nadia.", message_of(asked, CHAT))
    assert len(asked.shown(CHAT)) == 1, "the preview is nobody else's"
    assert "demandez à [PERSONNE 2]" in asked.last("amel")
    await asked.taps("amel", "choice-send")
    assert "demandez à [PERSONNE 2]" in asked.last("claire")


async def test_several_members_may_answer(asked: Theatre) -> None:
    for name, words in zip(MEMBERS, ("Le FSL paie, loi de 1990.", "La CAF aussi."), strict=True):
        await asked.says_in(CHAT, name, words, message_of(asked, CHAT))
        await asked.taps(name, "choice-send")
    assert "Le FSL paie" in asked.heard("claire")
    assert "La CAF aussi" in asked.heard("claire")


async def test_the_button_goes_on_in_private(asked: Theatre) -> None:
    await asked.taps("amel", "choice-answer", where=CHAT)
    assert CLEAN_MARIE in asked.last("amel")
    assert "Écrivez votre réponse" in asked.last("amel")
    await asked.says("amel", "Le FSL du Rhône paie, demandez-lui.")
    await asked.taps("amel", "choice-send")
    assert "demandez-lui" in asked.last("claire")


async def test_not_us_asks_others_and_leaves_the_door_open(asked: Theatre) -> None:
    await asked.taps("amel", "choice-not-us", where=CHAT)
    assert "d’autres collègues sont sollicités" in asked.last(CHAT)
    assert len(asked.shown(CHAT)) == 1
    assert len(asked.asked()) == 5
    await asked.taps("bruno", "choice-answer-anyway", where=CHAT)
    assert CLEAN_MARIE in asked.last("bruno")


async def test_the_end_of_the_search_is_said_where_it_was_asked(asked: Theatre) -> None:
    await asked.answers(asked.asked()[0], "Le FSL du Rhône paie, demandez-lui.")
    await asked.taps("claire", "choice-this-unblocks")
    assert "La recherche est terminée" in asked.last(CHAT)
    assert len(asked.shown(CHAT)) == 1


async def test_a_precision_is_added_to_the_ask(asked: Theatre) -> None:
    curious = asked.asked()[0]
    await asked.taps(curious, "choice-ask-back")
    await asked.says(curious, "Est-elle allocataire de la CAF ?")
    await asked.taps(curious, "choice-send")
    await asked.taps("claire", "choice-reply")
    await asked.says("claire", "Oui, depuis deux ans.")
    await asked.taps("claire", "choice-send")
    assert "Oui, depuis deux ans." in asked.last(CHAT)
    assert len(asked.shown(CHAT)) == 1


async def test_who_asks_cannot_answer_in_their_own_circle(theatre: Theatre) -> None:
    theatre.cast(professional("denise"))
    theatre.circle(circle("autre", "denise"))
    await theatre.asks("denise")
    await theatre.passes(timedelta(minutes=2))
    await theatre.taps("denise", "choice-answer", where="chat-autre")
    assert "C’est votre propre situation" in theatre.last("denise")


# Around the chat


async def test_people_talk_among_themselves_undisturbed(asked: Theatre) -> None:
    before = (asked.read(CHAT), asked.read("amel"))
    group = asked.group(CHAT)
    await asked.says_in(CHAT, "amel", "Bonjour à tous, qui vient jeudi ?")
    await asked.says_in(CHAT, "amel", "Moi !", reply_to="somebody-elses-message")
    await asked.says_in(CHAT, "amel", "/sondage jeudi")
    await asked.does("amel", Attached(Unreadable.PHOTO), group)
    await asked.does("amel", Edited(RawText("Bonjour à toutes et tous"), "own-1"), group)
    await asked.does("amel", Deleted("own-1"), group)
    assert (asked.read(CHAT), asked.read("amel")) == before


async def test_a_picture_that_replies_to_a_situation_is_said_not_to_be_read(
    asked: Theatre,
) -> None:
    before = asked.read(CHAT)
    picture = Attached(Unreadable.PHOTO, message_of(asked, CHAT))
    await asked.does("amel", picture, asked.group(CHAT))
    assert "Les photos ne sont pas lues" in asked.last("amel")
    assert asked.read(CHAT) == before


async def test_what_was_missed_in_the_chat_is_said_there(asked: Theatre) -> None:
    await comes_in(asked, "the-bot", Attached(Unreadable.MISSED))
    assert "Je n’ai pas pu lire tout ce qui s’est écrit ici." in asked.last(CHAT)


async def test_whose_reply_could_not_be_followed_is_told_in_private(asked: Theatre) -> None:
    await comes_in(asked, "amel", Attached(Unreadable.UNRELATED, "a-message-nobody-finds"))
    assert "répondez directement au message qui la présente" in asked.last("amel")


async def test_an_edit_in_the_group_corrects_the_answer_under_way(asked: Theatre) -> None:
    said = Said(RawText("Le FSL paie."), "group-7", message_of(asked, CHAT))
    await asked.does("amel", said, asked.group(CHAT))
    edited = Edited(RawText("Le FSL du Rhône paie."), "group-7")
    await asked.does("amel", edited, asked.group(CHAT))
    assert "Le FSL du Rhône paie." in asked.last("amel")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("/aide", "Ce que vous pouvez faire"),
        ("/mesdonnees", "Ce qui est gardé sur vous"),
        ("/lier", "Écrivez ce code"),
        ("/situations", "Vous n’avez pas de situation"),
        ("/oublier", "Tout ce qui vous concerne sera effacé"),
        ("/pause@entraide_bot 3", "aucune sollicitation jusqu’au"),
    ],
)
async def test_a_command_in_a_group_is_answered_in_private(
    asked: Theatre, command: str, told: str
) -> None:
    before = asked.read(CHAT)
    await asked.says_in(CHAT, "amel", command)
    assert told in asked.last("amel")
    assert asked.read(CHAT) == before


async def test_the_moderators_figures_are_not_shown_to_a_group(theatre: Theatre) -> None:
    theatre.cast(moderator("nadege"))
    await theatre.says_in(CHAT, "nadege", "/limites")
    assert theatre.read(CHAT) == []
    assert "Réglages en vigueur" in theatre.last("nadege")


async def test_who_never_opened_a_private_chat_is_invited_to(asked: Theatre) -> None:
    forget_home(asked, "amel")
    await asked.says_in(CHAT, "amel", "Le FSL paie, demandez à Nadia.", message_of(asked, CHAT))
    assert "Écrivez-moi en privé" in asked.last(CHAT)
    assert "Nadia" not in asked.heard(CHAT)
    await asked.says("amel", "/start")
    assert "demandez à [PERSONNE 2]" in asked.last("amel")
    await asked.taps("amel", "choice-send")
    assert "demandez à [PERSONNE 2]" in asked.last("claire")


async def test_a_stranger_in_the_group_learns_how_to_join(asked: Theatre) -> None:
    await asked.says_in(CHAT, "passante", "Je connais la réponse.", message_of(asked, CHAT))
    assert "il faut être membre du réseau" in asked.last(CHAT)
    token = asked.token(CHAT, "choice-answer")
    await asked.does("passante", Tapped(token), asked.group(CHAT))
    assert "il faut être membre du réseau" in asked.last(CHAT)


async def test_a_code_typed_in_a_group_stays_unused(theatre: Theatre) -> None:
    await theatre.says("amel", "/lier")
    code = theatre.last("amel").rpartition(" ")[2]
    await theatre.says_in(CHAT, "passante", code)
    await theatre.says_in(CHAT, "passante", f"/lier {code}")
    await theatre.says("amel-bis", code)
    assert "Bonjour Amel" in theatre.last("amel-bis")


# The chat changes


async def test_when_the_bot_is_removed_somebody_else_is_asked(asked: Theatre) -> None:
    await asked.does("amel", BotPresence(present=False), asked.group(CHAT))
    assert len(asked.asked()) == 5
    await asked.passes(timedelta(days=2))
    await asked.asks("gilles", MARIE.replace("Lyon", "Nice"))
    await asked.passes(timedelta(minutes=2))
    assert len(asked.shown(CHAT)) == 1


async def test_a_moved_chat_keeps_its_limits(asked: Theatre) -> None:
    await asked.does("amel", Moved("chat-ailleurs"), asked.group(CHAT))
    await asked.passes(timedelta(hours=2))
    await asked.asks("gilles", MARIE.replace("Lyon", "Nice"))
    await asked.passes(timedelta(minutes=2))
    assert asked.read("chat-ailleurs") == [], "its gap is not over"
    await asked.passes(timedelta(days=2))
    await asked.asks("gilles", MARIE.replace("Lyon", "Brest"))
    await asked.passes(timedelta(minutes=2))
    assert "Brest" in asked.last("chat-ailleurs")
    assert len(asked.shown(CHAT)) == 1


async def test_a_circle_on_another_subject_is_not_asked(theatre: Theatre) -> None:
    theatre.circle(replace(circle("asile", "chloe"), themes=("asile",)))
    await theatre.asks("claire")
    await theatre.passes(timedelta(days=3))
    assert theatre.read("chat-asile") == []
    assert len(theatre.shown(CHAT)) == 1
    assert set(theatre.asked()) <= set(HELPERS)


def forget_home(theatre: Theatre, name: str) -> None:
    with theatre.unit_of_work() as uow:
        account = uow.accounts.find("stage", name)
        assert account is not None
        uow.accounts.update(replace(account, home=None))
        uow.commit()
