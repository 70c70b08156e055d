"""Column types that give back exactly what they were given, or refuse it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, Text
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeDecorator, TypeEngine

from bot.ports import Unstorable

Number = BigInteger().with_variant(Integer(), "sqlite")
"""A row number: SQLite counts only in a plain INTEGER."""


class Refused(Unstorable, DontWrapMixin):
    """`Unstorable`, as SQLAlchemy lets it through unwrapped: without the statement's values."""


def checked(text: str) -> str:
    """The text itself, if PostgreSQL can hold it; SQLite is held to the same."""
    if "\0" in text:
        raise Refused("a NUL character")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Refused("a lone surrogate") from None
    return text


class Instant(TypeDecorator[datetime]):
    """An aware moment, in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise Refused("a naive datetime")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Any text without NUL, compared and ordered by code point on both databases."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        collation = "C" if dialect.name == "postgresql" else None
        return dialect.type_descriptor(Text(collation=collation))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else checked(value)


class WordList(TypeDecorator[tuple[str, ...]]):
    """Several short texts, in their order."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(
        self, value: tuple[str, ...] | None, dialect: Dialect
    ) -> list[str] | None:
        return None if value is None else [checked(word) for word in value]

    def process_result_value(
        self, value: list[str] | None, dialect: Dialect
    ) -> tuple[str, ...] | None:
        return None if value is None else tuple(value)


class Details(TypeDecorator[Mapping[str, Any]]):
    """Codes and figures by name."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(
        self, value: Mapping[str, Any] | None, dialect: Dialect
    ) -> dict[str, Any] | None:
        if value is None:
            return None
        return {
            checked(name): checked(part) if isinstance(part, str) else part
            for name, part in value.items()
        }
