"""Delivery -> outcome: Telegram as the courier sees it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import BadRequest, ChatMigrated, RetryAfter, TelegramError

from adapters.telegram.failures import is_lost_topic, is_unchanged, outcome_of, wait_of
from adapters.telegram.links import Links
from adapters.telegram.rates import Rates, Sleep
from adapters.telegram.render import LONGEST_MESSAGE, Part, Rendered, length, render
from bot.domain.delivery import Abilities, File, Gone, Outgoing, RetryAt, SendOutcome, Sent, Unknown
from bot.domain.places import Place, PlaceKind
from bot.domain.screens import Paragraph, Phrase, Screen
from bot.ports import Clock, Texts

NAME = "telegram"

ABILITIES = Abilities(
    buttons=True,
    edits=True,
    deletes=True,
    idempotent=False,
    longest_text=4 * LONGEST_MESSAGE,
    files=True,
)

BETWEEN_PARTS = "+"
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
"""A preview would have the platform open the link: nobody asked it to."""

T = TypeVar("T")
OnMoved = Callable[[str, str], Awaitable[None]]
"""Told that a group goes on under another id: the old one, the new one."""


class _Stopped(Exception):
    """The call did not do what it was for; this became of the message."""

    def __init__(self, outcome: SendOutcome) -> None:
        super().__init__(type(outcome).__name__)
        self.outcome = outcome


class Telegram:
    """Implements `bot.ports.Channel`.

    A message's id is the platform's; a long text, sent as several, has theirs joined.

    Parameters
    ----------
    bot
        Initialised, so that it knows its own name.
    on_moved
        Awaited before the call that met the move is put back.
    sleep
        Waits for the turn of one call among all; seconds at most.
    """

    name = NAME
    abilities = ABILITIES
    is_open = True

    def __init__(
        self,
        bot: Bot,
        texts: Texts,
        clock: Clock,
        rates: Rates,
        links: Links,
        on_moved: OnMoved,
        *,
        language: str = "fr",
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._texts = texts
        self._clock = clock
        self._rates = rates
        self._links = links
        self._on_moved = on_moved
        self._language = language
        self._sleep = sleep
        self.username: str | None = None
        """The bot's own name, once it is known."""

    async def send(self, message: Outgoing) -> SendOutcome:
        """Send a message, in several of the platform's when it is long or encloses a file."""
        rendered = self._rendered(message)
        if isinstance(rendered, Gone):
            return rendered
        place = message.place
        turn = self._rates.chat_turn(place.address, message.key, group=_is_group(place))
        if turn > self._clock.now():
            return RetryAt(turn, "own-pace")
        sent: list[str] = []
        try:
            if message.file is not None:  # above the words, which carry the buttons
                sent.append(await self._send_file(message, message.file))
            for part in rendered.parts:
                if sent:
                    await self._chat_turn(place, f"{message.key}{BETWEEN_PARTS}{len(sent)}")
                keyboard = rendered.keyboard if part is rendered.parts[-1] else None
                sent.append(await self._send_part(message, part, keyboard))
        except _Stopped as stopped:
            return await self._take_back(place, sent, stopped.outcome)
        return Sent(self._joined(place, sent))

    async def edit(self, message_id: str, message: Outgoing) -> SendOutcome:
        """Replace a message in place. `Gone` when it no longer has the same number of parts."""
        rendered = self._rendered(message)
        if isinstance(rendered, Gone):
            return rendered
        place, ids = message.place, _ids(message_id)
        if ids is None or len(ids) != len(rendered.parts):
            return Gone("other-shape")
        turn = self._rates.chat_turn(place.address, message.key, group=_is_group(place))
        if turn > self._clock.now():
            return RetryAt(turn, "own-pace")
        for number, (one, part) in enumerate(zip(ids, rendered.parts, strict=True)):
            keyboard = rendered.keyboard if number + 1 == len(ids) else None
            try:
                if number:
                    await self._chat_turn(place, f"{message.key}{BETWEEN_PARTS}{number}")
                await self._edit_part(place, one, part, keyboard)
            except _Stopped as stopped:
                if isinstance(stopped.outcome, Unknown):
                    # To say the same thing again in the same place doubles nothing.
                    return RetryAt(self._clock.now(), "edit-unsure")
                return stopped.outcome
            self._links.changed(place.address, str(one))
        return Sent(message_id)

    async def delete(self, place: Place, message_id: str) -> SendOutcome:
        """Take a message away; one that is too old for that is emptied of its words instead."""
        ids = _ids(message_id)
        if place.channel != self.name or ids is None:
            return Gone("no-such-message")
        for one in ids:
            try:
                await self._delete_part(place, one)
            except _Stopped as stopped:
                return stopped.outcome
        return Sent(message_id)

    def _rendered(self, message: Outgoing) -> Rendered | Gone:
        if message.place.channel != self.name:
            return Gone("unknown-place")
        rendered = render(message.screen, message.language, self._texts, self.invitation("bonjour"))
        if not rendered.parts:
            return Gone("nothing-to-read")
        if length(rendered) > ABILITIES.longest_text:
            return Gone("too-long")
        return rendered

    def invitation(self, code: str) -> str | None:
        """A deep link, once the bot knows its own name."""
        return f"https://t.me/{self.username}?start={code}" if self.username else None

    async def _send_part(
        self, message: Outgoing, part: Part, keyboard: InlineKeyboardMarkup | None
    ) -> str:
        async def send(place: Place) -> str:
            sent = await self._bot.send_message(
                place.address,
                part.text,
                entities=part.entities,
                reply_markup=keyboard,
                message_thread_id=_thread(place),
                disable_notification=message.silent,
                protect_content=message.protected,
                link_preview_options=NO_PREVIEW,
            )
            return str(sent.message_id)

        return await self._sent_somewhere(message.place, send)

    async def _send_file(self, message: Outgoing, file: File) -> str:
        async def send(place: Place) -> str:
            carry = self._bot.send_photo if file.is_picture else self._bot.send_document
            sent = await carry(
                place.address,
                file.content,
                filename=file.name,
                message_thread_id=_thread(place),
                disable_notification=message.silent,
                protect_content=message.protected,
            )
            return str(sent.message_id)

        return await self._sent_somewhere(message.place, send)

    async def _sent_somewhere(self, place: Place, send: Callable[[Place], Awaitable[str]]) -> str:
        """In its topic; in the group when the topic was deleted, since the group is still there."""
        try:
            return await self._called(place, send)
        except TelegramError as error:
            if not is_lost_topic(error):
                raise _Stopped(outcome_of(error, self._clock.now())) from error
        try:
            return await self._called(replace(place, thread=None), send)
        except TelegramError as error:
            raise _Stopped(outcome_of(error, self._clock.now())) from error

    async def _edit_part(
        self, place: Place, message_id: int, part: Part, keyboard: InlineKeyboardMarkup | None
    ) -> None:
        async def edit(where: Place) -> None:
            await self._bot.edit_message_text(
                part.text,
                where.address,
                message_id,
                entities=part.entities,
                reply_markup=keyboard,
                link_preview_options=NO_PREVIEW,
            )

        try:
            await self._called(place, edit)
        except TelegramError as error:
            if not is_unchanged(error):
                raise _Stopped(outcome_of(error, self._clock.now())) from error

    async def _delete_part(self, place: Place, message_id: int) -> None:
        async def delete(where: Place) -> None:
            await self._bot.delete_message(where.address, message_id)

        try:
            await self._called(place, delete)
            return
        except TelegramError as error:
            outcome = outcome_of(error, self._clock.now())
            if outcome != Gone("too-old"):
                raise _Stopped(outcome) from error
        emptied = Screen((Paragraph((Phrase("telegram-taken-away"),)),))
        (part,) = render(emptied, self._language, self._texts, None).parts
        await self._chat_turn(place, f"emptied{BETWEEN_PARTS}{message_id}")
        await self._edit_part(place, message_id, part, None)

    async def _called(self, place: Place, call: Callable[[Place], Awaitable[T]]) -> T:
        """One call, in its turn among all.

        Raises
        ------
        TelegramError
            Whatever the platform refused; a wait that it asks for is noted for the chat.
        _Stopped
            The group goes on elsewhere: whoever is told follows it, then the message comes back.
        """
        left = await self._rates.overall_turn(place.address, self._sleep)
        try:
            done = await call(place)
        except RetryAfter as error:
            self._rates.refused(place.address, left)
            self._rates.hold(place.address, self._clock.now() + wait_of(error))
            raise
        except BadRequest:
            self._rates.refused(place.address, left)
            raise
        except ChatMigrated as error:
            await self._on_moved(place.address, str(error.new_chat_id))
            raise _Stopped(RetryAt(self._clock.now(), "moved")) from error
        self._rates.arrived(place.address, left)
        return done

    async def _chat_turn(self, place: Place, key: str) -> None:
        """What goes with a message follows it at the chat's pace."""
        for _ in range(2):  # to wait for the turn, then to take it
            turn = self._rates.chat_turn(place.address, key, group=_is_group(place))
            await self._sleep_until(turn)

    async def _take_back(self, place: Place, sent: list[str], outcome: SendOutcome) -> SendOutcome:
        """Half a text helps nobody: what arrived of it goes away, or its fate is unknown."""
        if not sent:
            return outcome
        taken = [await self.delete(place, one) for one in sent]
        if all(isinstance(one, Sent) for one in taken):
            return outcome
        return Unknown("partly-sent")

    async def _sleep_until(self, moment: datetime) -> None:
        wait = (moment - self._clock.now()).total_seconds()
        if wait > 0:
            await self._sleep(wait)

    def _joined(self, place: Place, sent: list[str]) -> str:
        whole = BETWEEN_PARTS.join(sent)
        if len(sent) > 1:
            for one in sent:
                self._links.tie(place.address, one, whole)
        return whole


def _ids(message_id: str) -> list[int] | None:
    parts = message_id.split(BETWEEN_PARTS)
    return [int(one) for one in parts] if all(one.isdecimal() for one in parts) else None


def _thread(place: Place) -> int | None:
    return int(place.thread) if place.thread and place.thread.isdecimal() else None


def _is_group(place: Place) -> bool:
    return place.kind is PlaceKind.GROUP
