"""Places as columns."""

from typing import Any

from sqlalchemy import ColumnElement, Row, Table, and_

from bot.domain.places import Place, PlaceKind


def place_columns(place: Place) -> dict[str, str]:
    return {
        "channel": place.channel,
        "address": place.address,
        "thread": place.thread or "",
        "place_kind": place.kind.value,
    }


def place_of(row: Row[Any]) -> Place:
    return Place(row.channel, row.address, PlaceKind(row.place_kind), row.thread or None)


def is_at(table: Table, place: Place) -> ColumnElement[bool]:
    return and_(
        table.c.channel == place.channel,
        table.c.address == place.address,
        table.c.thread == (place.thread or ""),
    )


def same_place(one: Any, other: Any) -> ColumnElement[bool]:
    """Whether two rows (tables or aliases) are about one place."""
    return and_(
        one.c.channel == other.c.channel,
        one.c.address == other.c.address,
        one.c.thread == other.c.thread,
    )


def maybe_place_columns(prefix: str, place: Place | None) -> dict[str, str | None]:
    """Four columns, all ``NULL`` where there is no place."""
    return {
        f"{prefix}_channel": place.channel if place else None,
        f"{prefix}_address": place.address if place else None,
        f"{prefix}_kind": place.kind.value if place else None,
        f"{prefix}_thread": place.thread if place else None,
    }


def maybe_place_of(prefix: str, row: Row[Any]) -> Place | None:
    columns = row._mapping
    if columns[f"{prefix}_address"] is None:
        return None
    return Place(
        columns[f"{prefix}_channel"],
        columns[f"{prefix}_address"],
        PlaceKind(columns[f"{prefix}_kind"]),
        columns[f"{prefix}_thread"],
    )
