"""The messages the model learns from: marked rightly, varied, and the same for the same seed."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anonymize.lexicons import fold
from anonymize.training import typing
from anonymize.training.corpora import Text, joined
from anonymize.training.messages import VOICES, Generator
from anonymize.training.slots import TEMPLATES, spelled
from anonymize.training.world_names import regions
from anonymize.training.written import LABEL_OF

PEOPLE = r"\{(?:F|Ff|Fm|L|FL|LF|P|N|I|I1|JB|S|SC|T|H\w*)\}"


@pytest.fixture(scope="module")
def messages() -> list[Text]:
    return list(Generator(seed=3).messages(400))


def test_the_same_seed_writes_the_same_messages(messages: list[Text]) -> None:
    assert list(Generator(seed=3).messages(400)) == messages


def test_another_seed_writes_others(messages: list[Text]) -> None:
    assert list(Generator(seed=4).messages(400)) != messages


def test_spans_follow_one_another_inside_the_text(messages: list[Text]) -> None:
    for message in messages:
        end = 0
        for start, stop, label in message.spans:
            assert end <= start < stop <= len(message.text)
            assert label in set(LABEL_OF.values())
            assert message.text[start:stop].strip()
            end = stop


def test_no_slot_is_left_unfilled(messages: list[Text]) -> None:
    for message in messages:
        assert not re.search(r"[{}]", message.text)


def test_titles_stay_outside_the_names(messages: list[Text]) -> None:
    title = re.compile(r"(?:mme|mlle|madame|monsieur|mr|docteur|maitre)\b")
    for message in messages:
        for start, stop, label in message.spans:
            if label == "PER":
                assert not title.match(fold(message.text[start:stop]))


def test_every_voice_is_written_and_some_messages_name_nobody(messages: list[Text]) -> None:
    assert {m.origin.removeprefix("message-") for m in messages} == set(VOICES)
    assert any(not any(label == "PER" for *_, label in m.spans) for m in messages)


def test_sentences_without_people_have_no_slot_for_people() -> None:
    assert not re.search(PEOPLE, (TEMPLATES / "neutral.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("region", sorted(set(regions()) - {"particles"}))
def test_every_part_of_the_world_brings_first_names_and_surnames(region: str) -> None:
    assert len(regions()[region]["first"]) >= 80
    assert len(regions()[region]["last"]) >= 80


@given(st.integers(0, 10_000), st.floats(0, 1))
def test_careless_typing_carries_the_spans_along(seed: int, haste: float) -> None:
    rng = random.Random(seed)
    text = Text("Madame Éva Petit, de Mâcon, n'a plus rien.", ((7, 16, "PER"), (21, 26, "LOC")), "")
    for typed in (
        typing.recase(text, rng),
        typing.lowered(text, rng),
        typing.capitals(text, rng),
        typing.unpunctuate(text),
        typing.recase_names(text, rng),
        typing.sentences(text),
    ):
        (a, b, _), (c, d, _) = typed.spans
        assert fold(typed.text[a:b]) == "eva petit"
        assert fold(typed.text[c:d]) == "macon"
    hurried = typing.retype(text, rng, haste)
    assert [label for *_, label in hurried.spans] == ["PER", "LOC"]


def test_names_side_by_side_become_one() -> None:
    text = Text("Jean Roy, Ana", ((0, 4, "PER"), (5, 8, "PER"), (10, 13, "PER")), "")
    assert joined(text).spans == ((0, 8, "PER"), (10, 13, "PER"))


def test_a_name_is_spelled_letter_by_letter() -> None:
    letters = re.sub(r"deux |[^A-Z]", "", spelled("Vioša", random.Random(1)))
    assert letters == "VIOSA"
