"""Words that are no names by themselves: the French lexicon, and how messages are typed."""

from __future__ import annotations

from functools import cache

from anonymize.lexicons import common_words
from anonymize.reading import fold
from anonymize.words import words_of


@cache
def ordinary_words() -> frozenset[str]:
    """Folded ordinary words; some are also names (rose, petit), so context decides."""
    return common_words() | {fold(word) for word in words_of("typing")}
