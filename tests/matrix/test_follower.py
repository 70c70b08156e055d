"""Nothing is passed over: what the homeserver brings is in the inbox before it is left behind."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest

from adapters.matrix.client import V3, room_path
from adapters.matrix.events import Batch, Raw, Room, Timeline
from adapters.matrix.failures import AccountRefused, MatrixRefusal
from adapters.matrix.inbound import Reader
from adapters.matrix.queues import KEY_PATIENCE
from adapters.matrix.rooms import Welcomes
from adapters.matrix.sync import Follower
from adapters.matrix.threads import Threads
from adapters.texts import FluentTexts
from bot.domain.inbound import Arrived, Attached, BotPresence, Inbound, Moved, Said, Unreadable
from bot.domain.places import PlaceKind
from tests.contract.channel_rigs import FixedClock
from tests.matrix.events import ANA, BOB, BOT, DIRECT, GROUP, member, raw, sealed, text

TEXTS = FluentTexts()


class Inbox:
    """An intake that keeps what it is given, once, and fails when told to."""

    def __init__(self) -> None:
        self.kept: dict[str, Inbound] = {}
        self.fails_after: int | None = None

    def receive(self, inbound: Inbound) -> bool:
        if self.fails_after is not None:
            if not self.fails_after:
                self.fails_after = None
                raise ConnectionError
            self.fails_after -= 1
        return self.kept.setdefault(inbound.update_id, inbound) is inbound

    def said(self, room: str = DIRECT.id) -> list[str]:
        here = [one.event for one in self.kept.values() if one.place.address == room]
        return [event.text.value for event in here if isinstance(event, Said)]


class Homeserver:
    """Answers in the order given; remembers what it was asked."""

    user_id = BOT

    def __init__(self) -> None:
        self.known: dict[str, Room] = {DIRECT.id: DIRECT, GROUP.id: GROUP}
        self.batches: list[Batch | Exception] = []
        self.pages: dict[str, tuple[Sequence[Raw], str | None]] = {}
        self.states: dict[str, Mapping[str, Any]] = {}
        self.refused: dict[str, Exception] = {}
        self.hangs: dict[str, asyncio.Event] = {}
        self.asked_since: list[str | None] = []
        self.asked_keys: list[str] = []
        self.calls: list[tuple[str, str, Any]] = []
        self.keys: set[str] = set()

    def brings(self, *events: Raw, room: str = DIRECT.id, gap: str | None = None) -> "Homeserver":
        timelines = {room: Timeline(events, gap)} if events else {}
        return self.answers(timelines=timelines)

    def answers(
        self,
        invites: Mapping[str, str] | None = None,
        timelines: Mapping[str, Timeline] | None = None,
        left: Mapping[str, Timeline] | None = None,
    ) -> "Homeserver":
        position = f"s{len(self.batches) + len(self.asked_since) + 1}"
        self.batches.append(Batch(position, invites or {}, timelines or {}, left or {}))
        return self

    async def sync(self, since: str | None, wait_ms: int, *, whole: bool) -> Batch:
        self.asked_since.append(since)
        batch = self.batches.pop(0)
        if isinstance(batch, Exception):
            raise batch
        return batch

    async def before(
        self, room_id: str, position: str, until: str | None
    ) -> tuple[Sequence[Raw], str | None]:
        return self.pages[position]

    async def tend(self) -> None:
        return None

    def room(self, room_id: str) -> Room | None:
        return self.known.get(room_id)

    def rooms(self) -> Sequence[Room]:
        return list(self.known.values())

    def decrypt(self, event: Raw) -> Raw | None:
        if event.id not in self.keys:
            return None
        return text(event.sealed["words"], id=event.id, sender=event.sender, room=event.room)

    def ask_for_key(self, event: Raw) -> None:
        self.asked_keys.append(event.id)

    async def event(self, room_id: str, event_id: str) -> Raw | None:
        return None

    async def call(
        self, method: str, path: str, body: object | None = None, *, seconds: float | None = None
    ) -> Mapping[str, Any]:
        last = path.partition("?")[0].removeprefix("/_matrix/client/v3/")
        self.calls.append((method, last, body))
        if last in self.hangs:
            await self.hangs[last].wait()
        if last in self.refused:
            raise self.refused[last]
        return self.states.get(last, {})

    def made(self, ending: str) -> list[Any]:
        return [body for _, path, body in self.calls if path.endswith(ending)]


class Bot:
    """A follower, and all that is around it."""

    def __init__(self, server: Homeserver, position: str | None = "s0") -> None:
        self.server, self.inbox, self.clock = server, Inbox(), FixedClock()
        self.saved: list[str] = []
        self.follower = self.started(position)

    def started(self, position: str | None) -> Follower:
        return Follower(
            client=self.server,  # type: ignore[arg-type]
            reader=Reader(BOT, Threads(BOT, self.server.event)),
            intake=self.inbox,
            welcomes=Welcomes(),
            texts=TEXTS,
            clock=self.clock,
            save=self.saved.append,
            position=position,
        )


async def test_the_position_moves_after_the_events_are_kept() -> None:
    bot = Bot(Homeserver().brings(text("un"), text("deux")).brings(text("trois")))
    bot.inbox.fails_after = 1
    with pytest.raises(ConnectionError):
        await bot.follower.once()
    assert bot.saved == []
    assert await bot.follower.once()  # the same batch, from memory
    assert bot.server.asked_since == ["s0"]
    assert bot.saved == ["s1"]
    await bot.follower.once()
    assert bot.inbox.said() == ["un", "deux", "trois"]
    assert (bot.server.asked_since, bot.saved) == (["s0", "s1"], ["s1", "s2"])


async def test_after_a_crash_the_same_events_come_again_and_are_kept_once() -> None:
    first, second = text("un"), text("deux")
    bot = Bot(Homeserver().brings(first, second))
    bot.inbox.fails_after = 1
    with pytest.raises(ConnectionError):
        await bot.follower.once()
    bot.server.brings(first, second, text("trois"))
    await bot.started("s0").once()
    assert bot.inbox.said() == ["un", "deux", "trois"]


async def test_what_an_answer_left_out_is_paged_back_in_order() -> None:
    old, older = text("deux"), text("un")
    server = Homeserver().brings(text("trois"), gap="p1")
    server.pages = {"p1": ([old], "p2"), "p2": ([older], "p3"), "p3": ([], None)}
    bot = Bot(server)
    await bot.follower.once()
    assert bot.inbox.said() == ["un", "deux", "trois"]


async def test_the_first_reading_takes_nothing_of_what_was_said_before() -> None:
    server = Homeserver().answers({"!new": ANA}, {DIRECT.id: Timeline([text("avant")], None)})
    bot = Bot(server.brings(text("après")), position=None)
    await bot.follower.once()
    await bot.follower.once()
    assert bot.inbox.said() == ["après"]
    assert server.made("rooms/%21new/join") == [{}]
    assert bot.saved == ["s1", "s2"]


async def test_others_see_how_far_the_bot_has_read_and_its_own_words_tell_nothing() -> None:
    read = [text("un"), text("deux")]
    bot = Bot(Homeserver().brings(*read, text("réponse", sender=BOT)).brings(text("x", sender=BOT)))
    await bot.follower.once()
    await bot.follower.once()
    receipts = [path for _, path, _ in bot.server.calls if "/receipt/" in path]
    assert receipts == [room_path(DIRECT.id, "receipt", "m.read", read[-1].id)[len(V3) + 1 :]]


async def test_a_room_entered_is_read_from_the_invitation_on() -> None:
    events = [
        text("entre nous", room=GROUP.id),
        member(BOT, "invite", sender=ANA),
        text("pour le bot", room=GROUP.id),
        member(BOT, "join", was="invite", id="$join"),
        text("bonjour", room=GROUP.id),
    ]
    bot = Bot(Homeserver().brings(*events, room=GROUP.id))
    await bot.follower.once()
    assert bot.inbox.said(GROUP.id) == ["pour le bot", "bonjour"]
    assert bot.inbox.kept["$join"].event == BotPresence(present=True)


async def test_a_change_of_name_is_no_arrival() -> None:
    bot = Bot(Homeserver().brings(text("avant"), member(BOT, "join", was="join"), text("après")))
    await bot.follower.once()
    assert bot.inbox.said() == ["avant", "après"]
    assert not any(isinstance(one.event, Arrived) for one in bot.inbox.kept.values())


async def test_somebody_the_bot_writes_to_first_is_not_greeted() -> None:
    created = raw({}, "m.room.create", BOT, in_clear=True)
    bot = Bot(Homeserver().brings(created, member(BOT, "join", was=""), text("bonjour")))
    await bot.follower.once()
    assert bot.inbox.said() == ["bonjour"]
    assert not any(isinstance(one.event, Arrived) for one in bot.inbox.kept.values())


class TestKeysThatAreLate:
    async def test_a_room_waits_for_the_key_and_keeps_its_order(self) -> None:
        late = sealed("un", id="$late")
        server = Homeserver().brings(late, text("deux")).brings(text("à part", room=GROUP.id),
                                                                room=GROUP.id).brings()  # fmt: skip
        bot = Bot(server)
        for _ in range(2):
            await bot.follower.once()
        assert bot.inbox.said() == []
        assert bot.inbox.kept.keys()  # the other room did not wait
        assert bot.saved == []
        assert server.asked_keys == ["$late"]
        server.keys.add("$late")
        assert await bot.follower.once()
        assert bot.inbox.said() == ["un", "deux"]
        assert bot.saved == ["s3"]

    async def test_a_key_that_does_not_come_is_told_to_the_sender_in_words(self) -> None:
        bot = Bot(Homeserver().brings(sealed("un", id="$late"), text("deux")).brings())
        await bot.follower.once()
        bot.clock.moment += KEY_PATIENCE
        await bot.follower.once()
        told = bot.inbox.kept["$late:unread"]
        assert told.event == Attached(Unreadable.UNDECRYPTABLE)
        assert (told.user, told.place.kind) == (ANA, PlaceKind.PRIVATE)
        assert bot.inbox.said() == ["deux"]
        assert bot.saved == ["s2"]

    async def test_a_message_of_our_own_that_cannot_be_read_is_nobodys_concern(self) -> None:
        bot = Bot(Homeserver().brings(sealed("un", sender=BOT)).brings())
        await bot.follower.once()
        bot.clock.moment += KEY_PATIENCE
        await bot.follower.once()
        assert bot.inbox.kept == {}

    async def test_killed_while_a_room_waits_the_event_is_still_to_be_read(self) -> None:
        late = sealed("un", id="$late")
        bot = Bot(Homeserver().brings(late).brings(text("deux")))
        for _ in range(2):
            await bot.follower.once()
        assert bot.saved == []  # so the next life begins before the event, and asks again
        bot.server.keys.add("$late")
        bot.server.brings(late, text("deux"))
        await bot.started("s0").once()
        assert bot.inbox.said()[0] == "un"

    async def test_what_was_sealed_before_the_bot_came_is_not_waited_for(self) -> None:
        events = [
            member(BOT, "invite", sender=ANA),
            sealed("trop tôt", id="$early"),
            member(BOT, "join", was="invite"),
            text("bonjour"),
        ]
        bot = Bot(Homeserver().brings(*events))
        await bot.follower.once()
        assert bot.inbox.said() == ["bonjour"]
        assert "$early:unread" in bot.inbox.kept


class TestInvitations:
    async def test_a_stranger_is_refused_with_the_reason(self) -> None:
        server = Homeserver().answers({"!far": "@eve:ailleurs.test"})
        await Bot(server).follower.once()
        assert server.made("/join") == []
        (body,) = server.made("rooms/%21far/leave")
        assert "serveurs" in body["reason"]

    async def test_a_stranger_whose_server_never_answers_holds_nobody_up(self) -> None:
        here = {DIRECT.id: Timeline([text("un")], None)}
        server = Homeserver().answers({"!far": "@eve:ailleurs.test"}, here)
        server.refused["rooms/%21far/leave"] = TimeoutError()
        bot = Bot(server)
        await bot.follower.once()
        assert bot.inbox.said() == ["un"]

    async def test_a_room_that_is_not_encrypted_is_left_with_the_reason(self) -> None:
        server = Homeserver()
        clear = Room("!clear", frozenset({ANA}), False, False, None)
        server.known[clear.id] = clear
        joined = member(BOT, "join", was="invite")
        bot = Bot(server.brings(joined, text("secret", in_clear=True), room=clear.id))
        await bot.follower.once()
        (body,) = server.made("rooms/%21clear/leave")
        assert "chiffrée" in body["reason"]
        assert bot.inbox.kept == {}

    async def test_an_invitation_taken_back_stops_nothing(self) -> None:
        server = Homeserver().answers({"!gone": ANA}, {DIRECT.id: Timeline([text("un")], None)})
        server.refused["rooms/%21gone/join"] = MatrixRefusal(403, "M_FORBIDDEN")
        bot = Bot(server)
        await bot.follower.once()
        assert bot.inbox.said() == ["un"]

    @pytest.mark.parametrize(
        "trouble",
        [
            MatrixRefusal(429, "M_LIMIT_EXCEEDED", timedelta(seconds=1)),
            MatrixRefusal(502, "M_UNKNOWN"),
            TimeoutError(),
        ],
        ids=["busy", "its server is away", "slow"],
    )
    async def test_one_that_cannot_be_followed_now_is_taken_up_again_and_holds_nobody_up(
        self, trouble: Exception
    ) -> None:
        server = Homeserver().answers({"!new": ANA}, {DIRECT.id: Timeline([text("un")], None)})
        server.refused["rooms/%21new/join"] = trouble
        bot = Bot(server.brings(text("deux")).brings(text("trois")))
        for _ in range(2):
            await bot.follower.once()
        assert bot.inbox.said() == ["un", "deux"]
        assert len(server.made("rooms/%21new/join")) == 1
        assert bot.saved == []  # the next life hears of the invitation again
        server.refused.clear()
        bot.clock.moment += timedelta(seconds=5)
        await bot.follower.once()
        assert len(server.made("rooms/%21new/join")) == 2
        assert bot.saved == ["s3"]

    async def test_one_whose_server_hangs_keeps_nobody_waiting(self) -> None:
        server = Homeserver().answers({"!new": ANA}, {DIRECT.id: Timeline([text("un")], None)})
        server.hangs["rooms/%21new/join"] = asyncio.Event()
        bot = Bot(server.brings(text("deux")).brings())
        bot.follower.joining.at_once_seconds = 0.001
        for _ in range(2):
            await bot.follower.once()
        assert bot.inbox.said() == ["un", "deux"]
        assert len(server.made("rooms/%21new/join")) == 1  # it is waited for, not tried again
        assert bot.saved == []
        server.hangs["rooms/%21new/join"].set()
        await bot.follower.once()
        assert bot.saved == ["s3"]

    async def test_one_that_cannot_be_followed_for_a_day_is_given_up(self) -> None:
        server = Homeserver().answers({"!new": ANA})
        server.refused["rooms/%21new/join"] = TimeoutError()
        bot = Bot(server)
        await bot.follower.once()
        for _ in range(150):
            bot.clock.moment += timedelta(minutes=10)
            server.brings()
            await bot.follower.once()
        assert 140 < len(server.made("rooms/%21new/join")) < 150
        assert bot.saved

    async def test_a_room_of_a_refused_account_is_not_tried_again(self) -> None:
        server = Homeserver().answers({"!new": ANA})
        server.refused["rooms/%21new/join"] = MatrixRefusal(401, "M_UNKNOWN_TOKEN")
        with pytest.raises(AccountRefused):
            await Bot(server).follower.once()


class TestEnds:
    async def test_thrown_out_of_a_room_the_bot_is_present_no_more(self) -> None:
        for how in ("leave", "ban"):
            thrown = member(BOT, how, was="join", sender=BOB, id=f"$out-{how}")
            bot = Bot(Homeserver().answers(left={GROUP.id: Timeline([thrown], None)}))
            await bot.follower.once()
            assert bot.inbox.kept[f"$out-{how}"].event == BotPresence(present=False)

    @pytest.mark.parametrize("code", ["M_UNKNOWN_TOKEN", "ORG_MATRIX_EXPIRED_ACCOUNT"])
    async def test_a_refused_account_says_so_once(self, code: str) -> None:
        server = Homeserver()
        server.batches.append(MatrixRefusal(401, code))
        with pytest.raises(AccountRefused):
            await Bot(server).follower.once()
        assert len(server.asked_since) == 1


class TestUpgrades:
    new = Room("!new", frozenset({ANA, BOB}), True, True, None)

    def upgraded(self, predecessor: str) -> tuple[Homeserver, Raw]:
        server = Homeserver()
        stone = raw({"replacement_room": "!new"}, "m.room.tombstone", in_clear=True, state_key="",
                    room=GROUP.id)  # fmt: skip
        said = {"predecessor": {"room_id": predecessor}}
        server.states["rooms/%21new/state/m.room.create/"] = said
        return server, stone

    async def test_the_place_follows_once_both_rooms_say_so(self) -> None:
        server, stone = self.upgraded(GROUP.id)
        bot = Bot(server.brings(stone, room=GROUP.id))
        await bot.follower.once()
        assert server.made("join/%21new") == [{}]
        server.known |= {
            "!new": self.new,
            GROUP.id: Room(GROUP.id, GROUP.others, True, True, "!new"),
        }
        server.brings(member(BOT, "join", was="", room="!new"), room="!new")
        await bot.follower.once()
        moved = bot.inbox.kept[f"moved:{GROUP.id}:!new"]
        assert moved.event == Moved("!new")
        assert (moved.place.address, moved.place.kind) == (GROUP.id, PlaceKind.GROUP)

    async def test_what_is_no_room_is_not_asked_for(self) -> None:
        server = Homeserver()
        for new in ("!" + "x" * 255, "$event", "!\0", 3):
            stone = raw({"replacement_room": new}, "m.room.tombstone", in_clear=True, state_key="")
            await Bot(server.brings(stone)).follower.once()
        assert [path for _, path, _ in server.calls if path.startswith("join")] == []

    async def test_a_room_that_claims_to_follow_another_is_not_believed_alone(self) -> None:
        server, _ = self.upgraded(GROUP.id)
        server.known["!new"] = self.new
        bot = Bot(server.brings(member(BOT, "join", was="", room="!new"), room="!new"))
        await bot.follower.once()
        assert not any(isinstance(one.event, Moved) for one in bot.inbox.kept.values())

    async def test_nor_is_one_that_points_at_a_room_of_others(self) -> None:
        server, stone = self.upgraded("!another")
        server.known["!new"] = self.new
        bot = Bot(server.brings(stone, room=GROUP.id))
        await bot.follower.once()
        assert not any(isinstance(one.event, Moved) for one in bot.inbox.kept.values())
