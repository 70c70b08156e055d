"""What the card's figures mean: a word counts as masked only when all its characters are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from anonymize.lexicons import fold
from anonymize.training.corpora import Text
from anonymize.training.evaluation import TYPINGS, redaction
from anonymize.training.written import marked_cases

TEXT = Text("Ana Roy vit ici", ((0, 7, "PER"),), "")


def mask(*ranges: tuple[int, int]) -> list[bool]:
    return [any(a <= i < b for a, b in ranges) for i in range(len(TEXT.text))]


@pytest.mark.parametrize(
    ("masked", "recall", "whole", "over"),
    [
        (mask((0, 7)), 1.0, 1, 0.0),
        (mask((0, 3)), 0.5, 0, 0.0),
        (mask((0, 6)), 0.5, 0, 0.0),
        (mask((0, 7), (8, 11)), 1.0, 1, 0.5),
        (mask(), 0.0, 0, 0.0),
    ],
)
def test_recall_and_over_masking(
    masked: list[bool], recall: float, whole: int, over: float
) -> None:
    result = redaction([TEXT], [masked])
    assert (result.recall, result.texts_masked, result.over_masking) == (recall, whole, over)


def test_counts_add_up_over_texts() -> None:
    result = redaction([TEXT, TEXT], [mask((0, 7)), mask()])
    assert (result.words, result.texts, result.texts_masked) == (4, 2, 1)


@pytest.mark.parametrize("typing", sorted(TYPINGS))
def test_typings_keep_offsets(typing: str) -> None:
    text = "Éva Œuvrard, née à Mâcon"
    typed = TYPINGS[typing](text)
    assert len(typed) == len(text)
    assert [fold(one)[:1] for one in typed] == [fold(one)[:1] for one in text]


def test_marked_cases_lose_their_marks(tmp_path: Path) -> None:
    case = {"voice": "phone", "marked": "mme <PERSON>roy</PERSON> de <CITY>Lens</CITY>"}
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(case) + "\n", encoding="utf-8")
    (text,) = marked_cases(path, {"PERSON": "PER"})
    assert text.text == "mme roy de Lens"
    assert text.spans == ((4, 7, "PER"), (11, 15, "CITY"))
    assert text.origin == "phone"
