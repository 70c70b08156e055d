"""What is everyone's stays: an over-masked case is not answered."""

from __future__ import annotations

import pytest

from anonymize import Screener
from tests.anonymize.annotated import Sentence, sentences


@pytest.mark.parametrize("sentence", list(sentences("nothing")), ids=lambda s: s.text[:50])
def test_nothing_is_masked_where_nobody_is_named(screener: Screener, sentence: Sentence) -> None:
    screening = screener.screen(sentence.text)
    assert screening.clean == sentence.text
    assert screening.findings == ()
