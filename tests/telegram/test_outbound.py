"""What the platform answers, as an outcome; and what it is asked, as the person wants it."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import httpx
import pytest

from adapters.telegram.app import open_bot
from adapters.telegram.links import Links
from adapters.telegram.outbound import Telegram
from adapters.telegram.rates import Ceilings, Rates
from bot.domain.delivery import Gone, Outgoing, RetryAt, SendOutcome, Sent, Unknown
from bot.domain.places import Place
from bot.domain.screens import (
    Choice,
    Heading,
    Paragraph,
    Phrase,
    Quote,
    Replaced,
    Screen,
    Verbatim,
    Weight,
)
from tests.fakes.telegram_server import TOKEN
from tests.fakes.telegram_world import Ceilings as PlatformCeilings
from tests.fakes.telegram_world import Refusal, bad, forbidden, too_many
from tests.fakes.time_and_chance import HandClock
from tests.journeys.theatre import TUESDAY, sentences
from tests.telegram.rig import UNHURRIED, TelegramRig


@pytest.fixture
def clock() -> HandClock:
    return HandClock(TUESDAY)


@pytest.fixture
def rig(clock: HandClock) -> TelegramRig:
    return TelegramRig(clock, sentences())


def said(*words: str) -> Screen:
    return Screen(tuple(Paragraph((Verbatim(one),)) for one in words))


def outgoing(place: Place, screen: Screen | None = None, key: str = "k") -> Outgoing:
    return Outgoing(place, screen or said("Bonjour"), "fr", key)


async def sent(rig: TelegramRig, message: Outgoing) -> str:
    outcome = await rig.channel.send(message)
    assert isinstance(outcome, Sent)
    return outcome.message_id


# Outcomes


@pytest.mark.parametrize(
    ("refusal", "outcome"),
    [
        (forbidden("bot was blocked by the user"), Gone("blocked")),
        (forbidden("user is deactivated"), Gone("blocked")),
        (forbidden("bot was kicked from the supergroup chat"), Gone("blocked")),
        (forbidden("bot can't initiate conversation with a user"), Gone("blocked")),
        (bad("chat not found"), Gone("unknown-place")),
        (bad("not enough rights to send text messages to the chat"), Gone("muted")),
        (bad("TOPIC_CLOSED"), Gone("muted")),
        (bad("message is too long"), Gone("too-long")),
        (bad("something nobody has seen yet"), Gone("refused-content")),
        (Refusal(500, "Internal Server Error"), Unknown("NetworkError")),
        (Refusal(502, "Bad Gateway"), Unknown("NetworkError")),
    ],
    ids=lambda value: str(value)[:40],
)
async def test_a_refusal_says_what_became_of_the_message(
    rig: TelegramRig, refusal: Refusal, outcome: SendOutcome
) -> None:
    rig.trouble_once(refusal)
    assert await rig.channel.send(outgoing(rig.private())) == outcome


async def test_a_wait_is_obeyed_to_the_second_in_that_chat_alone(
    rig: TelegramRig, clock: HandClock
) -> None:
    rig.trouble_once(too_many(17))
    told = await rig.channel.send(outgoing(rig.private()))
    assert isinstance(told, RetryAt)
    assert timedelta(seconds=17) <= told.when - TUESDAY < timedelta(seconds=18)
    assert isinstance(await rig.channel.send(outgoing(rig.group(), key="g")), Sent)
    clock.forward(timedelta(seconds=16))
    again = await rig.channel.send(outgoing(rig.private()))
    assert isinstance(again, RetryAt)
    assert rig.shown(rig.private()) == []
    clock.forward(again.when - clock.now())
    await sent(rig, outgoing(rig.private()))


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (httpx.ConnectError, RetryAt),
        (httpx.ConnectTimeout, RetryAt),
        (httpx.ReadTimeout, Unknown),
        (httpx.WriteError, Unknown),
        (httpx.RemoteProtocolError, Unknown),
    ],
)
async def test_what_never_left_is_tried_again_and_what_may_have_left_is_not(
    clock: HandClock, failure: type[httpx.TransportError], expected: type[SendOutcome]
) -> None:
    def fails(request: httpx.Request) -> httpx.Response:
        raise failure("no")

    bot = open_bot(TOKEN, "http://telegram.test", transport=httpx.MockTransport(fails))

    async def nobody_moves(old: str, new: str) -> None: ...

    rates = Rates(clock, UNHURRIED)
    channel = Telegram(bot, sentences(), clock, rates, Links(), nobody_moves)
    outcome = await channel.send(outgoing(Place("telegram", "1")))
    assert isinstance(outcome, expected)


async def test_an_edit_whose_answer_is_lost_may_be_said_again(rig: TelegramRig) -> None:
    first = await sent(rig, outgoing(rig.private()))
    rig.trouble_once(Refusal(502, "Bad Gateway"))
    outcome = await rig.channel.edit(first, outgoing(rig.private(), said("Autre"), "k2"))
    assert isinstance(outcome, RetryAt)


async def test_a_group_that_became_a_supergroup_is_told_before_the_message_comes_back(
    rig: TelegramRig,
) -> None:
    new = rig.world.migrate(rig.circle, rig.ana)
    outcome = await rig.channel.send(outgoing(rig.group()))
    assert isinstance(outcome, RetryAt)
    assert rig.moved == [(str(rig.circle.id), str(new.id))]


# What a person asked for


async def test_a_case_is_protected_and_an_update_makes_no_sound(rig: TelegramRig) -> None:
    case = replace(outgoing(rig.private()), protected=True)
    update = replace(outgoing(rig.private(), key="k2"), silent=True)
    for message in (case, update):
        await sent(rig, message)
    first, second = (call.params for call in rig.server.calls("sendMessage"))
    assert (first["protect_content"], first["disable_notification"]) == (True, False)
    assert (second["protect_content"], second["disable_notification"]) == (False, True)
    assert all(one["link_preview_options"]["is_disabled"] for one in (first, second))


async def test_blocks_are_marked_by_entities_counted_as_the_platform_counts(
    rig: TelegramRig,
) -> None:
    screen = Screen(
        (
            Heading(Verbatim("🙏 Titre")),
            Quote((Verbatim("Dit par "), Replaced("[PERSONNE 1]"))),
            Paragraph((Verbatim("Attention"),), emphasis=True),
        )
    )
    await sent(rig, outgoing(rig.private(), screen))
    (message,) = rig.world.seen(rig.ana.id)
    text = message["text"].encode("utf-16-le")
    marked = {
        (one["type"], text[2 * one["offset"] :][: 2 * one["length"]].decode("utf-16-le"))
        for one in message["entities"]
    }
    assert marked == {
        ("bold", "🙏 Titre"),
        ("blockquote", "Dit par [PERSONNE 1]"),
        ("underline", "[PERSONNE 1]"),
        ("bold", "Attention"),
    }


async def test_the_main_choice_stands_out(rig: TelegramRig) -> None:
    rows = ((Choice("t1", Phrase("choice-send"), Weight.MAIN),),)
    await sent(rig, outgoing(rig.private(), Screen(said("?").blocks, rows)))
    (call,) = rig.server.calls("sendMessage")
    ((button,),) = call.params["reply_markup"]["inline_keyboard"]
    assert (button["callback_data"], button["style"]) == ("t1", "primary")


async def test_whoever_is_sent_to_the_private_chat_gets_a_link_that_opens_it(
    rig: TelegramRig,
) -> None:
    rig.channel.username = "entraide_bot"
    screen = Screen((Paragraph((Phrase("write-in-private"),)),))
    await sent(rig, outgoing(rig.group(), screen))
    (message,) = rig.world.seen(rig.circle.id)
    ((button,),) = message["reply_markup"]["inline_keyboard"]
    assert button["url"] == "https://t.me/entraide_bot?start=bonjour"


# Long texts

PARAGRAPHS = tuple(f"{number} {'mot ' * 300}".strip() for number in range(10))


async def test_a_long_text_is_cut_between_paragraphs_with_the_choices_under_the_last(
    rig: TelegramRig,
) -> None:
    rows = ((Choice("t1", Phrase("choice-send")),),)
    await sent(rig, outgoing(rig.private(), Screen(said(*PARAGRAPHS).blocks, rows)))
    parts = rig.shown(rig.private())
    assert len(parts) > 1
    assert "\n\n".join(part.text for part in parts) == "\n\n".join(PARAGRAPHS)
    assert [part.tokens for part in parts] == [()] * (len(parts) - 1) + [("t1",)]


async def test_a_long_message_is_edited_and_deleted_whole(rig: TelegramRig) -> None:
    long_id = await sent(rig, outgoing(rig.private(), said(*PARAGRAPHS)))
    changed = said(*(one.replace("mot", "nom") for one in PARAGRAPHS))
    assert await rig.channel.edit(long_id, outgoing(rig.private(), changed)) == Sent(long_id)
    assert "mot" not in "".join(part.text for part in rig.shown(rig.private()))
    shorter = await rig.channel.edit(long_id, outgoing(rig.private(), said("Court")))
    assert isinstance(shorter, Gone), "another shape is another message"
    assert isinstance(await rig.channel.delete(rig.private(), long_id), Sent)
    assert rig.shown(rig.private()) == []


async def test_the_parts_of_a_text_keep_the_pace_of_a_chat(clock: HandClock) -> None:
    rig = TelegramRig(clock, sentences(), Ceilings())
    rig.world.ceilings = PlatformCeilings()
    await sent(rig, outgoing(rig.group(), said(*PARAGRAPHS)))
    times = [call.at for call in rig.server.calls("sendMessage")]
    assert len(times) > 2
    assert all(b - a >= timedelta(seconds=1) for a, b in pairwise(times))


async def test_half_a_text_is_taken_back(rig: TelegramRig) -> None:
    def second_part_refused(method: str, params: dict[str, object]) -> Refusal | None:
        is_second = method == "sendMessage" and len(rig.shown(rig.private())) == 1
        return too_many(40) if is_second else None

    rig.world.trouble = second_part_refused
    outcome = await rig.channel.send(outgoing(rig.private(), said(*PARAGRAPHS)))
    assert isinstance(outcome, RetryAt)
    assert rig.shown(rig.private()) == []


# Old messages

DAYS = timedelta(days=3)


async def test_what_is_too_old_to_delete_is_emptied_instead(
    rig: TelegramRig, clock: HandClock
) -> None:
    old = await sent(rig, outgoing(rig.private(), said("Une situation")))
    clock.forward(DAYS)
    assert isinstance(await rig.channel.delete(rig.private(), old), Sent)
    assert [one.text for one in rig.shown(rig.private())] == ["Message retiré."]


async def test_an_old_message_is_emptied_at_the_pace_of_its_chat(clock: HandClock) -> None:
    rig = TelegramRig(clock, sentences(), Ceilings())
    rig.world.ceilings = PlatformCeilings()
    old = await sent(rig, outgoing(rig.private(), said("Une situation")))
    clock.forward(DAYS)
    await sent(rig, outgoing(rig.private(), said("La même, plus bas"), "k2"))
    assert isinstance(await rig.channel.delete(rig.private(), old), Sent)
    assert [one.text for one in rig.shown(rig.private())] == [
        "Message retiré.",
        "La même, plus bas",
    ]


async def test_what_is_too_old_to_edit_says_so(rig: TelegramRig, clock: HandClock) -> None:
    rig.world.edits_expire = True
    old = await sent(rig, outgoing(rig.private()))
    clock.forward(DAYS)
    outcome = await rig.channel.edit(old, outgoing(rig.private(), said("Fini"), "k2"))
    assert outcome == Gone("no-such-message")


async def test_a_topic_that_was_deleted_does_not_lose_the_message(rig: TelegramRig) -> None:
    place = replace(rig.group(), thread="77")
    await sent(rig, outgoing(place))
    assert len(rig.shown(rig.group())) == 1


@pytest.mark.parametrize(
    ("row", "lines"),
    [
        (("Pas mon domaine", "Plus tard"), [2]),
        (("Masquer autre chose", "Garder un mot"), [1, 1]),
        (("Changer les thèmes", "Changer le lieu", "C’est urgent"), [1, 2]),
        (("La 1 débloque", "La 2 débloque", "La 3 débloque"), [2, 1]),
        (("Oui", "Non", "Trop tôt"), [3]),
    ],
)
async def test_buttons_share_a_line_only_where_they_are_read_whole(
    rig: TelegramRig, row: tuple[str, ...], lines: list[int]
) -> None:
    choices = tuple(
        Choice(f"t{n}", Phrase("choice-theme", {"theme": w})) for n, w in enumerate(row)
    )
    await sent(rig, outgoing(rig.private(), Screen(said("?").blocks, (choices,))))
    (call,) = rig.server.calls("sendMessage")
    keyboard = call.params["reply_markup"]["inline_keyboard"]
    assert [len(line) for line in keyboard] == lines
    assert tuple(button["text"] for line in keyboard for button in line) == row
