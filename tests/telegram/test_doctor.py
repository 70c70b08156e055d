"""What an operator is told of the bot on Telegram, before it runs."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.telegram.app import open_bot
from adapters.telegram.health import TelegramHealth, TelegramUnavailable, look
from bot.doctor.checks import Finding, State, Unavailable, check_telegram
from bot.settings import Secret, Settings, Telegram
from tests.cli.test_doctor import NOW, SENTENCES, SETTINGS, HealthyMachine
from tests.fakes.telegram_server import TOKEN, TelegramServer
from tests.fakes.telegram_world import World
from tests.telegram.stage import Front

WELL = TelegramHealth("entraide_bot", False, "", False, False, 0, 0, NOW)
POLLING = replace(SETTINGS, telegram=Telegram(Secret(TOKEN)))
WEBHOOK = replace(
    SETTINGS, telegram=Telegram(Secret(TOKEN), "webhook", "https://e.example.org/updates")
)


class Machine(HealthyMachine):
    def __init__(self, health: TelegramHealth | Unavailable) -> None:
        super().__init__()
        self.health = health

    def telegram(self, settings: Settings) -> TelegramHealth:
        if isinstance(self.health, Unavailable):
            raise self.health
        return self.health


def found(health: TelegramHealth | Unavailable, settings: Settings = POLLING) -> dict[str, Finding]:
    findings = list(check_telegram(Machine(health), settings))
    for finding in findings:
        for language in ("fr", "en"):
            SENTENCES.say(f"doctor-{finding.check}", language)
            key = f"doctor-{finding.check}-{finding.code}"
            assert "{$" not in SENTENCES.say(key, language, finding.details)
    return {finding.check: finding for finding in findings}


def test_when_all_is_well() -> None:
    assert {finding.state for finding in found(WELL).values()} == {State.OK}


@pytest.mark.parametrize(
    ("health", "settings", "check", "state", "code"),
    [
        (Unavailable("token-refused"), POLLING, "telegram", State.FAILED, "refused"),
        (Unavailable("NetworkError"), POLLING, "telegram", State.FAILED, "unreachable"),
        (
            replace(WELL, polled_elsewhere=True),
            POLLING,
            "telegram-updates",
            State.FAILED,
            "polled-elsewhere",
        ),
        (
            replace(WELL, webhook_url="https://autre.example.org/x"),
            POLLING,
            "telegram-updates",
            State.WARNING,
            "other-webhook",
        ),
        (
            replace(WELL, webhook_url="https://e.example.org/updates", webhook_error=True),
            WEBHOOK,
            "telegram-updates",
            State.WARNING,
            "webhook-failing",
        ),
        (replace(WELL, reads_everything=True), POLLING, "telegram-privacy", State.WARNING, "off"),
        (replace(WELL, lost_groups=1), POLLING, "telegram-groups", State.WARNING, "silent"),
        (replace(WELL, muted_groups=1), POLLING, "telegram-groups", State.WARNING, "silent"),
        (
            replace(WELL, platform_now=NOW - timedelta(minutes=2)),
            POLLING,
            "telegram-clock",
            State.FAILED,
            "apart",
        ),
    ],
    ids=str,
)
def test_what_would_fail_is_found(
    health: TelegramHealth | Unavailable, settings: Settings, check: str, state: State, code: str
) -> None:
    finding = found(health, settings)[check]
    assert (finding.state, finding.code) == (state, code)


@pytest.fixture
async def server(front: Front) -> AsyncIterator[TelegramServer]:
    front.server = TelegramServer(World(privacy=False))
    yield front.server
    front.server.close()


async def test_the_platform_is_asked_without_acknowledging_anything(
    front: Front, server: TelegramServer
) -> None:
    world = server.world
    ana = world.person("ana")
    well, muted, left = (world.group(title, ana) for title in ("Bien", "Muet", "Perdu"))
    world.bot_becomes(muted, ana, "member", muted=True)
    world.bot_becomes(left, ana, "left")
    waiting = len(world.updates)
    groups = [str(chat.id) for chat in (well, muted, left)]
    health = await look(TOKEN, front.url, [*groups, "-1"])
    assert (health.username, health.reads_everything) == ("entraide_bot", True)
    assert (health.lost_groups, health.muted_groups) == (2, 1)
    assert len(world.updates) == waiting > 0
    assert health.platform_now is not None
    assert abs(datetime.now(UTC) - health.platform_now) < timedelta(minutes=1)


async def test_a_webhook_is_seen(front: Front, server: TelegramServer) -> None:
    bot = open_bot(TOKEN, front.url)
    await bot.set_webhook("https://e.example.org/updates", secret_token="s" * 32)
    health = await look(TOKEN, front.url, [])
    assert health.webhook_url == "https://e.example.org/updates"
    assert not health.polled_elsewhere
    await bot.shutdown()


async def test_a_wrong_token_is_said_so(front: Front, server: TelegramServer) -> None:
    with pytest.raises(TelegramUnavailable, match="token-refused"):
        await look(TOKEN[:-1] + "y", front.url, [])
