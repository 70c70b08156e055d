"""Numbers and accounts that the statistical model found and no pattern foresaw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from anonymize import numerals
from anonymize.reading import Reading
from anonymize.recognisers.base import WEAK, Recogniser, Span
from anonymize.recognisers.kept import kept_names
from anonymize.values import Kind

_FIGURE = re.compile(rf"\d|(?<![a-z])(?:{numerals.WORD})(?![a-z])")


class _ModelRecogniser(Recogniser):
    label: ClassVar[str]

    def find(self, reading: Reading) -> Iterator[Span]:
        for entity in reading.entities:
            if entity.label != self.label:
                continue
            said = reading.digits[entity.start : entity.end]
            start = entity.start + len(said) - len(said.lstrip(" ,.;:(«\"'"))
            if start < entity.end and self.believes(said):
                yield Span(start, entity.end, WEAK + 0.1)

    def believes(self, said: str) -> bool:
        """Whether these folded words may be what the model says they are."""
        raise NotImplementedError


class ModelNumberRecogniser(_ModelRecogniser):
    """A file, a contract, a meter, under a name or in a shape that no rule knows."""

    kind = Kind.REF
    label = "CODE"

    def believes(self, said: str) -> bool:
        return len(_FIGURE.findall(said)) > 1


class ModelAccountRecogniser(_ModelRecogniser):
    """A profile of ordinary words: "sur la console c'est dark kelvin"."""

    kind = Kind.HANDLE
    label = "HANDLE"

    def believes(self, said: str) -> bool:
        return said not in kept_names()
