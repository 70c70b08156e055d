"""What the model sees of a word: its folded spelling, its shape, and what the lexicons know of it.

Importing this module registers the language `fr_entraide` with spaCy; a packaged pipeline needs it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, ClassVar
from zlib import crc32

from spacy.attrs import ID, NORM, PREFIX, SUFFIX  # type: ignore[import-not-found]
from spacy.lang.fr import French
from spacy.util import registry

from anonymize.lexicons import (
    common_words,
    communes,
    first_names,
    fold,
    former_communes,
    in_dictionary,
    public_terms,
    surnames,
)

LANGUAGE = "fr_entraide"
FREQUENT_FIRST = 2_000
FREQUENT_LAST = 1_000
_DIGIT = re.compile(r"\d")
_withheld_share: ContextVar[int] = ContextVar("withheld_share", default=0)


def norm(text: str) -> str:
    """Folded spelling with every digit as 0, so that case, accents and figures do not matter."""
    return _DIGIT.sub("0", fold(text))


def lexical_code(text: str) -> int:
    """What the lexicons know of a word, as one small number (144 cases).

    First name and surname each in three grades (unknown, rare, frequent); commune, ordinary word,
    public term and some form of a French word yes or no. A hyphenated word counts as a name, or as
    French, when all its parts do.
    """
    word = fold(text)
    first, last = _grade(word, _first(), FREQUENT_FIRST), _grade(word, _last(), FREQUENT_LAST)
    code = first * 3 + last
    for words in (_communes(), _common(), public_terms()):
        code = code * 2 + (word in words)
    code = code * 2 + _in_french(word)
    # Zero would read as a missing value.
    return code + 1


@contextmanager
def withholding(share: int) -> Iterator[None]:
    """While training, hide one name in `share` from the lexicons, so that context is learnt."""
    token = _withheld_share.set(share)
    try:
        yield
    finally:
        _withheld_share.reset(token)


def withheld(name: str, share: int) -> bool:
    """Whether a name is among the one in `share` hidden while training; the same ones always."""
    return bool(share) and crc32(name.encode()) % share == 0


def _grade(word: str, counts: Callable[[str], int], frequent: int) -> int:
    count = counts(word)
    if not count and "-" in word:
        count = min(map(counts, word.split("-")))
    if not count or withheld(word, _withheld_share.get()):
        return 0
    return 2 if count >= frequent else 1


def _in_french(word: str) -> bool:
    # Below three letters the dictionary holds nothing: only what is in daily use is known.
    parts = re.findall(r"[a-z]+", word)
    return bool(parts) and all(
        in_dictionary(p) if len(p) > 2 else p in common_words() for p in parts
    )


def _first() -> Callable[[str], int]:
    counts = first_names()
    return lambda word: counts.get(word, 0)


def _last() -> Callable[[str], int]:
    counts = surnames()
    return lambda word: counts.get(word, 0)


@cache
def _communes() -> frozenset[str]:
    names = {fold(c.name) for c in communes().values() if c.population >= 1_000}
    return frozenset(names | {fold(c.name) for c in former_communes().values()})


def _common() -> frozenset[str]:
    return common_words()


class FrenchDefaults(French.Defaults):  # type: ignore[misc,valid-type]
    """French tokens, seen through folding and the lexicons."""

    lex_attr_getters: ClassVar[dict[int, Callable[[str], Any]]] = {
        **French.Defaults.lex_attr_getters,
        NORM: norm,
        PREFIX: lambda text: norm(text)[:3],
        SUFFIX: lambda text: norm(text)[-3:],
        ID: lexical_code,
    }


@registry.languages(LANGUAGE)
class ScreeningFrench(French):  # type: ignore[no-untyped-call]
    """French whose lexemes carry the features above."""

    lang = LANGUAGE
    Defaults = FrenchDefaults
