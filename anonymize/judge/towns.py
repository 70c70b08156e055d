"""The town that ends an address helps an answer and is told apart; a quarter does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from anonymize.judge.candidate import Candidate
from anonymize.judge.claims import is_town
from anonymize.lexicons import place_key
from anonymize.reading import Reading
from anonymize.recognisers.address.town import town_at_the_end
from anonymize.recognisers.places import is_abroad, towns_meant
from anonymize.values import Kind

_BEFORE_A_ROOM = re.compile(
    r"(?<=[a-zà-ÿA-Z0-9]) (?:de |d['’]|à )(?P<town>[A-ZÀ-Ý][\w'’-]+(?:[ -](?:sur|sous|lès|les|le|la|en|de|du)[ -][A-ZÀ-Ý][\w'’-]+)?),? (?P<room>(?:chambre|chb|ch|appartement|appt?|studio|logement|bât(?:iment)?|porte)\.? ?(?:n° ?)?[A-Z]?\d)"
)


def towns_told(reading: Reading, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """An address without the town that ends it, then the town."""
    for candidate in candidates:
        town = None
        if candidate.kind is Kind.ADDRESS:
            town = town_at_the_end(reading, candidate.start, candidate.end)
        if town is None:
            yield from _around_its_town(reading, candidate)
        else:
            yield replace(candidate, end=town - 1)
            yield replace(candidate, start=town, kind=Kind.CITY)


def _around_its_town(reading: Reading, candidate: Candidate) -> Iterator[Candidate]:
    """A home whose town is told before its room: "foyer Adoma de | Bron | chambre 214"."""
    told = candidate.kind is Kind.ADDRESS and _BEFORE_A_ROOM.search(
        reading.plain, candidate.start, candidate.end
    )
    town = told and replace(
        candidate, start=told.start("town"), end=told.end("town"), kind=Kind.CITY
    )
    if not told or not town or not is_town(reading, town):
        yield candidate
        return
    yield replace(candidate, end=told.start())
    yield town
    yield replace(candidate, start=told.start("room"))


def is_quarter(reading: Reading, candidate: Candidate) -> bool:
    """Whether a place is no town: beside an address it says nothing that helps an answer."""
    key = place_key(reading.plain[candidate.start : candidate.end])
    return candidate.kind is Kind.CITY and not towns_meant(key) and not is_abroad(key)
