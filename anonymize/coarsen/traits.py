"""Origins as parts of the world, rare illnesses as their kind."""

from __future__ import annotations

import re
from functools import cache

from anonymize.lexicons import fold
from anonymize.placeholders import PARTS_OF_THE_WORLD, WIDER, Language
from anonymize.recognisers.nationality import origins
from anonymize.words import entries


def origin(folded: str, language: Language) -> str:
    """A nationality becomes a part of the world."""
    found = origins().get(re.sub(r"[-']", " ", folded))
    region = found.region if found else "europe"
    return WIDER[language]["origin"].format(region=PARTS_OF_THE_WORLD[language][region])


def rare(folded: str, language: Language) -> str:
    """A rare illness becomes its kind, a rare trade only "rare"."""
    if language == "fr":
        kind = next((kind for name, kind in _kinds_of_illness() if name.search(folded)), None)
        if kind:
            return kind
    illness = re.search(r"maladie|syndrome|ie\b|ose\b|ite\b|ome\b|anemie|atrophie", folded)
    return WIDER[language]["illness" if illness else "trait"]


@cache
def _kinds_of_illness() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each listed illness, as a folded pattern, and the kind it is said to be."""
    lines = (line.split("|") for line in entries("rare_health"))
    return tuple((re.compile(rf"(?<![a-z]){re.escape(fold(name))}"), kind) for name, kind in lines)
