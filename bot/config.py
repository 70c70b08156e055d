"""Settings: one TOML file, every key of which the environment may override."""

import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from bot.domain.policy import Policy, PolicyError
from bot.domain.verdicts import Refused
from bot.settings import (
    BOUNDS,
    FOREIGN_SECRETS,
    OPTIONAL_SECRETS,
    Matrix,
    Network,
    Secret,
    Settings,
    Storage,
    Telegram,
    Web,
)

PREFIX = "ENTRAIDE_"
SHORTEST_SECRET = 32
SQLITE_FILE = re.compile(r"sqlite:///([^/:][^:]*)")
DATABASE_URL = re.compile(r"sqlite:///.|postgresql(\+psycopg)?://.")
WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")
MATRIX_ID = re.compile(r"@[^\s:]+:[^\s/]+")
PASSWORD_IN_URL = re.compile(r"[a-z0-9+]+://[^/@:]*:[^@/]+@")


class ConfigError(Exception):
    """Settings that cannot be used.

    Attributes
    ----------
    problems
        One refusal for each; their sentences are in ``locales/*/cli.ftl`` under ``problem-``.
    """

    def __init__(self, problems: tuple[Refused, ...]) -> None:
        self.problems = problems
        super().__init__(", ".join(f"{p.reason}: {p.details.get('key', '')}" for p in problems))


def load(path: Path, env: Mapping[str, str]) -> Settings:
    """Read the settings of a file, then those of the environment, which win.

    Relative paths in it start from the folder of the file.

    Raises
    ------
    ConfigError
        Naming every problem at once.
    """
    try:
        written = read_toml(path)
    except OSError as error:
        raise _failed("config-unreadable", path=str(path), cause=type(error).__name__) from None
    return _Reading(path, written, env).settings()


