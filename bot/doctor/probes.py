"""Where `bot.doctor.checks` gets its facts on a real machine."""

import errno
import shutil
import socket
import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from adapters.clock import SystemClock
from adapters.holidays_fr import FrenchHolidays
from adapters.matrix.health import MatrixHealth, MatrixUnavailable
from adapters.matrix.health import look_at as look_at_matrix
from adapters.telegram.health import TelegramHealth, TelegramUnavailable
from adapters.telegram.health import look_at as look_at_telegram
from adapters.texts import FluentTexts
from anonymize import GuardedScreener, ScreeningFailed
from bot.config import ConfigError, load
from bot.doctor.checks import Unavailable
from bot.domain.verdicts import Refused
from bot.opening import (
    circle_chats,
    database_folder,
    matrix_account,
    open_cipher,
    screening_settings,
)
from bot.settings import Settings
from storage.health import DatabaseUnavailable, Health, look_at


class MachineProbes:
    """Implements `bot.doctor.checks.Probes`. Each probe looks once, when it is asked."""

    def __init__(self, config: Path, env: Mapping[str, str]) -> None:
        self._config = config
        self._env = env
        self._database: Health | None = None
        self.problems: tuple[Refused, ...] = ()
        """What is wrong with the settings, once they have been read."""

    def python_version(self) -> tuple[int, int]:
        return sys.version_info[:2]

    def settings(self) -> Settings:
        try:
            return load(self._config, self._env)
        except ConfigError as error:
            self.problems = error.problems
            raise

    def database(self, settings: Settings) -> Health:
        if self._database is None:
            try:
                self._database = look_at(settings.storage.url)
            except DatabaseUnavailable as error:
                raise Unavailable(error.cause) from None
        return self._database

    def telegram(self, settings: Settings) -> TelegramHealth:
        chosen = settings.telegram
        groups = circle_chats(settings, "telegram")
        try:
            return look_at_telegram(chosen.token.reveal(), chosen.api_url, groups)
        except TelegramUnavailable as error:
            raise Unavailable(error.cause) from None

    def matrix(self, settings: Settings) -> MatrixHealth:
        account, folder = matrix_account(settings), Path(settings.matrix.folder)
        groups = circle_chats(settings, "matrix")
        try:
            return look_at_matrix(account, folder, open_cipher(settings, "matrix"), groups)
        except MatrixUnavailable as error:
            raise Unavailable(error.cause) from None

    def screen(self, settings: Settings | None, text: str) -> str:
        limits = screening_settings(settings) if settings else None
        try:
            with GuardedScreener.load(limits) as screener:
                return screener.screen(text, "fr").clean
        except ScreeningFailed as error:
            raise Unavailable(error.reason) from None

    def sentences(self) -> Mapping[str, frozenset[str]]:
        return FluentTexts().keys()

    def free_bytes(self, settings: Settings) -> int:
        folder = database_folder(settings) or Path.cwd()
        while not folder.exists():
            folder = folder.parent
        return shutil.disk_usage(folder).free

    def listening_trouble(self, host: str, port: int) -> str:
        return listening_trouble(host, port)

    def knows_timezone(self, name: str) -> bool:
        try:
            ZoneInfo(name)
        except ZoneInfoNotFoundError:
            return False
        return True

    def holidays_in(self, year: int) -> int:
        return len(FrenchHolidays().within("75", date(year, 1, 1), date(year, 12, 31)))

    def now(self) -> datetime:
        return SystemClock().now()


def listening_trouble(host: str, port: int) -> str:
    """Why a server could not listen there, in a word; empty when it could."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except PermissionError:
            return "forbidden"
        except OSError as error:
            return "taken" if error.errno == errno.EADDRINUSE else "elsewhere"
    return ""
