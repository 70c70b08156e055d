"""Listed phrases, looked up by their first word: many of them cost no more than a few."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from anonymize.lexicons import fold
from anonymize.reading import Reading
from anonymize.words import entries, words_of

_PLURAL = re.compile(r"(?:es|s|x)?(?![a-z0-9])")


class Phrases:
    """Folded phrases; a hyphen and a space are the same, and each word of them may end in -s."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[re.Pattern[str]]] = {}
        for phrase in sorted(set(map(fold, phrases)), key=len, reverse=True):
            first = re.match(r"[a-z]+'?", phrase)
            assert first is not None, phrase
            spelled = r"(?:s?[ \-])".join(re.escape(w) for w in re.split(r"[ \-]", phrase))
            self._by_first.setdefault(first[0], []).append(re.compile(spelled))

    def find(self, reading: Reading) -> Iterator[tuple[int, int]]:
        """The longest phrase at each word that starts one."""
        for word in reading.words:
            first = word.folded
            patterns = self._by_first.get(first) or self._by_first.get(first.removesuffix("s"))
            for pattern in patterns or ():
                match = pattern.match(reading.folded, word.start)
                plural = match and _PLURAL.match(reading.folded, match.end())
                if match and plural:
                    yield word.start, plural.end()
                    break


def any_of(name: str) -> str:
    """A pattern, over folded text, of any entry of one list; an entry may end a stem with `*`."""
    return _any(entries(name))


def any_word_of(name: str, plural: str = "") -> str:
    """A pattern, over folded text, of any word of one list, with or without the end `plural`."""
    return rf"(?:{_any(words_of(name))}(?:{plural})?)"


def _any(wanted: Iterable[str]) -> str:
    longest_first = sorted(wanted, key=lambda entry: (-len(entry), entry))
    spelled = (re.escape(entry).replace(r"\*", r"[a-z]*") for entry in longest_first)
    return rf"(?:{'|'.join(spelled)})"
