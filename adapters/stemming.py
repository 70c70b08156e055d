"""French stems, from the Snowball project."""

from functools import lru_cache
from threading import Lock

import snowballstemmer

KNOWN = 50_000
"""Words remembered: more than the networks of a whole region use, a few megabytes."""


class FrenchStemmer:
    """Snowball's French algorithm (Porter, 2001): the port `bot.ports.Stemmer`.

    Safe to use from many threads. All are equal, so what is made from their stems is made once.
    """

    def __init__(self) -> None:
        self._stemmer = snowballstemmer.stemmer("french")
        self._turn = Lock()  # it writes on itself as it works
        self._stem = lru_cache(KNOWN)(self._cut)

    def __call__(self, word: str) -> str:
        return self._stem(word)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FrenchStemmer)

    def __hash__(self) -> int:
        return hash(FrenchStemmer)

    def _cut(self, word: str) -> str:
        with self._turn:
            stem: str = self._stemmer.stemWord(word)
        return stem
