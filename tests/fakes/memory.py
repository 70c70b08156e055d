"""The unit of work in memory: one at a time, and leaving without commit changes nothing."""

import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import count
from types import TracebackType
from typing import Self

from bot.domain.policy import Value
from bot.domain.records import PolicyVersion
from bot.ports import (
    Accounts,
    Answers,
    Cases,
    Circles,
    Cursors,
    Drafts,
    Fiches,
    Forgetting,
    Inbox,
    Outbox,
    Policies,
    Professionals,
    Records,
    Solicitations,
)
from tests.fakes.memory_cases import (
    MemoryAnswers,
    MemoryCases,
    MemoryPolicies,
    MemoryRecords,
    MemorySolicitations,
)
from tests.fakes.memory_fiches import MemoryFiches
from tests.fakes.memory_people import (
    MemoryAccounts,
    MemoryCircles,
    MemoryDrafts,
    MemoryProfessionals,
)
from tests.fakes.memory_queues import MemoryCursors, MemoryForgetting, MemoryInbox, MemoryOutbox
from tests.fakes.memory_tables import Rows, Transaction

FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)


class MemoryStore:
    """What is committed, shared by every unit of work.

    `unit_of_work` is a `UnitOfWorkFactory`: pass ``store.unit_of_work``.

    Parameters
    ----------
    limits
        What the first policy says otherwise than the defaults.
    """

    def __init__(self, limits: Mapping[str, Value] | None = None) -> None:
        first = PolicyVersion(1, FIRST_DAY, None, "defaults", dict(limits or {}))
        self.rows = Rows(policies={1: first})
        self.ids = count(1)
        """Never reused, as a database's own numbers: a rolled back one is lost."""
        self.lock = threading.Lock()
        self.holder: int | None = None

    def unit_of_work(self) -> "MemoryUnitOfWork":
        return MemoryUnitOfWork(self)


class MemoryUnitOfWork:
    """One transaction over a `MemoryStore`, which waits for the one before it to end."""

    professionals: Professionals
    accounts: Accounts
    drafts: Drafts
    cases: Cases
    solicitations: Solicitations
    answers: Answers
    fiches: Fiches
    circles: Circles
    policies: Policies
    records: Records
    inbox: Inbox
    outbox: Outbox
    cursors: Cursors
    forgetting: Forgetting

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        tables = self._tables = Transaction(store.rows)
        self.professionals = MemoryProfessionals(tables)
        self.accounts = MemoryAccounts(tables)
        self.drafts = MemoryDrafts(tables)
        self.cases = MemoryCases(tables)
        self.solicitations = MemorySolicitations(tables)
        self.answers = MemoryAnswers(tables)
        self.fiches = MemoryFiches(tables)
        self.circles = MemoryCircles(tables)
        self.policies = MemoryPolicies(tables)
        self.records = MemoryRecords(tables, store.ids)
        self.inbox = MemoryInbox(tables, store.ids)
        self.outbox = MemoryOutbox(tables, store.ids)
        self.cursors = MemoryCursors(tables)
        self.forgetting = MemoryForgetting(tables)

    def __enter__(self) -> Self:
        if self._store.holder == threading.get_ident():
            raise RuntimeError("a unit of work inside another one would wait for itself")
        self._store.lock.acquire()
        self._store.holder = threading.get_ident()
        self._tables.begin(self._store.rows)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._store.holder = None
        self._store.lock.release()

    def commit(self) -> None:
        self._tables.publish(self._store.rows)
        self._tables.begin(self._store.rows)
