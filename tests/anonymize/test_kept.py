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


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Mme Français vit seule, et M. Français est parti.", "Français"),
        ("La petite Clio, 4 ans, est placée depuis mars.", "Clio"),
        ("sa fille Mégane dort chez sa tante", "Mégane"),
        ("Mme Hainaut attend le 115.", "Hainaut"),
        ("M. Renault 34 ans attend le 115.", "Renault"),
        ("La dame s'appelle Partenord, avec Mme Tarif et son fils Itron.", "Itron"),
    ],
)
def test_what_is_kept_elsewhere_is_hidden_where_it_is_somebody(
    screener: Screener, said: str, name: str
) -> None:
    assert name not in screener.screen(said).clean
