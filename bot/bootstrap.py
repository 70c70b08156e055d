"""The only place where parts are wired."""

import asyncio
import base64
import signal
import socket
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import current_thread, main_thread
from urllib.parse import urlsplit

import structlog
import uvicorn
from sqlalchemy import Engine
from starlette.applications import Starlette

from adapters.alarm import Alarm
from adapters.chance import SystemChance
from adapters.clock import SystemClock
from adapters.courier import Courier
from adapters.holidays_fr import FrenchHolidays
from adapters.illustrations import Illustrations
from adapters.matrix.app import MatrixApp
from adapters.matrix.rooms import NAME as MATRIX
from adapters.matrix.rooms import Welcomes
from adapters.metrics import Metrics
from adapters.screening import GuardedScreening
from adapters.stemming import FrenchStemmer
from adapters.telegram.app import TelegramApp, open_bot
from adapters.telegram.outbound import NAME as TELEGRAM
from adapters.texts import FluentTexts
from adapters.webchat.app import LOCAL_HOSTS, create_app
from adapters.webchat.hub import Hub
from adapters.webchat.outbound import WebChat
from adapters.webchat.people import Room
from anonymize.guard import GuardedScreener
from bot.demo.bank import read_bank
from bot.demo.clock import ShiftedClock
from bot.demo.network import populate, read_network
from bot.demo.stage import DemoStage
from bot.demo.troupe import Troupe
from bot.dialogue.conversation import Conversation
from bot.dialogue.reception import Reception
from bot.dialogue.rounds import Rounds
from bot.dialogue.tokens import Signer
from bot.dialogue.turn import Tools
from bot.domain.people import Role, Standing
from bot.domain.places import Place
from bot.domain.policy import Policy
from bot.domain.screening import ScreeningUnavailable
from bot.domain.screens import Screen
from bot.opening import matrix_account, migrate, open_cipher, screening_settings
from bot.ports import (
    Chance,
    Channel,
    Clock,
    Holidays,
    Illustrator,
    Ring,
    Screener,
    Texts,
    UnitOfWorkFactory,
    Worker,
)
from bot.settings import Lifetimes, Logs, Network, Screening, Secret, Settings, Storage, Web
from bot.usecases.matchmaking import Matchmaking
from bot.usecases.warn_of_expiry import warn_of_expiry
from bot.usecases.world import World
from storage.cipher import Cipher
from storage.election import election_on
from storage.engine import open_engine
from storage.pulse import take_pulse
from storage.unit_of_work import SqlUnitOfWorkFactory
from storage.webchat import StoredWebChatLog

log = structlog.get_logger(__name__)

PURGE_EVERY = timedelta(hours=24)
IDLE_SECONDS = 0.5
"""How long a worker without a bell waits before it looks for itself."""


STOPS = (signal.SIGINT, signal.SIGTERM)

PATIENCE_SECONDS = 5.0
"""How long a stop waits for messages on their way; an ask cut off would be of uncertain fate."""


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


