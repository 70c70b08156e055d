"""When a message may leave: never over a ceiling, in order, and nobody waits for somebody else."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from adapters.telegram.rates import Rates
from tests.fakes.time_and_chance import HandClock
from tests.journeys.theatre import TUESDAY

Asked = tuple[str, bool, int]
"""A chat, whether it is a group, and how many tenths of a second late its sender comes back."""


def departures(asked: list[Asked]) -> list[tuple[str, datetime]]:
    """Messages asked for at once, each leaving when it is told to, or a little later."""
    return asyncio.run(_departures(asked))


async def _departures(asked: list[Asked]) -> list[tuple[str, datetime]]:
    clock = HandClock(TUESDAY)
    rates = Rates(clock)

    async def sleep(seconds: float) -> None:
        clock.forward(timedelta(seconds=seconds))

    waiting = [(TUESDAY, number) for number in range(len(asked))]
    left: list[tuple[str, datetime]] = []
    while waiting:
        waiting.sort()
        due, number = waiting.pop(0)
        chat, group, late = asked[number]
        clock.forward(max(due - clock.now(), timedelta(0)))
        turn = rates.chat_turn(chat, str(number), group=group)
        if turn > clock.now():
            waiting.append((turn + timedelta(seconds=late / 10), number))
            continue
        left.append((chat, await rates.overall_turn(chat, sleep)))
    return left


def most_in(times: list[datetime], seconds: float) -> int:
    window = timedelta(seconds=seconds)
    return max(sum(start <= at < start + window for at in times) for start in times)


late = st.integers(0, 12)
chats = st.tuples(st.sampled_from("abcdefgh"), st.just(False), late)
groups = st.tuples(st.sampled_from(["-1", "-2"]), st.just(True), late)


@given(st.lists(st.one_of(chats, groups), min_size=1, max_size=80))
def test_no_ceiling_is_ever_passed_and_nothing_is_lost(asked: list[Asked]) -> None:
    left = departures(asked)
    assert Counter(chat for chat, _ in left) == Counter(chat for chat, _, _ in asked)
    assert most_in([at for _, at in left], 1) <= 30
    for chat, group in {(chat, group) for chat, group, _ in asked}:
        times = [at for where, at in left if where == chat]
        assert most_in(times, 1) == 1
        assert not group or most_in(times, 60) <= 20


def test_a_busy_group_delays_nobody_else() -> None:
    left = departures([("-1", True, 0)] * 40 + [("ana", False, 0), ("bob", False, 0)])
    others = [at for chat, at in left if chat != "-1"]
    assert all(at - TUESDAY < timedelta(seconds=1) for at in others)


def test_messages_of_a_chat_leave_in_their_order_and_each_waits_once() -> None:
    clock = HandClock(TUESDAY)
    rates = Rates(clock)
    first, *turns = [rates.chat_turn("ana", key, group=False) for key in ("k1", "k2", "k3")]
    assert first == TUESDAY < turns[0] < turns[1]
    clock.forward(turns[0] - clock.now())
    assert rates.chat_turn("ana", "k4", group=False) > turns[1], "a newcomer is last"
    assert rates.chat_turn("ana", "k2", group=False) == clock.now()
    clock.forward(turns[1] - clock.now())
    assert rates.chat_turn("ana", "k3", group=False) == clock.now()


def test_a_message_that_never_comes_back_holds_nobody_up() -> None:
    clock = HandClock(TUESDAY)
    rates = Rates(clock)
    for key in ("k1", "overtaken"):
        rates.chat_turn("ana", key, group=False)
    clock.forward(timedelta(minutes=1))
    assert rates.chat_turn("ana", "k3", group=False) == clock.now()


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


def test_a_call_that_brought_nothing_gives_its_place_back() -> None:
    clock = HandClock(TUESDAY)
    rates = Rates(clock)
    left = rates.chat_turn("ana", "edit", group=False)
    rates.refused("ana", left)
    assert rates.chat_turn("ana", "send", group=False) == clock.now()


def test_the_next_message_of_a_chat_waits_from_the_return_of_the_one_before() -> None:
    clock = HandClock(TUESDAY)
    rates = Rates(clock)
    rates.chat_turn("ana", "first", group=False)
    left = asyncio.run(rates.overall_turn("ana", asyncio.sleep))
    clock.forward(timedelta(seconds=2))  # a slow way there and back
    rates.arrived("ana", left)
    assert rates.chat_turn("ana", "second", group=False) > clock.now()
