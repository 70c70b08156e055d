"""The alarm only wakes `run_due`: due times are columns, so a missed alarm delays, never loses."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = structlog.get_logger(__name__)


class Alarm:
    """An in-memory ticker. It holds no job of its own, and two processes may each have one.

    Parameters
    ----------
    run_due
        Called at every tick, never twice at once; ticks missed while it ran count as one.
    every_seconds
        Between two ticks.
    """

    def __init__(
        self, run_due: Callable[[], Awaitable[object]], every_seconds: float = 0.5
    ) -> None:
        # A tick skipped because the one before it still runs is no trouble: what is due stays due.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._run_due = run_due
        self._ticking = asyncio.Lock()
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._scheduler.add_job(
            self._tick,
            "interval",
            seconds=every_seconds,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )

    def start(self) -> None:
        """Begin to tick, on the running event loop."""
        self._scheduler.start()

    async def stop(self) -> None:
        """Tick no more. A tick under way is waited for: the scheduler would cut it off."""
        self._scheduler.pause()
        async with self._ticking:
            self._scheduler.shutdown(wait=False)

    async def _tick(self) -> None:
        async with self._ticking:
            try:
                await self._run_due()
            except Exception:  # one failed tick must not silence the next ones
                log.exception("run_due_failed")
