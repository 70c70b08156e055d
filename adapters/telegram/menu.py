"""What the platform's menu offers: the commands of each role, in each language."""

import asyncio
from collections.abc import Callable, Sequence

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.ports import Texts

EVERYONE = (
    "help",
    "cases",
    "search",
    "print",
    "pause",
    "resume",
    "less",
    "preferences",
    "my-data",
    "privacy",
    "link",
    "stop",
)
MODERATORS = (*EVERYONE, "limits", "load", "report", "history", "invite")
IN_GROUPS = ("help", "privacy")

Moderators = Callable[[], Sequence[str]]
"""Private chats of those who moderate, and may be written to."""

log = structlog.get_logger(__name__)


class Menu:
    """Published at each start: who moderates may have changed."""

    def __init__(self, texts: Texts, moderators: Moderators) -> None:
        self._texts = texts
        self._moderators = moderators

    async def publish(self, bot: Bot) -> None:
        """Tell the platform what can be typed, where and by whom."""
        await self._set(bot, EVERYONE, BotCommandScopeAllPrivateChats())
        await self._set(bot, IN_GROUPS, BotCommandScopeAllGroupChats())
        for chat in await asyncio.to_thread(self._moderators):
            try:
                await self._set(bot, MODERATORS, BotCommandScopeChat(chat))
            except TelegramError as error:  # they blocked the bot, or left
                log.info("menu_not_published", error=type(error).__name__)

    async def _set(self, bot: Bot, names: Sequence[str], scope: BotCommandScope) -> None:
        first = self._texts.languages[0]
        for language in self._texts.languages:
            # The first language is also what everybody gets whose language we do not speak.
            codes = (language, None) if language == first else (language,)
            for code in codes:
                await bot.set_my_commands(
                    [self._command(name, language) for name in names], scope, language_code=code
                )

    def _command(self, name: str, language: str) -> BotCommand:
        word = self._texts.say(f"telegram-command-{name}", language)
        return BotCommand(word, self._texts.say(f"telegram-menu-{name}", language))
