"""Connections to SQLite and PostgreSQL, set so that both keep the same promises."""

import sqlite3
import stat
from contextlib import suppress
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

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
    _keep_private(Path(url.database))
    turns = Turns(PATIENCE_SECONDS)
    engine = create_engine(
        url.set(drivername=TAKING_TURNS),
        hide_parameters=True,
        pool_reset_on_return=None,  # a transaction ends by itself: nothing is left to reset
    )
    assert isinstance(engine.dialect, SqliteTakingTurns)
    engine.dialect.turns = turns
    event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _keep_private(file: Path) -> None:
    """Create the file for its owner alone; shut a copy that came back open to everybody."""
    file.touch(mode=0o600)
    mode = stat.S_IMODE(file.stat().st_mode)
    if mode & stat.S_IRWXO:
        with suppress(PermissionError):  # somebody else's file: theirs to shut
            file.chmod(mode & ~stat.S_IRWXO)


class SqliteTakingTurns(SQLiteDialect_pysqlite):
    """One transaction at a time, which takes the writer's place at once.

    A reader that writes later could only fail. As a dialect, and not as listeners of an engine:
    these would make SQLAlchemy look for listeners around every statement.
    """

    supports_statement_cache = True
    turns: Turns
    _in_turn: object = None

    def do_begin(self, connection: PoolProxiedConnection) -> None:
        self.turns.take()
        self._in_turn = connection.dbapi_connection
        try:
            connection.cursor().execute("BEGIN IMMEDIATE")
        except BaseException:
            self._leave(connection)
            raise

    def do_commit(self, connection: PoolProxiedConnection) -> None:
        try:
            connection.commit()
        except BaseException:
            connection.rollback()  # SQLAlchemy takes a commit that failed for the end of it
            raise
        finally:
            self._leave(connection)

    def do_rollback(self, connection: PoolProxiedConnection) -> None:
        try:
            connection.rollback()  # nothing to do when an error has ended the transaction
        finally:
            self._leave(connection)

    def _leave(self, connection: PoolProxiedConnection) -> None:
        # SQLAlchemy rolls back what could not begin, too: the turn is another's then.
        if self._in_turn is connection.dbapi_connection:
            self._in_turn = None
            self.turns.leave()


TAKING_TURNS = "sqlite+taking_turns"
registry.register("sqlite.taking_turns", __name__, SqliteTakingTurns.__name__)


def _set_up_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver would otherwise begin on its own, too late
    for setting in _SQLITE_SETTINGS:
        connection.execute(f"PRAGMA {setting}")


def sweep(engine: Engine) -> None:
    """Let what was just forgotten leave the disk now.

    SQLite's log still holds the former pages until it is truncated. PostgreSQL keeps them until
    it uses them again, and only rewriting a table, which keeps everybody out, makes it sooner:
    docs/operations.md, "Forget", leaves that to the operator.
    """
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
