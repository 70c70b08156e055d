"""What a real server refuses, or says late: the others are read, and nobody is lost."""

import asyncio
import gc
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from adapters.clock import SystemClock
from adapters.matrix.account import Keeper, MatrixAccount, open_device
from adapters.matrix.queues import RELATED_TRIES
from bot.domain.inbound import Attached, Inbound, Said, Unreadable
from bot.domain.places import PlaceKind
from storage.cipher import Cipher
from tests.fakes.time_and_chance import HandClock
from tests.matrix.road import Road, refusing
from tests.matrix.stage import OF_NO_SESSION
from tests.matrix.started import Bot
from tests.matrix.synapse import PASSWORD, Synapse
from tests.matrix.town import Town


@pytest.fixture
async def road(synapse: Synapse) -> AsyncIterator[Road]:
    road = Road(synapse.url)
    await road.open()
    yield road
    await road.close()


@pytest.fixture
async def bot(town: Town, road: Road) -> AsyncIterator[Bot]:
    bot = Bot(town, road.url)
    await bot.start()
    yield bot
    await bot.app.close()


def always(road: Road, status: int, part: str, method: str = "GET") -> None:
    """Each call of this kind is refused, for ever."""
    refuse = refusing(status, "M_UNKNOWN")

    async def happens(request: web.Request) -> web.StreamResponse | None:
        chosen = request.method == method and part in request.path
        return await refuse(request) if chosen else None

    road.happens = happens


def from_room(bot: Bot, room: str) -> list[Inbound]:
    return [one for one in bot.heard.inbound if one.place.address == room]


async def test_the_trouble_of_one_room_does_not_stop_the_others(
    bot: Bot, town: Town, road: Road
) -> None:
    lucie, marc = await town.phone("lucie"), await town.phone("marc")
    hers, his = [await town.direct_room(name, bot.app) for name in ("lucie", "marc")]
    first = await lucie.says(hers, "Une piste")
    await bot.app.once()
    await bot.restart()  # it remembers no message
    always(road, 500, "/event/")
    await lucie.says(hers, "Et puis", reply_to=first)
    await bot.app.once()
    await marc.says(his, "Bonjour")
    await bot.app.once()
    assert bot.heard.said[-1] == "Bonjour"
    for _ in range(RELATED_TRIES):
        bot.clock.forward(timedelta(minutes=5))
        await bot.app.once()
    (event,) = [one.event for one in from_room(bot, hers)][-1:]
    assert isinstance(event, Said)
    assert (event.text.value, event.reply_to) == ("Et puis", first)


@pytest.mark.parametrize("hours", [-1, 1])
async def test_a_server_whose_clock_is_wrong_says_when_words_were_written(
    town: Town, hours: int
) -> None:
    bot = Bot(town)
    bot.clock = HandClock(SystemClock().now() + timedelta(hours=hours))
    await bot.start()
    room = await town.direct_room("lucie", bot.app)
    await (await town.phone("lucie")).says(room, "2")
    await bot.app.once()
    await bot.app.close()
    written_at = bot.heard.inbound[-1].written_at
    assert written_at is not None
    assert timedelta() <= bot.clock.now() - written_at < timedelta(minutes=30)


async def test_words_in_clear_are_not_read_and_not_lost_without_a_word(
    bot: Bot, town: Town, synapse: Synapse
) -> None:
    room = await town.direct_room("lucie", bot.app)
    lucie = await town.phone("lucie")
    body = {"msgtype": "m.text", "body": "En clair"}
    synapse.call(lucie.login, "PUT", f"rooms/{room}/send/m.room.message/clear-1", body)
    await bot.app.once()
    assert [one.event for one in from_room(bot, room)][-1] == Attached(Unreadable.IN_CLEAR)


async def test_what_replies_to_a_situation_in_a_circle_and_cannot_be_read_is_told(
    bot: Bot, town: Town
) -> None:
    room = await town.new_group("Pièces jointes", ["lucie", "marc"], bot.app)
    lucie = await town.phone("lucie")
    ask = await bot.says(room, "Une situation", PlaceKind.GROUP)
    await lucie.events(room)
    picture = {"msgtype": "m.image", "body": "courrier.jpg", "file": A_FILE}
    await lucie.sends(room, picture, thread=ask)
    in_thread = {"rel_type": "m.thread", "event_id": ask}
    sealed = {**OF_NO_SESSION, "m.relates_to": in_thread}
    await lucie.sends(room, sealed, event_type="m.room.encrypted")
    await bot.app.once()
    bot.clock.forward(timedelta(minutes=1))
    await bot.app.once()
    assert [one.event for one in from_room(bot, room)][-2:] == [
        Attached(Unreadable.PHOTO, ask),
        Attached(Unreadable.UNDECRYPTABLE, ask),
    ]


async def test_a_room_in_clear_is_left_however_often_the_server_says_no(
    bot: Bot, town: Town, road: Road
) -> None:
    lucie = await town.phone("lucie")
    always(road, 502, "/leave", "POST")
    room = await lucie.opens_direct(town.bot.user_id, encrypted=False)
    await bot.app.once()
    await lucie.sees_in(room, town.bot.user_id)
    await bot.app.once()
    await lucie.says(room, "Personne ne doit lire ceci")
    await bot.app.once()
    assert from_room(bot, room) == []
    road.happens = passing
    bot.clock.forward(timedelta(minutes=5))
    await bot.app.once()
    await lucie.sees_in(room, town.bot.user_id, "leave")


async def test_a_login_that_fails_leaves_nothing_open(road: Road, tmp_path: Path) -> None:
    keeper = Keeper(tmp_path / "matrix", Cipher([Cipher.new_key()]))
    assert keeper.hold()
    left_open: list[str] = []
    asyncio.get_running_loop().set_exception_handler(
        lambda loop, context: left_open.append(str(context["message"]))
    )
    for break_it in (
        road.lose_the_answer,
        refusing(502, "M_UNKNOWN"),
        refusing(403, "M_FORBIDDEN"),
    ):
        road.happens = break_it
        account = MatrixAccount(road.url, "@nobody:hs.test", PASSWORD)
        with pytest.raises(Exception):  # noqa: B017 - each fails in its own way
            await open_device(account, keeper)
        gc.collect()
    assert left_open == []


async def passing(request: web.Request) -> web.StreamResponse | None:
    return None


A_FILE = {
    "url": "mxc://hs.test/none", "v": "v2", "iv": "A" * 22, "hashes": {"sha256": "A" * 43},
    "key": {"alg": "A256CTR", "k": "A" * 43, "ext": True, "kty": "oct", "key_ops": ["decrypt"]},
}  # fmt: skip
