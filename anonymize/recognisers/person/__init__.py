"""Names of people. Each file is one way in which a message gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from anonymize.reading import Reading
from anonymize.recognisers.base import Recogniser, Span
from anonymize.recognisers.person import (
    columns,
    gazetteer,
    initials,
    nicknames,
    ordinary_words,
    said,
    spelled,
    strangers,
    titled,
)
from anonymize.values import Kind

_WAYS: tuple[Callable[[Reading], Iterator[Span]], ...] = (
    columns.find,
    titled.find,
    said.find,
    nicknames.find,
    initials.find,
    spelled.find,
    ordinary_words.find,
    gazetteer.find,
    strangers.find,
)


class PersonRecogniser(Recogniser):
    kind = Kind.PERSON

    def find(self, reading: Reading) -> Iterator[Span]:
        for way in _WAYS:
            yield from way(reading)
