"""One transaction over all repositories, on SQLite or PostgreSQL."""

from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from bot.ports import (
    Accounts,
    Answers,
    Cases,
    Circles,
    ConcurrentChange,
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
from storage.accounts import SqlAccounts
from storage.answers import SqlAnswers
from storage.cases import SqlCases
from storage.cipher import Cipher
from storage.circles import SqlCircles
from storage.cursors import SqlCursors
from storage.drafts import SqlDrafts
from storage.engine import sweep
from storage.fiches import SqlFiches
from storage.forgetting import SqlForgetting
from storage.inbox import SqlInbox
from storage.outbox import SqlOutbox
from storage.policies import SqlPolicies
from storage.professionals import SqlProfessionals
from storage.records import SqlRecords
from storage.solicitations import SqlSolicitations

_DEADLOCK, _SERIALISATION = "40P01", "40001"
_BUSY = "SQLITE_BUSY"


class SqlUnitOfWork:
    """Entered once. Leaving without `commit` rolls back.

    Raises
    ------
    ConcurrentChange
        On leaving, when the database chose to end this transaction for another to go on.
    """

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

    def __init__(self, engine: Engine, cipher: Cipher) -> None:
        self._engine = engine
        self._cipher = cipher

    def __enter__(self) -> Self:
        connection = self._connection = self._engine.connect()
        self._forgot = False
        self.professionals = SqlProfessionals(connection, self._note_forgotten)
        self.accounts = SqlAccounts(connection, self._cipher)
        self.drafts = SqlDrafts(connection, self._cipher)
        self.cases = SqlCases(connection)
        self.solicitations = SqlSolicitations(connection)
        self.answers = SqlAnswers(connection)
        self.fiches = SqlFiches(connection)
        self.circles = SqlCircles(connection)
        self.policies = SqlPolicies(connection)
        self.records = SqlRecords(connection)
        self.inbox = SqlInbox(connection, self._cipher)
        self.outbox = SqlOutbox(connection, self._cipher)
        self.cursors = SqlCursors(connection)
        self.forgetting = SqlForgetting(connection, self._note_forgotten)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()
        if isinstance(error, DBAPIError) and _made_way(error):
            raise ConcurrentChange from error

    def commit(self) -> None:
        self._connection.commit()
        if self._forgot:
            sweep(self._engine)
            self._forgot = False

    def _note_forgotten(self) -> None:
        self._forgot = True


class SqlUnitOfWorkFactory:
    """Opens units of work, as many at a time as the engine has connections."""

    def __init__(self, engine: Engine, cipher: Cipher) -> None:
        self._engine = engine
        self._cipher = cipher

    def __call__(self) -> SqlUnitOfWork:
        return SqlUnitOfWork(self._engine, self._cipher)


def _made_way(error: DBAPIError) -> bool:
    return (
        getattr(error.orig, "sqlstate", "") in (_DEADLOCK, _SERIALISATION)
        or getattr(error.orig, "sqlite_errorname", "") == _BUSY
    )
