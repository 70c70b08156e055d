"""The platforms that are elsewhere, where the settings name them."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from adapters.chance import SystemChance
from adapters.holidays_fr import FrenchHolidays
from adapters.matrix.app import MatrixApp
from adapters.matrix.rooms import NAME as MATRIX
from adapters.matrix.rooms import Welcomes
from adapters.telegram.app import TelegramApp, open_bot
from adapters.telegram.outbound import NAME as TELEGRAM
from bot.opening import matrix_account, open_cipher
from bot.ports import Clock, Texts, UnitOfWorkFactory
from bot.settings import Settings
from bot.usecases.keep_informed import moderators
from bot.usecases.warn_of_expiry import warn_of_expiry
from bot.usecases.world import World
from storage.election import election_on


def telegram_of(
    settings: Settings, texts: Texts, clock: Clock, unit_of_work: UnitOfWorkFactory
) -> TelegramApp | None:
    chosen = settings.telegram
    if not chosen.is_on:
        return None

    def their_chats() -> Sequence[str]:
        with unit_of_work() as uow:
            accounts = uow.accounts.of_all(moderators(uow))
            homes = [one.home for one in accounts if not one.unreachable_since]
            return [home.address for home in homes if home and home.channel == TELEGRAM]

    return TelegramApp(
        open_bot(chosen.token.reveal(), chosen.api_url),
        texts,
        clock,
        their_chats,
        language=settings.network.languages[0],
        webhook_url=chosen.webhook_url if chosen.mode == "webhook" else "",
        webhook_secret=chosen.webhook_secret.reveal(),
    )


def matrix_of(
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


def warning_of_expiry(
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
