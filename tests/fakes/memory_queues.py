"""In memory: the inbox, the outbox, and what is past its lifetime."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count

from bot.domain.cursors import Cursor
from bot.domain.delivery import Gone, RetryAt, SendOutcome, Sent, Unknown
from bot.domain.inbound import Inbound
from bot.domain.notices import Claimed, Notice, NoticeId, Offer
from bot.domain.people import ProfessionalId
from bot.domain.places import Place
from bot.ports import ConcurrentChange, StoredInbound
from tests.fakes.memory_tables import InboxRow, OutboxRow, Transaction, place_key, storable


@dataclass(frozen=True, slots=True)
class MemoryStoredInbound:
    id: int
    inbound: Inbound
    attempts: int


class MemoryInbox:
    def __init__(self, tables: Transaction, ids: "count[int]") -> None:
        self._tables = tables
        self._ids = ids

    def receive(self, inbound: Inbound) -> bool:
        storable((inbound.received_at, inbound.update_id, inbound.place))
        key = (inbound.place.channel, inbound.update_id)
        if self._tables.updates.get(key) is not None:
            return False
        row = InboxRow(next(self._ids), *key, inbound)
        self._tables.updates.put(key, row.id)
        self._tables.inbox.put(row.id, row)
        return True

    def claim(self, now: datetime, lease_seconds: int, limit: int) -> Sequence[StoredInbound]:
        until = storable(now) + timedelta(seconds=lease_seconds)
        waiting = [(r, r.inbound) for r in self._tables.inbox.values() if r.inbound]
        held = {place_key(i.place) for r, i in waiting if r.claimed_until}
        taken: list[StoredInbound] = []
        for row, inbound in waiting:
            place = place_key(inbound.place)
            if len(taken) == limit:
                break
            if row.claimed_until >= now if row.claimed_until else place in held:
                continue
            held.add(place)
            row = replace(row, claimed_until=until, attempts=row.attempts + 1)
            self._tables.inbox.put(row.id, row)
            taken.append(MemoryStoredInbound(row.id, inbound, row.attempts))
        return taken

    def keep(self, stored_ids: Collection[int], until: datetime) -> None:
        for stored_id in stored_ids:
            row = self._tables.inbox.get(stored_id)
            if row is not None and row.claimed_until is not None:
                self._tables.inbox.put(row.id, replace(row, claimed_until=storable(until)))

    def done(self, stored_id: int) -> None:
        row = self._tables.inbox.get(stored_id)
        if row is None or row.inbound is None:
            raise ConcurrentChange
        self._finish(row, row.inbound)

    def park(self, stored_id: int) -> None:
        row = self._tables.inbox.get(stored_id)
        if row is not None and row.inbound is not None:
            self._finish(row, row.inbound)

    def _finish(self, row: InboxRow, inbound: Inbound) -> None:
        self._tables.inbox.put(
            row.id, replace(row, inbound=None, claimed_until=None, handled_at=inbound.received_at)
        )


class MemoryOutbox:
    def __init__(self, tables: Transaction, ids: "count[int]") -> None:
        self._tables = tables
        self._ids = ids

    def add(self, notice: Notice) -> NoticeId:
        storable(notice)
        if notice.slot is not None:
            for row in self._tables.outbox.values():
                if row.claimed_until is None and _same_slot(row.notice, notice):
                    self._tables.outbox.drop(row.id)
        row = OutboxRow(next(self._ids), notice)
        self._tables.outbox.put(row.id, row)
        return NoticeId(row.id)

    def claim(
        self, now: datetime, lease_seconds: int, limit: int, closed: Collection[str] = ()
    ) -> Sequence[Claimed]:
        until = storable(now) + timedelta(seconds=lease_seconds)
        held = self._held_places()
        first: list[OutboxRow] = []
        for row in self._tables.outbox.values():
            place = place_key(row.notice.place)
            if row.notice.place.channel in closed:
                continue
            if row.claimed_until or place in held or row.notice.due_at > now:
                continue
            held.add(place)
            first.append(row)
        taken: list[Claimed] = []
        for row in sorted(first, key=lambda row: (not row.notice.prompted, row.id))[:limit]:
            row = replace(row, claimed_until=until, attempts=row.attempts + 1)
            self._tables.outbox.put(row.id, row)
            taken.append(self._claimed(row, until))
        return taken

    def abandoned(self, now: datetime, limit: int = 100) -> Sequence[Claimed]:
        ran_out = [
            self._claimed(row, row.claimed_until)
            for row in self._tables.outbox.values()
            if row.claimed_until and row.claimed_until < storable(now)
        ]
        return sorted(ran_out, key=lambda one: (not one.notice.prompted, one.id))[:limit]

    def settle(self, notice_id: NoticeId, outcome: SendOutcome, now: datetime) -> None:
        storable(now)
        late = self._tables.settled.get(notice_id)
        if late is not None:
            if isinstance(outcome, Sent) and late.outcome == "unknown":
                changed = replace(late, outcome="sent", message_id=outcome.message_id)
                self._tables.settled.put(late.id, storable(changed))
            return
        match outcome:
            case RetryAt(when=when):
                self.requeue(notice_id, when)
            case Sent(message_id=message_id):
                self._finish(notice_id, now, "sent", message_id)
            case Gone():
                self._finish(notice_id, now, "gone", None)
            case Unknown():
                self._finish(notice_id, now, "unknown", None)

    def _finish(
        self, notice_id: NoticeId, now: datetime, outcome: str, message_id: str | None
    ) -> None:
        row = self._tables.outbox.drop(notice_id)
        if row is not None:
            done = replace(
                row,
                notice=replace(row.notice, secret=None),
                claimed_until=None,
                settled_at=now,
                outcome=outcome,
                message_id=message_id,
            )
            self._tables.settled.put(row.id, storable(done))

    def requeue(self, notice_id: NoticeId, due_at: datetime) -> None:
        row = self._tables.outbox.get(storable(notice_id))
        if row is None:
            return
        storable(due_at)
        if row.notice.slot is not None and any(
            other.id > row.id and _same_slot(other.notice, row.notice)
            for other in (*self._tables.outbox.values(), *self._tables.settled.values())
        ):
            self._tables.outbox.drop(row.id)
            return
        notice = replace(row.notice, due_at=due_at)
        self._tables.outbox.put(row.id, replace(row, notice=notice, claimed_until=None))

    def shown(self, notice_id: NoticeId, tokens: Sequence[str], now: datetime) -> None:
        row = self._tables.outbox.get(notice_id) or self._tables.settled.get(notice_id)
        if row is not None:
            table = self._tables.settled if row.settled_at else self._tables.outbox
            table.put(row.id, storable(replace(row, choices=tuple(tokens))))
        if row is not None and tokens and not self._offered_below(row):
            offer = Offer(storable(tuple(tokens)), storable(now), row.notice.prompted)
            earlier = tuple(self.offers(row.notice.place))
            if not earlier or earlier[0].tokens != offer.tokens:
                self._tables.offers.put(place_key(row.notice.place), (offer, *earlier)[:4])

    def _offered_below(self, row: OutboxRow) -> bool:
        place = place_key(row.notice.place)
        there = [one for one in self._tables.settled.values() if one.message_id is not None]
        there = [one for one in there if place_key(one.notice.place) == place]
        there.sort(key=lambda one: (one.settled_at, one.id))
        messages = list(dict.fromkeys(one.message_id for one in there))
        if row.message_id not in messages:
            return False
        below = messages[messages.index(row.message_id) + 1 :]
        return any({o.message_id: o.choices for o in there if o.message_id in below}.values())

    def offers(self, place: Place) -> Sequence[Offer]:
        return self._tables.offers.get(place_key(place)) or ()

    def choices_of(self, channel: str, address: str, message_id: str) -> Sequence[str]:
        row = self._message(channel, address, message_id)
        return row.choices if row else ()

    def subject_of(self, channel: str, address: str, message_id: str) -> Notice | None:
        row = self._message(channel, address, message_id)
        return row.notice if row else None

    def _message(self, channel: str, address: str, message_id: str) -> OutboxRow | None:
        found = [
            row
            for row in self._tables.settled.values()
            if row.message_id == message_id
            and (row.notice.place.channel, row.notice.place.address) == (channel, address)
        ]
        return max(found, key=lambda row: row.id) if found else None

    def readers(self, slot: str) -> Sequence[ProfessionalId]:
        rows = [*self._tables.outbox.values(), *self._tables.settled.values()]
        shown = {r.notice.recipient_id for r in rows if r.notice.slot == slot}
        return sorted(reader for reader in shown if reader is not None)

    def follow(self, channel: str, address: str, new_address: str) -> None:
        held = self._held_places()
        for place in held:
            if place[:2] == (channel, address) and (channel, new_address, place[2]) in held:
                raise ConcurrentChange
        for row in list(self._tables.outbox.values()):
            place = row.notice.place
            if (place.channel, place.address) == (channel, address):
                notice = replace(row.notice, place=replace(place, address=new_address))
                self._tables.outbox.put(row.id, replace(row, notice=notice))

    def next_due(self) -> datetime | None:
        held = self._held_places()
        return min(
            (
                row.notice.due_at
                for row in self._tables.outbox.values()
                if place_key(row.notice.place) not in held
            ),
            default=None,
        )

    def waiting(self) -> int:
        return len(self._tables.outbox.rows)

    def _held_places(self) -> set[tuple[str, str, str | None]]:
        rows = self._tables.outbox.rows.values()
        return {place_key(row.notice.place) for row in rows if row.claimed_until}

    def _claimed(self, row: OutboxRow, until: datetime) -> Claimed:
        return Claimed(
            NoticeId(row.id), row.notice, row.attempts, until, self._message_of_slot(row.notice)
        )

    def _message_of_slot(self, notice: Notice) -> str | None:
        if notice.slot is None:
            return None
        sent = [
            row
            for row in self._tables.settled.values()
            if row.outcome == "sent" and _same_slot(row.notice, notice)
        ]
        return max(sent, key=lambda row: row.id).message_id if sent else None


def _same_slot(one: Notice, other: Notice) -> bool:
    return one.slot == other.slot and place_key(one.place) == place_key(other.place)


class MemoryCursors:
    def __init__(self, tables: Transaction) -> None:
        self._tables = tables

    def get(self, reader: str) -> Cursor | None:
        return self._tables.cursors.get(reader)

    def save(self, reader: str, cursor: Cursor) -> None:
        self._tables.cursors.put(storable(reader), storable(cursor))


class MemoryForgetting:
    def __init__(self, tables: Transaction) -> None:
        self._tables = tables

    def expired(self, now: datetime, lifetimes: Mapping[str, int]) -> Sequence[tuple[str, str]]:
        storable(now)
        ages = self._ages()
        if unknown := set(lifetimes) - set(ages):
            raise ValueError(f"unknown kinds: {', '.join(sorted(unknown))}")
        return [
            (kind, key)
            for kind in sorted(lifetimes)
            for key, since in ages[kind]
            if since <= now - timedelta(days=lifetimes[kind])
        ]

    def _ages(self) -> Mapping[str, Sequence[tuple[str, datetime]]]:
        tables = self._tables
        cases = sorted(tables.cases.values(), key=lambda c: c.id)
        answers = sorted(tables.answers.values(), key=lambda a: a.id)
        questions = sorted(tables.questions.values(), key=lambda q: q.id)
        return {
            "case-text": [
                (c.id, c.confirmed_at) for c in cases if c.text is not None or c.placeholders
            ],
            "answer-text": [(a.id, a.given_at) for a in answers if a.text is not None],
            "question-text": [(q.id, q.asked_at) for q in questions if q.text or q.reply],
            "outcome-comment": [
                (c.id, c.outcome.at) for c in cases if c.outcome and c.outcome.comment
            ],
            "settled-notices": [
                (str(r.id), r.settled_at)
                for r in sorted(tables.settled.values(), key=lambda r: r.id)
                if r.settled_at
            ],
            "handled-updates": [
                (str(r.id), r.handled_at) for r in tables.inbox.values() if r.handled_at
            ],
            "audit": [(str(key), entry.at) for key, entry in tables.audit.rows.items()],
            "web-logouts": [],  # a memory store serves no web chat
            "web-messages": [],
        }

    def forget(self, items: Sequence[tuple[str, str]]) -> None:
        forget: Mapping[str, Callable[[str], object]] = {
            "case-text": self._forget_case,
            "answer-text": self._forget_answer,
            "question-text": self._forget_question,
            "outcome-comment": self._forget_comment,
            "settled-notices": lambda key: self._tables.settled.drop(int(key)),
            "handled-updates": self._forget_update,
            "audit": lambda key: self._tables.audit.drop(int(key)),
        }
        for kind, key in items:
            forget[kind](key)

    def _forget_case(self, key: str) -> None:
        if case := self._tables.cases.get(key):
            called = replace(case.committee, text=None) if case.committee else None
            forgotten = replace(case, text=None, placeholders="", committee=called)
            self._tables.cases.put(key, forgotten)

    def _forget_answer(self, key: str) -> None:
        if answer := self._tables.answers.get(key):
            self._tables.answers.put(key, answer.without_text())

    def _forget_question(self, key: str) -> None:
        if question := self._tables.questions.get(key):
            self._tables.questions.put(key, replace(question, text=None, reply=None))

    def _forget_comment(self, key: str) -> None:
        case = self._tables.cases.get(key)
        if case and case.outcome:
            self._tables.cases.put(key, replace(case, outcome=replace(case.outcome, comment=None)))

    def _forget_update(self, key: str) -> None:
        row = self._tables.inbox.get(int(key))
        if row is not None and row.inbound is None:
            self._tables.inbox.drop(row.id)
            self._tables.updates.drop((row.channel, row.update_id))
