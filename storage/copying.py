"""Everything an embedded database holds, put into a server's: for a network that outgrows SQLite.

In one transaction, table after table in the order of their references. Values go through the
columns' own types, so that what comes out is what went in: moments in UTC, lists, sealed texts.
"""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection, Table, func, insert, select, text

from storage import migrations
from storage.engine import open_engine
from storage.fiches import KEEP
from storage.tables import metadata, policies
from storage.webchat import webchat_messages

_BATCH = 1_000
_TABLES = metadata.sorted_tables
assert webchat_messages.name in metadata.tables, "declared by its own module, and copied too"

_SEARCHED = text("SELECT fiche_id, terms FROM fiche_search")
"""Made by each database in its own way: filled again from what finds each fiche."""


class CannotCopy(Exception):
    """Nothing was written. `cause` says why in a word of ours."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


def copy_all(file: Path, url: str) -> Mapping[str, int]:
    """Copy a SQLite file into a migrated PostgreSQL that holds nothing yet; rows by table.

    Nobody writes to either meanwhile: both are locked.

    Raises
    ------
    CannotCopy
        ``no-file``; ``not-a-server``, when `url` is no PostgreSQL; ``versions``, when either is of
        another version of the tables; ``not-empty``; ``counts``, when rows are missing at the end.
    """
    if not file.is_file():
        raise CannotCopy("no-file")
    source, target = open_engine(f"sqlite:///{file}"), open_engine(url)
    try:
        if target.dialect.name != "postgresql":
            raise CannotCopy("not-a-server")
        if {migrations.current(f"sqlite:///{file}"), migrations.current(url)} != {
            migrations.head()
        }:
            raise CannotCopy("versions")
        with source.connect() as here, target.begin() as there:
            return _copy(here, there)
    finally:
        source.dispose()
        target.dispose()


def _copy(here: Connection, there: Connection) -> Mapping[str, int]:
    _hold_empty(there)
    for table in _TABLES:
        rows = here.execute(select(table)).mappings()
        for some in rows.partitions(_BATCH):
            there.execute(insert(table), [dict(row) for row in some])
        if table.autoincrement_column is not None:
            _go_on_numbering(here, there, table)
    for row in here.execute(_SEARCHED).all():
        there.execute(KEEP["postgresql"], {"id": row.fiche_id, "terms": row.terms})
    counted = _counts(here)
    if counted != _counts(there):
        raise CannotCopy("counts")
    return {name: rows for name, rows in counted.items() if name in metadata.tables}


def _hold_empty(there: Connection) -> None:
    """Keep everybody else out, and see that nobody has been there: only the first limits are."""
    names = ", ".join(table.name for table in _TABLES)
    there.execute(text(f"LOCK TABLE {names} IN EXCLUSIVE MODE"))
    decided = select(func.count()).where(policies.c.author_id.is_not(None))
    others = [table for table in _TABLES if table is not policies]
    if there.scalar(decided) or any(_count(there, table) for table in others):
        raise CannotCopy("not-empty")
    there.execute(policies.delete())


def _go_on_numbering(here: Connection, there: Connection, table: Table) -> None:
    """Numbers are never given twice, those of rows that are gone included."""
    last = here.scalar(
        text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name}
    )
    if last:
        there.execute(
            text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)"),
            {"name": table.name, "last": last},
        )


def _counts(connection: Connection) -> dict[str, int]:
    searched = connection.scalar(text("SELECT count(*) FROM fiche_search")) or 0
    return {table.name: _count(connection, table) for table in _TABLES} | {"fiche_search": searched}


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0
