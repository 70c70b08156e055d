"""A ledger forgets what no limit counts any more, and nothing else."""

from datetime import timedelta

import pytest

from bot.domain.limits.ledger import Ledger
from bot.domain.limits.windows import MONTH, within
from tests.domain.limits.asks import LEA, NOW, asked


def test_a_long_past_is_counted_as_far_back_as_a_limit_looks() -> None:
    ledger = Ledger()
    for days_ago in range(100, -1, -1):
        ledger.add(asked(24 * days_ago))
    own = ledger.history.of_person(LEA)
    assert within(own, MONTH, NOW) == 31
    assert len(own) < 40


def test_what_is_taken_out_is_counted_no_more_and_its_neighbours_are() -> None:
    ledger, together = Ledger(), [asked(5, case=case) for case in ("a", "b", "c")]
    for ask in together:
        ledger.add(ask)
    ledger.remove(together[1])
    assert [ask.case_id for ask in ledger.history.of_person(LEA)] == ["a", "c"]


@pytest.mark.parametrize("hours_ago", [50, 5])
def test_an_ask_that_comes_late_takes_its_place_by_its_date(hours_ago: float) -> None:
    ledger, asks = Ledger(), [asked(hours) for hours in (40, 20)]
    for ask in (*asks, asked(hours_ago)):
        ledger.add(ask)
    dates = [ask.at for ask in ledger.history.of_network()]
    assert dates == sorted([*(ask.at for ask in asks), NOW - timedelta(hours=hours_ago)])
