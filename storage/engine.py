"""Connections to SQLite and PostgreSQL, set so that both keep the same promises."""

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import ConnectionPoolEntry

_SQLITE_SETTINGS = (
    "journal_mode=WAL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "synchronous=NORMAL",
    "secure_delete=ON",
)
"""secure_delete: what is forgotten is overwritten, not only unlinked."""


def open_engine(url: str | URL) -> Engine:
    """Connect to ``sqlite:///PATH`` or ``postgresql://USER@HOST/NAME``.

    Values of statements never reach an error's message: they may be what a person wrote.

    Raises
    ------
    ValueError
        For any other database.
    """
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite":
            return _open_sqlite(parsed)
        case "postgresql":
            return create_engine(parsed, hide_parameters=True, pool_pre_ping=True)
        case other:
            raise ValueError(f"neither SQLite nor PostgreSQL: {other}")


def _open_sqlite(url: URL) -> Engine:
    if url.database in (None, "", ":memory:"):
        raise ValueError("SQLite needs a file: every connection would see its own memory")
    Path(url.database).touch(mode=0o600)
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver would otherwise begin on its own, too late
    for setting in _SQLITE_SETTINGS:
        connection.execute(f"PRAGMA {setting}")


def _begin_immediate(connection: Connection) -> None:
    """Take the writer's place at once: a reader that writes later could only fail."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def sweep(engine: Engine) -> None:
    """Let what was just forgotten leave the disk now.

    SQLite's log still holds the former pages until it is truncated. PostgreSQL's autovacuum
    does as much within minutes.
    """
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
