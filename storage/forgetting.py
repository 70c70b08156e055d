"""What is past its lifetime, and its removal: one selection serves the dry run and the purge."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, or_, select, update

from storage.repository import Repository, batches
from storage.tables import answers, audit, cases, inbox, outbox, questions
from storage.webchat import webchat_messages, webchat_shut


@dataclass(frozen=True, slots=True)
class _Kind:
    """What is forgotten, from when its lifetime counts, and what is emptied.

    Without `emptied`, the whole row goes.
    """

    table: Table
    since: ColumnElement[Any]
    still_there: ColumnElement[bool]
    emptied: Mapping[str, str | tuple[str, ...] | None] | None = None

    @property
    def key(self) -> ColumnElement[Any]:
        (key,) = self.table.primary_key.columns
        return key


_KINDS = {
    "answer-text": _Kind(
        answers, answers.c.given_at, answers.c.text.is_not(None), {"text": None, "message_ids": ()}
    ),
    "audit": _Kind(audit, audit.c.at, audit.c.id.is_not(None)),
    "case-text": _Kind(
        cases,
        cases.c.confirmed_at,
        # A late text of a forgotten case brings its numbering back.
        or_(cases.c.text.is_not(None), cases.c.placeholders != ""),
        {"text": None, "placeholders": "", "committee_text": None},
    ),
    "handled-updates": _Kind(inbox, inbox.c.received_at, inbox.c.sealed.is_(None)),
    "outcome-comment": _Kind(
        cases, cases.c.outcome_at, cases.c.outcome_comment.is_not(None), {"outcome_comment": None}
    ),
    "question-text": _Kind(
        questions,
        questions.c.asked_at,
        or_(questions.c.text.is_not(None), questions.c.reply.is_not(None)),
        {"text": None, "reply": None},
    ),
    "settled-notices": _Kind(outbox, outbox.c.settled_at, outbox.c.settled_at.is_not(None)),
    "web-logouts": _Kind(webchat_shut, webchat_shut.c.at, webchat_shut.c.address.is_not(None)),
    "web-messages": _Kind(
        webchat_messages, webchat_messages.c.at, webchat_messages.c.id.is_not(None)
    ),
}


class SqlForgetting(Repository):
    def __init__(self, connection: Connection, forgot: Callable[[], None]) -> None:
        super().__init__(connection)
        self._forgot = forgot

    def expired(self, now: datetime, lifetimes: Mapping[str, int]) -> Sequence[tuple[str, str]]:
        if unknown := set(lifetimes) - set(_KINDS):
            raise ValueError(f"unknown kinds: {', '.join(sorted(unknown))}")
        return [
            (name, str(key))
            for name in sorted(lifetimes)
            for key in self._past(_KINDS[name], now - timedelta(days=lifetimes[name]))
        ]

    def _past(self, kind: _Kind, end: datetime) -> list[Any]:
        # Sorted here: for an order by key, SQLite would read the whole table in that order.
        past = select(kind.key).where(kind.since <= end, kind.still_there)
        return sorted(self._connection.execute(past).scalars())

    def forget(self, items: Sequence[tuple[str, str]]) -> None:
        for name, kind in _KINDS.items():
            numbered = kind.key.type.python_type is int
            keys = [int(key) if numbered else key for item, key in items if item == name]
            for some in batches(keys):
                these = kind.key.in_(some) & kind.still_there
                if kind.emptied is None:
                    self._connection.execute(delete(kind.table).where(these))
                else:
                    self._connection.execute(update(kind.table).where(these).values(kind.emptied))
        self._forgot()
