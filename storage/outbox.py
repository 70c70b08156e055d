"""What must be told: intent is committed before the call (R5), ids and never a text."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    Row,
    ScalarSelect,
    Update,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from bot.domain.delivery import Gone, RetryAt, SendOutcome, Sent, Unknown
from bot.domain.notices import Claimed, Notice, NoticeId, Offer
from bot.domain.people import ProfessionalId
from bot.domain.places import Place
from storage.cipher import Cipher, KeyLost
from storage.places import is_at, place_columns, place_of, same_place
from storage.repository import Repository
from storage.tables import offers, outbox
from storage.types import Instant

OFFERS_KEPT = 4
"""Lists of one place: a person chooses from the last one that they had time to read."""

_OPEN = outbox.c.settled_at.is_(None)
_IN_TURN = outbox.c.prompted.desc(), outbox.c.id
"""As `ix_outbox_open` has them: who has just written first."""
_WAITING = and_(_OPEN, outbox.c.claimed_until.is_(None))


class SqlOutbox(Repository):
    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        super().__init__(connection)
        self._cipher = cipher

    def add(self, notice: Notice) -> NoticeId:
        if notice.slot is not None:
            self._connection.execute(
                _REPLACED, {**place_columns(notice.place), "in_slot": notice.slot}
            )
        sealed = self._cipher.seal(notice.secret) if notice.secret is not None else None
        columns = {**_columns(notice), "sealed": sealed, "attempts": 0}
        added = self._connection.execute(_ADDING, columns)
        return NoticeId(added.scalar_one())

    def claim(
        self, now: datetime, lease_seconds: int, limit: int, closed: Collection[str] = ()
    ) -> Sequence[Claimed]:
        values = {"now": now, "most": limit, "closed": list(closed)}
        rows = self._connection.execute(_CLAIMABLE, values).all()
        if not rows:
            return []
        taken = update(outbox).where(outbox.c.id.in_([row.id for row in rows]))
        until = now + timedelta(seconds=lease_seconds)
        try:
            with self._connection.begin_nested():
                self._connection.execute(
                    taken.values(claimed_until=until, attempts=outbox.c.attempts + 1)
                )
        except IntegrityError:
            return []  # somebody else has just taken another notice of one of these places
        return [
            Claimed(NoticeId(row.id), self._to_send(row), row.attempts + 1, until, row.edits)
            for row in rows
        ]

    def abandoned(self, now: datetime, limit: int = 100) -> Sequence[Claimed]:
        rows = self._rows(
            select(outbox, _message_of_slot().label("edits"))
            .where(_OPEN, outbox.c.claimed_until < now)
            .order_by(*_IN_TURN)
            .limit(limit)
            .with_for_update(of=outbox, skip_locked=True)
        )
        return [
            Claimed(
                NoticeId(row.id), self._to_send(row), row.attempts, row.claimed_until, row.edits
            )
            for row in rows
        ]

    def settle(self, notice_id: NoticeId, outcome: SendOutcome, now: datetime) -> None:
        match outcome:
            case RetryAt(when=when):
                self.requeue(notice_id, when)
            case Sent(message_id=message_id):
                self._finish(_SENT, notice_id, now, "sent", message_id)
            case Gone():
                self._finish(_ENDED, notice_id, now, "gone", None)
            case Unknown():
                self._finish(_ENDED, notice_id, now, "unknown", None)

    def _to_send(self, row: Row[Any]) -> Notice:
        """The notice with its secret; without, when its key was taken out of service."""
        if row.sealed is None:
            return _notice(row)
        with suppress(KeyLost):
            return replace(_notice(row), secret=self._cipher.open(row.sealed))
        return _notice(row)

    def _finish(
        self,
        statement: Update,
        notice_id: NoticeId,
        now: datetime,
        outcome: str,
        message_id: str | None,
    ) -> None:
        values = {"notice": notice_id, "now": now, "fate": outcome, "message": message_id}
        self._connection.execute(statement, values)

    def requeue(self, notice_id: NoticeId, due_at: datetime) -> None:
        newer = outbox.alias("newer")
        replaced = exists().where(
            same_place(newer, outbox), newer.c.slot == outbox.c.slot, newer.c.id > outbox.c.id
        )
        this = and_(outbox.c.id == notice_id, _OPEN)
        self._connection.execute(delete(outbox).where(this, replaced))
        self._connection.execute(
            update(outbox).where(this).values(claimed_until=None, due_at=due_at)
        )

    def shown(self, notice_id: NoticeId, tokens: Sequence[str], now: datetime) -> None:
        row = self._of_id(outbox, notice_id)
        self._connection.execute(
            update(outbox).where(outbox.c.id == notice_id).values(choices=tuple(tokens))
        )
        if row is not None and tokens and not self._offered_below(row):
            self._offer(Place(row.channel, row.address, thread=row.thread), tokens, now, row)

    def _offer(self, place: Place, tokens: Sequence[str], now: datetime, row: Row[Any]) -> None:
        earlier = self.offers(place)
        if earlier and earlier[0].tokens == tuple(tokens):
            return
        offer = {"tokens": tuple(tokens), "shown_at": now, "prompted": row.prompted}
        at = {"channel": place.channel, "address": place.address, "thread": row.thread}
        self._connection.execute(insert(offers).values(**at, **offer))
        kept = select(offers.c.id).where(is_at(offers, place))
        kept = kept.order_by(offers.c.id.desc()).limit(OFFERS_KEPT)
        self._connection.execute(
            delete(offers).where(is_at(offers, place), offers.c.id.not_in(kept))
        )

    def _offered_below(self, row: Row[Any]) -> bool:
        """Whether a message that arrived after this one first did offers choices.

        An edit leaves it above; so does a notice that waited while a later one left.
        """
        if row.message_id is None:
            return False
        place = Place(row.channel, row.address, thread=row.thread)
        there = and_(is_at(outbox, place), outbox.c.message_id.is_not(None))
        in_order = outbox.c.settled_at, outbox.c.id
        first = self._connection.execute(
            select(*in_order)
            .where(there, outbox.c.message_id == row.message_id)
            .order_by(*in_order)
            .limit(1)
        ).one()
        until = or_(
            outbox.c.settled_at < first.settled_at,
            and_(outbox.c.settled_at == first.settled_at, outbox.c.id <= first.id),
        )
        above = select(outbox.c.message_id).where(there, until)
        below = self._connection.execute(
            select(outbox.c.message_id, outbox.c.choices)
            .where(there, ~until, outbox.c.message_id.not_in(above))
            .order_by(*in_order)
        )
        return any({one.message_id: one.choices for one in below}.values())

    def offers(self, place: Place) -> Sequence[Offer]:
        there = select(offers).where(is_at(offers, place)).order_by(offers.c.id.desc())
        return [Offer(row.tokens, row.shown_at, row.prompted) for row in self._rows(there)]

    def choices_of(self, channel: str, address: str, message_id: str) -> Sequence[str]:
        row = self._message(channel, address, message_id)
        return (row.choices or ()) if row else ()

    def subject_of(self, channel: str, address: str, message_id: str) -> Notice | None:
        row = self._message(channel, address, message_id)
        return _notice(row) if row else None

    def _message(self, channel: str, address: str, message_id: str) -> Row[Any] | None:
        """The notice that last changed this message."""
        return self._first(
            select(outbox)
            .where(
                outbox.c.channel == channel,
                outbox.c.address == address,
                outbox.c.message_id == message_id,
            )
            .order_by(outbox.c.id.desc())
            .limit(1)
        )

    def readers(self, slot: str) -> Sequence[ProfessionalId]:
        shown = outbox.c.slot == slot, outbox.c.recipient_id.is_not(None)
        query = select(outbox.c.recipient_id).distinct().where(*shown)
        rows = self._rows(query.order_by(outbox.c.recipient_id))
        return [ProfessionalId(row.recipient_id) for row in rows]

    def follow(self, channel: str, address: str, new_address: str) -> None:
        self._changes(
            update(outbox)
            .where(_OPEN, outbox.c.channel == channel, outbox.c.address == address)
            .values(address=new_address)
        )

    def next_due(self) -> datetime | None:
        query = select(func.min(outbox.c.due_at)).where(_WAITING, ~_in_flight_there())
        due_at: datetime | None = self._connection.execute(query).scalar_one()
        return due_at

    def waiting(self) -> int:
        return self._connection.execute(select(func.count()).where(_OPEN)).scalar_one()


def _in_flight_there() -> ColumnElement[bool]:
    flying = outbox.alias("flying")
    return exists().where(
        same_place(flying, outbox),
        flying.c.settled_at.is_(None),
        flying.c.claimed_until.is_not(None),
    )


def _comes_after(now: BindParameter[datetime]) -> ColumnElement[bool]:
    """Something is in flight in that place, or an older notice is due there."""
    first = outbox.alias("first")
    return exists().where(
        same_place(first, outbox),
        first.c.settled_at.is_(None),
        or_(
            first.c.claimed_until.is_not(None),
            and_(first.c.due_at <= now, first.c.id < outbox.c.id),
        ),
    )


def _message_of_slot() -> ScalarSelect[str]:
    """The last message that arrived in that slot."""
    sent = outbox.alias("sent")
    return (
        select(sent.c.message_id)
        .where(same_place(sent, outbox), sent.c.slot == outbox.c.slot, sent.c.outcome == "sent")
        .order_by(sent.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _columns(notice: Notice) -> dict[str, Any]:
    return {
        "kind": notice.kind,
        **place_columns(notice.place),
        "subject_id": notice.subject_id,
        "due_at": notice.due_at,
        "recipient_id": notice.recipient_id,
        "details": notice.details,
        "slot": notice.slot,
        "solicitation_id": notice.solicitation_id,
        "prompted": notice.prompted,
        "language": notice.language,
    }


def _notice(row: Row[Any]) -> Notice:
    return Notice(
        kind=row.kind,
        place=place_of(row),
        subject_id=row.subject_id,
        due_at=row.due_at,
        recipient_id=row.recipient_id,
        details=row.details,
        slot=row.slot,
        solicitation_id=row.solicitation_id,
        prompted=row.prompted,
        language=row.language,
    )


_NOW = bindparam("now", type_=Instant)
_CLAIMABLE = (
    select(outbox, _message_of_slot().label("edits"))
    .where(
        _WAITING,
        outbox.c.due_at <= _NOW,
        outbox.c.channel.not_in(bindparam("closed", expanding=True)),
        ~_comes_after(_NOW),
    )
    .order_by(*_IN_TURN)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(of=outbox, skip_locked=True)
)
"""Built once: it runs several times a second, and building it costs more than running it."""

_ADDING = insert(outbox).returning(outbox.c.id)
_REPLACED = delete(outbox).where(
    outbox.c.channel == bindparam("channel"),
    outbox.c.address == bindparam("address"),
    outbox.c.thread == bindparam("thread"),
    outbox.c.slot == bindparam("in_slot"),
    _WAITING,
)


def _ending(condition: ColumnElement[bool]) -> Update:
    return (
        update(outbox)
        .where(outbox.c.id == bindparam("notice"), condition)
        .values(
            claimed_until=None,
            sealed=None,
            settled_at=func.coalesce(outbox.c.settled_at, bindparam("now", type_=Instant)),
            outcome=bindparam("fate"),
            message_id=bindparam("message"),
        )
    )


_SENT = _ending(or_(_OPEN, outbox.c.outcome == "unknown"))
_ENDED = _ending(_OPEN)
