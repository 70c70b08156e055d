"""Delivery -> outcome: the web chat as the courier sees it."""

import asyncio
import base64
import json
from collections.abc import Callable
from datetime import timedelta

import structlog

from adapters.webchat.hub import Hub
from adapters.webchat.log import WebChatLog
from adapters.webchat.render import body, length
from bot.domain.delivery import Abilities, File, Gone, Outgoing, RetryAt, SendOutcome, Sent, Unknown
from bot.domain.places import Place
from bot.domain.screens import Screen
from bot.ports import Clock, ConcurrentChange, Texts

NAME = "webchat"

LONGEST_TEXT = 16_000
"""In characters: a digest of long answers with room to spare. Anything longer is refused."""

ABILITIES = Abilities(
    buttons=True,
    edits=True,
    deletes=True,
    idempotent=True,
    longest_text=LONGEST_TEXT,
    files=True,
)

BUSY_WAIT = timedelta(seconds=1)

Delivered = Callable[[Place, str, Screen], None]
"""Told of each message shown or changed: the place, the message's id and its screen."""


class _Unshowable(Exception):
    """A message that no page will ever show."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


log_event = structlog.get_logger(__name__)


class WebChat:
    """Implements `bot.ports.Channel`. A message is sent once it is kept: pages catch up alone.

    Parameters
    ----------
    address
        Where people reach the web chat, from outside.
    on_delivered
        The demo's played colleagues look over the channel's shoulder through it.
    """

    name = NAME
    abilities = ABILITIES
    is_open = True

    def __init__(
        self,
        log: WebChatLog,
        texts: Texts,
        clock: Clock,
        hub: Hub,
        address: str,
        on_delivered: Delivered | None = None,
    ) -> None:
        self._log = log
        self._texts = texts
        self._clock = clock
        self._hub = hub
        self._address = address.rstrip("/")
        self._on_delivered = on_delivered

    async def send(self, message: Outgoing) -> SendOutcome:
        """Show a message; under a key already used, the first one stands."""

        def append() -> str:
            if self._log.is_shut(message.place.address):
                raise _Unshowable("unknown-place")  # its person logged out: it goes elsewhere
            return self._log.append(
                message.place.address,
                message.key,
                self._clock.now(),
                body=self._rendered(message),
            )

        return await self._settle(message, append)

    async def edit(self, message_id: str, message: Outgoing) -> SendOutcome:
        """Replace a message in place, choices included."""

        def replace() -> str | None:
            body = self._rendered(message)
            kept = self._log.replace(
                message.place.address, message_id, self._clock.now(), body=body
            )
            return message_id if kept else None

        return await self._settle(message, replace)

    async def delete(self, place: Place, message_id: str) -> SendOutcome:
        """Take a message away; a trace remains that there was one."""
        if place.channel != NAME:
            return Gone("unknown-place")

        def delete() -> str | None:
            kept = self._log.delete(place.address, message_id, self._clock.now())
            return message_id if kept else None

        return await self._attempt(place, delete)

    def invitation(self, code: str) -> str | None:
        """The page's own address; the code stays in the browser until it is given."""
        return f"{self._address}/#code={code}"

    def _rendered(self, message: Outgoing) -> str:
        if message.place.channel != NAME:
            raise _Unshowable("unknown-place")
        rendered = body(message.screen, message.language, self._texts)
        if length(rendered) > LONGEST_TEXT:
            raise _Unshowable("too-long")
        kept: dict[str, object] = {**rendered, "silent": message.silent}
        if message.file is not None:
            kept["file"] = _kept(message.file)
        return json.dumps(kept, ensure_ascii=False)

    async def _settle(self, message: Outgoing, write: Callable[[], str | None]) -> SendOutcome:
        outcome = await self._attempt(message.place, write)
        if isinstance(outcome, Sent) and self._on_delivered is not None:
            self._on_delivered(message.place, outcome.message_id, message.screen)
        return outcome

    async def _attempt(self, place: Place, write: Callable[[], str | None]) -> SendOutcome:
        try:
            message_id = await asyncio.to_thread(write)
        except _Unshowable as refusal:
            return Gone(refusal.reason)
        except ConcurrentChange:
            return RetryAt(self._clock.now() + BUSY_WAIT, "log-busy")
        except Exception as problem:  # whatever broke, nobody knows whether it was kept
            log_event.error("webchat_write_unsure", error=type(problem).__name__)
            return Unknown("log-unsure")
        if message_id is None:
            return Gone("no-such-message")
        self._hub.changed(place.address)
        return Sent(message_id)


def _kept(file: File) -> dict[str, str]:
    """With the message, sealed like it: no second place to forget."""
    return {
        "name": file.name,
        "type": file.media_type,
        "description": file.description,
        "content": base64.b64encode(file.content).decode("ascii"),
    }
