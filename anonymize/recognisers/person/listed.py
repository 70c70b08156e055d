"""Names listed after one that something tells: "sa fille Amine, Sofia et Nour"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.lexicons import first_names
from anonymize.reading import Reading
from anonymize.recognisers.base import Span
from anonymize.recognisers.naming import capital, likely_first_names
from anonymize.recognisers.person.bounds import name_at


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
