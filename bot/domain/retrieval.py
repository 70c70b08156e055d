"""An index of weighted features that grows and shrinks one document at a time.

Documents are kept as packed integers (feature, weight): 100,000 profiles fit in some 100 MB of
plain Python. What it costs: weights have 1/100 steps and stop at 2.55.
"""

from __future__ import annotations  # array[int] is only subscriptable from 3.12 on

from array import array
from collections.abc import Iterable, Iterator, Mapping

_STEPS = 100
_TOP = 255
_REBUILD_SHARE = 0.25


class FeatureIndex:
    """Forward and inverted index of documents under small integer slots."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []
        self._holders: array[int] = array("I")
        self._postings: list[array[int]] = []
        self._documents: list[array[int] | None] = []
        self._dead = 0
        self._stale = 0

    def __len__(self) -> int:
        return len(self._documents) - self._dead

    def add(self, features: Mapping[str, float]) -> int:
        """Take in a document; its slot."""
        slot = len(self._documents)
        packed = array("I")
        for name, weight in features.items():
            number = self._number(name)
            packed.append(number << 8 | min(_TOP, round(weight * _STEPS)))
            self._postings[number].append(slot)
            self._holders[number] += 1
        self._documents.append(packed)
        return slot

    def remove(self, slot: int) -> None:
        """Forget a document; its slot is never given again."""
        document = self._documents[slot]
        if document is None:
            return
        for packed in document:
            self._holders[packed >> 8] -= 1
        self._documents[slot] = None
        self._dead += 1
        self._stale += 1
        if self._stale > _REBUILD_SHARE * len(self) + 100:
            self._sweep()

    def _sweep(self) -> None:
        """Drop forgotten documents from the postings."""
        self._stale = 0
        alive = [document is not None for document in self._documents]
        for number, posting in enumerate(self._postings):
            if len(posting) > self._holders[number]:
                self._postings[number] = array("I", (s for s in posting if alive[s]))

    def _number(self, name: str) -> int:
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers[name] = len(self._names)
            self._names.append(name)
            self._holders.append(0)
            self._postings.append(array("I"))
        return number

    def number(self, name: str) -> int | None:
        """The number of a feature that some document had; None otherwise."""
        return self._numbers.get(name)

    def holders(self, name: str) -> int:
        """How many documents have a feature."""
        number = self._numbers.get(name)
        return 0 if number is None else self._holders[number]

    def document(self, slot: int) -> array[int]:
        """The packed features of a document: number << 8 | weight in hundredths."""
        return self._documents[slot] or array("I")

    def features(self, slot: int) -> Iterator[tuple[str, float]]:
        """The features of a document and their weights."""
        for packed in self.document(slot):
            yield self._names[packed >> 8], (packed & _TOP) / _STEPS

    def sharing(self, names: Iterable[str], budget: int) -> set[int]:
        """Documents that have one of these features, the rarest features first.

        Stops before the feature that would bring more than `budget` documents in all.
        """
        found: set[int] = set()
        for name in sorted(names, key=self.holders):
            number = self._numbers.get(name)
            if number is None:
                continue
            if len(found) + self._holders[number] > budget:
                break
            found.update(s for s in self._postings[number] if self._documents[s] is not None)
        return found
