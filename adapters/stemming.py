"""French stems, from the Snowball project."""

import snowballstemmer


class FrenchStemmer:
    """Snowball's French algorithm (Porter, 2001): the port `bot.ports.Stemmer`."""

    def __init__(self) -> None:
        self._stemmer = snowballstemmer.stemmer("french")

    def __call__(self, word: str) -> str:
        stem: str = self._stemmer.stemWord(word)
        return stem
