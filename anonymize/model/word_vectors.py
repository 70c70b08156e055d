"""What stands near a word in French: reduced word vectors, which tell a fridge from a first name.

Importing this module registers `entraide.WordVectors.v1` with spaCy; a packaged pipeline needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM  # type: ignore[import-not-found]
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.util import registry
from spacy.vectors import BaseVectors  # type: ignore[import-not-found]
from spacy.vocab import Vocab

NAME = "entraide.WordVectors.v1"
Keys = NDArray[np.uint64] | Iterable[int | str]
_FILE = "words.npz"


class WordVectors(BaseVectors):  # type: ignore[misc]
    """Vectors by folded spelling (`features.norm`), about twenty words on each.

    `keys` are the sorted hashes of the spellings (uint64), `rows` the line of each in `table`
    (int8, words x dimensions), which `scale` brings back to about one. A word that is not there
    has a vector of zeros.
    """

    attr = NORM
    name = "fr_words"
    mode = "default"

    def __init__(
        self,
        keys: NDArray[np.uint64] | None = None,
        rows: NDArray[np.uint16] | None = None,
        table: NDArray[np.int8] | None = None,
        scale: float = 1.0,
    ) -> None:
        super().__init__()
        self._keys = np.zeros(0, np.uint64) if keys is None else keys
        self._rows = np.zeros(0, np.uint16) if rows is None else rows
        self._table = np.zeros((0, 0), np.int8) if table is None else table
        self._scale = scale

    @property
    def shape(self) -> tuple[int, int]:
        return self._table.shape[0], self._table.shape[1]

    @property
    def n_keys(self) -> int:
        return len(self._keys)

    @property
    def vectors_length(self) -> int:
        return self.shape[1]

    @property
    def size(self) -> int:
        return self._table.size

    def __len__(self) -> int:
        return len(self._table)

    def __contains__(self, key: int | str) -> bool:
        return bool(self._known(_hashes([key]))[1][0])

    def get_batch(self, keys: Keys) -> NDArray[np.float32]:
        """The vectors of these words, one a line."""
        places, known = self._known(_hashes(keys))
        found = np.zeros((len(places), self.vectors_length), np.float32)
        found[known] = self._table[self._rows[places[known]]] * np.float32(self._scale)
        return found

    def without(self, words: Iterable[str]) -> WordVectors:
        """The same vectors, these folded words unknown."""
        kept = ~np.isin(self._keys, _hashes(words))
        return WordVectors(self._keys[kept], self._rows[kept], self._table, self._scale)

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        np.savez(
            Path(path) / _FILE,
            keys=self._keys,
            rows=self._rows,
            table=self._table,
            scale=np.float32(self._scale),
        )

    def from_disk(self, path: str | Path, **kwargs: Any) -> WordVectors:
        with np.load(Path(path) / _FILE) as parts:
            self._keys, self._rows = parts["keys"], parts["rows"]
            self._table, self._scale = parts["table"], float(parts["scale"])
        return self

    def _known(self, keys: NDArray[np.uint64]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """The place of each key among ours, and whether it is there."""
        if not len(self._keys):
            return np.zeros(len(keys), np.intp), np.zeros(len(keys), np.bool_)
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return places, self._keys[places] == keys


def _hashes(keys: Keys) -> NDArray[np.uint64]:
    if isinstance(keys, np.ndarray):
        return keys
    return np.array([hash_string(k) if isinstance(k, str) else int(k) for k in keys], np.uint64)


@registry.vectors(NAME)  # type: ignore[untyped-decorator]
def _make() -> Callable[[Vocab], WordVectors]:
    return lambda vocab: WordVectors()
