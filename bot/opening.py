"""What every command of an operator opens: the database, the calendar, the present."""

import base64
from pathlib import Path

from adapters.chance import SystemChance
from adapters.clock import SystemClock
from adapters.holidays_fr import FrenchHolidays
from adapters.matrix.account import MatrixAccount
from anonymize.settings import ScreeningSettings
from bot.domain.policy import Policy
from bot.domain.records import PolicyVersion
from bot.ports import UnitOfWorkFactory
from bot.settings import Settings
from bot.usecases.world import World
from storage import migrations
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.health import DatabaseUnavailable, file_of, quietly
from storage.unit_of_work import SqlUnitOfWorkFactory


def open_cipher(settings: Settings, purpose: str = "drafts") -> Cipher:
    """What encrypts drafts, or something else, at rest, with keys made from the secret."""
    keys = settings.storage.keys(purpose)
    return Cipher([base64.urlsafe_b64encode(key).decode() for key in keys])


def open_storage(settings: Settings) -> UnitOfWorkFactory:
    """Units of work on the database of the settings, which must be migrated."""
    return SqlUnitOfWorkFactory(open_engine(settings.storage.url), open_cipher(settings))


def is_migrated(settings: Settings) -> bool:
    """Whether the tables are those that this version works with."""
    _make_folder(settings)
    return migrations.current(settings.storage.url) == migrations.head()


def migrate(settings: Settings) -> tuple[str | None, str]:
    """Create the tables or bring them up to date; their version before, and after.

    A new database takes the limits of the settings; after that only moderators change them (R11).
    """
    url = settings.storage.url
    _make_folder(settings)
    before = migrations.current(url)
    migrations.upgrade(url)
    if before is None and settings.limits != Policy():
        with open_storage(settings)() as uow:
            first = uow.policies.current()
            version = PolicyVersion(
                version=first.version + 1,
                created_at=SystemClock().now(),
                author_id=None,
                reason="initial-settings",
                values=settings.limits.values(),
            )
            uow.policies.add(version)
            uow.commit()
    return before, migrations.head()


def screening_settings(settings: Settings) -> ScreeningSettings:
    """The limits of screening, as the library takes them."""
    return ScreeningSettings(
        max_characters=settings.screening.max_characters,
        timeout_seconds=settings.screening.timeout_seconds,
        extra_model=settings.screening.extra_model or None,
    )


def new_world() -> World:
    """The present as it is at this moment, chance, and the French calendar."""
    return World(SystemClock().now(), SystemChance(), FrenchHolidays())


def matrix_account(settings: Settings) -> MatrixAccount:
    """Who the bot is on Matrix."""
    chosen = settings.matrix
    return MatrixAccount(
        chosen.homeserver.rstrip("/"),
        chosen.user_id,
        chosen.password.reveal(),
        chosen.access_token.reveal(),
        chosen.device_name,
    )


def database_folder(settings: Settings) -> Path | None:
    """Where the embedded database lies; ``None`` for a server."""
    file = file_of(settings.storage.url)
    return file.parent if file else None


def _make_folder(settings: Settings) -> None:
    if folder := database_folder(settings):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def circle_chats(settings: Settings, channel: str) -> list[str]:
    """Addresses of the groups of circles on one channel; none while the database is not ready."""
    try:
        with quietly(), open_storage(settings)() as uow:
            chats = [circle.chat for circle in uow.circles.all()]
    except DatabaseUnavailable:
        return []
    return [chat.address for chat in chats if chat is not None and chat.channel == channel]
