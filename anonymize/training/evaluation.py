"""Measures: how many words of people's names are masked, whatever the label ("redact")."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
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
    """Words of person names: all, masked; then spans, and texts, masked whole."""

    words: int
    masked: int
    names: int
    names_masked: int
    texts: int
    texts_masked: int
    false_words: int
    plain_words: int

    @property
    def recall(self) -> float:
        """Share of the words of names that are masked."""
        return self.masked / self.words if self.words else 1.0

    @property
    def over_masking(self) -> float:
        """Share of the words outside any marked span that are masked."""
        return self.false_words / self.plain_words if self.plain_words else 0.0


def redaction(
    nlp: Language, texts: Iterable[Text], change: Callable[[str], str] = str, label: str = "PER"
) -> Redaction:
    """Mask texts and count; `change` must keep the length of what it types otherwise."""
    counts = [0] * 8
    gold = list(texts)
    for text, doc in zip(gold, nlp.pipe(change(t.text) for t in gold), strict=True):
        covered = [False] * len(text.text)
        for ent in doc.ents:
            covered[ent.start_char : ent.end_char] = [True] * (ent.end_char - ent.start_char)
        inside = [False] * len(text.text)
        whole = True
        for start, end, kind in text.spans:
            inside[start:end] = [True] * (end - start)
            if kind != label:
                continue
            hits = [all(covered[a:b]) for a, b in _words(text.text, start, end)]
            counts[0] += len(hits)
            counts[1] += sum(hits)
            counts[2] += 1
            counts[3] += all(hits)
            whole = whole and all(hits)
        if any(kind == label for *_, kind in text.spans):
            counts[4] += 1
            counts[5] += whole
        for a, b in _words(text.text, 0, len(text.text)):
            if not any(inside[a:b]):
                counts[6] += any(covered[a:b])
                counts[7] += 1
    return Redaction(*counts)


def phone_test(path: Path) -> list[Text]:
    """The project's sixty phone messages."""
    return [
        Text(m["text"], tuple((a, b, c) for a, b, c in m["spans"]), "phone")
        for m in json.loads(path.read_text(encoding="utf-8"))
    ]


def marked_cases(path: Path, labels: dict[str, str]) -> list[Text]:
    """Cases with inline `<TYPE>surface</TYPE>`; types outside `labels` keep their own name."""
    texts = []
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        text, spans, end = "", [], 0
        for match in re.finditer(r"<([A-Z_]+)>(.*?)</\1>", case["marked"], re.DOTALL):
            text += case["marked"][end : match.start()]
            spans.append((len(text), len(text) + len(match[2]), labels.get(match[1], match[1])))
            text += match[2]
            end = match.end()
        voice = case.get("voice", "")
        texts.append(Text(text + case["marked"][end:], tuple(spans), voice))
    return texts


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [(m.start() + start, m.end() + start) for m in re.finditer(r"\w+", text[start:end])]
