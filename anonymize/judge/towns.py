"""The town that ends an address helps an answer and is told apart; a quarter does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from anonymize.judge.candidate import Candidate
from anonymize.lexicons import place_key
from anonymize.reading import Reading
from anonymize.recognisers.address.town import town_at_the_end
from anonymize.recognisers.places import is_abroad, towns_meant
from anonymize.values import Kind


def towns_told(reading: Reading, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """An address without the town that ends it, then the town."""
    for candidate in candidates:
        town = None
        if candidate.kind is Kind.ADDRESS:
            town = town_at_the_end(reading, candidate.start, candidate.end)
        if town is None:
            yield candidate
        else:
            yield replace(candidate, end=town - 1)
            yield replace(candidate, start=town, kind=Kind.CITY)


def is_quarter(reading: Reading, candidate: Candidate) -> bool:
    """Whether a place is no town: beside an address it says nothing that helps an answer."""
    key = place_key(reading.plain[candidate.start : candidate.end])
    return candidate.kind is Kind.CITY and not towns_meant(key) and not is_abroad(key)
