"""First names, surnames and common words, from the files shipped beside this module."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from anonymize.lexicons.files import read_text


@cache
def first_names() -> Mapping[str, int]:
    """Folded first name -> people who bear it in France, to the power of two below.

    Births 1900-2022 (INSEE) plus names of the rest of the world, which count for little.
    """
    return _read_counts("first_names")


@cache
def surnames() -> Mapping[str, int]:
    """Folded surname -> births under it in France 1891-2000, to the power of two below.

    INSEE surnames borne at least 50 times, plus surnames of the rest of the world.
    """
    return _read_counts("surnames")


@cache
def common_words() -> frozenset[str]:
    """Folded French words in ordinary use, some of which are also names (rose, petit)."""
    return frozenset(read_text("common_words").split("\n"))


@cache
def name_particles() -> frozenset[str]:
    """Folded particles that join a name to the next word: ben, ait, el, da, van, ould..."""
    return frozenset(read_text("particles").split("\n"))


@cache
def public_terms() -> frozenset[str]:
    """Folded words of public bodies, schemes, trade acronyms, départements, months, weekdays."""
    return frozenset(read_text("public_terms").split("\n"))


def in_dictionary(word: str) -> bool:
    """Whether a folded word is some form of a French word: 400,000 of them, rare ones included."""
    return f" {word} " in _dictionary().get(word[:3], "")


@cache
def _dictionary() -> Mapping[str, str]:
    # Kept as one text for each three first letters: a set of so many words would weigh 30 MB.
    lines = read_text("dictionary").split("\n")
    return MappingProxyType({line[:3]: f"{line[3:]} " for line in lines})


def _read_counts(name: str) -> Mapping[str, int]:
    # One line for each power of two: the exponent, then the names, tab-separated.
    counts: dict[str, int] = {}
    for line in read_text(name).split("\n"):
        exponent, *words = line.split("\t")
        counts.update(dict.fromkeys(words, 1 << int(exponent)))
    return MappingProxyType(counts)
