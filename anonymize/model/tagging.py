"""Names read word by word: how likely each word is to be a part of one, of which sort, and where it begins.

Importing this module registers the component `name_tags` with spaCy; a packaged pipeline needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import ENT_IOB, ENT_TYPE  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vocab import Vocab
from thinc.api import Model

from anonymize.model.network import Lines, Network

NAME = "name_tags"
LEAST = {
    "PER": 0.35,
    "LOC": 0.65,
    "HOME": 0.5,
    "ORG": 0.4,
    "TRAIT": 0.8,
    "HANDLE": 0.7,
    "CODE": 0.15,
    "AGE": 0.65,
    "DATE": 0.5,
}
"""Of a word, by its likeliest label: how likely it must be to have one at all to be taken. Chosen on
messages that a trial model had not learnt; that of ages was raised since, for a notice to quit in
two months (docs/adr/0013-screening.md)."""
LABELS = tuple(LEAST)
_LEAST = np.array(list(LEAST.values()), np.float32)
# A line of probabilities: outside any name, then begin and inside for each label.
_OUTSIDE, _SIZE = 0, 1 + 2 * len(LABELS)
_UNSAID = -1
_IOB_INSIDE, _IOB_OUTSIDE, _IOB_BEGIN = 1, 2, 3


class NameTagger(TrainablePipe):  # type: ignore[misc]
    """Sets `doc.ents` from one line of probabilities a word."""

    def __init__(self, vocab: Vocab, model: Model[Any, Any], name: str = NAME) -> None:
        super().__init__(vocab, model, name)
        self._network: Network | None = None
        for label in LABELS:
            vocab.strings.add(label)

    @property
    def labels(self) -> tuple[str, ...]:
        return LABELS

    def settle(self) -> None:
        """Learn no more: from now on the network is read by numpy alone, in two thirds of the time."""
        self._network = Network(self.model, self.vocab.vectors)

    def predict(self, docs: Iterable[Doc]) -> list[Lines]:
        given = list(docs)
        if self._network:
            return [self._network(doc) for doc in given]
        if not any(len(doc) for doc in given):
            # The network takes no text without a word.
            return [np.zeros((0, _SIZE), np.float32) for _ in given]
        return list(self.model.predict(given))

    def set_annotations(self, docs: Iterable[Doc], scores: Sequence[Lines]) -> None:
        for doc, lines in zip(docs, scores, strict=True):
            found = (_without_blanks(doc, *name) for name in names(lines))
            doc.set_ents([span for span in found if len(span)])

    def get_loss(
        self, examples: Iterable[Example], scores: Sequence[Lines]
    ) -> tuple[float, list[Lines]]:
        """Cross-entropy and its gradient; a word of which nobody said what it is teaches nothing."""
        loss, gradients = 0.0, []
        for example, lines in zip(examples, scores, strict=True):
            tags = _tags(example.reference)
            said = np.flatnonzero(tags != _UNSAID)
            gradient = np.zeros_like(lines)
            gradient[said] = lines[said]
            gradient[said, tags[said]] -= 1
            gradients.append(gradient)
            loss -= float(np.log(lines[said, tags[said]] + 1e-9).sum())
        return loss, gradients

    def initialize(
        self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None
    ) -> None:
        sample = [example.predicted for example in get_examples()]
        self.model.initialize(X=sample, Y=[np.zeros((len(d), _SIZE), np.float32) for d in sample])


def _without_blanks(doc: Doc, start: int, end: int, label: str) -> Span:
    """A name neither starts nor ends with a blank: a tab may part two cells."""
    while start < end and doc[start].is_space:
        start += 1
    while start < end and doc[end - 1].is_space:
        end -= 1
    return Span(doc, start, end, label)


def _tags(doc: Doc) -> NDArray[np.int64]:
    """The place of each word's label in a line of probabilities."""
    stands, kind = doc.to_array([ENT_IOB, ENT_TYPE]).astype(np.uint64).T
    tags = np.full(len(doc), _UNSAID, np.int64)
    tags[stands == _IOB_OUTSIDE] = _OUTSIDE
    for at, label in enumerate(LABELS):
        ours = kind == doc.vocab.strings[label]
        tags[ours & (stands == _IOB_BEGIN)] = 1 + 2 * at
        tags[ours & (stands == _IOB_INSIDE)] = 2 + 2 * at
    return tags


def names(lines: Lines) -> Iterator[tuple[int, int, str]]:
    """Where names stand in these lines of probabilities: (first word, end, label).

    Words side by side that are likely enough to have a label, whichever, are one name, parted where
    a word rather begins one; its label is the likeliest over all of them.
    """
    begins, insides = lines[:, 1::2], lines[:, 2::2]
    weights = begins + insides
    taken = 1 - lines[:, _OUTSIDE] >= _LEAST[weights.argmax(axis=1)]
    opens = begins.sum(axis=1) > insides.sum(axis=1)
    opens |= ~np.concatenate([[False], taken[:-1]])
    starts = [*np.flatnonzero(taken & opens).tolist(), len(lines)]
    for start, following in pairwise(starts):
        end = start + int(taken[start:following].argmin() or following - start)
        yield start, end, LABELS[int(weights[start:end].sum(axis=0).argmax())]


@Language.factory(NAME)
def name_tags(nlp: Language, name: str, model: Model[Any, Any]) -> NameTagger:
    return NameTagger(nlp.vocab, model, name)
