"""Local landlords: told by "Habitat" in their names, as most are, or listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from anonymize.lexicons import place_key
from anonymize.reading import Reading, Word
from anonymize.recognisers.base import LIKELY, Span
from anonymize.recognisers.ordinary import is_ordinary
from anonymize.recognisers.phrases import Phrases
from anonymize.recognisers.places import departement_keys, is_first_name
from anonymize.recognisers.vocabulary import FUNCTION_WORDS
from anonymize.words import entries

_LONGEST = 5
_JOINT = re.compile(r" ?[&-]? ?|'")
_NUMBER = re.compile(r" \d{2}(?![\w/.,:-]| (?:ans|mois|jours|euros|logements)(?![a-z]))")
# What somebody lives in: "Mme Dupont, habitat indigne".
_SORT = re.compile(
    r" (?:indigne|insalubre|degrade|precaire|inclusif|partage|leger|mobile|adapte|ancien|individuel|collectif)(?![a-z])"
)
# Surer than a name or a town among its words.
_TOLD = LIKELY + 0.05


def find(reading: Reading) -> Iterator[Span]:
    """ "Habitat 76", "Flandre Opale Habitat", "Pas-de-Calais Habitat", "partenord"."""
    for at, word in enumerate(reading.words):
        if word.folded != "habitat" or _SORT.match(reading.folded, word.end):
            continue
        start = _start(reading, at)
        number = _NUMBER.match(reading.plain, word.end)
        if start < word.start or (number and word.capitalised):
            yield Span(start, number.end() if number else word.end, _TOLD)
    for start, end in _listed().find(reading):
        if not _is_somebodys(reading, start, end):
            yield Span(start, end, _TOLD)


@cache
def _listed() -> Phrases:
    return Phrases(entries("landlords"))


def _is_somebodys(reading: Reading, start: int, end: int) -> bool:
    """Whether a first name stands beside it: "Karim Domial" and "Actis Jean" are people."""
    return any(
        is_first_name(word.folded) and 1 in (start - word.end, word.start - end)
        for word in reading.words
    )


def _start(reading: Reading, at: int) -> int:
    """Where the name that ends with this word starts: before it, words that are no others'."""
    words = reading.words
    start = words[at].start
    for first in range(at - 1, max(-1, at - 1 - _LONGEST), -1):
        if not _JOINT.fullmatch(reading.folded, words[first].end, words[first + 1].start):
            break
        key = place_key(reading.folded[words[first].start : words[at - 1].end])
        if key in departement_keys() or _is_own(reading, words[first]):
            start = words[first].start
    return start


def _is_own(reading: Reading, word: Word) -> bool:
    """Whether a word is of a name rather than of the sentence."""
    bare = word.folded.rstrip("'")
    if bare in FUNCTION_WORDS or is_ordinary(bare) or is_first_name(bare):
        return False
    return word.capitalised or reading.style != "mixed"
