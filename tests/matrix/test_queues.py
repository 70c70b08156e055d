"""A room whose news the homeserver cannot tell waits alone, and nothing is lost without a word."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest

from adapters.matrix.events import Raw, Room, Timeline
from adapters.matrix.failures import AccountRefused, MatrixRefusal
from adapters.matrix.queues import LEFT_OUT_TRIES, RELATED_TRIES
from bot.domain.inbound import Attached, Moved, Said, Unreadable
from bot.domain.texts import RawText
from tests.adapters.logging_to import logging_to
from tests.matrix.events import ANA, BOB, BOT, DIRECT, GROUP, member, raw, text
from tests.matrix.test_follower import Bot, Homeserver

OTHER = Room("!other", frozenset({BOB}), False, True, None)
TROUBLES = [MatrixRefusal(500, "M_UNKNOWN"), MatrixRefusal(429, "M_LIMIT_EXCEEDED"), TimeoutError()]


class Troubled(Homeserver):
    """Answers a sync, and not what it takes to read a room."""

    def __init__(self) -> None:
        super().__init__()
        self.known[OTHER.id] = OTHER
        self.trouble: Exception | None = MatrixRefusal(500, "M_UNKNOWN")
        self.hanging: asyncio.Event | None = None
        self.tries = 0
        self.there: dict[str, Raw] = {}

    async def _asked(self) -> None:
        self.tries += 1
        if self.hanging is not None:
            await self.hanging.wait()
        if self.trouble is not None:
            raise self.trouble

    async def event(self, room_id: str, event_id: str) -> Raw | None:
        await self._asked()
        return self.there.get(event_id)

    async def before(
        self, room_id: str, position: str, until: str | None
    ) -> tuple[Sequence[Raw], str | None]:
        await self._asked()
        return await super().before(room_id, position, until)

    async def call(self, method: str, path: str, *more: Any, **others: Any) -> Mapping[str, Any]:
        if method == "GET":
            await self._asked()
        return await super().call(method, path, *more, **others)


def answer(words: str, to: str, room: str = DIRECT.id) -> Raw:
    relates = {"m.in_reply_to": {"event_id": to}}
    return raw({"msgtype": "m.text", "body": words, "m.relates_to": relates}, room=room)


def in_trouble(*events: Raw, room: str = DIRECT.id, gap: str | None = None) -> Bot:
    """Everybody speaks at once; only this room takes more than the answer to read."""
    timelines = {room: Timeline(events, gap), OTHER.id: Timeline([said("bonjour")], None)}
    server = Troubled()
    server.answers(timelines=timelines)
    return Bot(server)


def said(words: str) -> Raw:
    return text(words, sender=BOB, room=OTHER.id)


async def goes_on(bot: Bot, rounds: int) -> None:
    """Time passes; in the other room they talk."""
    for number in range(rounds):
        bot.clock.moment += timedelta(minutes=5)
        bot.server.brings(said(f"encore {number}"), room=OTHER.id)
        await bot.follower.once()


def left_out() -> Bot:
    bot = in_trouble(text("trois"), gap="p1")
    bot.server.pages = {"p1": ([text("deux")], "p2"), "p2": ([text("un")], None)}
    return bot


@pytest.mark.parametrize("trouble", TROUBLES, ids=["500", "429", "unreached"])
@pytest.mark.parametrize(
    ("arrange", "read"),
    [
        (lambda: in_trouble(answer("oui", "$old"), text("puis")), ["oui", "puis"]),
        (left_out, ["un", "deux", "trois"]),
    ],
    ids=["a reply", "what was left out"],
)
async def test_the_others_are_read_and_the_room_is_once_the_homeserver_tells(
    arrange: Callable[[], Bot], read: list[str], trouble: Exception
) -> None:
    bot = arrange()
    bot.server.trouble = trouble
    await bot.follower.once()
    assert (bot.inbox.said(OTHER.id), bot.inbox.said()) == (["bonjour"], [])
    assert bot.saved == []  # a next life begins before it
    bot.server.trouble = None
    await goes_on(bot, 1)
    assert (bot.inbox.said(OTHER.id), bot.inbox.said()) == (["bonjour", "encore 0"], read)
    assert bot.saved == ["s2"]


async def test_it_is_asked_again_less_and_less_often() -> None:
    bot = left_out()
    for _ in range(300):  # five minutes, second by second
        bot.server.brings()
        await bot.follower.once()
        bot.clock.moment += timedelta(seconds=1)
    assert bot.server.tries == 8


async def test_a_reply_of_which_nobody_tells_what_it_is_about_is_read_by_what_it_replies_to() -> (
    None
):
    bot = in_trouble(answer("oui", "$old"), text("puis"))
    await bot.follower.once()
    await goes_on(bot, RELATED_TRIES)
    first, _ = [one.event for one in bot.inbox.kept.values() if one.place.address == DIRECT.id]
    assert isinstance(first, Said)
    assert (first.text, first.reply_to) == (RawText("oui"), "$old")
    assert bot.inbox.said() == ["oui", "puis"]
    assert bot.saved[-1] == f"s{RELATED_TRIES + 1}"


async def test_in_a_group_where_it_may_be_for_a_colleague_its_author_is_told() -> None:
    bot = in_trouble(answer("je sais", "$old", GROUP.id), room=GROUP.id)
    await bot.follower.once()
    await goes_on(bot, RELATED_TRIES)
    (told,) = [one for one in bot.inbox.kept.values() if one.place.address == GROUP.id]
    assert (told.user, told.event) == (ANA, Attached(Unreadable.UNRELATED, "$old"))


@pytest.mark.parametrize(("room", "who"), [(DIRECT.id, ANA), (GROUP.id, BOT)])
async def test_what_is_never_told_is_said_to_be_missing_before_what_follows(
    room: str, who: str
) -> None:
    bot = in_trouble(text("trois", room=room), room=room, gap="p1")
    with logging_to("info") as stream:
        await bot.follower.once()
        await goes_on(bot, LEFT_OUT_TRIES)
    missed, rest = [one for one in bot.inbox.kept.values() if one.place.address == room]
    assert (missed.user, missed.event) == (who, Attached(Unreadable.MISSED))
    assert isinstance(rest.event, Said)
    (line,) = [line for line in stream.getvalue().splitlines() if "matrix_not_told" in line]
    assert not any(secret in line for secret in ("trois", room, ANA))


async def test_what_was_told_before_the_trouble_is_kept() -> None:
    bot = left_out()
    del bot.server.pages["p2"]  # the older page fails for ever
    bot.server.trouble = None
    await bot.follower.once()
    await goes_on(bot, LEFT_OUT_TRIES)
    assert bot.inbox.said() == ["deux", "trois"]
    assert Attached(Unreadable.MISSED) in [one.event for one in bot.inbox.kept.values()]


async def test_a_room_that_hangs_keeps_nobody_waiting() -> None:
    bot = in_trouble(answer("oui", "$old"))
    bot.server.trouble, bot.server.hanging = None, asyncio.Event()
    bot.follower.queues.at_once_seconds = 0.001
    await bot.follower.once()
    await goes_on(bot, 1)
    assert (bot.inbox.said(OTHER.id), bot.inbox.said()) == (["bonjour", "encore 0"], [])
    assert bot.server.tries == 1  # it is waited for, not asked again
    bot.server.hanging.set()
    await goes_on(bot, 1)
    assert bot.inbox.said() == ["oui"]


async def test_a_room_whose_predecessor_cannot_be_asked_for_waits_alone_then_moves() -> None:
    new = Room("!new", frozenset({ANA, BOB}), True, True, None)
    bot = in_trouble(member(BOT, "join", was="", room=new.id), room=new.id)
    bot.server.known |= {
        new.id: new,
        GROUP.id: Room(GROUP.id, GROUP.others, True, True, new.id),
    }
    created = {"predecessor": {"room_id": GROUP.id}}
    bot.server.states["rooms/%21new/state/m.room.create/"] = created
    await bot.follower.once()
    assert bot.inbox.said(OTHER.id) == ["bonjour"]
    bot.server.trouble = None
    await goes_on(bot, 1)
    assert bot.inbox.kept[f"moved:{GROUP.id}:{new.id}"].event == Moved(new.id)


async def test_a_refused_account_is_no_trouble_of_a_room() -> None:
    bot = in_trouble(answer("oui", "$old"))
    bot.server.trouble = MatrixRefusal(401, "M_UNKNOWN_TOKEN")
    with pytest.raises(AccountRefused):
        await bot.follower.once()


async def test_a_room_that_is_left_is_waited_for_no_more() -> None:
    bot = in_trouble(answer("oui", "$old"))
    await bot.follower.once()
    out = member(BOT, "leave", was="join", sender=ANA)
    bot.server.answers(left={DIRECT.id: Timeline([out], None)})
    await bot.follower.once()
    assert bot.saved == ["s2"]
