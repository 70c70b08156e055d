"""An answer as the digest reads it: its wording, and the ideas that it speaks of."""

from dataclasses import dataclass

from bot.domain.answer_reading import Reading, read
from bot.domain.ideas import Weights, cosine, prominence, shared_ideas
from bot.domain.lexical import Stem
from bot.domain.matching import trade_lexicon

SAID = 0.6
"""What a word of the case counts for in an answer to it: everybody uses it."""
OPENING = 8
"""Words in which an answer announces what it advises."""


@dataclass(frozen=True, slots=True)
class Advice:
    """An answer, once read.

    Parameters
    ----------
    ideas
        What it speaks of, the case's own words counting less.
    opening
        What its first words speak of.
    """

    reading: Reading
    ideas: Weights
    opening: Weights


class Reader:
    """Reads the answers to one case."""

    def __init__(self, case_text: str | None, stem: Stem) -> None:
        self.ideas = shared_ideas(stem)
        self._lexicon = trade_lexicon()
        self._said: frozenset[str] = frozenset()
        self._case = self.read(case_text) if case_text else None
        if self._case is not None:
            self._said = self._case.reading.terms

    def read(self, text: str) -> Advice:
        """Read an answer."""
        analyser = self.ideas.analyser
        sequence = analyser.sequence(text)
        counts = {t: share * self.counts(t) for t, share in prominence(sequence).items()}
        opening = {term: self.counts(term) for term in sequence[:OPENING]}
        reading = read(text, analyser, self._lexicon)
        return Advice(reading, self.ideas.of(counts), self.ideas.of(opening))

    def counts(self, term: str) -> float:
        """How much a stem counts: less when the case said it."""
        return SAID if term in self._said else 1.0

    def around(self, advice: Advice, share: float) -> dict[str, float]:
        """The notions of the trade that an answer names, and those that go with them."""
        return self._lexicon.around(advice.reading.notions, share)

    def about(self, advice: Advice) -> tuple[float, float]:
        """How much an answer speaks of the case, in words and in ideas.

        Each from 0 to 1, and in the middle of what is usual when the case is unknown.
        """
        if self._case is None:
            return 0.5, 0.3
        named = self.around(self._case, 1.0).keys() & advice.reading.notions.keys()
        shared = len(self._said & advice.reading.terms) + 2 * len(named)
        return shared / (shared + 3.0), cosine(advice.ideas, self._case.ideas)
