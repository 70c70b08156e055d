"""What every recogniser of the model's findings is: one label, and what of it is believed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from anonymize.reading import Entity, Reading
from anonymize.recognisers.base import WEAK, Recogniser, Span

SCORE = WEAK + 0.1
"""Below any rule that something announces."""


class ModelRecogniser(Recogniser):
    """The findings of one `label`. A subclass says what it believes of each."""

    label: ClassVar[str]

    def find(self, reading: Reading) -> Iterator[Span]:
        for entity in reading.entities:
            if entity.label == self.label and (bounds := self.believed(reading, entity)):
                yield Span(*bounds, SCORE)

    def believed(self, reading: Reading, entity: Entity) -> tuple[int, int] | None:
        """The bounds of what is believed of a finding; None when nothing is."""
        raise NotImplementedError
