"""Others' code looks at our fake platform, and another's fake platform looks at our bot."""

import asyncio
import json
import shutil
import socket
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from adapters.telegram.app import Poller, Receiver, open_bot
from adapters.telegram.links import Links
from adapters.telegram.outbound import Telegram
from adapters.telegram.rates import Rates
from bot.bootstrap import build_core
from bot.domain.people import LinkCode, ProfessionalId
from tests.fakes.illustrations import PlainIllustrator
from tests.fakes.memory import MemoryStore
from tests.fakes.screening import ListedScreener
from tests.fakes.telegram_server import TOKEN, TelegramServer
from tests.fakes.telegram_world import Json, Refusal, World, too_many
from tests.fakes.time_and_chance import HandClock, ListedHolidays, SeededChance
from tests.journeys.theatre import CLEAN_MARIE, FIVE_ALIVE, MARIE, TUESDAY, professional, sentences
from tests.telegram.rig import UNHURRIED
from tests.telegram.stage import Front

HERE = Path(__file__).parent
JUDGES = HERE.parents[1] / ".venv" / "judges" / "bin" / "python"


async def until(true: object) -> None:
    assert callable(true)
    async with asyncio.timeout(60):
        while not true():
            await asyncio.sleep(0.02)


async def test_aiogram_understands_every_word_of_our_platform(front: Front) -> None:
    world = World()
    server = front.server = TelegramServer(world)
    ana, bob, cleo = (world.person(name) for name in ("ana", "bob", "cleo"))
    group = world.group("Logement", ana, bob)
    group.members[ana.id], group.members[bob.id] = "creator", "administrator"
    forum = world.group("Forum", ana, topics=(7,))
    old = world.group("Ancien", ana, kind="group")
    moved = world.migrate(old, ana)
    for status in ("member", "administrator", "left", "member"):
        world.bot_becomes(group, ana, status)
    world.bot_becomes(forum, ana, "administrator", muted=True)
    forum.bot_muted = False
    bob.blocked = True
    slow = cleo.id

    def trouble(method: str, params: Json) -> Refusal | None:
        return too_many(17) if params.get("chat_id") == slow else None

    world.trouble = trouble
    world.start(ana, "invitation_16")
    world.say(ana, ana.id, None, voice={"file_id": "f", "file_unique_id": "u", "duration": 3})
    said = world.say(ana, ana.id, "Avant")
    world.edit(ana, ana.id, said["message_id"], "Après")
    world.say(ana, forum.id, "Dans le sujet", thread=7)
    world.say(ana, forum.id, "/aide@entraide_bot", thread=7)

    arguments = (front.url, TOKEN, *map(str, (group.id, bob.id, old.id, slow)))
    judge = await asyncio.create_subprocess_exec(
        str(JUDGES), str(HERE / "aiogram_judge.py"), *arguments,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        await until(lambda: world.seen(ana.id) or judge.returncode is not None)
        assert judge.returncode is None, (await judge.communicate())[1].decode()[-3000:]
        (shown,) = world.seen(ana.id)
        world.tap(ana, ana.id, shown["message_id"], "t1")
        await until(lambda: shown["text"] == "Merci" or judge.returncode is not None)
        ask = world.post(group, "Une situation", {})
        world.say(ana, group.id, "Le FSL paie", reply_to=ask["message_id"])
        world.say(ana, ana.id, "/fin")
        out, errors = await asyncio.wait_for(judge.communicate(), 60)
    finally:
        server.close()
        if judge.returncode is None:
            judge.kill()
    assert judge.returncode == 0, errors.decode()[-2000:]
    understood = json.loads(out)
    assert "ValidationError" not in errors.decode()
    assert understood == {
        "me": ["entraide_bot", False],
        "group": "Logement",
        "administrators": ["ChatMemberAdministrator", "ChatMemberOwner"],
        "myself": "ChatMemberMember",
        "webhook": "",
        "refusals": [
            ["forbidden"],
            ["migrate", moved.id],
            ["retry", 17],
            ["bad", "Bad Request: chat not found"],
        ],
        "start": ["fr", "invitation_16"],
        "sent": ["🙏 Bonjour", True, True],
        "tap": "t1",
        "edited": ["Merci", True],
        "unchanged": True,
        "presence": [
            "ChatMemberMember",
            "ChatMemberAdministrator",
            "ChatMemberLeft",
            "ChatMemberMember",
            "ChatMemberRestricted",
        ],
        "reply": ["Le FSL paie", "Une situation", ask["message_id"]],
        "topic": 7,
        "voice": 3,
        "migrated": moved.id,
        "edit": "Après",
    }
    assert all(world.queries.values())
    assert server.world.commands["all_private_chats/fr"]


CHAT: Json = {"id": 1, "type": "private", "first_name": "Claire"}
CLAIRE: Json = {"id": 1, "is_bot": False, "first_name": "Claire", "language_code": "fr"}


class OtherPlatform:
    """telegram-test-api, as a person touches it: one chat, number 1."""

    def __init__(self, url: str) -> None:
        self._client = httpx.AsyncClient(base_url=url)

    async def says(self, text: str) -> None:
        command = text.startswith("/")
        entity = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
        await self._post(
            "/sendCommand" if command else "/sendMessage",
            {"from": CLAIRE, "chat": CHAT, "date": 1_790_000_000, "text": text}
            | ({"entities": [entity]} if command else {}),
        )

    async def taps(self, message_id: int, data: str) -> None:
        message = {"message_id": message_id, "chat": CHAT, "date": 1_790_000_000}
        await self._post("/sendCallback", {"from": CLAIRE, "message": message, "data": data})

    async def read(self) -> list[tuple[int, str, list[str]]]:
        """The bot's messages as they stand: id, text and what each button gives."""
        answer = await self._client.post("/getUpdatesHistory", json={"token": TOKEN})
        shown = []
        for one in answer.json()["result"]:
            message = one.get("message", {})
            if "chat_id" in message:
                rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
                buttons = [button["callback_data"] for row in rows for button in row]
                shown.append((one["messageId"], message["text"], buttons))
        return shown

    async def close(self) -> None:
        await self._client.aclose()

    async def _post(self, path: str, body: Json) -> None:
        await self._client.post(path, json={"botToken": TOKEN, **body})


@pytest.fixture
async def other_platform() -> AsyncIterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    node = await asyncio.create_subprocess_exec(
        "node", str(HERE / "js" / "server.js"), str(port), stdout=asyncio.subprocess.PIPE
    )
    assert node.stdout is not None
    assert await asyncio.wait_for(node.stdout.readline(), 60) == b"ready\n"
    yield f"http://127.0.0.1:{port}"
    node.kill()
    await node.wait()


@pytest.mark.skipif(shutil.which("node") is None, reason="that platform runs on Node.js")
async def test_the_bot_runs_on_a_platform_that_others_wrote(other_platform: str) -> None:
    clock = HandClock(TUESDAY)
    unit_of_work = MemoryStore(FIVE_ALIVE).unit_of_work
    bot = open_bot(TOKEN, other_platform)
    await bot.initialize()
    code = "1234567812345678"
    with unit_of_work() as uow:
        uow.professionals.add(professional("claire"))
        valid = clock.now() + timedelta(days=1)
        uow.accounts.save_code(LinkCode(code, ProfessionalId("claire"), valid))
        uow.commit()

    async def nobody_moves(old: str, new: str) -> None: ...

    links = Links()
    rates = Rates(clock, UNHURRIED)
    core = build_core(
        unit_of_work=unit_of_work,
        clock=clock,
        chance=SeededChance(1),
        holidays=ListedHolidays(),
        screener=ListedScreener({"Marie Dupuis": "[PERSONNE 1]"}),
        illustrator=PlainIllustrator(),
        channels={"telegram": Telegram(bot, sentences(), clock, rates, links, nobody_moves)},
        key=b"k" * 32,
    )
    receiver = Receiver(bot, core.reception, clock, links, ("fr", "en"))
    poller = Poller(bot, receiver)
    people = OtherPlatform(other_platform)

    async def settled() -> tuple[int, str, list[str]]:
        while await poller.once(0):
            await core.settle_all()
        await receiver.settle()
        return (await people.read())[-1]

    await people.says(f"/start {code}")
    assert "Bonjour Claire" in (await settled())[1]
    await people.says(MARIE)
    message, text, (review, *_) = await settled()
    assert "C’est noté" in text
    await people.taps(message, review)
    message, text, (send, *_) = await settled()
    assert CLEAN_MARIE in text
    await people.taps(message, send)
    assert "Votre situation part dans" in (await settled())[1]
    await people.close()
    await bot.shutdown()
