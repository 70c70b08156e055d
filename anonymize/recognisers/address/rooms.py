"""A room, a flat, a building, with its number: "chambre 214", "bât. B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize import numerals
from anonymize.reading import Reading
from anonymize.recognisers.address.surroundings import grown
from anonymize.recognisers.base import Span

_VALUE = rf"(?: ?(?:n° ?|no |n(?=\d)|numero |: ?)?(?:[a-z]?\d{{1,4}}[a-z]?\d?|(?!a )[a-z]\d{{0,3}}(?![a-z'])|{numerals.NUMBER})(?![a-z0-9€]))"
_ROOM = re.compile(
    rf"(?<![\w'])(?:chambre(?: (?:meublee|double|simple|individuelle|familiale|partagee|twin))?|ch\.?(?= ?\d)|lit|chb|appartement|appart|appt|apt|app|logement|batiment|bat\.?|studio|escalier|porte|bloc|hall|interphone|box|bungalow|mobil[ -]?home|emplacement|tente)(?P<it>{_VALUE})"
)
_MEASURED = re.compile(
    r"^ ?(?:pieces?|fois|h\d|m2|m²|m\b|ans|mois|euros?|€|%|places?|personnes?|jours|nuits|lits|kg|km|h\b|e\b)"
)
_SENTENCE = re.compile(r" ?(?:a|de|dans|en|ou|et) ")
_COUNTED = re.compile(rf"\d|(?<![a-z])(?!une?(?![a-z])){numerals.WORD}")


def find(reading: Reading) -> Iterator[Span]:
    for match in _ROOM.finditer(reading.folded):
        value = match["it"]
        letter = re.search(r"(?<![a-z])[a-h](?![a-z'])\Z", value)
        capital = letter and reading.plain[match.end("it") - 1].isupper()
        if (
            _COUNTED.search(value)
            and (re.search(r"\d", value) or not _SENTENCE.match(reading.after(match.end(), 6)))
            and not _MEASURED.match(reading.after(match.end("it"), 14))
        ) or (capital and reading.style == "mixed"):
            yield grown(reading, match.start(), match.end("it"))
