"""Names beside other names: "Amine, Sofia et Nour", "Flore et Tessy", "les jumeaux noa et tom"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.lexicons import first_names, fold
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, Span
from anonymize.recognisers.naming import capital, likely_first_names
from anonymize.recognisers.ordinary import is_french
from anonymize.recognisers.person.bounds import name_at
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES

_COUPLE = re.compile(
    r"(?<![\w'-])(?P<one>[A-ZÀ-Ý][a-zà-ÿ]{2,}) (?:et|&) (?P<other>[A-ZÀ-Ý][a-zà-ÿ]{2,})(?![\w'-])"
)
# "les jumeaux noa et tom": short names listed after those who bear them.
_BROOD = re.compile(
    r"(?<![a-z])(?:jumeaux|jumelles|enfants|filles|garcons|petits|freres|soeurs|triples) (?P<one>[a-z]{3,}) (?:et|&) (?P<other>[a-z]{3,})(?![a-z'])"
)


def find(reading: Reading) -> Iterator[Span]:
    yield from _couples(reading)
    for match in _BROOD.finditer(reading.folded):
        pair = (match["one"], match["other"])
        counts = [first_names().get(name, 0) for name in pair]
        if min(counts) >= 1024 and not set(pair) & (FUNCTION_WORDS | PREDICATES):
            yield Span(*match.span("one"), LIKELY)
            yield Span(*match.span("other"), LIKELY)


def _couples(reading: Reading) -> Iterator[Span]:
    """Two capitals joined by "et", one a first name: "Flore et Tessy sont scolarisées"."""
    if reading.style != "mixed":
        return
    for match in _COUPLE.finditer(reading.plain):
        pair = [fold(match["one"]), fold(match["other"])]
        sure = [name in likely_first_names() for name in pair]
        borne = [name in first_names() or not is_french(name) for name in pair]
        if any(sure) and all(borne):
            yield Span(*match.span("one"), LIKELY)
            yield Span(*match.span("other"), LIKELY)


def names_after(
    reading: Reading, end: int, at_start: dict[int, int], score: float
) -> Iterator[Span]:
    """Names listed after one: "Lou (9 ans) et Zoe", "Amine, Sofia et Nour"."""
    for _ in range(6):
        step = re.match(
            r"(?: ?\([^()\n]{0,14}\)| \d{1,2} ?(?:ans|mois|a))?(?: ?, ?(?:et )?| et | & | ou | puis |/)(?:de |d')?",
            reading.folded[end : end + 30],
        )
        index = at_start.get(end + step.end()) if step else None
        if index is None:
            return
        word = reading.words[index]
        if (
            not (capital(reading, word) and word.folded in first_names())
            and word.folded not in likely_first_names()
        ):
            return
        span = name_at(reading, index, sure=False)
        if not span:
            return
        yield Span(*span, score)
        end = span[1]
