"""What was asked is found however it came to be known."""

import pytest
from hypothesis import given

from bot.domain.limits.history import History, PastAsk
from tests.domain.limits.asks import LEA, SAMIR, asked, some_asks


@given(some_asks())
def test_a_history_is_the_same_however_it_was_built(asks: list[PastAsk]) -> None:
    built, grown, settled = History.of(asks), History(), History()
    for ask in asks:
        grown = grown.adding(ask)
        settled = settled.adding(ask._replace(open=True)).replacing(ask._replace(open=True), ask)
    for history in (grown, settled):
        assert sorted(history.of_network(), key=repr) == sorted(built.of_network(), key=repr)
        for person in (LEA, SAMIR):
            dates = [ask.at for ask in history.of_person(person)]
            assert dates == sorted(dates)
            assert set(history.of_person(person)) == set(built.of_person(person))


def test_only_a_known_ask_is_replaced() -> None:
    with pytest.raises(ValueError, match="not in"):
        History().replacing(asked(1), asked(2))
