"""What every repository does with its rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, update
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
        return self._changes(self._adding(table).values(values).on_conflict_do_nothing())

    def _upsert(self, table: Table, values: Mapping[str, Any]) -> None:
        """Add a row, or replace the one of the same primary key."""
        key = [column.name for column in table.primary_key]
        others = {name: value for name, value in values.items() if name not in key}
        self._changes(
            self._adding(table)
            .values(values)
            .on_conflict_do_update(index_elements=key, set_=others)
        )

    def _replace(self, table: Table, where: ColumnElement[bool], values: Mapping[str, Any]) -> None:
        """Change a row.

        Raises
        ------
        ConcurrentChange
            When it is no longer there, or its new key is taken.
        Unstorable
            When it refers to nothing.
        """
        if not self._changes(update(table).where(where).values(values)):
            raise ConcurrentChange

    def _changes(self, statement: Any) -> bool:
        try:
            counted = statement.execution_options(preserve_rowcount=True)
            return self._connection.execute(counted).rowcount > 0
        except IntegrityError as error:
            if is_taken(error):
                raise ConcurrentChange from None
            # Not chained: PostgreSQL's own message quotes the row.
            raise Unstorable("a reference to nothing") from None

    def _adding(self, table: Table) -> "sqlite.Insert | postgresql.Insert":
        if self._connection.dialect.name == "sqlite":
            return sqlite.insert(table)
        return postgresql.insert(table)


def is_taken(error: IntegrityError) -> bool:
    """Whether a unique key was taken, rather than a reference missing."""
    return getattr(error.orig, "sqlstate", "") == "23505" or getattr(
        error.orig, "sqlite_errorname", ""
    ) in ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")


def batches(values: Iterable[T]) -> Iterator[Sequence[T]]:
    """As many values at a time as one statement takes."""
    everything = list(values)
    for start in range(0, len(everything), _BATCH):
        yield everything[start : start + _BATCH]
