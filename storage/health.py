"""Whether a database answers and is up to date, in words that hold no address and no password."""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from alembic.util import CommandError
from sqlalchemy import func, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from storage import migrations
from storage.engine import open_engine

SQLITE_CAUSES: Mapping[str, str] = MappingProxyType(
    {
        "SQLITE_BUSY": "busy",
        "SQLITE_LOCKED": "busy",
        "SQLITE_CANTOPEN": "cannot-write",
        "SQLITE_READONLY": "cannot-write",
        "SQLITE_PERM": "cannot-write",
        "SQLITE_NOTADB": "not-a-database",
        "SQLITE_CORRUPT": "not-a-database",
        "SQLITE_FULL": "full",
        "SQLITE_IOERR": "full",
    }
)
"""By how SQLite names its errors: https://www.sqlite.org/rescode.html"""
POSTGRESQL_CAUSES: Mapping[str, str] = MappingProxyType(
    {"42501": "rights", "53100": "full", "57P": "unreachable"}
)
"""By SQLSTATE or its class (PostgreSQL's documentation, appendix A)."""

_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class DatabaseUnavailable(Exception):
    """The database cannot be used. `cause` says why in a word of ours; nothing quotes the error."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


@dataclass(frozen=True, slots=True)
class Health:
    """What a first connection tells.

    Parameters
    ----------
    revision, head
        Version of the tables as they are, ``None`` before the first migration, and as this
        version of the program wants them.
    now
        The database's own clock; ``None`` when there is no database yet.
    """

    kind: str
    revision: str | None
    head: str
    now: datetime | None


def look_at(url: str) -> Health:
    """Connect once, and create nothing.

    Raises
    ------
    DatabaseUnavailable
        When it does not answer, or the address is not one of ours.
    """
    with quietly():
        kind = _NAMES.get(make_url(url).get_backend_name(), "")
        file = file_of(url)
        if file is not None and not file.exists():
            _refuse_closed_folder(file)
            return Health(kind, None, migrations.head(), None)
        engine = open_engine(url)
        try:
            with engine.connect() as connection:
                now = connection.scalar(select(func.now()))
        finally:
            engine.dispose()
        return Health(kind, migrations.current(url), migrations.head(), _aware(now))


def file_of(url: str) -> Path | None:
    """The file of an embedded database; ``None`` for a server.

    Raises
    ------
    DatabaseUnavailable
        When the address is not one.
    """
    with quietly():
        parsed = make_url(url)
        is_file = parsed.get_backend_name() == "sqlite" and parsed.database
        return Path(parsed.database) if is_file and parsed.database else None


@contextmanager
def quietly() -> Iterator[None]:
    """Turn any failure of a database into one that says its cause alone."""
    try:
        yield
    except (SQLAlchemyError, CommandError, ImportError, OSError, ValueError) as error:
        raise DatabaseUnavailable(_cause(error)) from None
    except migrations.NewerDatabase:
        raise DatabaseUnavailable("newer") from None


@contextmanager
def while_open() -> Iterator[None]:
    """The same for a database in use, where any other failure is not its own."""
    try:
        yield
    except SQLAlchemyError as error:
        raise DatabaseUnavailable(_cause(error)) from None


def _cause(error: Exception) -> str:
    if isinstance(error, DBAPIError):
        name = getattr(error.orig, "sqlite_errorname", None)
        state = getattr(error.orig, "sqlstate", None)
        causes, code = (SQLITE_CAUSES, name) if name else (POSTGRESQL_CAUSES, state)
        if code is None:  # nothing was opened: psycopg gives none then
            return "unreachable"
        return next((cause for begin, cause in causes.items() if code.startswith(begin)), "failing")
    if isinstance(error, OSError):
        return "full" if error.errno == errno.ENOSPC else "cannot-write"
    is_ours = not isinstance(error, ArgumentError | ImportError | ValueError)
    return "failing" if is_ours else "not-an-address"


def _refuse_closed_folder(file: Path) -> None:
    """Where the file will be made, its folders included, as far as they are there."""
    folder = next(one for one in file.absolute().parents if one.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError


def _aware(now: datetime | None) -> datetime | None:
    """SQLite tells UTC without saying so."""
    return now.replace(tzinfo=UTC) if now is not None and now.tzinfo is None else now
