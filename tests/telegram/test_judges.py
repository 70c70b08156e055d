"""Others' code looks at our fake platform, and another's fake platform looks at our bot."""

import asyncio
import json
from pathlib import Path

import pytest

from tests.fakes.telegram_server import TOKEN, TelegramServer
from tests.fakes.telegram_world import Json, Refusal, World, too_many
from tests.telegram.stage import Front

HERE = Path(__file__).parent
JUDGES = HERE.parents[1] / ".venv" / "judges" / "bin" / "python"


async def until(true: object) -> None:
    assert callable(true)
    async with asyncio.timeout(60):
        while not true():
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("privacy", [True, False])
async def test_aiogram_understands_every_word_of_our_platform(front: Front, privacy: bool) -> None:
    world = World(privacy=privacy)
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
        "me": ["entraide_bot", not privacy],
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
