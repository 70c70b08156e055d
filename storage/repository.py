"""What every repository does with its rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Row,
    Select,
    Table,
    Update,
    bindparam,
    select,
    union,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from bot.ports import ConcurrentChange, Unstorable

T = TypeVar("T")

_BATCH = 5_000
"""Values in one statement: both databases take at least 32,766."""


class Repository:
    """Statements over one connection, in the transaction that the unit of work ends."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _rows(self, query: Select[Any]) -> Sequence[Row[Any]]:
        return self._connection.execute(query).all()

    def _first(self, query: Select[Any]) -> Row[Any] | None:
        return self._connection.execute(query).first()

    def _insert(self, table: Table, values: Mapping[str, Any]) -> None:
        """Add a row.

        Raises
        ------
        ConcurrentChange
            When its key is taken. The transaction still holds.
        Unstorable
            When it refers to nothing.
        """
        if not self._insert_if_new(table, values):
            raise ConcurrentChange

    def _insert_if_new(self, table: Table, values: Mapping[str, Any]) -> bool:
        return self._changes(_inserting(self._connection.dialect.name, table), values)

    def _upsert(self, table: Table, values: Mapping[str, Any]) -> None:
        """Add a row, or replace the one of the same primary key."""
        upserting = _upserting(self._connection.dialect.name, table, tuple(values))
        self._changes(upserting, values)

    def _replace(self, table: Table, row_id: Any, values: Mapping[str, Any]) -> None:
        """Change the row of this id.

        Raises
        ------
        ConcurrentChange
            When it is no longer there, or its new key is taken.
        Unstorable
            When it refers to nothing.
        """
        if not self._changes(_replacing(table), {**values, "_id": row_id}):
            raise ConcurrentChange

    def _of_id(self, table: Table, row_id: Any) -> Row[Any] | None:
        return self._connection.execute(_selecting(table), {"_id": row_id}).first()

    def _changes(self, statement: Any, values: Mapping[str, Any] | None = None) -> bool:
        try:
            counted = statement.execution_options(preserve_rowcount=True)
            return self._connection.execute(counted, values).rowcount > 0
        except IntegrityError as error:
            if is_taken(error):
                raise ConcurrentChange from None
            # Not chained: PostgreSQL's own message quotes the row.
            raise Unstorable("a reference to nothing") from None


# Each built once: building a statement costs more than running it.


@cache
def _selecting(table: Table) -> Select[Any]:
    return select(table).where(table.c.id == bindparam("_id"))


@cache
def _replacing(table: Table) -> Update:
    return update(table).where(table.c.id == bindparam("_id"))


@cache
def _inserting(dialect: str, table: Table) -> Insert:
    return adding(dialect, table).on_conflict_do_nothing()


@cache
def _upserting(dialect: str, table: Table, names: tuple[str, ...]) -> Insert:
    upserting = adding(dialect, table)
    key = [column.name for column in table.primary_key]
    others = {name: upserting.excluded[name] for name in names if name not in key}
    return upserting.on_conflict_do_update(index_elements=key, set_=others)


def adding(dialect: str, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """To build on: an insertion that may say what to do when the key is taken."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def is_taken(error: IntegrityError) -> bool:
    """Whether a unique key was taken, rather than a reference missing."""
    return getattr(error.orig, "sqlstate", "") == "23505" or getattr(
        error.orig, "sqlite_errorname", ""
    ) in ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")


def either(table: Table, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """One condition or another, each looked up in its index: where the rows are to be in order,
    SQLite reads the whole table for an `or_`.
    """
    return table.c.id.in_(union(*(select(table.c.id).where(one) for one in conditions)))


def batches(values: Iterable[T]) -> Iterator[Sequence[T]]:
    """As many values at a time as one statement takes."""
    everything = list(values)
    for start in range(0, len(everything), _BATCH):
        yield everything[start : start + _BATCH]
