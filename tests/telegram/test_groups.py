"""A group of the platform becomes a circle's chat, moves, mutes the bot, and meets strangers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.inbound import Said
from bot.domain.people import ProfessionalId
from bot.domain.texts import RawText
from tests.journeys.theatre import CLEAN_MARIE, circle, moderator, pilot
from tests.telegram.stage import TelegramTheatre

CHAT = "chat-logement"


@pytest.fixture
def theatre(theatre: TelegramTheatre) -> TelegramTheatre:
    """A circle that has no chat yet, and a group of its members with the bot in it."""
    theatre.cast(pilot("paul"), moderator("nadege"))
    members = circle("logement", "amel", "bruno", "paul", pilots=("paul",))
    theatre.circle(members)
    with theatre.unit_of_work() as uow:
        uow.circles.update(replace(members, chat=None))
        uow.commit()
    return theatre


def chat_of(theatre: TelegramTheatre, name: str) -> str | None:
    with theatre.unit_of_work() as uow:
        (found,) = (one for one in uow.circles.all() if one.id == name)
        return found.chat.address if found.chat else None


@pytest.mark.parametrize(
    ("who", "typed"),
    [
        ("paul", "/cercle"),
        ("paul", "/cercle logement"),
        ("nadege", "/cercle@entraide_bot Logement"),
    ],
)
async def test_a_pilot_ties_the_group_to_their_circle(
    theatre: TelegramTheatre, who: str, typed: str
) -> None:
    await theatre.says_in(CHAT, who, typed)
    assert "celui du cercle « Logement »" in theatre.last(CHAT)
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    assert CLEAN_MARIE in theatre.last(CHAT)


@pytest.mark.parametrize(
    ("who", "typed", "told"),
    [
        ("amel", "/cercle logement", "demande un autre rôle"),
        ("paul", "/cercle santé", "Quel cercle ? Écrivez /cercle suivi de"),
    ],
)
async def test_nobody_else_does_and_no_other_name(
    theatre: TelegramTheatre, who: str, typed: str, told: str
) -> None:
    await theatre.says_in(CHAT, who, typed)
    assert told in theatre.last(who)
    assert chat_of(theatre, "logement") is None


async def test_in_private_there_is_no_group_to_tie(theatre: TelegramTheatre) -> None:
    await theatre.says("paul", "/cercle logement")
    assert "s’écrit dans le groupe" in theatre.last("paul")


async def test_a_group_has_one_circle_and_a_circle_one_group(theatre: TelegramTheatre) -> None:
    other = circle("autre", "amel", pilots=("paul",))
    theatre.circle(other)
    await theatre.says_in(CHAT, "paul", "/cercle logement")
    await theatre.says_in(CHAT, "paul", "/cercle autre")
    assert (chat_of(theatre, "logement"), chat_of(theatre, "autre")) == (None, CHAT)


async def test_an_ask_on_its_way_follows_the_group_that_moves(theatre: TelegramTheatre) -> None:
    """Nobody told the bot of the move: it learns it from the refusal of its own call."""
    await theatre.says_in(CHAT, "paul", "/cercle logement")
    await theatre.asks("claire")
    chat = theatre.world.chats[int(theatre.names.id(CHAT))]
    new = theatre.world.migrate(chat, theatre.world.people[int(theatre.names.id("paul"))])
    theatre.world.updates.clear()
    theatre.names.tie("chat-nouveau", str(new.id))
    await theatre.passes(timedelta(minutes=2))
    assert chat_of(theatre, "logement") == "chat-nouveau"
    assert CLEAN_MARIE in theatre.last("chat-nouveau")
    ask = theatre.shown("chat-nouveau")[-1].id
    await theatre.says_in("chat-nouveau", "amel", "Le FSL paie, demandez à Nadia.", ask)
    assert "demandez à [PERSONNE 2]" in theatre.last("amel")


async def test_a_muted_bot_asks_somebody_else(theatre: TelegramTheatre) -> None:
    await theatre.says_in(CHAT, "paul", "/cercle logement")
    theatre.world.chats[int(theatre.names.id(CHAT))].bot_muted = True
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    assert len(theatre.asked()) == 5
    with theatre.unit_of_work() as uow:
        (case,) = uow.cases.open_cases()
        fates = {s.circle_id: s.delivery.value for s in uow.solicitations.of_case(case.id)}
    assert fates["logement"] == "unreachable"
    theatre.server.log.clear()  # these refusals were wanted


async def test_a_stranger_is_told_once_how_to_join(theatre: TelegramTheatre) -> None:
    await theatre.says_in(CHAT, "paul", "/cercle logement")
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    ask = theatre.shown(CHAT)[-1].id
    for number in range(3):
        await theatre.says_in(CHAT, "passante", f"Je connais la réponse {number}.", ask)
    told = [text for text in theatre.read(CHAT) if "il faut être membre du réseau" in text]
    assert len(told) == 1
    assert "[Ouvrir la conversation privée]" in told[0]


async def test_a_reply_to_a_colleagues_reply_is_an_answer_too(theatre: TelegramTheatre) -> None:
    await theatre.says_in(CHAT, "paul", "/cercle logement")
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    said = Said(RawText("Le FSL paie, loi de 1990."), "first", theatre.shown(CHAT)[-1].id)
    await theatre.does("amel", said, theatre.group(CHAT))
    await theatre.taps("amel", "choice-send")
    await theatre.says_in(CHAT, "bruno", "La CAF aussi, en partie.", "first")
    await theatre.taps("bruno", "choice-send")
    assert "La CAF aussi" in theatre.heard("claire")
    with theatre.unit_of_work() as uow:
        assert uow.accounts.of(ProfessionalId("bruno"))


async def test_an_invitation_is_a_link(theatre: TelegramTheatre) -> None:
    await theatre.says("amel", "/lier")
    code = theatre.last("amel").rpartition(" ")[2]
    person = theatre.world.person("amel-bis", started=False)
    theatre.names.tie("amel-bis", str(person.id))
    theatre.world.start(person, code)
    await theatre.settles()
    assert "Bonjour Amel" in theatre.last("amel-bis")
