"""What the web chat shows, message by message: the web chat is its own platform.

The bot's messages are sealed with the drafts' key, since a preview shows what it hides; what a
person typed is not here at all. The purge ends their lifetime, 30 days by default: a page then
simply begins later.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    RowMapping,
    Table,
    UniqueConstraint,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.ports import ConcurrentChange
from storage.cipher import Cipher, KeyLost
from storage.tables import metadata
from storage.types import Instant, Number, Words

webchat_messages = Table(
    "webchat_messages",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("address", Words, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("key", Words, nullable=False),
    Column("author", Words),
    Column("sealed", Words),
    Column("at", Instant, nullable=False),
    Column("reply_to", Words),
    Column("is_edited", Boolean(create_constraint=False), nullable=False),
    Column("is_deleted", Boolean(create_constraint=False), nullable=False),
    UniqueConstraint("address", "key"),
    UniqueConstraint("address", "revision"),
    Index(None, "at"),
    sqlite_autoincrement=True,
)

webchat_shut = Table(
    "webchat_shut",
    metadata,
    Column("address", Words, primary_key=True),
    Column("at", Instant, nullable=False),
    Index(None, "at"),
)
"""Conversations whose person logged out: no session opens them again, copied before or not.

Kept until the last of these sessions is over, `bot.settings.WEB_SESSION_DAYS` later.
"""

_columns = webchat_messages.c

_HERE = _columns.address == bindparam("address")
_KNOWN = select(_columns.id).where(_HERE, _columns.key == bindparam("key"))
_LATEST = select(func.max(_columns.revision)).where(_HERE)
_ADDING = insert(webchat_messages).returning(_columns.id)
_SINCE = (
    select(webchat_messages)
    .where(_HERE, _columns.revision > bindparam("after"))
    .order_by(_columns.revision.desc())
    .limit(bindparam("most", type_=Integer))
)

Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """One message as it stands now; `body` is ``None`` for a person's, or once deleted."""

    message_id: str
    revision: int
    key: str
    author: str | None
    body: str | None
    at: datetime
    reply_to: str | None
    edited: bool
    deleted: bool


class StoredWebChatLog:
    """Implements `adapters.webchat.log.WebChatLog`; each call is a transaction of its own."""

    def __init__(self, engine: Engine, cipher: Cipher) -> None:
        self._engine = engine
        self._cipher = cipher

    def append(
        self,
        address: str,
        key: str,
        at: datetime,
        *,
        author: str | None = None,
        body: str | None = None,
        reply_to: str | None = None,
    ) -> str:
        """Add a message and return its id; a key already used returns the first one's."""
        sealed = self._seal(body)

        def write(connection: Connection) -> str:
            name = {"address": address, "key": key}
            if (found := connection.scalar(_KNOWN, name)) is not None:
                return str(found)
            row = {
                **name,
                "revision": _next_revision(connection, address, at),
                "author": author,
                "sealed": sealed,
                "at": at,
                "reply_to": reply_to,
                "is_edited": False,
                "is_deleted": False,
            }
            return str(connection.scalar(_ADDING, row))

        return self._in_turn(write)

    def replace(
        self,
        address: str,
        message_id: str,
        at: datetime,
        *,
        author: str | None = None,
        body: str | None = None,
    ) -> bool:
        """Change a message of this author; False when there is none, or it was deleted."""
        change = {"sealed": self._seal(body), "is_edited": True}
        return self._change(address, message_id, at, author, change)

    def delete(
        self, address: str, message_id: str, at: datetime, *, author: str | None = None
    ) -> bool:
        """Empty a message of this author; False when there is none. Idempotent."""
        gone = {"sealed": None, "is_deleted": True}
        if self._change(address, message_id, at, author, gone):
            return True
        exists = select(_columns.id).where(*_written_by(address, message_id, author))
        return self._in_turn(lambda connection: connection.scalar(exists) is not None)

    def since(self, address: str, revision: int, limit: int = 200) -> Sequence[StoredMessage]:
        """The latest `limit` messages that changed after the revision, oldest change first."""
        after = {"address": address, "after": revision, "most": limit}
        rows = self._in_turn(lambda connection: connection.execute(_SINCE, after).mappings().all())
        return [self._read(row) for row in reversed(rows)]

    def shut(self, address: str, at: datetime) -> None:
        """Remove a whole conversation for good: nobody reads it any more. Idempotent."""

        def write(connection: Connection) -> None:
            connection.execute(delete(webchat_messages).where(_columns.address == address))
            connection.execute(delete(webchat_shut).where(webchat_shut.c.address == address))
            connection.execute(insert(webchat_shut), {"address": address, "at": at})

        self._in_turn(write)

    def is_shut(self, address: str) -> bool:
        found = select(webchat_shut.c.address).where(webchat_shut.c.address == address)
        return self._in_turn(lambda connection: connection.scalar(found) is not None)

    def _change(
        self,
        address: str,
        message_id: str,
        at: datetime,
        author: str | None,
        values: Mapping[str, object],
    ) -> bool:
        def write(connection: Connection) -> bool:
            row = (
                update(webchat_messages)
                .where(*_written_by(address, message_id, author), ~_columns.is_deleted)
                .values(revision=_next_revision(connection, address, at), **values)
            )
            return connection.execute(row).rowcount == 1

        return self._in_turn(write)

    def _in_turn(self, work: Callable[[Connection], Done]) -> Done:
        try:
            with self._engine.begin() as connection:
                return work(connection)
        except IntegrityError:
            raise ConcurrentChange("the conversation is busy") from None
        except OperationalError as problem:
            if "locked" not in str(problem.orig):
                raise
            raise ConcurrentChange("the database is busy") from None

    def _seal(self, body: str | None) -> str | None:
        return self._cipher.seal(body) if body is not None else None

    def _read(self, row: RowMapping) -> StoredMessage:
        body, deleted = None, row["is_deleted"]
        try:
            body = self._cipher.open(row["sealed"]) if row["sealed"] is not None else None
        except KeyLost:
            deleted = True  # a key taken out of service: the message cannot be read any more
        return StoredMessage(
            message_id=str(row["id"]),
            revision=row["revision"],
            key=row["key"],
            author=row["author"],
            body=body,
            at=row["at"],
            reply_to=row["reply_to"],
            edited=row["is_edited"],
            deleted=deleted,
        )


def _written_by(address: str, message_id: str, author: str | None) -> tuple[Any, ...]:
    number = int(message_id) if message_id.isascii() and message_id.isdigit() else 0
    return (
        _columns.id == min(number, 2**63 - 1),
        _columns.address == address,
        _columns.author.is_(None) if author is None else _columns.author == author,
    )


def _next_revision(connection: Connection, address: str, at: datetime) -> int:
    """Microseconds, so that it grows even after everything was forgotten; one writer at a time."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(address, 0))))
    latest = connection.scalar(_LATEST, {"address": address}) or 0
    return max(latest + 1, int(at.timestamp() * 1_000_000))
