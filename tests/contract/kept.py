"""Everything that an implementation holds, as one text to search."""

from dataclasses import fields, is_dataclass
from typing import Any

from sqlalchemy import select

from bot.ports import UnitOfWorkFactory
from storage.tables import metadata
from storage.unit_of_work import SqlUnitOfWork
from tests.fakes.memory import MemoryUnitOfWork


def everything_kept(unit_of_work: UnitOfWorkFactory) -> str:
    """Every value of every row. Sealed texts stay sealed."""
    with unit_of_work() as uow:
        match uow:
            case MemoryUnitOfWork():
                return "\n".join(_words(uow._store.rows))
            case SqlUnitOfWork():
                rows = [
                    row
                    for table in metadata.sorted_tables
                    for row in uow._connection.execute(select(table))
                ]
                return "\n".join(map(str, rows))
    raise TypeError(type(uow))


def _words(value: Any) -> list[str]:
    if is_dataclass(value):
        return [word for field in fields(value) for word in _words(getattr(value, field.name))]
    if isinstance(value, dict):
        return [word for item in value.items() for part in item for word in _words(part)]
    if isinstance(value, tuple | frozenset | list):
        return [word for part in value for word in _words(part)]
    return [str(value)]
