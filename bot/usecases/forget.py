"""Forgetting on request and on schedule. The dry run lists exactly what the purge removes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.answers import Answer
from bot.domain.cases import Case, CaseState
from bot.domain.people import Account, Professional
from bot.domain.records import AuditEntry
from bot.domain.solicitations import Solicitation
from bot.ports import UnitOfWork
from bot.usecases.keep_informed import close_open_asks, show_digest
from bot.usecases.set_availability import leave
from bot.usecases.world import World


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Everything that is kept about one person, for them to read (GDPR, article 15)."""

    person: Professional
    accounts: Sequence[Account]
    cases: Sequence[Case]
    solicitations: Sequence[Solicitation]
    answers: Sequence[Answer]
    drafts: int


def personal_data(uow: UnitOfWork, person: Professional) -> PersonalData:
    """Read everything kept about a person."""
    return PersonalData(
        person=person,
        accounts=uow.accounts.of(person.id),
        cases=uow.cases.by_asker(person.id),
        solicitations=uow.solicitations.of_person(person.id),
        answers=uow.answers.of_author(person.id),
        drafts=len(uow.drafts.by_author(person.id)),
    )


def erase_person(uow: UnitOfWork, world: World, person: Professional) -> None:
    """Forget a person everywhere (GDPR, article 17).

    Their open cases stop, their answers leave the digests they were in, their texts and their
    profile are destroyed. What stays is a count of asks under a bare identifier, which limits
    need and which leads to nobody.
    """
    leave(uow, world, person)
    for case in uow.cases.by_asker(person.id):
        if case.is_open:
            stopped = replace(case, state=CaseState.CANCELLED, due_at=None, closed_at=world.now)
            uow.cases.update(stopped)
            close_open_asks(uow, world, stopped)
    helped = {answer.case_id for answer in uow.answers.of_author(person.id)}
    uow.professionals.erase(person.id)
    for case_id in sorted(helped):
        helped_case = uow.cases.get(case_id)
        if helped_case is not None and helped_case.asker_id != person.id:
            show_digest(uow, world, helped_case)
    uow.records.audit(AuditEntry(world.now, None, "erase-person", None, {}))


def expired_texts(
    uow: UnitOfWork, world: World, lifetimes: Mapping[str, int]
) -> Sequence[tuple[str, str]]:
    """What a purge now would remove, as (kind, id)."""
    return uow.forgetting.expired(world.now, lifetimes)


def purge(uow: UnitOfWork, world: World, lifetimes: Mapping[str, int]) -> Sequence[tuple[str, str]]:
    """Remove every text past its lifetime; returns what was removed."""
    removed = expired_texts(uow, world, lifetimes)
    uow.forgetting.forget(removed)
    return removed
