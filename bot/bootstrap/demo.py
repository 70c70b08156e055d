"""The demo: the same bot, a fictional network, and colleagues who are played."""

import base64
from pathlib import Path

from adapters.chance import SystemChance
from adapters.clock import SystemClock
from adapters.holidays_fr import FrenchHolidays
from adapters.illustrations import Illustrations
from adapters.stemming import FrenchStemmer
from adapters.texts import FluentTexts
from adapters.webchat.app import create_app
from adapters.webchat.hub import Hub
from adapters.webchat.outbound import WebChat
from bot.bootstrap.core import build_core
from bot.bootstrap.deployed import open_database, start_screening
from bot.bootstrap.process import Bot
from bot.bootstrap.workers import Bell
from bot.demo.bank import read_bank
from bot.demo.clock import ShiftedClock
from bot.demo.fiches import read_fiches, remember
from bot.demo.network import populate, read_network
from bot.demo.stage import DemoStage
from bot.demo.troupe import Troupe
from bot.domain.places import Place
from bot.domain.policy import Policy
from bot.domain.screens import Screen
from bot.opening import migrate, open_cipher
from bot.settings import Lifetimes, Logs, Network, Screening, Secret, Settings, Storage, Web
from bot.usecases.matchmaking import Matchmaking
from storage.cipher import Cipher
from storage.webchat import StoredWebChatLog


def build_demo(folder: Path, port: int) -> Bot:
    """The demo: the same bot, a fictional network, and colleagues who are played."""
    settings = _demo_settings(folder, port)
    holidays = FrenchHolidays()
    clock = ShiftedClock(SystemClock(), holidays, folder / "clock")
    bell = Bell()
    hub = Hub()
    migrate(settings)
    engine, unit_of_work = open_database(settings)
    network = read_network()
    with unit_of_work() as uow:
        populate(uow, network, clock.now())
        uow.commit()
    texts = FluentTexts(settings.network.timezone)
    webchat_log = StoredWebChatLog(engine, open_cipher(settings))
    stage = DemoStage(network, clock, on_moved=bell.everyone, on_seen=hub.everyone)
    screening = start_screening(settings, clock)
    matchmaking = Matchmaking(FrenchStemmer())
    learnt = read_fiches()
    remember(unit_of_work, learnt, screening, matchmaking, clock.now(), SystemChance(), holidays)

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
