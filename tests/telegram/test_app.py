"""Updates are acknowledged once they are kept, asked for or brought; and what the platform sees."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import httpx
import pytest
from starlette.applications import Starlette

from adapters.telegram.app import SECRET_HEADER, Poller, Receiver, TelegramApp, open_bot
from adapters.telegram.links import Links
from bot.domain.inbound import Inbound
from bot.ports import Unstorable
from tests.adapters.logging_to import logging_to
from tests.fakes.telegram_server import TOKEN, TelegramServer, listening
from tests.fakes.telegram_world import World
from tests.fakes.time_and_chance import HandClock
from tests.journeys.theatre import TUESDAY, sentences
from tests.telegram.stage import Front

SECRET = "s3cret_" * 5


class Intake:
    """Keeps what it is given; breaks when told to."""

    def __init__(self) -> None:
        self.received: list[Inbound] = []
        self.breaks: Callable[[Inbound], Exception | None] = lambda inbound: None

    def receive(self, inbound: Inbound) -> bool:
        if (error := self.breaks(inbound)) is not None:
            raise error
        fresh = inbound.update_id not in {known.update_id for known in self.received}
        if fresh:
            self.received.append(inbound)
        return fresh

    @property
    def said(self) -> list[str]:
        return [inbound.event.text.value for inbound in self.received]  # type: ignore[union-attr]


class Scene:
    def __init__(self, front: Front) -> None:
        self.clock = HandClock(TUESDAY)
        self.world = World(self.clock)
        self.server = front.server = TelegramServer(self.world)
        self.bot = open_bot(TOKEN, front.url)
        self.intake = Intake()
        self.receiver = Receiver(self.bot, self.intake, self.clock, Links(), ("fr", "en"))
        self.poller = Poller(self.bot, self.receiver)
        self.ana = self.world.person("ana")
        self.naps = 0
        self.woken = asyncio.Event()
        self.woken.set()

    def app(self, webhook_url: str = "") -> TelegramApp:
        app = TelegramApp(
            self.bot,
            sentences(),
            self.clock,
            lambda: [str(self.ana.id)],
            webhook_url=webhook_url,
            webhook_secret=SECRET,
            sleep=self.nap,
        )
        app.bring_to(self.intake)
        return app

    async def nap(self, seconds: float) -> None:
        self.naps += 1
        await asyncio.sleep(0)
        await self.woken.wait()

    def says(self, *texts: str) -> None:
        for text in texts:
            self.world.say(self.ana, self.ana.id, text)


@pytest.fixture
async def scene(front: Front) -> AsyncIterator[Scene]:
    scene = Scene(front)
    await scene.bot.initialize()
    yield scene
    scene.server.close()
    await scene.receiver.settle()
    await scene.bot.shutdown()


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not true():
            await asyncio.sleep(0.005)


@asynccontextmanager
async def running(app: TelegramApp) -> AsyncIterator[None]:
    task = asyncio.create_task(app.run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


# Asking for updates


async def test_an_update_is_acknowledged_once_it_is_kept(scene: Scene) -> None:
    scene.says("un", "deux", "trois")
    scene.intake.breaks = lambda inbound: OSError() if len(scene.intake.received) == 1 else None
    with pytest.raises(OSError):
        await scene.poller.once(0)
    scene.intake.breaks = lambda inbound: None
    await scene.poller.once(0)
    assert scene.intake.said == ["un", "deux", "trois"]
    await scene.poller.once(0)
    assert list(scene.world.updates) == []


async def test_after_a_restart_what_was_not_acknowledged_comes_again(scene: Scene) -> None:
    scene.says("un", "deux")
    await scene.poller.once(0)
    assert await Poller(scene.bot, scene.receiver).once(0) == 2
    assert scene.intake.said == ["un", "deux"]


async def test_an_update_wakes_a_long_poll(scene: Scene) -> None:
    asking = asyncio.create_task(scene.poller.once(30))
    await until(lambda: scene.server._polling == 1)
    scene.says("enfin")
    assert await asking == 1


async def test_only_what_is_read_is_asked_for(scene: Scene) -> None:
    await scene.poller.once(0)
    assert scene.world.kinds == ["message", "edited_message", "callback_query", "my_chat_member"]


async def test_what_can_never_be_kept_holds_nothing_up(scene: Scene) -> None:
    scene.says("un", "deux")
    broken = iter([Unstorable("text"), None])
    scene.intake.breaks = lambda inbound: next(broken)
    assert await scene.poller.once(0) == 2
    assert scene.intake.said == ["deux"]


async def test_a_tap_is_answered_even_when_it_cannot_be_kept(scene: Scene) -> None:
    message = scene.world.post(scene.world.chats[scene.ana.id], "?", {})
    query = scene.world.tap(scene.ana, scene.ana.id, message["message_id"], "t1")
    scene.intake.breaks = lambda inbound: OSError()
    with pytest.raises(OSError):
        await scene.poller.once(0)
    await scene.receiver.settle()
    assert scene.world.queries[query]


async def test_another_poller_is_waited_out(scene: Scene, front: Front) -> None:
    async with running(scene.app()):
        await until(lambda: scene.server._polling >= 1)
        scene.woken.clear()
        rival = open_bot(TOKEN, front.url)
        await rival.get_updates(timeout=0)
        scene.woken.set()
        await until(lambda: scene.naps > 0)
        assert [call.status for call in scene.server.calls("getUpdates")].count(409) == 1
        scene.says("encore là")
        await until(lambda: scene.intake.said == ["encore là"])
        await rival.shutdown()


async def test_whatever_goes_wrong_it_goes_on(scene: Scene) -> None:
    broken = iter([OSError(), OSError(), None])
    scene.intake.breaks = lambda inbound: next(broken)
    scene.says("malgré tout")
    async with running(scene.app()):
        await until(lambda: scene.intake.said == ["malgré tout"])
    assert scene.naps == 2


# Having them brought


@asynccontextmanager
async def brought(scene: Scene) -> AsyncIterator[str]:
    stub = Starlette()
    with listening(stub) as url:
        address = f"{url}/telegram/updates"
        app = scene.app(address)
        stub.router.routes.extend(app.routes())
        async with running(app):
            await until(lambda: scene.server.webhook is not None)
            yield address


async def test_a_webhook_that_fails_is_called_again(scene: Scene) -> None:
    async with brought(scene):
        broken = iter([OSError(), OSError(), None, None])
        scene.intake.breaks = lambda inbound: next(broken)
        scene.says("un", "deux")
        await until(lambda: scene.intake.said == ["un", "deux"])
        assert scene.server.webhook is not None
        await until(lambda: not scene.world.updates)
        assert scene.server.webhook.attempts == [500, 500, 200, 200]


@pytest.mark.parametrize(
    ("secret", "body", "status"),
    [
        (SECRET, b'{"update_id": 1}', 200),
        (SECRET, b"{", 400),
        (SECRET, b"[]", 400),
        (SECRET[:-1], b'{"update_id": 1}', 403),
        ("", b'{"update_id": 1}', 403),
        ("é", b'{"update_id": 1}', 403),
        (SECRET, b"x" * 1_000_001, 413),
    ],
    ids=["good", "no json", "no object", "nearly", "none", "accent", "huge"],
)
async def test_who_does_not_know_the_secret_brings_nothing(
    scene: Scene, secret: str, body: bytes, status: int
) -> None:
    async with brought(scene) as address, httpx.AsyncClient() as client:
        headers = {SECRET_HEADER: secret.encode()}
        answer = await client.post(address, content=body, headers=headers)
    assert answer.status_code == status
    assert scene.intake.received == []


# What the platform sees


async def test_the_menu_is_published_by_role_and_language(scene: Scene) -> None:
    await scene.app().begin()
    chat = f"chat/{scene.ana.id}"
    words = {
        scope: [one["command"] for one in listed] for scope, listed in scene.world.commands.items()
    }
    assert words["all_private_chats"] == words["all_private_chats/fr"]
    assert words["all_private_chats"][:3] == ["aide", "situations", "chercher"]
    assert words["all_private_chats/en"][:3] == ["help", "cases", "search"]
    assert set(words[chat]) - set(words["all_private_chats"]) == {
        "limites", "charge", "bilan", "historique", "inviter"
    }  # fmt: skip
    assert words["all_group_chats"] == ["aide", "confidentialite"]


async def test_every_command_of_the_menu_is_understood(scene: Scene) -> None:
    from bot.dialogue.commands import parse

    await scene.app().begin()
    for listed in scene.world.commands.values():
        for one in listed:
            command = parse(f"/{one['command']}")
            assert command is not None and command.name is not None


async def test_a_menu_refused_by_one_moderator_is_published_to_the_others(scene: Scene) -> None:
    from tests.fakes.telegram_world import bad

    scene.world.trouble = lambda method, params: (
        bad("chat not found") if "chat_id" in str(params.get("scope")) else None
    )
    await scene.app().begin()
    assert "all_group_chats" in scene.world.commands


async def test_no_token_and_no_word_in_the_logs_even_at_debug(scene: Scene) -> None:
    with logging_to("debug") as stream:
        scene.says("zorglub quermeneur")
        failures = iter([OSError("zorglub"), None])
        scene.intake.breaks = lambda inbound: next(failures)
        async with running(scene.app()):
            await until(lambda: len(scene.intake.received) == 1)
        wrong = open_bot(TOKEN[:-1] + "y", str(scene.bot.base_url).partition("/bot")[0])
        with suppress(Exception):
            await wrong.initialize()
    logged = stream.getvalue()
    assert "httpx" in logged, "at this level the library did speak"
    for secret in (TOKEN, TOKEN.partition(":")[2], "zorglub", "quermeneur"):
        assert secret not in logged