@dataclass(frozen=True, slots=True)
class Core:
    """The bot without its channels: what tests and channels are built around."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    reception: Reception
    courier: Courier
    rounds: Rounds

    def settle_all(self) -> Awaitable[None]:
        """Handle and deliver until nothing is due: for journeys that choose their time."""
        return _settle_all(self)


def build_core(
    *,
    unit_of_work: UnitOfWorkFactory,
    clock: Clock,
    chance: Chance,
    holidays: Holidays,
    screener: Screener,
    illustrator: Illustrator,
    channels: Mapping[str, Channel],
    key: bytes,
    language: str = "fr",
    lifetimes: Mapping[str, int] | None = None,
    ring: Ring = lambda _: None,
) -> Core:
    """Wire decisions to a database and to channels."""
    matchmaking = Matchmaking(FrenchStemmer())
    signer = Signer(key)
    numbered = frozenset(n for n, channel in channels.items() if not channel.abilities.buttons)
    conversation = Conversation(Tools(matchmaking, signer, numbered))
    return Core(
        unit_of_work=unit_of_work,
        clock=clock,
        reception=Reception(unit_of_work, conversation, screener, clock, chance, holidays, ring),
        courier=Courier(
            unit_of_work,
            channels,
            signer,
            matchmaking,
            illustrator,
            clock,
            chance,
            holidays,
            language,
            ring,
        ),
        rounds=Rounds(unit_of_work, clock, chance, holidays, matchmaking, dict(lifetimes or {})),
    )


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


def build(settings: Settings) -> Bot:
    """The bot that a configuration describes."""
    clock = SystemClock()
    bell = Bell()
    hub = Hub()
    engine, unit_of_work = _open(settings)
    texts = FluentTexts(settings.network.timezone)
    webchat_log = StoredWebChatLog(engine, open_cipher(settings))
    screening = _screening(settings)
    telegram = _telegram(settings, texts, clock, unit_of_work)
    channels: list[Channel] = [WebChat(webchat_log, texts, clock, hub, settings.web.address)]
    if telegram is not None:
        channels.append(telegram.channel)
    matrix = _matrix(settings, texts, clock, engine, unit_of_work)
    if matrix is not None:
        channels.append(matrix.channel)
    metrics = Metrics(lambda: take_pulse(engine, clock.now()))
    core = build_core(
        unit_of_work=unit_of_work,
        clock=clock,
        chance=SystemChance(),
        holidays=FrenchHolidays(),
        screener=metrics.timing(screening),
        illustrator=Illustrations(texts),
        channels={channel.name: channel for channel in channels},
        key=settings.storage.keys("choices")[0],
        language=settings.network.languages[0],
        lifetimes=settings.lifetimes.by_kind(),
        ring=bell.ring,
    )
    app = create_app(
        intake=core.reception,
        log=webchat_log,
        texts=texts,
        clock=clock,
        chance=SystemChance(),
        hub=hub,
        people=_CircleRooms(unit_of_work),
        session_key=base64.urlsafe_b64encode(settings.storage.keys("sessions")[0]),
        cookie=settings.web.cookie,
        encrypted=settings.web.address.startswith("https://"),
        hosts=(*LOCAL_HOSTS, *_hosts(settings)),
        timezone=settings.network.timezone,
    )
    bot = Bot(core, settings.web, app, screening, engine, bell, hub)
    if telegram is not None:
        telegram.bring_to(core.reception)
        app.router.routes.extend(telegram.routes())
        bot.beside = (telegram.run,)
    if matrix is not None:
        matrix.bring_to(core.reception)
        bot.beside = (*bot.beside, matrix.run)
        bot.daily = (_expiry(settings, unit_of_work, clock),)
    if settings.metrics.port:
        shown_at = settings.metrics.host, settings.metrics.port
        bot.beside = (*bot.beside, lambda: metrics.serve(*shown_at))
    return bot


def build_demo(folder: Path, port: int) -> Bot:
    """The demo: the same bot, a fictional network, and colleagues who are played."""
    settings = _demo_settings(folder, port)
    holidays = FrenchHolidays()
    clock = ShiftedClock(SystemClock(), holidays, folder / "clock")
    bell = Bell()
    hub = Hub()
    migrate(settings)
    engine, unit_of_work = _open(settings)
    network = read_network()
    with unit_of_work() as uow:
        populate(uow, network, clock.now())
        uow.commit()
    texts = FluentTexts(settings.network.timezone)
    webchat_log = StoredWebChatLog(engine, open_cipher(settings))
    stage = DemoStage(network, clock, on_moved=bell.everyone, on_seen=hub.everyone)
    screening = _screening(settings)

    def delivered(place: Place, message_id: str, screen: Screen) -> None:
        troupe.on_delivered(place, message_id, screen)

    channel = WebChat(webchat_log, texts, clock, hub, settings.web.address, delivered)
    core = build_core(
        unit_of_work=unit_of_work,
        clock=clock,
        chance=SystemChance(),
        holidays=holidays,
        screener=screening,
        illustrator=Illustrations(texts),
        channels={channel.name: channel},
        key=settings.storage.keys("choices")[0],
        lifetimes=settings.lifetimes.by_kind(),
        ring=bell.ring,
    )
    troupe = Troupe(
        core.reception, clock, network.cast, network.members_of, read_bank(), stage.report
    )
    app = create_app(
        intake=core.reception,
        log=webchat_log,
        texts=texts,
        clock=clock,
        chance=SystemChance(),
        hub=hub,
        people=network,
        session_key=base64.urlsafe_b64encode(settings.storage.keys("sessions")[0]),
        timezone=settings.network.timezone,
        stage=stage,
    )
    return Bot(core, settings.web, app, screening, engine, bell, hub)


class _CircleRooms:
    """Implements `adapters.webchat.people.People` from the circles of the database."""

    def __init__(self, unit_of_work: UnitOfWorkFactory) -> None:
        self._unit_of_work = unit_of_work

    def rooms(self, user: str) -> Sequence[Room]:
        with self._unit_of_work() as uow:
            account = uow.accounts.find("webchat", user)
            person = uow.professionals.get(account.professional_id) if account else None
            if account is None or person is None or person.standing is Standing.REMOVED:
                return ()
            return [
                Room(circle.chat.address, circle.name)
                for circle in uow.circles.of_member(account.professional_id)
                if circle.chat is not None and circle.chat.channel == "webchat"
            ]


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


def _open(settings: Settings) -> tuple[Engine, UnitOfWorkFactory]:
    engine = open_engine(settings.storage.url)
    return engine, SqlUnitOfWorkFactory(engine, open_cipher(settings))


def _screening(settings: Settings) -> GuardedScreening:
    guard = GuardedScreener(screening_settings(settings))
    # Seconds to load: people may come in meanwhile, and the first text waits for it.
    guard.start()
    return GuardedScreening(guard, settings.storage.keys("placeholders")[0])


def _demo_settings(folder: Path, port: int) -> Settings:
    """A key and a database of its own, kept in a private folder from one start to the next."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key_file = folder / "key"
    if not key_file.exists():
        written = folder / "key.new"  # whole, or not there
        written.touch(mode=0o600)
        written.write_text(Cipher.new_key(), encoding="ascii")
        written.replace(key_file)
    return Settings(
        network=Network(),
        storage=Storage(
            url=f"sqlite:///{folder / 'demo.db'}",
            secret_key=Secret(key_file.read_text(encoding="ascii")),
        ),
        web=Web(port=port),
        screening=Screening(),
        limits=Policy(undo_seconds=15, first_wave=5, keep_alive=5, keep_alive_late=5),
        lifetimes=Lifetimes(),
        logs=Logs(),
    )


