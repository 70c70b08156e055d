"""An in-memory `WebChatLog`, held to the same contract as the stored one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock

from bot.ports import ConcurrentChange


@dataclass(frozen=True, slots=True)
class Entry:
    message_id: str
    revision: int
    key: str
    author: str | None
    body: str | None
    at: datetime
    reply_to: str | None = None
    edited: bool = False
    deleted: bool = False


class MemoryLog:
    """Everything in one dictionary, behind one lock.

    `trouble`, when set, breaks each write; `busy_reads` is how many reads will find it busy.
    """

    def __init__(self) -> None:
        self.trouble: Exception | None = None
        self.busy_reads = 0
        self._entries: dict[str, tuple[str, Entry]] = {}
        self._shut: set[str] = set()
        self._revision = 0
        self._lock = Lock()

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
        with self._lock:
            self._fail()
            for place, entry in self._entries.values():
                if (place, entry.key) == (address, key):
                    return entry.message_id
            message_id = str(self._revision + 1)
            entry = Entry(message_id, self._next(), key, author, body, at, reply_to)
            self._entries[message_id] = (address, entry)
            return message_id

    def replace(
        self,
        address: str,
        message_id: str,
        at: datetime,
        *,
        author: str | None = None,
        body: str | None = None,
    ) -> bool:
        with self._lock:
            self._fail()
            entry = self._of(address, message_id, author)
            if entry is None or entry.deleted:
                return False
            self._keep(address, replace(entry, body=body, edited=True))
            return True

    def delete(
        self, address: str, message_id: str, at: datetime, *, author: str | None = None
    ) -> bool:
        with self._lock:
            self._fail()
            entry = self._of(address, message_id, author)
            if entry is not None and not entry.deleted:
                self._keep(address, replace(entry, body=None, deleted=True))
            return entry is not None

    def since(self, address: str, revision: int, limit: int = 200) -> Sequence[Entry]:
        with self._lock:
            if self.busy_reads > 0:
                self.busy_reads -= 1
                raise ConcurrentChange
            changed = [
                entry
                for place, entry in self._entries.values()
                if place == address and entry.revision > revision
            ]
        return sorted(changed, key=lambda entry: entry.revision)[-limit:]

    def shut(self, address: str, at: datetime) -> None:
        with self._lock:
            self._fail()
            self._shut.add(address)
            for key in [key for key, (place, _) in self._entries.items() if place == address]:
                del self._entries[key]

    def is_shut(self, address: str) -> bool:
        return address in self._shut

    def _fail(self) -> None:
        if self.trouble is not None:
            raise self.trouble

    def _of(self, address: str, message_id: str, author: str | None) -> Entry | None:
        place, entry = self._entries.get(message_id, ("", None))
        return entry if entry is not None and (place, entry.author) == (address, author) else None

    def _keep(self, address: str, entry: Entry) -> None:
        self._entries[entry.message_id] = (address, replace(entry, revision=self._next()))

    def _next(self) -> int:
        self._revision += 1
        return self._revision
