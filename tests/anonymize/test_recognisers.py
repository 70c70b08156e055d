"""Rules alone find each identifier in its sentences and leave the tempting ones; each is needed."""

from __future__ import annotations

import pytest

from anonymize.engine import Engine
from anonymize.judge import judge
from anonymize.reading import plain_text
from anonymize.recognisers import RULE_RECOGNISERS, Recogniser
from tests.anonymize.annotated import (
    Sentence,
    masked,
    sentences,
    without_accents,
    without_capitals,
)


@pytest.fixture(scope="module")
def rules() -> Engine:
    """Without any model: what a rule finds does not hang on the next one that is trained."""
    return Engine([])


def file_of(recogniser: type[Recogniser]) -> str:
    """The file of sentences is named after the recogniser's module."""
    return recogniser.__module__.rsplit(".", 1)[-1]


def found(engine: Engine, text: str, kind: str) -> str:
    """The text with what the engine holds to be of `kind` shown as `#`."""
    reading, results = engine.analyze(plain_text(text))
    spans = tuple(reading.given(c.start, c.end) for c in judge(reading, results) if c.kind == kind)
    return masked(text, spans)


CASES = [
    pytest.param(recogniser, sentence, id=f"{file_of(recogniser)}: {sentence.text[:50]}")
    for recogniser in RULE_RECOGNISERS
    for sentence in sentences(file_of(recogniser))
]


@pytest.mark.parametrize(("recogniser", "sentence"), CASES)
def test_a_sentence_is_read_as_annotated(
    rules: Engine, recogniser: type[Recogniser], sentence: Sentence
) -> None:
    assert found(rules, sentence.text, recogniser.kind) == sentence.marks()


# What numbers look like does not depend on capitals or accents. Names do lose a clue.
TYPED = [
    recogniser
    for recogniser in RULE_RECOGNISERS
    if file_of(recogniser)
    not in {
        "person",
        "organisation",
        "city",
        "address",
        "foreign_script",
        "rare_health",
        "rare_trait",
    }
]


@pytest.mark.parametrize("typing", [without_capitals, without_accents])
@pytest.mark.parametrize("recogniser", TYPED, ids=file_of)
def test_typing_without_capitals_or_accents_changes_nothing(
    rules: Engine, recogniser: type[Recogniser], typing: object
) -> None:
    assert callable(typing)
    for sentence in sentences(file_of(recogniser)):
        typed = typing(sentence)
        assert found(rules, typed.text, recogniser.kind) == typed.marks()


@pytest.mark.parametrize("removed", RULE_RECOGNISERS, ids=file_of)
def test_without_one_recogniser_a_sentence_is_misread(removed: type[Recogniser]) -> None:
    """The mutation check: the sentences would notice the loss of any recogniser."""
    crippled = Engine([], [r for r in RULE_RECOGNISERS if r is not removed])
    misread = [
        sentence
        for sentence in sentences(file_of(removed))
        if found(crippled, sentence.text, removed.kind) != sentence.marks()
    ]
    assert misread