def _hosts(settings: Settings) -> list[str]:
    """Names under which others reach this server."""
    addresses = (settings.web.public_url, settings.telegram.webhook_url)
    return [host for address in addresses if (host := urlsplit(address).hostname)]


def _telegram(
    settings: Settings, texts: Texts, clock: Clock, unit_of_work: UnitOfWorkFactory
) -> TelegramApp | None:
    chosen = settings.telegram
    if not chosen.is_on:
        return None

    def moderators() -> Sequence[str]:
        with unit_of_work() as uow:
            ids = [one.id for one in uow.professionals.with_role_at_least_pilot()
                   if one.role in (Role.MODERATOR, Role.OPERATOR)]  # fmt: skip
            homes = [one.home for one in uow.accounts.of_all(ids) if not one.unreachable_since]
            return [home.address for home in homes if home and home.channel == TELEGRAM]

    return TelegramApp(
        open_bot(chosen.token.reveal(), chosen.api_url),
        texts,
        clock,
        moderators,
        language=settings.network.languages[0],
        webhook_url=chosen.webhook_url if chosen.mode == "webhook" else "",
        webhook_secret=chosen.webhook_secret.reveal(),
    )


def _matrix(
    settings: Settings,
    texts: Texts,
    clock: Clock,
    engine: Engine,
    unit_of_work: UnitOfWorkFactory,
) -> MatrixApp | None:
    chosen = settings.matrix
    if not chosen.is_on:
        return None
    return MatrixApp(
        matrix_account(settings),
        Path(chosen.folder),
        open_cipher(settings, "matrix"),
        unit_of_work,
        texts,
        clock,
        SystemChance(),
        welcomes=Welcomes(chosen.allowed, chosen.encrypted_only),
        pace=chosen.pace,
        election=election_on(engine, f"{MATRIX}:{chosen.user_id}"),
        language=settings.network.languages[0],
    )


def _expiry(
    settings: Settings, unit_of_work: UnitOfWorkFactory, clock: Clock
) -> Callable[[], None]:
    """Warns moderators before the bot's account on Matrix ends, where it does."""

    def warn() -> None:
        if not settings.matrix.expires_on:
            return
        ends = date.fromisoformat(settings.matrix.expires_on)
        world = World(clock.now(), SystemChance(), FrenchHolidays())
        with unit_of_work() as uow:
            warn_of_expiry(uow, world, MATRIX, ends)
            uow.commit()

    return warn


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
            log.error("worker_failed", worker=worker, error=type(error).__name__)
            done = 0
        if not done:
            await bell.wait(worker)


async def _settle_all(core: Core) -> None:
    while True:
        handled = await asyncio.to_thread(core.reception.work)
        handled += await asyncio.to_thread(core.reception.screen)
        await asyncio.to_thread(core.rounds.run_due)
        delivered = await core.courier.deliver_due()
        if not handled and not delivered:
            return
