"""The same person keeps the same number along a case, and nothing can be read back."""

from __future__ import annotations

import json

import pytest

from anonymize import CaseMemory, Kind, Screener

KEY = bytes(range(32))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ((["samira", "benali"], "f"), (["benali"], "f")),
        ((["benali"], "f"), (["samira", "benali"], None)),
        ((["samira", "benali"], None), (["samira", "b"], None)),
        ((["samira", "b"], None), (["samira", "benali"], "f")),
        ((["samira"], None), (["samira", "benali"], "f")),
        ((["d"], "f"), (["d"], "f")),
    ],
)
def test_forms_of_one_name_are_one_person(
    first: tuple[list[str], None], then: tuple[list[str], None]
) -> None:
    memory = CaseMemory(KEY)
    assert memory.person(*first) == memory.person(*then) == 1


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ((["benali"], "f"), (["benali"], "m")),
        ((["samira", "benali"], "f"), (["karim", "benali"], "m")),
        ((["samira"], None), (["karim"], None)),
        ((["samira", "b"], None), (["samira", "d"], None)),
    ],
)
def test_different_people_have_different_numbers(
    first: tuple[list[str], None], then: tuple[list[str], None]
) -> None:
    memory = CaseMemory(KEY)
    assert memory.person(*first) != memory.person(*then)


def test_an_answer_keeps_the_numbers_of_its_case(screener: Screener) -> None:
    memory = CaseMemory(KEY)
    case = screener.screen("Mme Benali Samira et son fils Kevin, 06 39 98 01 02.", memory=memory)
    stored = json.loads(json.dumps(memory.to_dict()))
    later = CaseMemory.from_dict(stored, KEY)
    answer = screener.screen("Kevin ira chez Mme Benali, au 0639980102.", memory=later)
    assert case.clean == "Mme [PERSONNE 1] et son fils [PERSONNE 2], [TÉLÉPHONE 1]."
    assert answer.clean == "[PERSONNE 2] ira chez Mme [PERSONNE 1], au [TÉLÉPHONE 1]."


def test_numbers_follow_the_order_of_the_text(screener: Screener) -> None:
    screening = screener.screen("06 39 98 01 02 puis 06 39 98 03 04 puis 06 39 98 01 02")
    assert screening.clean == "[TÉLÉPHONE 1] puis [TÉLÉPHONE 2] puis [TÉLÉPHONE 1]"


def test_what_is_stored_holds_no_text_and_depends_on_the_key() -> None:
    one, other = CaseMemory(KEY), CaseMemory(bytes(32))
    for memory in (one, other):
        memory.person(["samira", "benali"], "f")
        memory.number(Kind.PHONE, "0639980102")
    assert one.to_dict() != other.to_dict()
    stored = json.dumps(one.to_dict())
    assert not any(secret in stored for secret in ("samira", "benali", "0639980102", KEY.hex()))


def test_a_short_key_or_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        CaseMemory(b"short")
    with pytest.raises(ValueError, match="version"):
        CaseMemory.from_dict({"version": 99}, KEY)
