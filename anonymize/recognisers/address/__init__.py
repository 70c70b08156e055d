"""Postal addresses and whatever locates a home: building, room, hamlet, "chez", "above the shop".

Each file is one way in which a message tells where somebody lives. What is found then grows, on both
sides, over the pieces that touch it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from anonymize.reading import Reading
from anonymize.recognisers.address import (
    described,
    inhabited,
    joined,
    said,
    streets,
    told,
)
from anonymize.recognisers.base import Recogniser, Span
from anonymize.values import Kind

_WAYS: tuple[Callable[[Reading], Iterator[Span]], ...] = (
    streets.find,
    said.find,
    described.find,
    told.find,
    inhabited.find,
)


class AddressRecogniser(Recogniser):
    kind = Kind.ADDRESS

    def find(self, reading: Reading) -> Iterator[Span]:
        for way in _WAYS:
            for span in way(reading):
                yield Span(*joined.grown(reading, span.start, span.end), span.score)
