"""The learnt network as it is used: the numbers of thinc's layers, read by numpy alone.

thinc keeps at each layer what learning would need. Here a step is a few operations on a whole text,
and a word said again is looked up once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM  # type: ignore[import-not-found]
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

from anonymize.model.word_vectors import WordVectors

Lines = NDArray[np.float32]
Keys = NDArray[np.uint64]

_NO_SPREAD = 1e-8
"""What thinc adds to the spread of a line, so as to divide by it."""
_hashes = NumpyOps().hash


class Network:
    """What the model of a `NameTagger` says of one text.

    Made once, of a trained model and its word vectors: what it learns afterwards is not seen. Safe
    to use from many threads.
    """

    def __init__(self, model: Model[Any, Any], vectors: WordVectors) -> None:
        tok2vec, softmax = model.get_ref("tok2vec"), model.get_ref("softmax")
        embed = tok2vec.get_ref("embed")
        before, mean, after = tok2vec.get_ref("encode").layers
        self._vectors = vectors
        self._columns = [*_all(embed, "extract_features")[0].attrs["columns"], NORM]
        self._tables = [(_learnt(t, "E"), t.attrs["seed"]) for t in _all(embed, "hashembed")]
        self._first = _over_vectors(_layers(embed)[0], _all(embed, "static_vectors")[0])
        self._before, self._after = _steps(before), _steps(after)
        self._mean = _layers(mean)[0]
        self._last, self._bias = _learnt(softmax, "W").T, _learnt(softmax, "b")

    def __call__(self, doc: Doc) -> Lines:
        """A line of probabilities for each word."""
        if not len(doc):
            return np.zeros((0, len(self._bias)), np.float32)
        words = _beside(self._before, self._alone(doc))
        words += self._mean(words.mean(axis=0, keepdims=True))
        words = _beside(self._after, words)
        return _softmax(words @ self._last + self._bias)

    def _alone(self, doc: Doc) -> Lines:
        """Each word by itself."""
        words, places = _distinct(np.asarray(doc.to_array(self._columns), np.uint64))
        parts = [_looked_up(*table, words[:, at]) for at, table in enumerate(self._tables)]
        parts.append(self._vectors.get_batch(words[:, -1]))
        return self._first(np.concatenate(parts, axis=1)).take(places, axis=0)


@dataclass(frozen=True, slots=True)
class _Layer:
    """Of several sums the best, for each number of a line; then lines made even."""

    weights: Lines
    """(numbers seen, pieces x width): the first sum of each number, then the second of each..."""
    bias: Lines
    gain: Lines
    shift: Lines

    def __call__(self, seen: Lines) -> Lines:
        sums = seen @ self.weights
        sums += self.bias
        width = len(self.gain)
        pieces = [sums[:, at : at + width] for at in range(0, sums.shape[1], width)]
        best = reduce(np.maximum, pieces)
        best -= best.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", best, best) / width
        best *= (1 / np.sqrt(spread + _NO_SPREAD))[:, np.newaxis]
        best *= self.gain
        best += self.shift
        return best


def _beside(steps: list[tuple[int, _Layer]], words: Lines) -> Lines:
    """Each word told, step after step, of the words so far before it and after it."""
    # As many blank lines around a text as its first and last words are told of.
    blank = np.zeros((sum(step for step, _ in steps), words.shape[1]), np.float32)
    lines = np.concatenate((blank, words, blank))
    for step, layer in steps:
        kept = lines[step:-step]
        lines = layer(np.concatenate((lines[: -2 * step], kept, lines[2 * step :]), axis=1))
        lines += kept
    return lines


def _distinct(words: Keys) -> tuple[Keys, NDArray[np.intp]]:
    """The words, each once, and where among them each word of the text is."""
    rows = np.ascontiguousarray(words).view(f"V{words.shape[1] * words.itemsize}").ravel()
    seen: dict[bytes, int] = {}
    places = [seen.setdefault(row, len(seen)) for row in rows.tolist()]
    return np.frombuffer(b"".join(seen), np.uint64).reshape(len(seen), -1), np.array(places)


def _looked_up(table: Lines, seed: int, keys: Keys) -> Lines:
    """Four lines of a table for each key, added up: few keys have all four in common."""
    first, *others = (_hashes(np.ascontiguousarray(keys), seed) % len(table)).T
    found: Lines = table.take(first, axis=0)
    for more in others:
        found += table.take(more, axis=0)
    return found


def _softmax(lines: Lines) -> Lines:
    found: Lines = np.exp(lines - lines.max(axis=1, keepdims=True))
    found /= found.sum(axis=1, keepdims=True)
    return found


def _learnt(node: Model[Any, Any], name: str) -> Lines:
    return np.asarray(node.get_param(name), np.float32)


def _all(part: Model[Any, Any], name: str) -> list[Model[Any, Any]]:
    return [node for node in part.walk(order="dfs_pre") if node.name == name]


def _layers(part: Model[Any, Any]) -> list[_Layer]:
    """The maxout layers of a part of the model, in order."""
    return [
        _Layer(
            # thinc has the sums of one number side by side: (width, pieces, numbers seen).
            np.ascontiguousarray(_learnt(maxout, "W").T.reshape(maxout.get_dim("nI"), -1)),
            _learnt(maxout, "b").T.ravel(),
            _learnt(norm, "G"),
            _learnt(norm, "b"),
        )
        for maxout, norm in zip(_all(part, "maxout"), _all(part, "layernorm"), strict=True)
    ]


def _steps(part: Model[Any, Any]) -> list[tuple[int, _Layer]]:
    steps = [node.attrs["step"] for node in _all(part, "spaced")]
    return list(zip(steps, _layers(part), strict=True))


def _over_vectors(first: _Layer, static: Model[Any, Any]) -> _Layer:
    """The first layer, over word vectors as they are: what brings them to its width is made part of it."""
    reduced = _learnt(static, "W")
    hashed, told = np.split(first.weights, [len(first.weights) - len(reduced)])
    return replace(first, weights=np.concatenate((hashed, reduced.T @ told)))
