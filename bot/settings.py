"""What a deployment chooses: frozen values, read by `bot.config`."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Literal

from bot.domain.policy import Policy


class Secret:
    """A value that is never shown: not in a log, not in a message, not in a traceback."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The value itself, for the one call that needs it."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(hidden)"


@dataclass(frozen=True, slots=True)
class Network:
    """How the network speaks."""

    languages: tuple[str, ...] = ("fr", "en")
    """The first is spoken to somebody whose language is unknown."""
    timezone: str = "Europe/Paris"


@dataclass(frozen=True, slots=True)
class Storage:
    """Where everything is kept. The address is hidden too: it may hold a password."""

    url: str = field(default="sqlite:///var/entraide.db", repr=False)
    secret_key: Secret = field(default=Secret(""))
    """Drafts are encrypted and buttons signed with keys made from it. Several lines: the first is
    used, the others still open what they sealed, until they are taken away."""

    def keys(self, purpose: str) -> tuple[bytes, ...]:
        """Keys of 32 bytes for one purpose, one for each line of the secret; the first in use."""
        lines = self.secret_key.reveal().split()
        return tuple(hmac.digest(line.encode(), purpose.encode(), "sha256") for line in lines)


@dataclass(frozen=True, slots=True)
class Web:
    """The web chat."""

    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    """Address that people type; empty for ``http://host:port``."""
    cookie: str = "entraide"

    @property
    def address(self) -> str:
        """Where people reach the web chat."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Telegram:
    """The bot on Telegram; without a token there is none."""

    token: Secret = field(default=Secret(""))
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: str = ""
    webhook_secret: Secret = field(default=Secret(""))
    api_url: str = "https://api.telegram.org"
    """Another one for one's own Bot API server."""

    @property
    def is_on(self) -> bool:
        return bool(self.token.reveal())


@dataclass(frozen=True, slots=True)
class Matrix:
    """The bot on Matrix, Tchap included; without a homeserver there is none."""

    homeserver: str = ""
    user_id: str = ""
    password: Secret = field(default=Secret(""))
    """Of the account; used when a device is made, and to sign it."""
    access_token: Secret = field(default=Secret(""))
    """Instead of a password: of a device that nothing else uses."""
    device_name: str = "entraide"
    folder: str = "var/matrix"
    """Where the device's keys are kept."""
    allowed: tuple[str, ...] = ()
    """Servers and people who may invite the bot; empty for its own server."""
    encrypted_only: bool = True
    pace: Literal["server", "tchap"] = "server"
    expires_on: str = ""
    """The day on which the account ends, as ``2027-05-31``; empty when it does not."""

    @property
    def is_on(self) -> bool:
        return bool(self.homeserver)


@dataclass(frozen=True, slots=True)
class Screening:
    """Limits of screening, and one more model beside the one that is shipped."""

    extra_model: str = ""
    timeout_seconds: float = 2.0
    max_characters: int = 10_000


WEB_SESSION_DAYS = 90
"""How long a browser keeps its way into the web chat without a visit; then, a new invitation."""


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """Days after which each kind of text is forgotten, counted from when it was last of use."""

    case_text: int = 365
    answer_text: int = 365
    question_text: int = 365
    outcome_comment: int = 365
    settled_notices: int = 30
    handled_updates: int = 30
    web_messages: int = 30
    audit: int = 1095

    def by_kind(self) -> Mapping[str, int]:
        """Days by kind, as `bot.ports.Forgetting` names the kinds.

        Who logged out is known for as long as a session of theirs could come back: no choice.
        """
        chosen = {one.name.replace("_", "-"): getattr(self, one.name) for one in fields(self)}
        return {**chosen, "web-logouts": WEB_SESSION_DAYS}


@dataclass(frozen=True, slots=True)
class Logs:
    """What is logged, and how it is written."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["json", "console"] = "json"


@dataclass(frozen=True, slots=True)
class Metrics:
    """Where figures are shown to what watches the servers; without a port, nowhere."""

    host: str = "127.0.0.1"
    port: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a deployment chooses."""

    network: Network
    storage: Storage
    web: Web
    screening: Screening
    limits: Policy
    """Policy version 1, when the database is new; moderators change it from there (R11)."""
    lifetimes: Lifetimes
    logs: Logs
    telegram: Telegram = field(default=Telegram())
    matrix: Matrix = field(default=Matrix())
    metrics: Metrics = field(default=Metrics())


OPTIONAL_SECRETS = frozenset(
    {"telegram.token", "telegram.webhook_secret", "matrix.password", "matrix.access_token"}
)
"""Without them something is off; every other secret must be there."""

FOREIGN_SECRETS = frozenset({"matrix.password", "matrix.access_token"})
"""Made elsewhere, by rules that are not ours."""

BOUNDS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "web.port": (1, 65_535),
        "metrics.port": (0, 65_535),
        "screening.timeout_seconds": (0.1, 60),
        "screening.max_characters": (200, 100_000),
        **{f"lifetimes.{one.name}": (1, 3_650) for one in fields(Lifetimes)},
    }
)
"""Lowest and highest value of each figure; those of ``limits`` are in `bot.domain.policy`."""
