"""Measures: how many words of people's names are masked, whatever the label ("redact")."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from spacy.language import Language

from anonymize.lexicons.folding import fold
from anonymize.training.corpora import Text

TYPINGS: dict[str, Callable[[str], str]] = {
    "as is": str,
    "lower": str.lower,
    "lower, no accents": lambda text: "".join(
        fold(c) if len(fold(c)) == 1 else c.lower() for c in text
    ),
}


@dataclass(frozen=True, slots=True)
class Redaction:
    """Words of the names: all, masked; then texts, masked whole; then false alarms."""

    words: int = 0
    masked: int = 0
    texts: int = 0
    texts_masked: int = 0
    false_words: int = 0
    plain_words: int = 0

    def __add__(self, other: Redaction) -> Redaction:
        mine, theirs = astuple(self), astuple(other)
        return Redaction(*(a + b for a, b in zip(mine, theirs, strict=True)))

    @property
    def recall(self) -> float:
        """Share of the words of names that are masked."""
        return self.masked / self.words if self.words else 1.0

    @property
    def over_masking(self) -> float:
        """Share of the words outside any marked span that are masked."""
        return self.false_words / self.plain_words if self.plain_words else 0.0


Mask = list[bool]


def masks(nlp: Language, texts: Sequence[Text], change: Callable[[str], str] = str) -> list[Mask]:
    """For each text, which characters are masked; `change` must keep the length of the text."""
    found = []
    for doc in nlp.pipe(change(text.text) for text in texts):
        mask = [False] * len(doc.text)
        for ent in doc.ents:
            mask[ent.start_char : ent.end_char] = [True] * (ent.end_char - ent.start_char)
        found.append(mask)
    return found


def redaction(texts: Sequence[Text], masked: Sequence[Mask], label: str = "PER") -> Redaction:
    """Count the words of the spans of one label that are masked, and those masked for nothing."""
    total = Redaction()
    for text, mask in zip(texts, masked, strict=True):
        hits = [
            [all(mask[a:b]) for a, b in _words(text.text, start, end)]
            for start, end, kind in text.spans
            if kind == label
        ]
        inside = {i for start, end, _ in text.spans for i in range(start, end)}
        plain = [w for w in _words(text.text, 0, len(text.text)) if inside.isdisjoint(range(*w))]
        total += Redaction(
            words=sum(map(len, hits)),
            masked=sum(map(sum, hits)),
            texts=bool(hits),
            texts_masked=bool(hits) and all(map(all, hits)),
            false_words=sum(any(mask[a:b]) for a, b in plain),
            plain_words=len(plain),
        )
    return total


def phone_test(path: Path) -> list[Text]:
    """The project's sixty phone messages."""
    return [
        Text(m["text"], tuple((a, b, c) for a, b, c in m["spans"]), "phone")
        for m in json.loads(path.read_text(encoding="utf-8"))
    ]


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [(m.start() + start, m.end() + start) for m in re.finditer(r"\w+", text[start:end])]
