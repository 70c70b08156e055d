"""A bot written with aiogram, another library, whose models refuse what the platform never says.

Run as ``python tests/telegram/aiogram_judge.py URL TOKEN GROUP BLOCKED MOVED SLOW`` in an
environment of its own (``requirements-judges.lock``); imports nothing of ours. Prints one JSON line
of what it understood, once somebody has told it ``/fin``.
"""

import asyncio
import json
import sys
from typing import Any

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramRetryAfter,
)
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    CallbackQuery,
    ChatMemberUpdated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    MessageEntity,
)

URL, TOKEN, GROUP, BLOCKED, MOVED, SLOW = sys.argv[1:]
seen: dict[str, Any] = {}
dispatcher = Dispatcher()


@dispatcher.message(Command("fin"))
async def finish(message: Message) -> None:
    while "unchanged" not in seen:  # updates are handled side by side
        await asyncio.sleep(0.01)
    await dispatcher.stop_polling()


@dispatcher.message(CommandStart())
async def start(message: Message, command: CommandObject) -> None:
    assert message.from_user is not None
    seen["start"] = [message.from_user.language_code, command.args]
    button = InlineKeyboardButton(text="Répondre", callback_data="t1")
    sent = await message.answer(
        "🙏 Bonjour",
        entities=[MessageEntity(type="bold", offset=3, length=7)],
        reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        protect_content=True,
    )
    seen["sent"] = [sent.text, bool(sent.has_protected_content), sent.reply_markup is not None]


@dispatcher.callback_query()
async def tapped(query: CallbackQuery) -> None:
    assert isinstance(query.message, Message)
    seen["tap"] = query.data
    await query.answer()
    edited = await query.message.edit_text("Merci")
    assert isinstance(edited, Message)
    seen["edited"] = [edited.text, edited.edit_date is not None]
    try:
        await query.message.edit_text("Merci")
    except TelegramBadRequest as error:
        seen["unchanged"] = "not modified" in error.message


@dispatcher.my_chat_member()
async def presence(change: ChatMemberUpdated) -> None:
    seen.setdefault("presence", []).append(type(change.new_chat_member).__name__)


@dispatcher.message(F.reply_to_message, ~F.is_topic_message)
async def reply(message: Message) -> None:
    assert message.reply_to_message is not None
    seen["reply"] = [message.text, message.reply_to_message.text, message.message_thread_id]


@dispatcher.message(F.is_topic_message)
async def topic(message: Message) -> None:
    seen["topic"] = message.message_thread_id


@dispatcher.message(F.voice)
async def voice(message: Message) -> None:
    assert message.voice is not None
    seen["voice"] = message.voice.duration


@dispatcher.message(F.migrate_to_chat_id)
async def migrated(message: Message) -> None:
    seen["migrated"] = message.migrate_to_chat_id


@dispatcher.edited_message()
async def edited_by_somebody(message: Message) -> None:
    seen["edit"] = message.text


async def refused(bot: Bot, chat: str) -> list[Any]:
    try:
        await bot.send_message(chat, "Bonjour")
    except TelegramRetryAfter as error:
        return ["retry", error.retry_after]
    except TelegramMigrateToChat as error:
        return ["migrate", error.migrate_to_chat_id]
    except TelegramForbiddenError:
        return ["forbidden"]
    except TelegramAPIError as error:
        return ["bad", error.message]
    return ["sent"]


async def main() -> None:
    server = TelegramAPIServer.from_base(URL)
    async with Bot(TOKEN, AiohttpSession(api=server)) as bot:
        me = await bot.get_me()
        seen["me"] = [me.username, me.can_read_all_group_messages]
        command, scope = BotCommand(command="aide", description="Aide"), "all_private_chats"
        await bot.set_my_commands(
            [command], BotCommandScopeAllPrivateChats(type=scope), language_code="fr"
        )
        seen["group"] = (await bot.get_chat(GROUP)).title
        administrators = await bot.get_chat_administrators(GROUP)
        seen["administrators"] = sorted(type(one).__name__ for one in administrators)
        seen["myself"] = type(await bot.get_chat_member(GROUP, me.id)).__name__
        seen["webhook"] = (await bot.get_webhook_info()).url
        seen["refusals"] = [await refused(bot, chat) for chat in (BLOCKED, MOVED, SLOW, "4")]
        await dispatcher.start_polling(bot, handle_signals=False, polling_timeout=5)
    sys.stdout.write(json.dumps(seen))


asyncio.run(main())
