"""Events, written down before they are acknowledged (R4)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Integer,
    Row,
    Update,
    and_,
    bindparam,
    exists,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from bot.domain.inbound import Inbound
from bot.domain.places import Place, PlaceKind
from bot.ports import ConcurrentChange, StoredInbound
from storage.cipher import Cipher, KeyLost
from storage.events import event_of, event_values
from storage.places import same_place
from storage.repository import Repository, batches
from storage.tables import inbox
from storage.types import Instant

_WAITING = inbox.c.sealed.is_not(None)


@dataclass(frozen=True, slots=True)
class SqlStoredInbound:
    id: int
    inbound: Inbound
    attempts: int


class SqlInbox(Repository):
    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        super().__init__(connection)
        self._cipher = cipher

    def receive(self, inbound: Inbound) -> bool:
        return self._insert_if_new(
            inbox,
            {
                "update_id": inbound.update_id,
                "channel": inbound.place.channel,
                "address": inbound.place.address,
                "thread": inbound.place.thread or "",
                "received_at": inbound.received_at,
                "sealed": self._cipher.seal(_secrets(inbound)),
                "attempts": 0,
                "is_parked": False,
            },
        )

    def claim(self, now: datetime, lease_seconds: int, limit: int) -> Sequence[StoredInbound]:
        rows = self._connection.execute(_CLAIMABLE, {"now": now, "most": limit}).all()
        if not rows:
            return []
        taken = update(inbox).where(inbox.c.id.in_([row.id for row in rows]))
        until = now + timedelta(seconds=lease_seconds)
        try:
            with self._connection.begin_nested():
                self._connection.execute(
                    taken.values(claimed_until=until, attempts=inbox.c.attempts + 1)
                )
        except IntegrityError:
            return []  # somebody else has just taken another event of one of these places
        return [stored for row in rows if (stored := self._stored(row)) is not None]

    def keep(self, stored_ids: Collection[int], until: datetime) -> None:
        for some in batches(sorted(stored_ids)):
            held = inbox.c.id.in_(some) & _WAITING & inbox.c.claimed_until.is_not(None)
            self._connection.execute(update(inbox).where(held).values(claimed_until=until))

    def done(self, stored_id: int) -> None:
        if not self._changes(_finish(stored_id, is_parked=False)):
            raise ConcurrentChange

    def park(self, stored_id: int) -> None:
        self._changes(_finish(stored_id, is_parked=True))

    def _stored(self, row: Row[Any]) -> SqlStoredInbound | None:
        """The event; ``None``, and parked, when its key was taken out of service: nobody can read
        it any more, and the others must not wait for it.
        """
        try:
            return SqlStoredInbound(row.id, self._inbound(row), row.attempts + 1)
        except KeyLost:
            self.park(row.id)
            return None

    def _inbound(self, row: Row[Any]) -> Inbound:
        secrets = self._cipher.open(row.sealed)
        return Inbound(
            update_id=row.update_id,
            place=Place(
                row.channel, row.address, PlaceKind(secrets["place_kind"]), row.thread or None
            ),
            user=secrets["user"],
            event=event_of(secrets["event"]),
            received_at=row.received_at,
            language=secrets["language"],
            written_at=_moment(secrets.get("written_at")),
        )


def _is_free(now: BindParameter[datetime]) -> Any:
    """Nobody has it in hand; or its lease ran out; and no other of its place comes first."""
    other = inbox.alias("other")
    comes_first = exists().where(
        same_place(other, inbox),
        other.c.sealed.is_not(None),
        or_(other.c.claimed_until.is_not(None), other.c.id < inbox.c.id),
    )
    never_taken = and_(inbox.c.claimed_until.is_(None), ~comes_first)
    return or_(inbox.c.claimed_until < now, never_taken)


def _finish(stored_id: int, *, is_parked: bool) -> Update:
    return (
        update(inbox)
        .where(inbox.c.id == stored_id, _WAITING)
        .values(sealed=None, address="", thread="", claimed_until=None, is_parked=is_parked)
    )


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _secrets(inbound: Inbound) -> dict[str, Any]:
    return {
        "user": inbound.user,
        "language": inbound.language,
        "written_at": inbound.written_at.isoformat() if inbound.written_at else None,
        "place_kind": inbound.place.kind.value,
        "event": event_values(inbound.event),
    }


_CLAIMABLE = (
    select(inbox)
    .where(_WAITING, _is_free(bindparam("now", type_=Instant)))
    .order_by(inbox.c.id)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True)
)
"""Built once: it runs several times a second, and building it costs more than running it."""
