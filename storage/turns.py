"""Threads of one process take turns at SQLite, first come, first served.

SQLite's own wait is a guess: it sleeps longer and longer, and whoever just came may go first, so
that under load somebody waits for seconds. Between processes that wait is still what there is.
"""

import threading
from collections import deque

from bot.ports import ConcurrentChange


class Turns:
    """A lock that is handed to whoever has waited longest.

    Parameters
    ----------
    patience
        Seconds after which a wait is given up.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._is_taken = False

    def take(self) -> None:
        """Wait for one's turn.

        Raises
        ------
        ConcurrentChange
            When nobody let go in time: most often oneself, with a unit of work inside another.
        """
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return
            mine = threading.Event()
            self._waiting.append(mine)
        if not mine.wait(self._patience):
            with self._guard:
                if not mine.is_set():
                    self._waiting.remove(mine)
                    raise ConcurrentChange("the database is busy")

    def leave(self) -> None:
        """Hand over to the next."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_taken = False
