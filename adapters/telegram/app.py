"""The life of the bot on Telegram: who it is, how updates reach it, and when it stops.

The library's own application acknowledges an update even when its handling failed. Here an update
is acknowledged once the intake has it: the offset moves, or the webhook answers 200, after that.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from adapters.telegram.inbound import WANTED, Reader
from adapters.telegram.links import Links
from adapters.telegram.menu import Menu, Moderators
from adapters.telegram.outbound import Telegram
from adapters.telegram.rates import Rates, Sleep
from bot.domain.inbound import Inbound
from bot.ports import Clock, Intake, Texts, Unstorable

LONG_POLL_SECONDS = 30
BETWEEN_TRIES = 5.0
AFTER_A_REFUSAL = 10.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LONGEST_UPDATE = 1_000_000
"""Bytes; the longest message with every entity is far below."""

log = structlog.get_logger(__name__)


def open_bot(token: str, api_url: str, **httpx_kwargs: object) -> Bot:
    """A client; `api_url` is the platform's, or that of one's own Bot API server.

    `httpx_kwargs` go to both HTTP clients, the one for calls and the one for updates.
    """
    # Certificates take a quarter of a second to read: not for an address without any.
    options = {"verify": api_url.startswith("https:"), **httpx_kwargs}
    return Bot(
        token,
        base_url=f"{api_url.rstrip('/')}/bot",
        request=HTTPXRequest(64, read_timeout=20, pool_timeout=20, httpx_kwargs=options),
        get_updates_request=HTTPXRequest(1, read_timeout=10, httpx_kwargs=options),
    )


@dataclass(slots=True)
class Receiver:
    """Brings updates to the intake, one by one, each in full before the next."""

    bot: Bot
    intake: Intake
    clock: Clock
    links: Links
    languages: tuple[str, ...]
    _reader: Reader | None = None
    _answering: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def reader(self) -> Reader:
        """Knows who the bot is, so it must have been initialised."""
        if self._reader is None:
            self._reader = Reader((self.bot.id, self.bot.username), self.links, self.languages)
        return self._reader

    async def take(self, update: Update) -> None:
        """Return once the update is committed, or known to say nothing.

        Raises
        ------
        Exception
            Whatever kept the intake from committing it: the update is not to be acknowledged.
        """
        if update.callback_query is not None:
            self._answer(update.callback_query.id)
        try:
            inbound = self.reader.read(update, self.clock.now())
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            # It would fail again for ever, and hold everything that comes after it.
            log.error("update_unreadable", error=type(error).__name__)
            return
        if inbound is not None:
            await self._received(inbound)

    async def moved(self, old: str, new: str) -> None:
        """A call was refused because the group became a supergroup."""
        await self._received(self.reader.moved(old, new, str(self.bot.id), self.clock.now()))

    async def settle(self) -> None:
        """Wait for the answers to taps that are still on their way."""
        while self._answering:
            await asyncio.gather(*self._answering, return_exceptions=True)

    async def _received(self, inbound: Inbound) -> None:
        try:
            await asyncio.to_thread(self.intake.receive, inbound)
        except Unstorable as error:
            log.error("update_unstorable", error=type(error).__name__)

    def _answer(self, query_id: str) -> None:
        """At once, whatever happens after: until then the person sees a button that hangs."""
        task = asyncio.create_task(self._acknowledge(query_id))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def _acknowledge(self, query_id: str) -> None:
        with suppress(TelegramError):  # too old: the tap itself counts all the same
            await self.bot.answer_callback_query(query_id)


@dataclass(slots=True)
class Poller:
    """Asks for updates. Only one may, for each bot."""

    bot: Bot
    receiver: Receiver
    _offset: int | None = None

    async def once(self, seconds: int = LONG_POLL_SECONDS) -> int:
        """One request, and everything that it brought, committed; how many updates.

        The offset moves with each one, so that a failure midway repeats only what is not kept.

        Raises
        ------
        Exception
            The platform's, or the intake's.
        """
        updates = await self.bot.get_updates(
            offset=self._offset, timeout=seconds, allowed_updates=WANTED
        )
        for update in updates:
            await self.receiver.take(update)
            self._offset = max(self._offset or 0, update.update_id + 1)
        return len(updates)


@dataclass(slots=True)
class Webhook:
    """Answers the platform's calls; any number of processes may, behind one address."""

    receiver: Receiver
    secret: str

    async def take(self, request: Request) -> Response:
        """200 once the update is committed; anything else, and the platform calls again."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self.secret.encode()):
            return Response(status_code=403)
        if int(request.headers.get("content-length") or 0) > LONGEST_UPDATE:
            return Response(status_code=413)
        try:
            update = Update.de_json(json.loads(await request.body()), self.receiver.bot)
        except (ValueError, TypeError, AttributeError, KeyError):
            return Response(status_code=400)
        try:
            await self.receiver.take(update)
        except Exception as error:
            log.error("update_not_kept", error=type(error).__name__)
            return Response(status_code=500)
        return Response()


class TelegramApp:
    """The channel, and what runs beside it until it is cancelled.

    Parameters
    ----------
    webhook_url
        Where the platform is to bring updates; empty to ask for them.
    """

    def __init__(
        self,
        bot: Bot,
        texts: Texts,
        clock: Clock,
        moderators: Moderators,
        *,
        language: str = "fr",
        webhook_url: str = "",
        webhook_secret: str = "",
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._texts = texts
        self._clock = clock
        self._links = Links()
        self._menu = Menu(texts, moderators)
        self._webhook_url = webhook_url
        self._webhook_secret = webhook_secret
        self._sleep = sleep
        self._receiver: Receiver | None = None
        self.channel = Telegram(
            bot, texts, clock, Rates(clock), self._links, self._moved, language=language
        )

    def bring_to(self, intake: Intake) -> None:
        """Where events go; to be said once, before `run`."""
        languages = tuple(self._texts.languages)
        self._receiver = Receiver(self._bot, intake, self._clock, self._links, languages)

    def routes(self) -> list[Route]:
        """What the web server must answer for the platform: nothing when it is asked instead."""
        if not self._webhook_url:
            return []
        webhook = Webhook(self._connected(), self._webhook_secret)
        return [Route(urlsplit(self._webhook_url).path, webhook.take, methods=["POST"])]

    async def run(self) -> None:
        """Take updates in, whatever goes wrong, until cancelled."""
        receiver = self._connected()
        try:
            await self._until_it_works(self.begin)
            if self._webhook_url:
                await asyncio.Event().wait()
            poller = Poller(self._bot, receiver)
            while True:
                await self._until_it_works(poller.once)
        finally:
            await receiver.settle()
            await self._bot.shutdown()

    async def begin(self) -> None:
        """Learn who we are, say how updates are to come, and what can be typed."""
        await self._bot.initialize()
        self.channel.username = self._bot.username
        if self._webhook_url:
            await self._bot.set_webhook(
                self._webhook_url, allowed_updates=WANTED, secret_token=self._webhook_secret
            )
        else:
            await self._bot.delete_webhook()
        await self._menu.publish(self._bot)

    async def _moved(self, old: str, new: str) -> None:
        await self._connected().moved(old, new)

    def _connected(self) -> Receiver:
        assert self._receiver is not None, "bring_to comes first"
        return self._receiver

    async def _until_it_works(self, step: Callable[[], Awaitable[object]]) -> None:
        while True:
            try:
                await step()
                return
            except Conflict:
                log.error("telegram_conflict", reason="another-poller-or-webhook")
                await self._sleep(AFTER_A_REFUSAL)
            except InvalidToken:
                log.error("telegram_token_refused")
                await self._sleep(AFTER_A_REFUSAL)
            except Exception as error:
                log.warning("telegram_unavailable", error=type(error).__name__)
                await self._sleep(BETWEEN_TRIES)
