"""What an operator should know of the bot on Telegram before it runs."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

import httpx
from telegram import Bot, ChatMemberRestricted
from telegram.constants import ChatMemberStatus
from telegram.error import Conflict, InvalidToken, TelegramError

from adapters.telegram.app import open_bot

GONE = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


class TelegramUnavailable(Exception):
    """The platform could not be asked. `cause` says why, in a word."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


@dataclass(frozen=True, slots=True)
class TelegramHealth:
    """What the platform says of the bot.

    Parameters
    ----------
    reads_everything
        Privacy mode is off: the bot is given all that is said in its groups.
    webhook_url, webhook_error
        Where updates are brought, empty for nowhere; and what went wrong lately.
    polled_elsewhere
        Somebody else asks for this bot's updates.
    lost_groups, muted_groups
        Of the groups asked about, how many the bot is not in, or may not write in.
    platform_now
        Its clock, when it said.
    """

    username: str
    reads_everything: bool
    webhook_url: str
    webhook_error: bool
    polled_elsewhere: bool
    lost_groups: int
    muted_groups: int
    platform_now: datetime | None


def look_at(token: str, api_url: str, groups: Sequence[str]) -> TelegramHealth:
    """Ask the platform, once; acknowledges and changes nothing.

    Raises
    ------
    TelegramUnavailable
        ``token-refused``, or the kind of failure.
    """
    return asyncio.run(look(token, api_url, groups))


async def look(token: str, api_url: str, groups: Sequence[str]) -> TelegramHealth:
    """As `look_at`, inside a loop."""
    bot = open_bot(token, api_url)
    try:
        await bot.initialize()
        return await _look(bot, api_url, groups)
    except InvalidToken:
        raise TelegramUnavailable("token-refused") from None
    except (TelegramError, httpx.HTTPError) as error:
        raise TelegramUnavailable(type(error).__name__) from None
    finally:
        await bot.shutdown()


async def _look(bot: Bot, api_url: str, groups: Sequence[str]) -> TelegramHealth:
    me, webhook = await bot.get_me(), await bot.get_webhook_info()
    lost = muted = 0
    for group in groups:
        state = await _state(bot, group)
        lost, muted = lost + (state == "lost"), muted + (state == "muted")
    return TelegramHealth(
        username=me.username or "",
        reads_everything=bool(me.can_read_all_group_messages),
        webhook_url=webhook.url,
        webhook_error=webhook.last_error_date is not None,
        polled_elsewhere=not webhook.url and await _polled_elsewhere(bot),
        lost_groups=lost,
        muted_groups=muted,
        platform_now=await _now(api_url),
    )


async def _state(bot: Bot, group: str) -> str:
    try:
        member = await bot.get_chat_member(group, bot.id)
    except TelegramError:
        return "lost"
    if member.status in GONE:
        return "lost"
    restricted = isinstance(member, ChatMemberRestricted) and not member.can_send_messages
    return "muted" if restricted else "well"


async def _polled_elsewhere(bot: Bot) -> bool:
    try:
        await bot.get_updates(limit=1, timeout=0)  # without an offset, nothing is acknowledged
    except Conflict:
        return True
    return False


async def _now(api_url: str) -> datetime | None:
    async with httpx.AsyncClient(verify=api_url.startswith("https:")) as client:
        answer = await client.get(api_url)
    said = answer.headers.get("date")
    return parsedate_to_datetime(said) if said else None
