"""What works as long as the bot runs, and the bell that wakes it."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress

import structlog

from bot.bootstrap.core import Core
from bot.ports import Worker

log = structlog.get_logger(__name__)

IDLE_SECONDS = 0.5
"""How long a worker without a bell waits before it looks for itself."""


class Bell:
    """Wakes the workers of one asyncio loop, from any thread."""

    def __init__(self) -> None:
        self._events = {worker: asyncio.Event() for worker in Worker}
        self._loop: asyncio.AbstractEventLoop | None = None
        self.is_over = False

    def listen(self) -> None:
        self._loop = asyncio.get_running_loop()

    def ring(self, worker: Worker) -> None:
        event = self._events[worker]
        # Rung already: the worker has not looked yet, and will see what this ring is about too.
        if not event.is_set() and self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(event.set)

    def everyone(self) -> None:
        """For what may be due anywhere: time has passed."""
        for worker in Worker:
            self.ring(worker)

    def stop(self) -> None:
        """Let every worker end what it is at, and go."""
        self.is_over = True
        self.everyone()

    async def wait(self, worker: Worker) -> None:
        """Until it rings, or for a while: another process may have left work without a ring."""
        event = self._events[worker]
        with suppress(TimeoutError):
            await asyncio.wait_for(event.wait(), IDLE_SECONDS)
        event.clear()


def workers(core: Core, bell: Bell) -> Sequence[Callable[[], Coroutine[None, None, None]]]:
    """What handles, screens and delivers as long as the bot runs, each in its own time."""

    def receive() -> Coroutine[None, None, None]:
        reception = core.reception
        return _forever(Worker.RECEPTION, lambda: asyncio.to_thread(reception.work), bell)

    def screen() -> Coroutine[None, None, None]:
        reception = core.reception
        return _forever(Worker.SCREENING, lambda: asyncio.to_thread(reception.screen), bell)

    def deliver() -> Coroutine[None, None, None]:
        return _forever(Worker.COURIER, core.courier.set_out, bell)

    return receive, screen, deliver


async def _forever(worker: Worker, work: Callable[[], Awaitable[int]], bell: Bell) -> None:
    """Turn after turn; when nothing was done, wait for the bell; never die of one error."""
    while not bell.is_over:
        try:
            done = await work()
        except Exception as error:
            name = type(error).__name__
            log.error("worker_failed", worker=worker, error=name, exc_info=True)
            done = 0
        if not done:
            await bell.wait(worker)
