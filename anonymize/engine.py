"""Presidio with our NLP engine and our recognisers: text in, raw candidates out."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from presidio_analyzer import AnalyzerEngine, RecognizerRegistry, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from anonymize.reading import Entity, Plain, Reading, plain_text, read
from anonymize.recognisers import MODEL_RECOGNISERS, RECOGNISERS, Recogniser
from anonymize.recognisers.base import LANGUAGE

# Presidio logs what it loads and, at debug, what it finds.
logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)

_NO_WORDS = Vocab()
# The model learns dates too (DATE), so as not to take them for numbers: rules find these.
LABELS = frozenset(recogniser.label for recogniser in MODEL_RECOGNISERS)


class FrenchArtifacts(NlpArtifacts):
    """Presidio's artefacts, with the reading our recognisers work on."""

    def __init__(self, reading: Reading, engine: NlpEngine) -> None:
        # No tokens, no lemmas: our recognisers state their own context, over folded text.
        super().__init__([], Doc(_NO_WORDS), [], [], engine, LANGUAGE)
        self.reading = reading


class FrenchNlpEngine(NlpEngine):
    """Runs each spaCy pipeline and takes the union of what they find."""

    def __init__(self, pipelines: Sequence[Language]) -> None:
        self._pipelines = tuple(pipelines)

    def load(self) -> None:
        """Nothing to do: pipelines come loaded, since a missing one must stop everything."""

    def is_loaded(self) -> bool:
        return True

    def process_text(self, text: str, language: str) -> FrenchArtifacts:
        return FrenchArtifacts(self.read(plain_text(text)), self)

    def read(self, plain: Plain) -> Reading:
        found = dict.fromkeys(e for nlp in self._pipelines for e in _entities(nlp(plain.text)))
        return read(plain.text, tuple(found), plain)

    def artifacts(self, plain: Plain) -> FrenchArtifacts:
        return FrenchArtifacts(self.read(plain), self)

    def process_batch(
        self, texts: Iterable[str], language: str, *args: Any, **kwargs: Any
    ) -> Iterator[tuple[str, FrenchArtifacts]]:
        return ((text, self.process_text(text, language)) for text in texts)

    def is_stopword(self, word: str, language: str) -> bool:
        return False

    def is_punct(self, word: str, language: str) -> bool:
        return False

    def get_supported_entities(self) -> list[str]:
        return sorted(LABELS)

    def get_supported_languages(self) -> list[str]:
        return [LANGUAGE]


def _entities(doc: Doc) -> Iterator[Entity]:
    for entity in doc.ents:
        if entity.label_ in LABELS:
            yield Entity(entity.start_char, entity.end_char, entity.label_)


class _Analyzer(AnalyzerEngine):
    """Rules state their own context, so scores are final: the comparison of every result with
    every recogniser that context words need is left out, a tenth of the time of a text."""

    def _enhance_using_context(
        self, text: str, raw_results: list[RecognizerResult], *args: Any, **kwargs: Any
    ) -> list[RecognizerResult]:
        return raw_results


class Engine:
    """The analyser: `analyze` gives every candidate with its score, before any judgement."""

    def __init__(
        self,
        pipelines: Sequence[Language],
        recognisers: Iterable[type[Recogniser]] = RECOGNISERS,
    ) -> None:
        self._nlp = FrenchNlpEngine(pipelines)
        self._analyzer = _Analyzer(
            registry=RecognizerRegistry(
                recognizers=[make() for make in recognisers], supported_languages=[LANGUAGE]
            ),
            nlp_engine=self._nlp,
            supported_languages=[LANGUAGE],
        )

    def analyze(self, plain: Plain) -> tuple[Reading, list[RecognizerResult]]:
        """The reading of a text, and every candidate in it (offsets in plain text)."""
        artifacts = self._nlp.artifacts(plain)
        results = self._analyzer.analyze(plain.text, LANGUAGE, nlp_artifacts=artifacts)
        return artifacts.reading, results
