"""What a person is shown, as a tree that each channel renders its own way (R9).

Nothing here is markup: a phrase is a key of ``locales/`` with arguments, and what a person typed
travels as `Verbatim`, which every renderer escapes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.verdicts import NO_DETAILS

Argument = str | int | datetime


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of ``locales/``, by its key."""

    key: str
    args: Mapping[str, Argument] = field(default_factory=lambda: NO_DETAILS)


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Words that a person wrote, screened; shown as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """A placeholder that stands for something hidden; renderers make it visible."""

    placeholder: str


Inline = Phrase | Verbatim | Replaced


@dataclass(frozen=True, slots=True)
class Heading:
    content: Inline


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: tuple[Inline, ...]
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A case, an answer: somebody's words, set apart from the bot's."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[tuple[Inline, ...], ...]


Block = Heading | Paragraph | Quote | Bullets


class Weight(StrEnum):
    """How a choice asks to be seen."""

    MAIN = "main"
    PLAIN = "plain"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to tap, or to answer by its number where the channel has no buttons.

    `token` is opaque, signed, at most 64 bytes (R10).
    """

    token: str
    label: Phrase
    weight: Weight = Weight.PLAIN


@dataclass(frozen=True, slots=True)
class Bar:
    label: Phrase
    value: int


@dataclass(frozen=True, slots=True)
class BarChart:
    """Counts side by side. The screen that encloses it says what matters of it in words."""

    title: Phrase
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Charts:
    """Charts on one picture, one under the other."""

    name: Phrase
    charts: tuple[BarChart, ...]


@dataclass(frozen=True, slots=True)
class QrCode:
    """An address that a telephone reads from another screen, or from paper."""

    name: Phrase
    address: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Pages to keep or to print."""

    name: Phrase
    blocks: tuple[Block, ...]


Enclosure = Charts | QrCode | Sheet


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: blocks, then rows of choices, and perhaps a file that goes with it."""

    blocks: tuple[Block, ...]
    choices: tuple[tuple[Choice, ...], ...] = ()
    enclosed: Enclosure | None = None
