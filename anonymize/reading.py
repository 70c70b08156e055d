"""A text made readable for recognisers, without losing where each character came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from anonymize.openings import Openings, finditer, openings_of

Style = Literal["mixed", "lower", "upper"]

_LIGATURES = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss"}
_PLAIN = {
    **dict.fromkeys("’‘‛ʼʹ′´`＇", "'"),
    **dict.fromkeys("‐‑‒−﹣－\u2043", "-"),
    "º": "°",
    "ı": "i",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
}
# Letters of other scripts that a reader takes for Latin ones; used only inside words that mix
# scripts, since a word wholly in Cyrillic or Greek is a foreign word, not a disguise.
_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁһкмтвнАЕОРСУХІЈЅКМТВНοαενικρτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhkmtbhAEOPCYXIJSKMTBHoaevikptuxABEZHIKMNOPTYX",
)
_MIXED_SCRIPT = re.compile(r"[^\W\d_]{2,}")
_NOT_LATIN = re.compile("[Ͱ-ӿ]")
# Characters whose presence means that plain text is not the given text.
_ODD = re.compile("[^\n\r\t\x20-\x7e\u00c0-\u00ff«»€°…–—“”\U0001f300-\U0001faff]")
_COLUMNS = re.compile(r"\S\t[^\n]*\S\t")
_WORD = re.compile(r"[^\W\d_]+(?:'(?=[^\W\d_]))?")


class Word(NamedTuple):
    """A run of letters; an elided article (l', d') is a word of its own, apostrophe included."""

    start: int
    end: int
    raw: str
    folded: str

    @property
    def capitalised(self) -> bool:
        return self.raw[0].isupper()

    @property
    def upper(self) -> bool:
        return len(self.raw) > 1 and self.raw.isupper()


@dataclass(frozen=True, slots=True)
class Entity:
    """What the statistical model found, under one of its labels (`recognisers/model/`)."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One text, seen four ways that share their offsets.

    `plain` has no invisible characters and no odd variants of ordinary ones; `folded` is lower
    case without accents; `digits` is `folded` with the letter O read as zero among digits.
    `starts[i]`, `ends[i]` bound the i-th plain character in the given text. `openings` tells where
    words of `folded` and of `digits` begin.
    """

    plain: str
    folded: str
    digits: str
    words: tuple[Word, ...]
    style: Style
    entities: tuple[Entity, ...]
    starts: Sequence[int]
    ends: Sequence[int]
    openings: Openings

    def in_folded(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """All that a pattern matches in `folded`."""
        return finditer(pattern, self.folded, self.openings)

    def in_digits(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """All that a pattern matches in `digits`."""
        return finditer(pattern, self.digits, self.openings)

    def given(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the given text of a stretch of plain text."""
        return self.starts[start], self.ends[end - 1]

    def before(self, start: int, reach: int) -> str:
        """Up to `reach` folded characters before `start`."""
        return self.folded[max(0, start - reach) : start]

    def after(self, end: int, reach: int) -> str:
        """Up to `reach` folded characters after `end`."""
        return self.folded[end : end + reach]


