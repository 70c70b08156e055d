"""When a message may leave: never over a ceiling, in order, and nobody waits for somebody else."""

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from adapters.telegram.rates import Rates
from tests.fakes.time_and_chance import HandClock
from tests.journeys.theatre import TUESDAY


def departures(asked: list[tuple[str, bool]]) -> list[tuple[str, datetime]]:
    """Messages asked for at once, each leaving when it is told to."""
    clock = HandClock(TUESDAY)
    rates = Rates(clock)
    waiting = [(TUESDAY, number, chat, group) for number, (chat, group) in enumerate(asked)]
    left: list[tuple[str, datetime]] = []
    while waiting:
        waiting.sort()
        due, number, chat, group = waiting.pop(0)
        clock.forward(max(due - clock.now(), timedelta(0)))
        turn = rates.chat_turn(chat, str(number), group=group)
        if turn > clock.now():
            waiting.append((turn, number, chat, group))
            continue
        overall = rates.overall_turn()
        clock.forward(max(overall - clock.now(), timedelta(0)))
        left.append((chat, clock.now()))
    return left


def most_in(times: list[datetime], seconds: float) -> int:
    window = timedelta(seconds=seconds)
    return max(sum(start <= at < start + window for at in times) for start in times)


chats = st.tuples(st.sampled_from("abcdefgh"), st.just(False))
groups = st.tuples(st.sampled_from(["-1", "-2"]), st.just(True))


@given(st.lists(st.one_of(chats, groups), min_size=1, max_size=80))
def test_no_ceiling_is_ever_passed_and_nothing_is_lost(asked: list[tuple[str, bool]]) -> None:
    left = departures(asked)
    assert Counter(chat for chat, _ in left) == Counter(chat for chat, _ in asked)
    assert most_in([at for _, at in left], 1) <= 30
    for chat, group in set(asked):
        times = [at for where, at in left if where == chat]
        assert most_in(times, 1) == 1
        assert not group or most_in(times, 60) <= 20


def test_a_busy_group_delays_nobody_else() -> None:
    left = departures([("-1", True)] * 40 + [("ana", False), ("bob", False)])
    others = [at for chat, at in left if chat != "-1"]
    assert all(at - TUESDAY < timedelta(seconds=1) for at in others)


def test_a_message_told_to_come_back_keeps_its_turn() -> None:
    clock = HandClock(TUESDAY)
    rates = Rates(clock)
    turns = [rates.chat_turn("ana", key, group=False) for key in ("k1", "k2", "k3")]
    assert turns == sorted(turns)
    clock.forward(turns[2] - clock.now())
    assert rates.chat_turn("ana", "k4", group=False) > clock.now()
    assert [rates.chat_turn("ana", key, group=False) for key in ("k2", "k3")] == [clock.now()] * 2


def test_a_wait_asked_for_moves_the_turns_given_before() -> None:
    clock = HandClock(TUESDAY)
    rates = Rates(clock)
    rates.chat_turn("ana", "k1", group=False)
    soon = rates.chat_turn("ana", "k2", group=False)
    until = TUESDAY + timedelta(seconds=30)
    rates.hold("ana", until)
    clock.forward(soon - clock.now())
    assert rates.chat_turn("ana", "k2", group=False) >= until
    assert rates.chat_turn("bob", "k3", group=False) == clock.now()


def test_a_call_that_brought_nothing_gives_its_turn_back() -> None:
    clock = HandClock(TUESDAY)
    rates = Rates(clock)
    rates.chat_turn("ana", "edit", group=False)
    rates.give_back("ana")
    assert rates.chat_turn("ana", "send", group=False) == clock.now()
