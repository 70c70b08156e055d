"""What people do in rooms, in the words of the domain."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.matrix.events import Raw, Room
from adapters.matrix.inbound import Reader
from adapters.matrix.threads import Threads
from bot.domain.inbound import (
    Arrived,
    Attached,
    BotPresence,
    Deleted,
    Edited,
    Event,
    Moved,
    Reacted,
    Said,
    Unreadable,
)
from bot.domain.places import Place, PlaceKind
from bot.domain.texts import RawText
from tests.matrix.events import ANA, BOB, BOT, DIRECT, GROUP, member, raw, text

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def reader(*on_the_server: Raw) -> Reader:
    there = {event.id: event for event in on_the_server}

    async def fetch(room_id: str, event_id: str) -> Raw | None:
        return there.get(event_id)

    return Reader(BOT, Threads(BOT, fetch))


async def read(event: Raw, room: Room = DIRECT, *on_the_server: Raw) -> Event | None:
    inbound = await reader(*on_the_server).read(event, room, NOW)
    return inbound.event if inbound else None


def relating(words: str, relates: Mapping[str, Any], **more: Any) -> Raw:
    return raw({"msgtype": "m.text", "body": words, "m.relates_to": relates}, **more)


def reply(words: str, to: str, **more: Any) -> Raw:
    return relating(words, {"m.in_reply_to": {"event_id": to}}, **more)


def in_thread(words: str, root: str, **more: Any) -> Raw:
    falling_back = {"is_falling_back": True, "m.in_reply_to": {"event_id": "$last"}}
    return relating(words, {"rel_type": "m.thread", "event_id": root, **falling_back}, **more)


THREAD = {"rel_type": "m.thread", "event_id": "$root", "is_falling_back": True}


class TestMessages:
    async def test_a_text_is_said_in_its_place_by_its_author(self) -> None:
        inbound = await reader().read(text("bonjour", id="$m"), DIRECT, NOW)
        assert inbound is not None
        assert inbound.event == Said(RawText("bonjour"), "$m")
        assert inbound.place == Place("matrix", "!direct", PlaceKind.PRIVATE)
        assert (inbound.update_id, inbound.user, inbound.received_at) == ("$m", ANA, NOW)

    @pytest.mark.parametrize(
        ("stamp", "written_at"),
        [
            (1_772_438_400_000, NOW - timedelta(hours=1)),
            (1_772_445_600_000, None),  # in an hour: a clock that is fast
            (0, None),
            (-1, None),
            (10**30, None),
            ("hier", None),
            (None, None),
        ],
    )
    async def test_what_was_long_on_its_way_keeps_its_date(
        self, stamp: object, written_at: datetime | None
    ) -> None:
        inbound = await reader().read(text("2", origin_server_ts=stamp), DIRECT, NOW)
        assert inbound is not None
        assert (inbound.written_at, inbound.received_at) == (written_at, NOW)

    @pytest.mark.parametrize("stamp", [1_772_438_400_000, 1_772_445_600_000, 0, None])
    async def test_its_age_counts_whatever_the_server_s_clock_says(self, stamp: object) -> None:
        old = replace(text("2", origin_server_ts=stamp), age=timedelta(minutes=3))
        inbound = await reader().read(old, DIRECT, NOW, came_at=NOW - timedelta(minutes=1))
        assert inbound is not None
        assert inbound.written_at == NOW - timedelta(minutes=4)

    @pytest.mark.parametrize(
        ("content", "kind"),
        [
            ({"msgtype": "m.audio", "body": "a.ogg"}, Unreadable.VOICE),
            ({"msgtype": "m.image", "body": "a.png"}, Unreadable.PHOTO),
            ({"msgtype": "m.video", "body": "a.mp4"}, Unreadable.PHOTO),
            ({"msgtype": "m.file", "body": "a.pdf"}, Unreadable.FILE),
            ({"msgtype": "m.location", "body": "ici"}, Unreadable.LOCATION),
            ({"msgtype": "m.key.verification.request", "body": "?"}, Unreadable.VERIFICATION),
            ({"msgtype": "org.example.new", "body": "?"}, Unreadable.FILE),
        ],
    )
    async def test_what_is_no_text_is_not_opened(
        self, content: Mapping[str, Any], kind: Unreadable
    ) -> None:
        assert await read(raw(content)) == Attached(kind)

    async def test_stickers_and_polls_are_not_read_either(self) -> None:
        assert await read(raw({"body": ":)"}, "m.sticker")) == Attached(Unreadable.STICKER)
        assert await read(raw({}, "m.poll.start")) == Attached(Unreadable.FILE)

    async def test_nor_is_a_call_taken(self) -> None:
        assert await read(raw({"call_id": "1"}, "m.call.invite")) == Attached(Unreadable.CALL)

    async def test_words_in_clear_where_all_is_encrypted_may_be_anybody_s(self) -> None:
        words = text("en clair", in_clear=True)
        assert await read(words) == Attached(Unreadable.IN_CLEAR)

    async def test_what_is_not_read_says_what_it_replies_to(self) -> None:
        content = {"msgtype": "m.image", "body": "a.png", "m.relates_to": THREAD}
        assert await read(raw(content), GROUP) == Attached(Unreadable.PHOTO, "$root")

    @pytest.mark.parametrize(
        "event",
        [
            text("la mienne", sender=BOT),
            raw({"msgtype": "m.notice", "body": "d'un autre robot"}),
            raw({}),  # taken back before it was read
            raw({"msgtype": "m.text", "body": 3}),
            raw({"msgtype": "m.text"}),
            raw({"name": "Salon"}, "m.room.name", in_clear=True),
            raw({"x": 1}, "org.example.custom"),
            raw({}, in_clear=True),  # taken back before it was decrypted
        ],
    )
    async def test_what_says_nothing_to_us(self, event: Raw) -> None:
        assert await read(event) is None

    async def test_where_nothing_is_encrypted_texts_in_clear_are_read(self) -> None:
        clear = Room("!clear", frozenset({ANA}), False, False, None)
        assert await read(text("bonjour", id="$m", in_clear=True), clear) is not None

    async def test_the_quotation_of_old_clients_is_no_part_of_what_is_said(self) -> None:
        quoting = "> <@bot:hs.test> Une question\n> sur deux lignes\n\nMa réponse\n> à moi"
        said = await read(reply(quoting, "$question"))
        assert isinstance(said, Said)
        assert said.text == RawText("Ma réponse\n> à moi")

    async def test_a_text_that_begins_with_a_quotation_of_its_own_is_kept_whole(self) -> None:
        said = await read(text("> citation\nsuite"))
        assert isinstance(said, Said)
        assert said.text == RawText("> citation\nsuite")


class TestChanges:
    async def test_an_edit_is_of_the_original_and_brings_the_new_words(self) -> None:
        new = {"msgtype": "m.text", "body": "après"}
        relates = {"rel_type": "m.replace", "event_id": "$first"}
        content = {"msgtype": "m.text", "body": "* après", "m.new_content": new}
        edit = raw({**content, "m.relates_to": relates})
        assert await read(edit) == Edited(RawText("après"), "$first")

    @pytest.mark.parametrize(
        "new", [None, "x", {}, {"msgtype": "m.image", "body": "a"}, {"msgtype": "m.text"}]
    )
    async def test_an_edit_without_new_words_says_nothing(self, new: object) -> None:
        relates = {"rel_type": "m.replace", "event_id": "$first"}
        content = {"msgtype": "m.text", "body": "* a", "m.new_content": new}
        assert await read(raw({**content, "m.relates_to": relates})) is None

    @pytest.mark.parametrize("where", ["redacts", "content"])
    async def test_a_redaction_takes_its_target_away_in_old_rooms_and_new(self, where: str) -> None:
        content = {"redacts": "$gone"} if where == "content" else {}
        more = {} if where == "content" else {"redacts": "$gone"}
        event = raw(content, "m.room.redaction", in_clear=True, **more)
        assert await read(event) == Deleted("$gone")

    async def test_a_reaction_is_on_its_message(self) -> None:
        relates = {"rel_type": "m.annotation", "event_id": "$ask", "key": "1️⃣"}
        event = raw({"m.relates_to": relates}, "m.reaction", in_clear=True)
        assert await read(event) == Reacted("$ask", "1️⃣")

    async def test_a_reaction_on_nothing_says_nothing(self) -> None:
        assert await read(raw({"m.relates_to": []}, "m.reaction", in_clear=True)) is None


class TestWhatItIsAbout:
    async def test_a_reply_is_about_what_it_replies_to(self) -> None:
        said = await read(reply("je sais", "$ask"))
        assert isinstance(said, Said)
        assert said.reply_to == "$ask"

    async def test_a_message_in_a_thread_is_about_its_root(self) -> None:
        said = await read(in_thread("je sais", "$root"), GROUP)
        assert isinstance(said, Said)
        assert said.reply_to == "$root"

    async def test_a_reply_to_a_colleague_is_about_what_the_colleague_replied_to(self) -> None:
        ask = text("La demande", sender=BOT, id="$ask")
        first = reply("une piste", "$ask", id="$first", sender=BOB)
        second = reply("non, une autre", "$first", id="$second")
        said = await read(second, GROUP, ask, first)
        assert isinstance(said, Said)
        assert said.reply_to == "$ask"

    async def test_what_was_seen_needs_no_server(self) -> None:
        reads = reader()
        await reads.read(reply("une piste", "$ask", id="$first"), GROUP, NOW)
        inbound = await reads.read(reply("oui", "$first"), GROUP, NOW)
        assert inbound is not None
        assert inbound.event == Said(RawText("oui"), inbound.update_id, "$ask")

    @pytest.mark.parametrize("named", ["sans-sigle", "$" + "x" * 255, "$\0", 3])
    async def test_what_is_no_id_is_looked_for_nowhere(self, named: Any) -> None:
        for event in (reply("je sais", named), in_thread("je sais", named)):
            said = await read(event)
            assert isinstance(said, Said)
            assert said.reply_to is None
        relates = {"rel_type": "m.annotation", "event_id": named, "key": "1"}
        assert await read(raw({"m.relates_to": relates}, "m.reaction", in_clear=True)) is None
        assert await read(raw({"redacts": named}, "m.room.redaction", in_clear=True)) is None

    async def test_replies_that_turn_in_a_circle_end(self) -> None:
        one = reply("a", "$two", id="$one")
        two = reply("b", "$one", id="$two")
        assert await read(reply("c", "$one"), GROUP, one, two) is not None


class TestComingAndGoing:
    def test_whoever_is_alone_with_the_bot_arrived(self) -> None:
        inbound = reader().arrived(DIRECT, "$join", NOW)
        assert (inbound.user, inbound.event, inbound.update_id) == (ANA, Arrived(), "$join")

    def test_in_a_group_the_bot_is_present(self) -> None:
        inbound = reader().arrived(GROUP, "$join", NOW)
        assert inbound.event == BotPresence(present=True)
        assert inbound.place.kind is PlaceKind.GROUP

    def test_a_room_left_is_a_group_without_the_bot(self) -> None:
        inbound = reader().gone("!group", "$leave", NOW)
        assert inbound.event == BotPresence(present=False)
        assert inbound.place == Place("matrix", "!group", PlaceKind.GROUP)

    def test_a_move_is_one_event_whoever_tells_it(self) -> None:
        old = Place("matrix", "!old", PlaceKind.GROUP)
        told = [reader().moved(old, "!new", user, NOW) for user in (ANA, BOT)]
        assert len({inbound.update_id for inbound in told}) == 1
        assert told[0].event == Moved("!new")


class TestDoors:
    ALONE = Room(DIRECT.id, frozenset(), is_named=False, is_encrypted=True, replacement=None)

    @pytest.mark.parametrize("now", ["leave", "ban"])
    async def test_whoever_leaves_their_private_room_reads_it_no_more(self, now: str) -> None:
        left = member(ANA, now, was="join", room=DIRECT.id)
        inbound = await reader().read(left, self.ALONE, NOW)
        assert inbound is not None
        assert inbound.event == BotPresence(present=False)
        assert (inbound.place, inbound.user) == (Place("matrix", DIRECT.id), ANA)

    @pytest.mark.parametrize("room", [DIRECT, GROUP, replace(ALONE, is_named=True)])
    async def test_in_a_group_people_come_and_go(self, room: Room) -> None:
        assert await read(member(BOB, "leave", was="join"), room) is None
        assert await read(member(BOB, "join"), room) is None
