"""One process: the web server and the workers, from the start to a stop that loses nothing."""

import asyncio
import signal
import socket
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import current_thread, main_thread

import structlog
import uvicorn
from sqlalchemy import Engine
from starlette.applications import Starlette

from adapters.alarm import Alarm
from adapters.screening import GuardedScreening
from adapters.webchat.hub import Hub
from bot.bootstrap.core import Core
from bot.bootstrap.workers import Bell, workers
from bot.domain.screening import ScreeningUnavailable
from bot.settings import Web

log = structlog.get_logger(__name__)

PURGE_EVERY = timedelta(hours=24)

STOPS = (signal.SIGINT, signal.SIGTERM)

PATIENCE_SECONDS = 5.0
"""How long a stop waits for messages on their way; an ask cut off would be of uncertain fate."""


@dataclass(slots=True)
class Bot:
    """A running bot: its web server and its workers, in one process."""

    core: Core
    web: Web
    app: Starlette
    screening: GuardedScreening
    engine: Engine
    bell: Bell
    hub: Hub
    beside: Sequence[Callable[[], Coroutine[None, None, None]]] = ()
    """What else runs as long as the bot does: one for each platform that is elsewhere."""
    daily: Sequence[Callable[[], None]] = ()
    """What is done once a day besides forgetting what is past its lifetime."""
    _last_purge: datetime | None = field(default=None)

    async def run(self) -> None:
        """Serve until told to stop (Ctrl-C, SIGTERM); what is under way is finished first."""
        self.bell.listen()
        alarm = Alarm(self._tick)
        alarm.start()
        working = [asyncio.create_task(run()) for run in workers(self.core, self.bell)]
        beside = [asyncio.create_task(run()) for run in (self._screening, *self.beside)]
        try:
            await _Server(self.app, self.web, self.hub).serve()
        finally:
            self.bell.stop()
            await alarm.stop()
            # A worker cut off in the middle would leave what it took to its lease.
            await asyncio.wait(working, timeout=PATIENCE_SECONDS)
            await self.core.courier.arrive(PATIENCE_SECONDS)
            for task in (*working, *beside):
                task.cancel()
            await asyncio.gather(*working, *beside, return_exceptions=True)
            self.screening.close()
            self.engine.dispose()

    async def _screening(self) -> None:
        """Say in the log why no text will be screened, when none will."""
        try:
            await asyncio.to_thread(self.screening.wait)
        except ScreeningUnavailable as unavailable:
            log.error("screening_unavailable", reason=unavailable.reason)

    async def _tick(self) -> None:
        await asyncio.to_thread(self.core.rounds.run_due)
        await asyncio.to_thread(self.core.courier.recover)
        now = self.core.clock.now()
        if self._last_purge is None or now - self._last_purge >= PURGE_EVERY:
            self._last_purge = now
            await asyncio.to_thread(self.core.rounds.purge)
            for work in self.daily:
                await asyncio.to_thread(work)
        self.bell.everyone()


class _Server(uvicorn.Server):
    """Serves on an address whose port may be 0; says nothing by itself."""

    def __init__(self, app: Starlette, web: Web, hub: Hub) -> None:
        self._hub = hub
        super().__init__(
            uvicorn.Config(
                app,
                host=web.host,
                port=web.port,
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=2,
            )
        )

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take a signal as a wish to stop, and no more.

        Raised again, as uvicorn would, it ends the process before what is under way is finished.
        """
        if current_thread() is not main_thread():
            yield
            return
        loop = asyncio.get_running_loop()
        for wish in STOPS:
            loop.add_signal_handler(wish, self.handle_exit, wish, None)
        try:
            yield
        finally:
            for wish in STOPS:
                loop.remove_signal_handler(wish)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let the open streams end first: the server waits for them, then cuts them off."""
        self._hub.close()
        await super().shutdown(sockets)
