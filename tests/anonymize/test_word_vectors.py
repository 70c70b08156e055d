"""Word vectors: a word is known by its folded spelling, an unknown one says nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from anonymize import model
from anonymize.model.word_vectors import WordVectors


@pytest.fixture(scope="module")
def shipped() -> WordVectors:
    vectors = model.load().vocab.vectors
    assert isinstance(vectors, WordVectors)
    return vectors


def _likeness(vectors: WordVectors, one: str, other: str) -> float:
    first, second = vectors.get_batch([one, other])
    return float(first @ second / (np.linalg.norm(first) * np.linalg.norm(second)))


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("frigo", "congelateur", "mamadou"),
        ("fatoumata", "mamadou", "loyer"),
        ("boulangerie", "epicerie", "curatelle"),
        ("avocat", "notaire", "cave"),
    ],
)
def test_words_used_alike_are_near(shipped: WordVectors, word: str, near: str, far: str) -> None:
    assert _likeness(shipped, word, near) > 0.5 > _likeness(shipped, word, far)


def test_a_word_nobody_knows_has_a_vector_of_zeros(shipped: WordVectors) -> None:
    assert "zzyzxq" not in shipped
    assert not shipped.get_batch(["zzyzxq"]).any()


def test_names_hidden_while_learning_are_known_again_afterwards(shipped: WordVectors) -> None:
    hidden = shipped.without(["fatoumata"])
    assert "fatoumata" not in hidden and "mamadou" in hidden
    assert "fatoumata" in shipped


def test_no_vectors_at_all_is_no_error() -> None:
    assert WordVectors().get_batch(["loyer"]).shape == (1, 0)


def test_vectors_come_back_from_disk_as_they_were(shipped: WordVectors, tmp_path: Path) -> None:
    shipped.to_disk(tmp_path)
    again = WordVectors().from_disk(tmp_path)
    words = ["loyer", "frigo", "zzyzxq"]
    assert np.array_equal(again.get_batch(words), shipped.get_batch(words))
