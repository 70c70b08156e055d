"""One process: the web server and the workers, from the start to a stop that loses nothing."""

import asyncio
import signal
import socket
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from threading import current_thread, main_thread
from types import FrameType

import structlog
import uvicorn
from sqlalchemy import Engine
from starlette.applications import Starlette

from adapters.alarm import Alarm
from adapters.screening import GuardedScreening
from adapters.webchat.hub import Hub
from bot import __version__
from bot.bootstrap.core import Core
from bot.bootstrap.daily import Daily
from bot.bootstrap.workers import Bell, workers
from bot.domain.screening import ScreeningUnavailable
from bot.settings import Web

log = structlog.get_logger(__name__)

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
    daily: Mapping[str, Callable[[], object]] = field(default_factory=dict)
    """What is done once a day, by name, besides forgetting what is past its lifetime."""

    async def run(self) -> None:
        """Serve until told to stop (Ctrl-C, SIGTERM); what is under way is finished first."""
        self.bell.listen()
        daily = Daily(self.core.clock, {"purge": self.core.rounds.purge, **self.daily})
        alarm = Alarm(partial(self._tick, daily))
        alarm.start()
        working = [asyncio.create_task(run()) for run in workers(self.core, self.bell)]
        beside = [asyncio.create_task(_said(run)) for run in (self._screening, *self.beside)]
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
            log.info("stopped")

    async def _screening(self) -> None:
        """Say in the log why no text will be screened, when none will."""
        try:
            await asyncio.to_thread(self.screening.wait)
        except ScreeningUnavailable as unavailable:
            log.error("screening_unavailable", reason=unavailable.reason)

    async def _tick(self, daily: Daily) -> None:
        await asyncio.to_thread(self.core.rounds.run_due)
        await asyncio.to_thread(self.core.courier.recover)
        await asyncio.to_thread(daily.run_due)
        self.bell.everyone()


async def _said(run: Callable[[], Coroutine[None, None, None]]) -> None:
    """What ends by an error is said at once; the rest of the bot goes on."""
    try:
        await run()
    except Exception as error:
        log.error("platform_failed", error=type(error).__name__, exc_info=True)


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

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say where people are answered, once they are."""
        await super().startup(sockets)
        if not self.should_exit:
            log.info("started", version=__version__, port=self.config.port)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Say that the wish was heard: what is under way may take seconds."""
        log.info("stopping")
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let the open streams end first: the server waits for them, then cuts them off."""
        self._hub.close()
        await super().shutdown(sockets)
