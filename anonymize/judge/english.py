"""A message in English: its small words and its months are nobody's, though a French reader takes them for names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from anonymize.judge.candidate import Candidate
from anonymize.reading import Reading
from anonymize.recognisers.naming import known_name
from anonymize.recognisers.nationality import origins
from anonymize.values import Kind
from anonymize.words import words_of

_WORD = re.compile(r"[a-z]+")
# Words that French messages do not hold, by which English is known.
_TELLING = frozenset(
    "the and is with he she they his her has have was who what my this for of to from you your were their would".split()
)
_ENOUGH = 4
_READ = frozenset({Kind.PERSON, Kind.ORG_ID})
_OPENS = re.compile(r"(?:^|[.!?\n]) ?\Z")
_NEXT = re.compile(r" [a-z]")
_TITLE = re.compile(r"(?<![a-z'])(?:mrs?|ms|miss|dr|mme|m)\.? \Z")


def is_english(reading: Reading) -> bool:
    """Whether the text, or a good part of it, is in English."""
    # With a capital, "Her", "To" and "You" are surnames.
    cased = reading.style == "mixed"
    said = sum(w.folded in _TELLING and not (cased and w.capitalised) for w in reading.words)
    return said >= _ENOUGH and said * 10 >= len(reading.words)


def without_words(reading: Reading, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Names without the English words at their edges: "Mrs | Grace Okafor | has received"."""
    for candidate in candidates:
        if candidate.kind not in _READ:
            yield candidate
            continue
        found = list(_WORD.finditer(reading.folded, candidate.start, candidate.end))
        named = [word for word in found if not _is_idle(reading, word, alone=len(found) == 1)]
        if named and len(named) < len(found):
            yield replace(candidate, start=named[0].start(), end=named[-1].end())
        elif named or not found:
            yield candidate


def _is_idle(reading: Reading, word: re.Match[str], *, alone: bool) -> bool:
    """Whether a word says nothing of anybody."""
    if _TITLE.search(reading.folded, 0, word.start()):
        return False  # "Mr Small"
    capital = reading.plain[word.start()].isupper()
    if word[0] in words_of("english_small"):
        # "An", "Do" and "So" are names too, unless they open a sentence: "He has".
        return not capital or len(word[0]) > 2 or word[0] == "i" or _opens(reading, word)
    if word[0] in words_of("english"):
        # "Christian Short" is somebody, "Social services" nobody.
        small = reading.style == "mixed" and not capital
        return small or (alone and not known_name(word[0]))
    return word[0] in origins()  # which is told as one


def _opens(reading: Reading, word: re.Match[str]) -> bool:
    """Whether a word opens a sentence that goes on in small letters."""
    following = _NEXT.match(reading.plain, word.end())
    return following is not None and bool(_OPENS.search(reading.plain, 0, word.start()))
