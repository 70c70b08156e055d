"""Screen -> texts with entities and a keyboard. No markup is ever written, so none is escaped (R9).

An entity is a stretch of the text, in UTF-16 units (Bot API, MessageEntity). What was typed stays
plain characters whatever it looks like.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from bot.domain.inert import inert
from bot.domain.screens import (
    Block,
    Bullets,
    Choice,
    Heading,
    Inline,
    Paragraph,
    Phrase,
    Quote,
    Replaced,
    Screen,
    Verbatim,
    Weight,
)
from bot.ports import Texts

LONGEST_MESSAGE = 4_096
"""Bot API, sendMessage; counted here in UTF-16 units, which is never less."""

ROOM = 32
"""Letters across a telephone. Buttons of a line share it evenly, and a label cut off misleads."""

PRIVATE_CHAT_WANTED = frozenset({"write-in-private", "stranger-in-group"})
"""Sentences that send somebody to the private chat: a link opens it."""

STYLES = {Weight.MAIN: "primary", Weight.PLAIN: None, Weight.QUIET: None}

ENTITY_OF = {
    Heading: MessageEntity.BOLD,
    Quote: MessageEntity.BLOCKQUOTE,
    Replaced: MessageEntity.UNDERLINE,
}


@dataclass(frozen=True, slots=True)
class Part:
    """One message of the platform."""

    text: str
    entities: tuple[MessageEntity, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A screen, in as many messages as it takes; the keyboard goes under the last."""

    parts: tuple[Part, ...]
    keyboard: InlineKeyboardMarkup | None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Characters `start` to `end` of the whole text, in code points."""

    entity: str
    start: int
    end: int


def render(screen: Screen, language: str, texts: Texts, private_chat: str | None) -> Rendered:
    """The screen in one language.

    Parameters
    ----------
    private_chat
        The address that opens the private chat with the bot; ``None`` while it is unknown.

    Raises
    ------
    KeyError
        When a phrase of the screen exists in no language.
    """
    writer = _Writer(language, texts)
    for block in screen.blocks:
        writer.block(block)
    rows = [line for row in screen.choices for line in _lines(writer, row)]
    if private_chat is not None and writer.said & PRIVATE_CHAT_WANTED:
        label = texts.say("telegram-open-private", language)
        rows.append([InlineKeyboardButton(label, url=private_chat)])
    keyboard = InlineKeyboardMarkup(rows) if rows else None
    return Rendered(tuple(_parts(writer.text, writer.stretches)), keyboard)


def length(rendered: Rendered) -> int:
    """In UTF-16 units, all messages together."""
    return sum(_units(part.text) for part in rendered.parts)


class _Writer:
    def __init__(self, language: str, texts: Texts) -> None:
        self._language = language
        self._texts = texts
        self.text = ""
        self.stretches: list[_Stretch] = []
        self.said: set[str] = set()

    def block(self, block: Block) -> None:
        if self.text:
            self.text += "\n\n"
        start = len(self.text)
        match block:
            case Heading(content):
                self._line([content])
            case Paragraph(content) | Quote(content):
                self._line(content)
            case Bullets(items):
                for number, item in enumerate(items):
                    self.text += "\n• " if number else "• "
                    self._line(item)
        if isinstance(block, Paragraph) and block.emphasis:
            self._mark(MessageEntity.BOLD, start)
        elif type(block) in ENTITY_OF:
            self._mark(ENTITY_OF[type(block)], start)

    def _line(self, content: Sequence[Inline]) -> None:
        for inline in content:
            start = len(self.text)
            match inline:
                case Phrase():
                    self.text += self.phrase(inline)
                case Verbatim(words):
                    self.text += inert(words)
                case Replaced(placeholder):
                    self.text += inert(placeholder)
                    self._mark(ENTITY_OF[Replaced], start)

    def phrase(self, phrase: Phrase) -> str:
        self.said.add(phrase.key)
        return inert(self._texts.say(phrase.key, self._language, phrase.args))

    def _mark(self, entity: str, start: int) -> None:
        if len(self.text) > start:
            self.stretches.append(_Stretch(entity, start, len(self.text)))


def _lines(writer: _Writer, row: Sequence[Choice]) -> list[list[InlineKeyboardButton]]:
    """The buttons of a row, on as many lines as it takes to read them whole."""
    lines: list[list[InlineKeyboardButton]] = []
    for choice in row:
        button = _button(writer, choice)
        line = [*lines[-1], button] if lines else []
        if line and all(len(one.text) <= ROOM // len(line) for one in line):
            lines[-1] = line
        else:
            lines.append([button])
    return lines


def _button(writer: _Writer, choice: Choice) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        writer.phrase(choice.label), callback_data=choice.token, style=STYLES[choice.weight]
    )


def _parts(text: str, stretches: Sequence[_Stretch]) -> Iterator[Part]:
    for start, end in _cuts(text):
        # The platform trims what it is given; entities must be counted after that.
        piece = text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        if trimmed := piece.strip():
            last = first + len(trimmed)
            yield Part(trimmed, tuple(_entities(text, first, last, stretches)))


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Between paragraphs if possible, else between lines, else between words, else anywhere."""
    start = 0
    while start < len(text):
        room = _room(text, start)
        end = room
        if room < len(text):
            for sign in ("\n\n", "\n", " "):
                found = text.rfind(sign, start + (room - start) // 2, room)
                if found > start:
                    end = found
                    break
        yield start, end
        start = end


def _room(text: str, start: int) -> int:
    """How far one message reaches."""
    units, end = 0, start
    while end < len(text):
        units += 2 if ord(text[end]) > 0xFFFF else 1
        if units > LONGEST_MESSAGE:
            break
        end += 1
    return end


def _entities(
    text: str, start: int, end: int, stretches: Sequence[_Stretch]
) -> Iterator[MessageEntity]:
    for one in sorted(stretches, key=lambda s: (s.start, -s.end)):
        first, last = max(one.start, start), min(one.end, end)
        if first < last:
            offset = _units(text[start:first])
            yield MessageEntity(one.entity, offset, _units(text[first:last]))


def _units(text: str) -> int:
    return sum(2 if ord(character) > 0xFFFF else 1 for character in text)
