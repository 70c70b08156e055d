"""Schools, employers, homes and small organisations that help find the person."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from anonymize.reading import Reading
from anonymize.recognisers.base import Recogniser, Span
from anonymize.recognisers.organisation import employers, firms, headed, landlords
from anonymize.values import Kind

_WAYS: tuple[Callable[[Reading], Iterator[Span]], ...] = (
    headed.find,
    employers.find,
    firms.find,
    landlords.find,
)


class OrganisationRecogniser(Recogniser):
    kind = Kind.ORG_ID

    def find(self, reading: Reading) -> Iterator[Span]:
        for way in _WAYS:
            yield from way(reading)
