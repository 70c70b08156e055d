"""Whether a database answers and is up to date, in words that hold no address and no password."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy import func, make_url, select
from sqlalchemy.exc import SQLAlchemyError

from storage import migrations
from storage.engine import open_engine

_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class DatabaseUnavailable(Exception):
    """The database cannot be used. `cause` names the kind of error; nothing quotes it."""

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
    """Turn any failure of a database into one that says its kind alone."""
    try:
        yield
    except (SQLAlchemyError, CommandError, ImportError, OSError, ValueError) as error:
        raise DatabaseUnavailable(type(error).__name__) from None


def _aware(now: datetime | None) -> datetime | None:
    """SQLite tells UTC without saying so."""
    return now.replace(tzinfo=UTC) if now is not None and now.tzinfo is None else now
