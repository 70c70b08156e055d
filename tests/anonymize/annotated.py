"""Sentences that say what must be found: `<PHONE>06 39 98 01 02</PHONE>` inside the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "sentences"
_TAG = re.compile(r"<(/?)([A-Z_]+)>")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text and the stretches of one kind in it; none at all in a tempting one."""

    text: str
    spans: tuple[tuple[int, int], ...]

    def marks(self) -> str:
        """The text with every letter and digit of a span replaced by `#`."""
        return masked(self.text, self.spans)


def masked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """`text` with letters and digits inside `spans` shown as `#`."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = ["#" if c.isalnum() else c for c in chars[start:end]]
    return "".join(chars)


def sentences(name: str) -> Iterator[Sentence]:
    """The sentences of one file."""
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        yield parsed(line)


def parsed(line: str) -> Sentence:
    """Take the tags out of a line."""
    text, spans, opened = "", [], 0
    at = 0
    for tag in _TAG.finditer(line):
        text += line[at : tag.start()]
        at = tag.end()
        if tag[1]:
            spans.append((opened, len(text)))
        else:
            opened = len(text)
    return Sentence(text + line[at:], tuple(spans))


def without_capitals(sentence: Sentence) -> Sentence:
    """The same, typed in lower case."""
    return Sentence(sentence.text.lower(), sentence.spans)


def without_accents(sentence: Sentence) -> Sentence:
    """The same, in lower case and without accents."""
    bare = "".join((unicodedata.normalize("NFD", c)[:1] or c) for c in sentence.text.lower())
    return Sentence(bare, sentence.spans)
