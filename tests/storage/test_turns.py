"""Threads take turns, in the order they came."""

import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.ports import ConcurrentChange
from storage.turns import Turns


class Queue(deque[threading.Event]):
    """A queue that tells when somebody joined it."""

    def __init__(self) -> None:
        super().__init__()
        self.joined = threading.Semaphore(0)

    def append(self, value: threading.Event) -> None:
        super().append(value)
        self.joined.release()


def test_the_longest_wait_goes_first() -> None:
    turns = Turns(patience=60)
    queue = turns._waiting = Queue()
    order: list[int] = []
    turns.take()
    with ThreadPoolExecutor(5) as pool:
        for number in range(5):
            pool.submit(go, turns, order, number)
            queue.joined.acquire()
        turns.leave()
    assert order == [0, 1, 2, 3, 4]


def go(turns: Turns, order: list[int], number: int) -> None:
    turns.take()
    order.append(number)
    turns.leave()


def test_a_wait_that_is_given_up_leaves_the_queue() -> None:
    turns = Turns(patience=0)
    turns.take()
    with pytest.raises(ConcurrentChange):
        turns.take()
    turns.leave()
    turns.take()


def test_a_turn_can_be_taken_again() -> None:
    turns = Turns(patience=0)
    for _ in range(3):
        turns.take()
        turns.leave()
