"""The figures that tell whether all goes well, counted when they are asked for.

From the database, so that any worker tells about the whole network and a restart loses nothing.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, func, select

from bot.domain.pulse import RECENTLY, Pulse
from storage.cases import OPEN
from storage.tables import cases, inbox, outbox, solicitations


def take_pulse(engine: Engine, now: datetime) -> Pulse:
    """Counts by codes, in one transaction."""
    since = now - RECENTLY
    recent = solicitations.c.planned_at >= since
    asks, sent, left = solicitations.c, outbox.c, outbox.c.settled_at.is_(None)
    with engine.connect() as connection:
        return Pulse(
            cases=_by(connection, _counted(cases.c.state).where(cases.c.state.in_(OPEN))),
            asks=_by(connection, _counted(asks.delivery).where(recent)),
            responses=_by(connection, _counted(asks.response).where(recent)),
            waiting=_by(connection, _counted(sent.channel).where(left)),
            late=_late(connection, now),
            settled={
                (row.channel, row.kind, row.outcome): row.found
                for row in connection.execute(
                    _counted(sent.channel, sent.kind, sent.outcome).where(sent.settled_at >= since)
                )
                if row.outcome is not None
            },
            unhandled=_number(connection, inbox.c.sealed.is_not(None)),
            given_up=_number(connection, inbox.c.is_parked, inbox.c.received_at >= since),
        )


def _counted(*columns: Any) -> Select[Any]:
    return select(*columns, func.count().label("found")).group_by(*columns)


def _by(connection: Connection, query: Select[Any]) -> Mapping[str, int]:
    return {row[0]: row.found for row in connection.execute(query)}


def _number(connection: Connection, *events: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count()).select_from(inbox).where(*events)).scalar_one()


def _late(connection: Connection, now: datetime) -> timedelta:
    """How long ago the first of those that wait was due."""
    waits = outbox.c.settled_at.is_(None), outbox.c.claimed_until.is_(None)
    first = connection.execute(select(func.min(outbox.c.due_at)).where(*waits)).scalar_one()
    return timedelta() if first is None else max(timedelta(), now - first)
