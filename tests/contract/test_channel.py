"""What every channel promises the courier, whatever its platform."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from bot.domain.delivery import Abilities, File, Gone, Outgoing, RetryAt, Sent, Unknown
from bot.domain.places import Place
from bot.domain.screens import (
    Bullets,
    Choice,
    Heading,
    Paragraph,
    Phrase,
    Quote,
    Replaced,
    Screen,
    Verbatim,
)
from tests.contract.channel_rigs import FixedClock, MemoryRig, Rig, WebChatRig
from tests.fakes.channel import EVERYTHING, kind_of
from tests.telegram.rig import TelegramRig
from tests.webchat.echo import PlainTexts

BARE: Abilities = replace(
    EVERYTHING,
    buttons=False,
    edits=False,
    deletes=False,
    idempotent=False,
    files=False,
)
"""A platform that can do nothing more than show a text."""

plain_texts = cache(PlainTexts)

FILES = (
    File("charge.png", "image/png", b"\x89PNG", "Lundi 3, mardi 2."),
    File("synthèse.pdf", "application/pdf", b"%PDF", "Synthèse"),
)

RIGS: dict[str, Callable[[], Rig]] = {
    "memory": MemoryRig,
    "memory-bare": lambda: MemoryRig(BARE, writes_first=False),
    "webchat": WebChatRig,
    "telegram": lambda: TelegramRig(FixedClock(), plain_texts()),
}


@pytest.fixture(params=RIGS)
def rig(request: pytest.FixtureRequest) -> Rig:
    return RIGS[request.param]()


def screen(words: str = "Bonjour", *labels: str) -> Screen:
    choices = tuple((Choice(f"token-{label}", Phrase(label)),) for label in labels)
    return Screen((Paragraph((Verbatim(words),)),), choices)


def message(
    place: Place,
    shows: Screen,
    key: str = "k1",
    file: File | None = None,
) -> Outgoing:
    return Outgoing(place, shows, "fr", key, file=file)


async def sent(rig: Rig, outgoing: Outgoing) -> str:
    outcome = await rig.channel.send(outgoing)
    assert isinstance(outcome, Sent)
    return outcome.message_id


class TestShowing:
    async def test_every_kind_of_block_is_read_in_its_order(self, rig: Rig) -> None:
        everything = Screen(
            (
                Heading(Verbatim("un")),
                Paragraph((Verbatim("deux "), Replaced("[PERSONNE 1]"))),
                Quote((Verbatim("trois"),)),
                Bullets(((Verbatim("quatre"),), (Verbatim("cinq"),))),
            )
        )
        await sent(rig, message(rig.private(), everything))
        (seen,) = rig.shown(rig.private())
        words = ("un", "deux", "[PERSONNE 1]", "trois", "quatre", "cinq")
        places = [seen.text.index(word) for word in words]
        assert places == sorted(places)

    async def test_messages_keep_their_order(self, rig: Rig) -> None:
        for number in range(3):
            await sent(rig, message(rig.private(), screen(f"n{number}"), f"k{number}"))
        assert [seen.text for seen in rig.shown(rig.private())] == ["n0", "n1", "n2"]

    async def test_a_message_reaches_its_place_alone(self, rig: Rig) -> None:
        await sent(rig, message(rig.private(), screen()))
        assert rig.shown(rig.group()) == []

    async def test_a_group_is_written_to(self, rig: Rig) -> None:
        await sent(rig, message(rig.group(), screen("à tous")))
        assert [seen.text for seen in rig.shown(rig.group())] == ["à tous"]

    async def test_every_choice_can_be_read_and_every_button_gives_its_token_back(
        self, rig: Rig
    ) -> None:
        await sent(rig, message(rig.private(), screen("Choisissez", "oui", "non", "peut-être")))
        (seen,) = rig.shown(rig.private())
        assert seen.choices == ("oui", "non", "peut-être")
        buttons = ("token-oui", "token-non", "token-peut-être")
        assert seen.tokens == (buttons if rig.channel.abilities.buttons else ())

    async def test_somebody_who_never_wrote_hears_from_us_only_where_that_is_possible(
        self, rig: Rig
    ) -> None:
        outcome = await rig.channel.send(message(rig.unopened(), screen()))
        if isinstance(outcome, RetryAt):  # the conversation is opened first
            rig.clock.moment = outcome.when
            outcome = await rig.channel.send(message(rig.unopened(), screen()))
        expected = Sent if rig.writes_first else Gone
        assert isinstance(outcome, expected)


class TestFiles:
    @pytest.mark.parametrize("file", FILES)
    async def test_a_file_comes_with_the_words_or_the_words_come_alone(
        self, rig: Rig, file: File
    ) -> None:
        await sent(rig, message(rig.private(), screen("La charge", "oui"), file=file))
        shown = rig.shown(rig.private())
        assert [one.text for one in shown if one.text] == ["La charge"]
        assert shown[-1].choices == ("oui",), "the buttons are the last thing seen"
        kinds = [one.file for one in shown if one.file]
        assert kinds == ([kind_of(file)] if rig.channel.abilities.files else [])

    async def test_a_file_goes_with_its_message(self, rig: Rig) -> None:
        first = await sent(rig, message(rig.private(), screen(), file=FILES[0]))
        if rig.channel.abilities.deletes:
            await rig.channel.delete(rig.private(), first)
            assert rig.shown(rig.private()) == []

    async def test_an_invitation_holds_its_code(self, rig: Rig) -> None:
        address = rig.channel.invitation("1234567812345678")
        assert address is None or "1234567812345678" in address


class TestWhatWasTypedIsNeverMarkup:
    @pytest.mark.parametrize(
        "typed",
        [
            "<b>gras</b> & <script>alert(1)</script>",
            "</div></p> &amp; &lt;",
            "*gras* _italique_ ~barré~ `code` ||caché||",
            "[cliquez](https://exemple.invalid) <https://exemple.invalid>",
            "@channel @room !salon #titre\n# titre\n> citation\n- liste",
            "{{ 7*7 }} {$name} %s \\n",
        ],
    )
    async def test_it_is_read_letter_for_letter(self, rig: Rig, typed: str) -> None:
        await sent(rig, message(rig.private(), screen(typed)))
        assert rig.shown(rig.private())[0].text == typed

    async def test_it_cannot_turn_what_follows(self, rig: Rig) -> None:
        turning = "facture \u202egpj.exe\u2066"
        await sent(rig, message(rig.private(), screen(turning)))
        text = rig.shown(rig.private())[0].text
        # Either the marks are gone, or what they open is closed before the sentence goes on.
        assert "\u202e" not in text or "\u202c" in text.partition("\u202e")[2]


class TestChanging:
    async def test_an_edit_replaces_in_place_choices_included(self, rig: Rig) -> None:
        first = await sent(rig, message(rig.private(), screen("avant", "oui"), "k1"))
        await sent(rig, message(rig.private(), screen("autre"), "k2"))
        outcome = await rig.channel.edit(
            first, message(rig.private(), screen("après", "non"), "k3")
        )
        seen = [(one.text, one.choices) for one in rig.shown(rig.private())]
        if rig.channel.abilities.edits:
            assert outcome == Sent(first)
            assert seen == [("après", ("non",)), ("autre", ())]
        else:
            assert isinstance(outcome, Gone)
            assert seen == [("avant", ("oui",)), ("autre", ())]

    async def test_the_same_edit_again_changes_nothing(self, rig: Rig) -> None:
        first = await sent(rig, message(rig.private(), screen("avant"), "k1"))
        for _ in range(2):
            outcome = await rig.channel.edit(first, message(rig.private(), screen("après"), "k2"))
            assert isinstance(outcome, Sent if rig.channel.abilities.edits else Gone)
        assert len(rig.shown(rig.private())) == 1

    async def test_a_message_that_is_no_longer_there_cannot_be_edited(self, rig: Rig) -> None:
        outcome = await rig.channel.edit("987654", message(rig.private(), screen()))
        assert isinstance(outcome, Gone)
        assert rig.shown(rig.private()) == []

    async def test_a_message_of_one_place_cannot_be_edited_from_another(self, rig: Rig) -> None:
        first = await sent(rig, message(rig.private(), screen("privé")))
        outcome = await rig.channel.edit(first, message(rig.group(), screen("volé"), "k2"))
        assert isinstance(outcome, Gone)
        assert [one.text for one in rig.shown(rig.private())] == ["privé"]

    async def test_a_deleted_message_is_seen_no_more(self, rig: Rig) -> None:
        first = await sent(rig, message(rig.private(), screen("secret")))
        outcome = await rig.channel.delete(rig.private(), first)
        if rig.channel.abilities.deletes:
            assert isinstance(outcome, Sent)
            assert rig.shown(rig.private()) == []
        else:
            assert isinstance(outcome, Gone)

    async def test_what_was_never_there_cannot_be_deleted(self, rig: Rig) -> None:
        assert isinstance(await rig.channel.delete(rig.private(), "987654"), Gone)


class TestOutcomes:
    async def test_a_repeat_doubles_only_where_there_is_no_key(self, rig: Rig) -> None:
        ids = [await sent(rig, message(rig.private(), screen())) for _ in range(2)]
        once = rig.channel.abilities.idempotent
        assert len(set(ids)) == len(rig.shown(rig.private())) == (1 if once else 2)

    async def test_asked_to_wait_nothing_arrived_and_there_is_a_time_to_come_back(
        self, rig: Rig
    ) -> None:
        rig.make_next_wait()
        outcome = await rig.channel.send(message(rig.private(), screen()))
        assert isinstance(outcome, RetryAt)
        assert outcome.when > rig.clock.now()
        assert rig.shown(rig.private()) == []
        rig.clock.moment = outcome.when
        await sent(rig, message(rig.private(), screen()))

    async def test_refused_for_good_says_so(self, rig: Rig) -> None:
        place = rig.make_next_refused()
        outcome = await rig.channel.send(message(place, screen()))
        assert isinstance(outcome, Gone)
        assert rig.shown(place) == []

    async def test_an_answer_lost_is_unknown_and_a_key_makes_it_safe_to_repeat(
        self, rig: Rig
    ) -> None:
        rig.make_next_lost()
        outcome = await rig.channel.send(message(rig.private(), screen()))
        assert isinstance(outcome, Unknown)
        if rig.channel.abilities.idempotent:
            await sent(rig, message(rig.private(), screen()))
        assert len(rig.shown(rig.private())) == 1

    async def test_a_place_of_another_channel_is_refused(self, rig: Rig) -> None:
        strange = Place("no-such-channel", "ana")
        assert isinstance(await rig.channel.send(message(strange, screen())), Gone)
        assert isinstance(await rig.channel.edit("1", message(strange, screen())), Gone)
        assert isinstance(await rig.channel.delete(strange, "1"), Gone)

    @pytest.mark.parametrize("over", [0, 1, 5_000])
    async def test_a_text_is_shown_whole_or_refused_never_cut(self, rig: Rig, over: int) -> None:
        text = "é" * (rig.channel.abilities.longest_text + over)
        outcome = await rig.channel.send(message(rig.private(), screen(text)))
        seen = "".join(one.text for one in rig.shown(rig.private()))
        if isinstance(outcome, Sent):
            assert seen == text
        else:
            assert isinstance(outcome, Gone)
            assert over > 0
            assert seen == ""


def test_places_carry_the_name_of_their_channel(rig: Rig) -> None:
    assert {rig.private().channel, rig.group().channel} == {rig.channel.name}
