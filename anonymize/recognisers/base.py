"""What every recogniser is: a Presidio `EntityRecognizer` that reads a `Reading`.

Presidio's own context words need lemmas and add to a score; here a rule states the words it needs
beside the identifier, over folded text, so that typing without accents or capitals is no obstacle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, Protocol, cast

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from anonymize.reading import Reading
from anonymize.recognisers.runs import Announced
from anonymize.values import Kind

LANGUAGE = "fr"

SURE = 1.0
"""The shape alone, or its checksum, leaves no doubt."""
STRONG = 0.9
"""A shape beside the words that announce it."""
LIKELY = 0.7
WEAK = 0.5
"""The lowest score that masks."""


class Span(NamedTuple):
    """A candidate: offsets in plain text, and how sure."""

    start: int
    end: int
    score: float


class ReadingArtifacts(Protocol):
    """The artefacts our NLP engine hands to recognisers through Presidio."""

    reading: Reading


class Recogniser(EntityRecognizer):
    """One identifier. A subclass names its `kind` and finds its spans."""

    kind: ClassVar[Kind]
    name: str

    def __init__(self) -> None:
        super().__init__(supported_entities=[str(self.kind)], supported_language=LANGUAGE)

    def load(self) -> None:
        """Presidio's hook; the lexicons a recogniser needs load on first use."""

    def find(self, reading: Reading) -> Iterable[Span]:
        """Candidates, in any order, overlaps allowed."""
        raise NotImplementedError

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts
    ) -> list[RecognizerResult]:
        """Presidio's entry point."""
        reading = cast(ReadingArtifacts, nlp_artifacts).reading
        return [
            RecognizerResult(
                str(self.kind),
                span.start,
                span.end,
                span.score,
                recognition_metadata={
                    RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                    RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                },
            )
            for span in self.find(reading)
            if span.end > span.start and span.score >= WEAK
        ]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over `Reading.digits`, and the words it needs before it.

    The identifier is the group named `it`, or the whole match. `before` is searched in the `reach`
    characters that precede, `unless` too, to refuse; `unless_after` right after.
    """

    pattern: re.Pattern[str]
    score: float
    before: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    unless_after: re.Pattern[str] | None = None
    reach: int = 40

    def spans(self, reading: Reading) -> Iterator[tuple[int, int]]:
        group = "it" if "it" in self.pattern.groupindex else 0
        for match in reading.in_digits(self.pattern):
            start, end = match.span(group)
            if self._in_context(reading, start, end):
                yield start, end

    def _in_context(self, reading: Reading, start: int, end: int) -> bool:
        before = reading.before(start, self.reach)
        if self.before and not self.before.search(before):
            return False
        if self.unless and self.unless.search(before):
            return False
        return not (self.unless_after and self.unless_after.match(reading.folded, end))


class PatternRecogniser(Recogniser):
    """A recogniser made of rules; `weigh` may raise or lower the score of one match."""

    rules: ClassVar[tuple[Rule, ...]]
    announced: ClassVar[tuple[Announced, ...]] = ()

    def find(self, reading: Reading) -> Iterator[Span]:
        for announced in self.announced:
            for start, end in announced.spans(reading):
                yield Span(start, end, self.weigh(reading.digits[start:end], STRONG + 0.04))
        # What nothing in the text announces needs no search: most texts speak of no passport.
        contexts = {rule.before for rule in self.rules if rule.before}
        said = {None, *(c for c in contexts if any(reading.in_folded(c)))}
        for rule in self.rules:
            if rule.before not in said:
                continue
            for start, end in rule.spans(reading):
                yield Span(start, end, self.weigh(reading.digits[start:end], rule.score))

    def weigh(self, match: str, score: float) -> float:
        """The score of `match` (a stretch of `Reading.digits`); a checksum only raises it."""
        return score


def words(pattern: str) -> re.Pattern[str]:
    """Context words: a folded pattern that starts at a word boundary."""
    return re.compile(rf"(?<![a-z0-9])(?:{pattern})")
