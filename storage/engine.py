"""Connections to SQLite and PostgreSQL, set so that both keep the same promises."""

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import ConnectionPoolEntry

from storage.turns import Turns

PATIENCE_SECONDS = 10
"""How long one waits for another transaction, in this process or another."""

_SQLITE_SETTINGS = (
    "journal_mode=WAL",
    "foreign_keys=ON",
    f"busy_timeout={PATIENCE_SECONDS * 1_000}",
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
    _take_turns(engine)
    return engine


def _take_turns(engine: Engine) -> None:
    """One transaction at a time, which takes the writer's place at once.

    A reader that writes later could only fail. The statements are ours, so that the turn is left
    once they are done, and not, as SQLAlchemy's events alone would have it, just before.
    """
    turns = Turns(PATIENCE_SECONDS)

    def begin(connection: Connection) -> None:
        turns.take()
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except BaseException:
            turns.leave()
            raise

    def commit(connection: Connection) -> None:
        try:
            connection.exec_driver_sql("COMMIT")
        finally:
            turns.leave()

    def rollback(connection: Connection) -> None:
        try:
            driver = connection.connection.driver_connection
            if driver is not None and driver.in_transaction:  # an error may have ended it
                driver.rollback()
        finally:
            turns.leave()

    event.listen(engine, "begin", begin)
    event.listen(engine, "commit", commit)
    event.listen(engine, "rollback", rollback)


def _set_up_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver would otherwise begin on its own, too late
    for setting in _SQLITE_SETTINGS:
        connection.execute(f"PRAGMA {setting}")


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
