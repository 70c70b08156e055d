"""Choices are opaque and signed: for one person or one place, and for one act (R10)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.actions import Action
from bot.dialogue.tokens import LONGEST, Signer, Tap
from bot.domain.verdicts import Refused
from bot.domain.vocabulary import themes

SIGNER = Signer(b"k" * 32)
CASE = "abcdefghij234567"


def test_a_token_says_what_to_its_audience_alone() -> None:
    token = SIGNER.token(Action.UNDO, CASE, "", "claire")
    assert SIGNER.read(token, ("claire", "chat-1")) == Tap(Action.UNDO, CASE, "")
    assert SIGNER.read(token, ("amel", "chat-1")) == Refused("not-for-you")


def test_another_key_reads_nothing() -> None:
    token = SIGNER.token(Action.UNDO, CASE, "", "claire")
    assert Signer(b"x" * 32).read(token, ("claire",)) == Refused("not-for-you")


@given(st.text(max_size=80))
def test_whatever_is_typed_in_its_place_is_refused(forged: str) -> None:
    assert SIGNER.read(forged, ("claire",)) == Refused("not-for-you")


@given(st.integers(0, 40), st.characters(codec="ascii"))
def test_one_character_changed_is_enough(position: int, character: str) -> None:
    token = SIGNER.token(Action.SEND, CASE, "0123456789abcdef", "claire")
    changed = token[:position] + character + token[position + 1 :]
    if changed != token:
        assert SIGNER.read(changed, ("claire",)) == Refused("not-for-you")


@pytest.mark.parametrize("theme", sorted(themes()))
def test_the_longest_choices_fit_the_strictest_platform(theme: str) -> None:
    assert len(SIGNER.token(Action.THEME, CASE, f"+{theme}", "claire").encode()) <= LONGEST


def test_a_token_that_fits_no_platform_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="THEME"):
        SIGNER.token(Action.THEME, CASE, "x" * 60, "claire")


def test_the_two_letters_of_an_action_are_its_own() -> None:
    assert len({action.value for action in Action}) == len(Action)
    assert all(len(action.value) == 2 for action in Action)
