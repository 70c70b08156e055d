"""How long answers take is learnt, and a silence counts for what still comes so late."""

from datetime import timedelta

import pytest

from bot.domain.delays import Delays


def test_delays_are_learnt() -> None:
    delays = Delays()
    before = delays.passed(timedelta(hours=2))
    for _ in range(100):
        delays.learn(timedelta(hours=1))
    assert before < 0.2 < 0.6 < delays.passed(timedelta(hours=2))


def test_a_silent_ask_counts_for_less_and_sooner_when_it_is_urgent() -> None:
    delays, waits = Delays(), [timedelta(), timedelta(hours=8)]
    assert delays.alive(waits) == pytest.approx(1.5)
    assert delays.alive(waits, haste=3.0) < 1.5
