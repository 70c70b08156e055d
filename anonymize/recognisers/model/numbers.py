"""Numbers and accounts that the statistical model found and no pattern foresaw."""

from __future__ import annotations

import re

from anonymize import numerals
from anonymize.reading import Entity, Reading
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.model.believed import ModelRecogniser
from anonymize.values import Kind

_FIGURE = re.compile(rf"\d|(?<![a-z])(?:{numerals.WORD})(?![a-z])")


class _NumberRecogniser(ModelRecogniser):
    def believed(self, reading: Reading, entity: Entity) -> tuple[int, int] | None:
        said = reading.digits[entity.start : entity.end]
        opening = len(said) - len(said.lstrip(" ,.;:(«\"'"))
        if opening == len(said) or not self.identifies(said):
            return None
        return entity.start + opening, entity.end

    def identifies(self, said: str) -> bool:
        """Whether these folded words may be what the model says they are."""
        raise NotImplementedError


class ModelNumberRecogniser(_NumberRecogniser):
    """A file, a contract, a meter, under a name or in a shape that no rule knows."""

    kind = Kind.REF
    label = "CODE"

    def identifies(self, said: str) -> bool:
        return len(_FIGURE.findall(said)) > 1


class ModelAccountRecogniser(_NumberRecogniser):
    """A profile of ordinary words: "sur la console c'est dark kelvin"."""

    kind = Kind.HANDLE
    label = "HANDLE"

    def identifies(self, said: str) -> bool:
        return said not in kept_names()
