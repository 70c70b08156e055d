"""Wakes the pages that show a conversation, inside this process.

A page also looks by itself every few seconds, so a message written by another process is late at
worst, never lost.
"""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager


class Watch:
    """One open page."""

    def __init__(self, address: str, user: str) -> None:
        self.address = address
        self.user = user
        self._loop = asyncio.get_running_loop()
        self._woken = asyncio.Event()

    async def wait(self, seconds: float) -> None:
        """Return when something changed, or after the delay."""
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return
        finally:
            self._woken.clear()

    def wake(self) -> None:
        """Callable from any thread."""
        self._loop.call_soon_threadsafe(self._woken.set)


class Hub:
    """Who is looking at what. Any thread may announce; only event loops watch."""

    def __init__(self) -> None:
        self._watches: frozenset[Watch] = frozenset()
        self.closed = False

    @contextmanager
    def watching(self, address: str, user: str) -> Iterator[Watch]:
        """Watch one conversation for the time of the block."""
        watch = Watch(address, user)
        self._watches |= {watch}
        try:
            yield watch
        finally:
            self._watches -= {watch}

    def pages_of(self, user: str) -> int:
        """How many pages of this person are open, whatever they show."""
        return sum(watch.user == user for watch in self._watches)

    def changed(self, address: str) -> None:
        """Wake the pages that show this conversation."""
        self._wake(watch for watch in self._watches if watch.address == address)

    def gone(self, user: str) -> None:
        """Wake the pages of this person, whatever they show: they logged out."""
        self._wake(watch for watch in self._watches if watch.user == user)

    def everyone(self) -> None:
        """Wake every page."""
        self._wake(self._watches)

    def close(self) -> None:
        """Let every open stream end, so that the server can stop."""
        self.closed = True
        self.everyone()

    def _wake(self, watches: Iterable[Watch]) -> None:
        for watch in watches:
            watch.wake()
