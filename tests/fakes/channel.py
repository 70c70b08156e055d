"""A chat platform in memory: what a person would see, and trouble on demand.

It takes any `Abilities`, and behaves as they say: the same fake stands for a platform with buttons
and an idempotency key, or for one with neither.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.delivery import Abilities, File, Gone, Outgoing, RetryAt, SendOutcome, Sent, Unknown
from bot.domain.places import Place, PlaceKind
from bot.domain.screens import (
    Block,
    Bullets,
    Heading,
    Inline,
    Paragraph,
    Phrase,
    Quote,
    Replaced,
    Screen,
    Verbatim,
)
from bot.ports import Clock, Texts

EVERYTHING = Abilities(
    buttons=True,
    edits=True,
    deletes=True,
    idempotent=True,
    longest_text=4_000,
    files=True,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as a person sees it.

    `tokens` are what its buttons give back when tapped; `file` is "picture" or "document".
    """

    message_id: str
    text: str
    choices: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    file: str = ""


class MemoryChannel:
    """Implements `bot.ports.Channel`.

    Attributes
    ----------
    next_call
        ``wait``, ``refuse`` or ``lose``: what becomes of the next call; ``None`` for nothing.
    opened
        Private conversations that a person began; ``None`` where the bot may write first.
    """

    def __init__(
        self, texts: Texts, clock: Clock, name: str = "memory", abilities: Abilities = EVERYTHING
    ) -> None:
        self.name = name
        self.abilities = abilities
        self.is_open = True
        self.next_call: str | None = None
        self.opened: set[Place] | None = None
        self._texts = texts
        self._clock = clock
        self._messages: dict[Place, list[Shown]] = {}
        self._ids_by_key: dict[str, str] = {}
        self._count = 0

    def shown(self, place: Place) -> list[Shown]:
        """The messages of a place, oldest first."""
        return list(self._messages.get(place, ()))

    async def send(self, message: Outgoing) -> SendOutcome:
        if (refused := self._stopped(message.place)) is not None:
            return refused
        if self._never_opened(message.place):
            return Gone("never-opened")
        known = self._ids_by_key.get(message.key) if self.abilities.idempotent else None
        if known is None:
            drawn = self._drawn(message)
            if len(drawn.text) > self.abilities.longest_text:
                return Gone("too-long")
            self._messages.setdefault(message.place, []).append(drawn)
            known = self._ids_by_key[message.key] = drawn.message_id
        return self._answer(known)

    async def edit(self, message_id: str, message: Outgoing) -> SendOutcome:
        if (refused := self._stopped(message.place)) is not None:
            return refused
        there = self._messages.get(message.place, [])
        position = next((i for i, old in enumerate(there) if old.message_id == message_id), None)
        if position is None or not self.abilities.edits:
            return Gone("no-such-message")
        there[position] = replace(self._drawn(message), message_id=message_id)
        return self._answer(message_id)

    async def delete(self, place: Place, message_id: str) -> SendOutcome:
        if (refused := self._stopped(place)) is not None:
            return refused
        there = self._messages.get(place, [])
        left = [old for old in there if old.message_id != message_id]
        if len(left) == len(there) or not self.abilities.deletes:
            return Gone("no-such-message")
        self._messages[place] = left
        return self._answer(message_id)

    def invitation(self, code: str) -> str | None:
        return f"memory:{code}"

    def _never_opened(self, place: Place) -> bool:
        private = place.kind is PlaceKind.PRIVATE
        return private and self.opened is not None and place not in self.opened

    def _stopped(self, place: Place) -> SendOutcome | None:
        if place.channel != self.name:
            return Gone("unknown-place")
        match self.next_call:
            case "wait":
                self.next_call = None
                return RetryAt(self._clock.now() + timedelta(seconds=30), "too-many")
            case "refuse":
                self.next_call = None
                return Gone("blocked")
        return None

    def _answer(self, message_id: str) -> SendOutcome:
        if self.next_call == "lose":
            self.next_call = None
            return Unknown("timed-out")
        return Sent(message_id)

    def _drawn(self, message: Outgoing) -> Shown:
        self._count += 1
        choices = [choice for row in message.screen.choices for choice in row]
        return Shown(
            message_id=str(self._count),
            text=self._text(message.screen, message.language),
            choices=tuple(self._said(choice.label, message.language) for choice in choices),
            tokens=tuple(c.token for c in choices) if self.abilities.buttons else (),
            file=kind_of(message.file) if message.file and self.abilities.files else "",
        )

    def _text(self, screen: Screen, language: str) -> str:
        return "\n".join(
            "".join(self._said(part, language) for part in line)
            for block in screen.blocks
            for line in _lines(block)
        )

    def _said(self, part: Inline, language: str) -> str:
        match part:
            case Phrase(key, args):
                return self._texts.say(key, language, args)
            case Verbatim(text):
                return text.translate(BIDI)
            case Replaced(placeholder):
                return placeholder


def kind_of(file: File) -> str:
    return "picture" if file.is_picture else "document"


BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def _lines(block: Block) -> Iterable[tuple[Inline, ...]]:
    match block:
        case Heading(content):
            return [(content,)]
        case Paragraph(content) | Quote(content):
            return [content]
        case Bullets(items):
            return items
