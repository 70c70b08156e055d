"""The bot that a configuration describes."""

import base64
from urllib.parse import urlsplit

from sqlalchemy import Engine

from adapters.chance import SystemChance
from adapters.clock import SystemClock
from adapters.holidays_fr import FrenchHolidays
from adapters.illustrations import Illustrations
from adapters.metrics import Metrics
from adapters.screening import GuardedScreening
from adapters.texts import FluentTexts
from adapters.webchat.app import LOCAL_HOSTS, create_app
from adapters.webchat.circle_rooms import CircleRooms
from adapters.webchat.hub import Hub
from adapters.webchat.outbound import WebChat
from anonymize.guard import GuardedScreener
from bot.bootstrap.core import build_core
from bot.bootstrap.platforms import matrix_of, telegram_of, warning_of_expiry
from bot.bootstrap.process import Bot
from bot.bootstrap.workers import Bell
from bot.opening import open_cipher, screening_settings
from bot.ports import Channel, Clock, UnitOfWorkFactory
from bot.settings import Settings
from storage.engine import open_engine
from storage.pulse import take_pulse
from storage.unit_of_work import SqlUnitOfWorkFactory
from storage.webchat import StoredWebChatLog


def build(settings: Settings) -> Bot:
    """The bot that a configuration describes."""
    clock = SystemClock()
    bell = Bell()
    hub = Hub()
    engine, unit_of_work = open_database(settings)
    texts = FluentTexts(settings.network.timezone)
    webchat_log = StoredWebChatLog(engine, open_cipher(settings))
    screening = start_screening(settings, clock)
    telegram = telegram_of(settings, texts, clock, unit_of_work)
    channels: list[Channel] = [WebChat(webchat_log, texts, clock, hub, settings.web.address)]
    if telegram is not None:
        channels.append(telegram.channel)
    matrix = matrix_of(settings, texts, clock, engine, unit_of_work)
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
        people=CircleRooms(unit_of_work),
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
        bot.daily = {"warning-of-expiry": warning_of_expiry(settings, unit_of_work, clock)}
    if settings.metrics.port:
        shown_at = settings.metrics.host, settings.metrics.port
        bot.beside = (*bot.beside, lambda: metrics.serve(*shown_at))
    return bot


def open_database(settings: Settings) -> tuple[Engine, UnitOfWorkFactory]:
    engine = open_engine(settings.storage.url)
    return engine, SqlUnitOfWorkFactory(engine, open_cipher(settings))


def start_screening(settings: Settings, clock: Clock) -> GuardedScreening:
    guard = GuardedScreener(screening_settings(settings))
    # Seconds to load: people may come in meanwhile, and the first text waits for it.
    guard.start()
    return GuardedScreening(guard, settings.storage.keys("placeholders")[0], clock)


def _hosts(settings: Settings) -> list[str]:
    """Names under which others reach this server."""
    addresses = (settings.web.public_url, settings.telegram.webhook_url)
    return [host for address in addresses if (host := urlsplit(address).hostname)]