@dataclass(frozen=True, slots=True)
class Plain:
    """Plain text with, for each of its characters, its bounds in the given text."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def plain_text(given: str) -> Plain:
    """Drop invisible characters, compose accents, spell ligatures, read look-alikes as Latin."""
    # Tabs part the cells of a pasted table; a single one is but a wide space.
    given = given.replace("\t", ";" if _COLUMNS.search(given) else " ")
    if not _ODD.search(given):
        text = given.replace("\r", "\n").replace("–", "-").replace("—", "-")
        return Plain(text, range(len(given)), range(1, len(given) + 1))
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, char in enumerate(given):
        if unicodedata.combining(char):
            if chars:
                composed = unicodedata.normalize("NFC", chars[-1] + char)
                chars[-1] = composed if len(composed) == 1 else chars[-1]
                ends[-1] = at + 1
            continue
        for piece in _plain_char(char):
            chars.append(piece)
            starts.append(at)
            ends.append(at + 1)
    return Plain(_without_disguise("".join(chars)), starts, ends)


@lru_cache(maxsize=4096)
def _plain_char(char: str) -> str:
    if char in _LIGATURES:
        return _LIGATURES[char]
    if char in _PLAIN:
        return _PLAIN[char]
    if char in "–—":
        return "-"
    if char in "\r\u2028\u2029\x85\x0b\x0c":
        return "\n"
    category = unicodedata.category(char)
    if category in {"Cf", "Me"} or "\ufe00" <= char <= "\ufe0f":
        return ""
    if category in {"Zs", "Cc", "Cs", "Co", "Cn"}:
        return "\n" if char == "\n" else " "
    if category in {"Nd", "No"} and (digit := unicodedata.digit(char, None)) is not None:
        return str(digit)
    if char in "…™€ªº":
        return char
    wide = unicodedata.normalize("NFKC", char)
    return wide if wide.isalnum() and len(wide) <= 4 else char


def _without_disguise(text: str) -> str:
    if not _NOT_LATIN.search(text):
        return text

    def latin(found: re.Match[str]) -> str:
        word = found[0]
        mixed = _NOT_LATIN.search(word) and re.search("[A-Za-zÀ-ÿ]", word)
        return word.translate(_LOOK_ALIKES) if mixed else word

    return _MIXED_SCRIPT.sub(latin, text)


class _Folding(dict[int, str]):
    """What each character folds to, worked out the first time it is met."""

    def __missing__(self, code: int) -> str:
        low = chr(code).lower()[:1]
        base = unicodedata.normalize("NFKD", low)[:1]
        folded = low if low.isascii() or not base.isalnum() else base
        self[code] = folded or " "
        return self[code]


_FOLDING = _Folding()


def _folded(text: str) -> str:
    """As `lexicons.fold`, but each character stays one, so that offsets keep their meaning."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


# Letters O typed for zeros. Each way is told after its first O, so that the search leaps from O to O.
_ZERO = re.compile(
    r"o(?:(?<=\do)o{0,2}(?![a-np-z])|(?<![a-z0-9]o)o{0,2}(?=\d)|(?<=\d o)o?(?= ?\d)"
    r"|(?<![a-z0-9']o)(?=[ .\-/_]{1,3}\d(?:[ .\-/_]{0,3}[\do]){4})|(?<=[\d.\-/]o)(?=[ .\-/_]{0,3}\d)"
    r"|(?<=\d[ .\-/_]o)(?=[ .\-/_]{1,3}\d)|(?<=\d [.\-/] o)(?= [.\-/] \d))"
)


def read(given: str, entities: tuple[Entity, ...] = (), plain: Plain | None = None) -> Reading:
    """All the views of `given`. `entities` are offsets in its plain text."""
    plain = plain or plain_text(given)
    folded = _folded(plain.text)
    digits = _ZERO.sub(lambda m: "0" * len(m[0]), folded)
    words = tuple(
        Word(m.start(), m.end(), m[0], folded[m.start() : m.end()])
        for m in _WORD.finditer(plain.text)
    )
    return Reading(
        plain=plain.text,
        folded=folded,
        digits=digits,
        words=words,
        style=_style(words),
        entities=entities,
        starts=plain.starts,
        ends=plain.ends,
        openings=openings_of(folded, digits),
    )


def _style(words: tuple[Word, ...]) -> Style:
    """Whether capitals tell names from words in this text."""
    letters = [w for w in words if len(w.raw) > 1]
    if not letters:
        return "lower"
    upper = sum(w.upper for w in letters) / len(letters)
    if upper > 0.6:
        return "upper"
    capitalised = sum(w.capitalised and not w.upper for w in letters)
    return "mixed" if capitalised >= max(1, len(letters) // 30) else "lower"
