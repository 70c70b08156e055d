"""What would fail later, found now: numbered checks that each end in a sentence.

A check is given its health by probes, so that every outcome can be tried without breaking a
machine. It never shows a secret, an address with a password, or a text.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from adapters.matrix.health import MatrixHealth
from adapters.telegram.health import TelegramHealth
from bot.config import ConfigError
from bot.domain.verdicts import NO_DETAILS
from bot.settings import Settings
from bot.usecases.warn_of_expiry import days_left
from storage.health import Health


class State(StrEnum):
    OK = "ok"
    WARNING = "warning"
    """It works, and may not for long."""
    FAILED = "failed"
    UNKNOWN = "unknown"
    """An earlier failure hides the answer."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; its sentence is ``doctor-{check}-{code}``."""

    check: str
    state: State
    code: str
    details: Mapping[str, str | int] = field(default_factory=lambda: NO_DETAILS)


class Unavailable(Exception):
    """A probe could not look. `code` says why, in a word."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Probes(Protocol):
    """Where the checks get their health."""

    def python_version(self) -> tuple[int, int]: ...

    def settings(self) -> Settings:
        """Raises `ConfigError`."""
        ...

    def database(self, settings: Settings) -> Health:
        """Raises `Unavailable`."""
        ...

    def telegram(self, settings: Settings) -> TelegramHealth:
        """What the platform says of the bot. Raises `Unavailable`."""
        ...

    def matrix(self, settings: Settings) -> MatrixHealth:
        """What the homeserver says of the bot. Raises `Unavailable`."""
        ...

    def screen(self, settings: Settings | None, text: str) -> str:
        """The clean text, by the models that would run. Raises `Unavailable`."""
        ...

    def sentences(self) -> Mapping[str, frozenset[str]]:
        """Keys of every language."""
        ...

    def free_bytes(self, settings: Settings) -> int: ...

    def listening_trouble(self, host: str, port: int) -> str:
        """``taken``, ``forbidden`` or ``elsewhere``; empty when the bot could listen there."""
        ...

    def knows_timezone(self, name: str) -> bool: ...

    def holidays_in(self, year: int) -> int:
        """How many public holidays of metropolitan France are known."""
        ...

    def now(self) -> datetime: ...


OLDEST, NEWEST = (3, 11), (3, 14)
CANARY = "Bonjour, je m'appelle Zélie Quermeneur, mon numéro est le 06 39 98 12 34."
"""Fictional, in a phone range set aside for fiction."""
CANARY_MUST_HIDE = ("Zélie", "Quermeneur", "39 98 12 34")
LITTLE_DISK, TOO_LITTLE_DISK = 1_000_000_000, 200_000_000
CLOCK_WARNING, CLOCK_FAILURE = timedelta(seconds=2), timedelta(seconds=30)
FEWEST_HOLIDAYS = 10
"""Code du travail, article L3133-1: eleven, two of which may fall on the same day."""


def examine(probes: Probes) -> Iterator[Finding]:
    """Every check in its order, each as soon as it is known."""
    settings, config = _settings(probes)
    yield check_python(probes)
    yield check_sentences(probes)
    yield config
    for name, check in NEEDING_SETTINGS.items():
        if settings is None:
            yield Finding(name, State.UNKNOWN, "unknown")
        else:
            yield check(probes, settings)
    if settings is not None and settings.metrics.port:
        yield check_metrics(probes, settings)
    if settings is not None and settings.telegram.is_on:
        yield from check_telegram(probes, settings)
    if settings is not None and settings.matrix.is_on:
        yield from check_matrix(probes, settings)
    yield check_screening(probes, settings)
    yield check_timezones(probes)
    yield check_holidays(probes)


def _settings(probes: Probes) -> tuple[Settings | None, Finding]:
    try:
        return probes.settings(), Finding("config", State.OK, "ok")
    except ConfigError as error:
        return None, Finding("config", State.FAILED, "failed", {"count": len(error.problems)})


def check_python(probes: Probes) -> Finding:
    version = probes.python_version()
    details = {"version": f"{version[0]}.{version[1]}"}
    if OLDEST <= version <= NEWEST:
        return Finding("python", State.OK, "ok", details)
    if version > NEWEST:
        return Finding("python", State.WARNING, "newer", details)
    return Finding("python", State.FAILED, "older", details)


def check_sentences(probes: Probes) -> Finding:
    keys = probes.sentences()
    every = frozenset[str]().union(*keys.values())
    missing = sum(len(every - known) for known in keys.values())
    if not every:
        return Finding("sentences", State.FAILED, "none")
    if missing:
        return Finding("sentences", State.WARNING, "missing", {"count": missing})
    return Finding("sentences", State.OK, "ok", {"count": len(every)})


def check_database(probes: Probes, settings: Settings) -> Finding:
    try:
        health = probes.database(settings)
    except Unavailable as error:
        return Finding("database", State.FAILED, "failed", {"cause": error.code})
    if health.revision is None:
        return Finding("database", State.FAILED, "empty", {"kind": health.kind})
    if health.revision != health.head:
        return Finding("database", State.FAILED, "not-migrated", {"kind": health.kind})
    return Finding("database", State.OK, "ok", {"kind": health.kind})


def check_clock(probes: Probes, settings: Settings) -> Finding:
    try:
        database_now = probes.database(settings).now
    except Unavailable:
        database_now = None
    if database_now is None:
        return Finding("clock", State.UNKNOWN, "unknown")
    apart = abs(probes.now() - database_now)
    details = {"seconds": round(apart.total_seconds())}
    if apart >= CLOCK_FAILURE:
        return Finding("clock", State.FAILED, "apart", details)
    if apart >= CLOCK_WARNING:
        return Finding("clock", State.WARNING, "apart", details)
    return Finding("clock", State.OK, "ok")


def check_screening(probes: Probes, settings: Settings | None) -> Finding:
    """The shipped model loads, and hides a name and a number (R1)."""
    try:
        clean = probes.screen(settings, CANARY)
    except Unavailable as error:
        slow = error.code == "timeout"
        return Finding(
            "screening", State.FAILED, "slow" if slow else "failed", {"cause": error.code}
        )
    if any(word in clean for word in CANARY_MUST_HIDE):
        return Finding("screening", State.FAILED, "leaks")
    return Finding("screening", State.OK, "ok")


def check_disk(probes: Probes, settings: Settings) -> Finding:
    free = probes.free_bytes(settings)
    details = {"megabytes": free // 1_000_000}
    if free < TOO_LITTLE_DISK:
        return Finding("disk", State.FAILED, "little", details)
    if free < LITTLE_DISK:
        return Finding("disk", State.WARNING, "little", details)
    return Finding("disk", State.OK, "ok", details)


def check_port(probes: Probes, settings: Settings) -> Finding:
    details = {"port": str(settings.web.port), "host": settings.web.host}
    if trouble := probes.listening_trouble(settings.web.host, settings.web.port):
        return Finding("port", State.FAILED, trouble, details)
    return Finding("port", State.OK, "ok", details)


def check_metrics(probes: Probes, settings: Settings) -> Finding:
    """Without them the bot works, and nobody sees how."""
    details = {"port": str(settings.metrics.port), "host": settings.metrics.host}
    if trouble := probes.listening_trouble(settings.metrics.host, settings.metrics.port):
        return Finding("metrics", State.FAILED, trouble, details)
    return Finding("metrics", State.OK, "ok", details)


def check_address(_probes: Probes, settings: Settings) -> Finding:
    """Off this machine, texts and cookies must travel encrypted."""
    local = settings.web.host in ("127.0.0.1", "::1", "localhost")
    if settings.web.public_url.startswith("https://") or (local and not settings.web.public_url):
        return Finding("address", State.OK, "ok")
    return Finding("address", State.WARNING, "not-encrypted")


def check_telegram(probes: Probes, settings: Settings) -> Iterator[Finding]:
    """The token, then what it opens: updates, privacy, groups, clock."""
    try:
        health = probes.telegram(settings)
    except Unavailable as error:
        code = "refused" if error.code == "token-refused" else "unreachable"
        yield Finding("telegram", State.FAILED, code, {"cause": error.code})
        return
    yield Finding("telegram", State.OK, "ok", {"name": health.username})
    yield Finding("telegram-updates", *_updates(health, settings))
    if health.reads_everything:
        yield Finding("telegram-privacy", State.WARNING, "off")
    else:
        yield Finding("telegram-privacy", State.OK, "ok")
    silent = health.lost_groups + health.muted_groups
    counts = {"lost": health.lost_groups, "muted": health.muted_groups}
    state = State.WARNING if silent else State.OK
    yield Finding("telegram-groups", state, "silent" if silent else "ok", counts)
    if health.platform_now is not None:
        apart = abs(probes.now() - health.platform_now)
        details = {"seconds": round(apart.total_seconds())}
        late = apart >= CLOCK_FAILURE
        state = State.FAILED if late else State.OK
        yield Finding("telegram-clock", state, "apart" if late else "ok", details)


def _updates(health: TelegramHealth, settings: Settings) -> tuple[State, str]:
    wanted = settings.telegram.webhook_url if settings.telegram.mode == "webhook" else ""
    if health.polled_elsewhere:
        return State.FAILED, "polled-elsewhere"
    if health.webhook_url and health.webhook_url != wanted:
        return State.WARNING, "other-webhook"
    if health.webhook_url and health.webhook_error:
        return State.WARNING, "webhook-failing"
    return State.OK, "ok"


MATRIX_REFUSALS = MappingProxyType(
    {
        "token-refused": "refused",
        "account-refused": "refused",
        "other-account": "other-account",
        "account-expired": "expired",
        "keys-unreadable": "keys-unreadable",
        "keys-lost": "keys-lost",
    }
)


def check_matrix(probes: Probes, settings: Settings) -> Iterator[Finding]:
    """The account, then its device, its rooms, its clock, and how long it lasts."""
    yield from _expiry(probes, settings)
    try:
        health = probes.matrix(settings)
    except Unavailable as error:
        code = MATRIX_REFUSALS.get(error.code, "unreachable")
        yield Finding("matrix", State.FAILED, code, {"cause": error.code})
        return
    if not health.has_device:
        yield Finding("matrix", State.OK, "first-start", {"name": health.user_id})
    else:
        yield Finding("matrix", State.OK, "ok", {"name": health.user_id})
        yield _device(health)
        yield from _rooms(health, settings)
    if health.platform_now is not None:
        apart = abs(probes.now() - health.platform_now)
        late = apart >= CLOCK_FAILURE
        details = {"seconds": round(apart.total_seconds())}
        state = State.FAILED if late else State.OK
        yield Finding("matrix-clock", state, "apart" if late else "ok", details)


def _device(health: MatrixHealth) -> Finding:
    if not health.has_store:
        return Finding("matrix-device", State.FAILED, "store-lost")
    if not health.is_signed:
        return Finding("matrix-device", State.WARNING, "not-signed")
    return Finding("matrix-device", State.OK, "ok")


def _rooms(health: MatrixHealth, settings: Settings) -> Iterator[Finding]:
    counts = {"count": health.rooms, "clear": health.clear_rooms}
    clear = bool(health.clear_rooms)
    state = State.WARNING if clear else State.OK
    yield Finding("matrix-rooms", state, "clear" if clear else "ok", counts)
    lost = health.lost_groups
    state = State.WARNING if lost else State.OK
    yield Finding("matrix-groups", state, "lost" if lost else "ok", {"lost": lost})


def _expiry(probes: Probes, settings: Settings) -> Iterator[Finding]:
    if not settings.matrix.expires_on:
        return
    left = days_left(date.fromisoformat(settings.matrix.expires_on), probes.now().date())
    details: dict[str, str | int] = {"date": settings.matrix.expires_on, "days": max(left or 0, 0)}
    if left is None:
        yield Finding("matrix-expiry", State.OK, "ok", details)
    elif left > 0:
        yield Finding("matrix-expiry", State.WARNING, "soon", details)
    else:
        yield Finding("matrix-expiry", State.FAILED, "over", details)


def check_timezones(probes: Probes) -> Finding:
    if all(probes.knows_timezone(name) for name in ("Europe/Paris", "Indian/Reunion")):
        return Finding("timezones", State.OK, "ok")
    return Finding("timezones", State.FAILED, "missing")


def check_holidays(probes: Probes) -> Finding:
    year = probes.now().year
    known = [one for one in (year, year + 1) if probes.holidays_in(one) >= FEWEST_HOLIDAYS]
    details = {"year": str(year), "next": str(year + 1)}
    if len(known) == 2:
        return Finding("holidays", State.OK, "ok", details)
    return Finding("holidays", State.FAILED, "missing", details)


NEEDING_SETTINGS: Mapping[str, Callable[[Probes, Settings], Finding]] = MappingProxyType(
    {
        "database": check_database,
        "clock": check_clock,
        "disk": check_disk,
        "port": check_port,
        "address": check_address,
    }
)
