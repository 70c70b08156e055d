"""Works something out in a process of its own, while this one does something else."""

import os
import sys
from collections.abc import Callable
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")


def has_room() -> bool:
    """Whether another process would have a core of its own, and may be a copy of this one."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


def apart(work: Callable[[], T]) -> Callable[[], T]:
    """Begin some work in a copy of this process, which shares all that is read already.

    Implements `bot.domain.what_if.comparison.Apart`. The work must use no connection that was open
    before.

    Returns
    -------
    Callable
        Waits for the result; works it out here when the copy came to an end without one, for want
        of memory for instance.
    """
    context = get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    copy = context.Process(target=lambda: sending.send(work()), daemon=True)
    copy.start()
    sending.close()

    def result() -> T:
        try:
            found: T = receiving.recv()
        except EOFError:
            found = work()
        copy.join()
        return found

    return result