def read_toml(path: Path) -> dict[str, Any]:
    """What a file written by hand holds.

    Raises
    ------
    OSError
        When the file cannot be read.
    ConfigError
        When it is not UTF-8, or not TOML: the place is named, and never the words around it.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise _failed("config-not-utf-8", path=str(path)) from None
    except tomllib.TOMLDecodeError as error:
        raise _failed("config-not-toml", path=str(path), where=_position(error)) from None


def sections() -> Mapping[str, type]:
    """The dataclass of each section of the file."""
    return get_type_hints(Settings)


def keys_of(section: str) -> tuple[str, ...]:
    """Every key of a section, as it may be written in the file."""
    names = [one.name for one in fields(sections()[section])]
    secrets = [name for name, kind in get_type_hints(sections()[section]).items() if kind is Secret]
    return (*names, *(f"{name}_file" for name in secrets))


class _Reading:
    """One reading of one file: gathers every problem before giving up."""

    def __init__(self, path: Path, written: Mapping[str, Any], env: Mapping[str, str]) -> None:
        self._path = path
        self._written = written
        self._env = env
        self._problems: list[Refused] = []

    def settings(self) -> Settings:
        self._refuse_unknown()
        read = {name: self._section(name, cls) for name, cls in sections().items()}
        # The figures would be served first, and nobody would be answered.
        if read["metrics"].port == read["web"].port:
            self._problem("config-same-port", key="metrics.port", other="web.port")
        if self._problems:
            raise ConfigError(tuple(self._problems))
        return Settings(**read)

    def _refuse_unknown(self) -> None:
        every = [f"{section}.{key}" for section in sections() for key in keys_of(section)]
        for section, body in self._written.items():
            if section not in sections():
                self._unknown(section, list(sections()))
            elif not isinstance(body, dict):
                self._problem("config-not-a-section", key=section)
            else:
                for key in sorted(body.keys() - set(keys_of(section))):
                    self._unknown(f"{section}.{key}", every)
        names = {_variable(key): key for key in every}
        for variable in self._env:
            if variable.startswith(PREFIX) and variable not in names:
                self._unknown(variable, list(names))

    def _section(self, section: str, cls: type) -> Any:
        given: dict[str, Any] = {}
        for name, kind in get_type_hints(cls).items():
            key = f"{section}.{name}"
            if kind is Secret:
                given[name] = self._secret(key)
                continue
            found, value = self._given(key, kind)
            if found and self._accepts(key, kind, value):
                given[name] = tuple(value) if isinstance(value, list) else value
        if cls is Policy:
            return self._policy(given)
        read = cls(**given)
        self._check(read)
        return self._beside_file(read)

    def _given(self, key: str, kind: Any) -> tuple[bool, Any]:
        if (variable := self._env.get(_variable(key))) is not None:
            return True, _from_text(variable, kind)
        section, _, name = key.partition(".")
        body = self._written.get(section)
        if isinstance(body, dict) and name in body:
            return True, body[name]
        return False, None

    def _accepts(self, key: str, kind: Any, value: Any) -> bool:
        if get_origin(kind) is Literal:
            if value in get_args(kind):
                return True
            self._problem("config-not-a-choice", key=key, choices=", ".join(get_args(kind)))
            return False
        if not _is_a(value, kind):
            self._problem(f"config-not-{_word(kind)}", key=key)
            return False
        lowest, highest = BOUNDS.get(key, (float("-inf"), float("inf")))
        if isinstance(value, int | float) and not lowest <= value <= highest:
            self._problem(
                "config-out-of-range", key=key, lowest=f"{lowest:g}", highest=f"{highest:g}"
            )
            return False
        return True

    def _policy(self, given: Mapping[str, Any]) -> Policy:
        try:
            return Policy.from_values(given)
        except PolicyError as error:
            for one in error.problems:
                details = {**one.details, "key": f"limits.{one.details['key']}"}
                self._problems.append(Refused(one.reason, details=details))
            return Policy()

    def _secret(self, key: str) -> Secret:
        _, inline = self._given(key, str)
        from_file, file = self._given(f"{key}_file", str)
        if isinstance(inline, str) and inline:
            if _variable(key) not in self._env and _readable_by_others(self._path):
                self._problem("config-world-readable", key=key, path=str(self._path))
            return self._long_enough(key, inline)
        if key in OPTIONAL_SECRETS and not (from_file and file):
            return Secret("")
        if not from_file or not isinstance(file, str):
            self._problem("config-no-secret", key=f"{key}_file")
            return Secret("")
        path = self._path.parent / file
        try:
            value = path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            self._problem("config-secret-unreadable", key=f"{key}_file", path=str(path))
            return Secret("")
        if _readable_by_others(path):
            self._problem("config-world-readable", key=f"{key}_file", path=str(path))
        return self._long_enough(f"{key}_file", value)

    def _long_enough(self, key: str, value: str) -> Secret:
        if key.removesuffix("_file") in FOREIGN_SECRETS:
            return Secret(value)
        lines = value.split()
        if not lines or any(_weak(line) for line in lines):
            self._problem("config-weak-secret", key=key, length=SHORTEST_SECRET)
        return Secret(value)

    def _check(self, read: Any) -> None:
        if isinstance(read, Network):
            if not _is_timezone(read.timezone):
                self._problem("config-no-such-timezone", key="network.timezone")
            if not read.languages or set(read.languages) - {"fr", "en"}:
                self._problem("config-no-such-language", key="network.languages")
        if isinstance(read, Web) and not re.fullmatch(
            r"(https?://[^\s/]+[^\s]*)?", read.public_url
        ):
            self._problem("config-not-an-address", key="web.public_url")
        if isinstance(read, Telegram):
            self._check_telegram(read)
        if isinstance(read, Matrix) and read.is_on:
            self._check_matrix(read)
        if isinstance(read, Storage) and not DATABASE_URL.match(read.url):
            self._problem("config-not-a-database", key="storage.url")
        if isinstance(read, Storage) and PASSWORD_IN_URL.match(read.url):
            inline = _variable("storage.url") not in self._env
            if inline and _readable_by_others(self._path):
                self._problem("config-world-readable", key="storage.url", path=str(self._path))

    def _check_telegram(self, read: Telegram) -> None:
        """The platform brings updates to an encrypted address alone, and must prove who it is."""
        if not re.fullmatch(r"https?://[^\s/]+", read.api_url):
            self._problem("config-not-an-address", key="telegram.api_url")
        if read.mode == "polling":
            return
        if not re.fullmatch(r"https://[^\s/?#]+/[^\s?#]+", read.webhook_url):
            self._problem("config-not-a-webhook", key="telegram.webhook_url")
        if not WEBHOOK_SECRET.fullmatch(read.webhook_secret.reveal()):
            self._problem("config-not-a-webhook-secret", key="telegram.webhook_secret_file")

    def _check_matrix(self, read: Matrix) -> None:
        if not re.fullmatch(r"https?://[^\s/]+/?", read.homeserver):
            self._problem("config-not-an-address", key="matrix.homeserver")
        if not MATRIX_ID.fullmatch(read.user_id):
            self._problem("config-not-a-matrix-id", key="matrix.user_id")
        if not read.password.reveal() and not read.access_token.reveal():
            self._problem("config-no-matrix-secret", key="matrix.password_file")
        if read.expires_on and not _is_date(read.expires_on):
            self._problem("config-not-a-date", key="matrix.expires_on")

    def _beside_file(self, read: Any) -> Any:
        """The embedded database lies beside the file that names it, wherever we are started."""
        if isinstance(read, Storage) and (found := SQLITE_FILE.fullmatch(read.url)):
            return replace(read, url=f"sqlite:///{self._path.parent.absolute() / found[1]}")
        if isinstance(read, Matrix):
            return replace(read, folder=str(self._path.parent.absolute() / read.folder))
        return read

    def _unknown(self, key: str, known: list[str]) -> None:
        nearest = get_close_matches(key, known, n=1, cutoff=0.5)
        reason = "config-unknown-key-near" if nearest else "config-unknown-key"
        self._problem(reason, key=key, nearest=nearest[0] if nearest else "")

    def _problem(self, reason: str, **details: str | int) -> None:
        self._problems.append(Refused(reason, details=details))


def _failed(reason: str, **details: str | int) -> ConfigError:
    return ConfigError((Refused(reason, details=details),))


def _position(error: tomllib.TOMLDecodeError) -> str:
    """The place alone: the words around it might be a secret."""
    found = re.search(r"line \d+, column \d+", str(error))
    return found.group() if found else "?"


def _variable(key: str) -> str:
    return PREFIX + key.replace(".", "_").upper()


def _from_text(text: str, kind: Any) -> Any:
    """A variable's text as the wanted kind, or as it is when it does not fit."""
    if kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            return text
    if kind is bool and text in ("true", "false"):
        return text == "true"
    if get_origin(kind) is tuple:
        return [part.strip() for part in text.split(",") if part.strip()]
    return text


def _is_a(value: Any, kind: Any) -> bool:
    if get_origin(kind) is tuple:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is kind


def _word(kind: Any) -> str:
    if get_origin(kind) is tuple:
        return "a-list"
    words = {str: "a-text", bool: "yes-or-no", int: "a-whole-number", float: "a-number"}
    return words[kind]


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_timezone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, an absolute path, a folder
        return False
    return True


def _weak(secret: str) -> bool:
    return len(secret) < SHORTEST_SECRET or len(set(secret)) < SHORTEST_SECRET // 4


def _readable_by_others(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH))
