"""Everything that is stored, changed together or not at all."""

from contextlib import AbstractContextManager
from typing import Protocol

from bot.ports.cases import Answers, Cases, Drafts, Fiches, Solicitations
from bot.ports.people import Accounts, Circles, Professionals
from bot.ports.queues import Inbox, Outbox
from bot.ports.records import Cursors, Forgetting, Policies, Records


class ConcurrentChange(Exception):
    """Somebody else changed the same thing first; the command may be run again.

    Raised by every `add` whose key is taken and every `update` of what is no longer there.
    """


class Unstorable(ValueError):
    """A value that no storage takes: a naive datetime, a NUL character, a lone surrogate, or a
    reference to nothing. Names the field, never quotes it. (Raw texts, encrypted, hold anything.)
    """


class UnitOfWork(AbstractContextManager["UnitOfWork"], Protocol):
    """One transaction over all repositories. Leaving without `commit` rolls back."""

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

    def commit(self) -> None: ...


class UnitOfWorkFactory(Protocol):
    def __call__(self) -> UnitOfWork: ...
