"""What silences and refusals say of a case, and how a network teaches what its refusals mean."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.delays import Delays
from bot.domain.doubts import Doubts, Reading, Trial

SILENT = Trial(0.25, timedelta(hours=48))
REFUSED = Trial(0.25, timedelta(hours=4), not_my_field=True)
ANSWERED = Trial(0.25, timedelta(hours=4), answered=True)
USEFUL = Trial(0.25, timedelta(hours=4), answered=True, useful=True)
USELESS = Trial(0.25, timedelta(hours=4), answered=True, useful=False)
DELAYS = Delays()


def reading(*trials: Trial, doubts: Doubts | None = None, read_again: bool = False) -> Reading:
    return (doubts or Doubts()).reading(trials, DELAYS, read_again=read_again)


def test_long_silence_speaks_for_a_hard_case() -> None:
    before, after = reading(), reading(*[SILENT] * 12)
    assert after.hard > 0.5 > before.hard
    assert after.trust < before.trust


def test_not_my_field_speaks_for_a_misread_case() -> None:
    assert reading(*[REFUSED] * 2).wrong > 0.7
    assert reading(*[SILENT] * 12).wrong < 0.1


def test_one_refusal_ends_no_search() -> None:
    assert reading(REFUSED).trust > 0.5


def test_an_answer_restores_trust_and_a_useful_one_more() -> None:
    silence = [SILENT] * 6
    none, any_, useful, useless = (
        reading(*silence, *more).wrong for more in ((), (ANSWERED,), (USEFUL,), (USELESS,))
    )
    assert useful < any_ < useless < none


def test_before_anything_is_known_of_a_case_nothing_is_doubted() -> None:
    assert Doubts().trust([], DELAYS) == 1
    assert Doubts().trust([USEFUL], DELAYS) > 1 > Doubts().trust([REFUSED], DELAYS) > 0.6


def test_a_second_reading_starts_with_more_doubt() -> None:
    assert reading(read_again=True).wrong > reading().wrong


def test_where_people_refuse_for_many_reasons_a_refusal_says_little() -> None:
    busy = Doubts()
    for _ in range(60):
        busy.learn([REFUSED, REFUSED, USEFUL], DELAYS)
    assert reading(REFUSED, doubts=busy).wrong < 0.15 < 0.3 < reading(REFUSED).wrong


def test_where_only_misread_cases_are_refused_a_refusal_says_all() -> None:
    plain = Doubts()
    for _ in range(200):
        plain.learn([SILENT, SILENT, USEFUL], DELAYS)
    assert reading(REFUSED, doubts=plain).wrong > reading(REFUSED).wrong


@given(
    st.lists(st.sampled_from([SILENT, REFUSED, ANSWERED, USEFUL, USELESS]), max_size=60),
    st.booleans(),
)
def test_explanations_sum_to_one(trials: list[Trial], read_again: bool) -> None:
    doubts = Doubts()
    for _ in range(3):
        found = doubts.reading(trials, DELAYS, read_again=read_again)
        assert found.right + found.hard + found.wrong == pytest.approx(1)
        assert 0 < found.trust <= 1
        doubts.learn(trials, DELAYS, read_again=read_again)


def test_where_nobody_ever_answers_every_explanation_keeps_a_chance() -> None:
    deserted = Doubts()
    for _ in range(1_000):
        deserted.learn([SILENT] * 12, DELAYS)
    for again in (False, True):
        before = reading(doubts=deserted, read_again=again)
        assert min(before.right, before.hard, before.wrong) > 0
    assert reading(REFUSED, REFUSED, doubts=deserted).wrong > reading(doubts=deserted).wrong
