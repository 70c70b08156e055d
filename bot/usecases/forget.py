"""Forgetting on request and on schedule. The dry run lists exactly what the purge removes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.answers import Answer, Question
from bot.domain.cases import Case, CaseState
from bot.domain.circles import Circle
from bot.domain.fiches import Fiche
from bot.domain.people import Account, Professional
from bot.domain.records import Act, AuditEntry
from bot.domain.solicitations import Solicitation
from bot.ports import UnitOfWork
from bot.usecases.committee import refresh_invitations
from bot.usecases.join_case import tell_followers
from bot.usecases.keep_informed import (
    close_open_asks,
    refresh,
    refresh_answers,
    refresh_ask,
    refresh_thanks,
)
from bot.usecases.set_availability import leave
from bot.usecases.world import World


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Everything that is kept about one person, for them to read (GDPR, article 15).

    Parameters
    ----------
    questions
        Those they asked, and those about their cases, which they may have replied to.
    committees
        Cases whose committee they called, in their words.
    follows
        How many cases of others they follow.
    """

    person: Professional
    accounts: Sequence[Account]
    circles: Sequence[Circle]
    cases: Sequence[Case]
    solicitations: Sequence[Solicitation]
    answers: Sequence[Answer]
    questions: Sequence[Question]
    committees: Sequence[Case]
    follows: int
    votes: int
    drafts: int


def personal_data(uow: UnitOfWork, person: Professional) -> PersonalData:
    """Read everything kept about a person."""
    cases = uow.cases.by_asker(person.id)
    solicitations = uow.solicitations.of_person(person.id)
    answers = uow.answers.of_author(person.id)
    own = {case.id for case in cases}
    about = own | {s.case_id for s in solicitations} | {a.case_id for a in answers}
    return PersonalData(
        person=person,
        accounts=uow.accounts.of(person.id),
        circles=uow.circles.of_member(person.id),
        cases=cases,
        solicitations=solicitations,
        answers=answers,
        questions=[
            question
            for case_id in sorted(about)
            for question in uow.answers.questions(case_id)
            if question.author_id == person.id or case_id in own
        ],
        committees=uow.cases.called_by(person.id),
        follows=len(uow.cases.followed_by(person.id)),
        votes=sum(
            vote.voter_id == person.id
            for case_id in sorted(about)
            for vote in uow.answers.votes(case_id)
        ),
        drafts=len(uow.drafts.by_author(person.id)),
    )


def erase_person(uow: UnitOfWork, world: World, person: Professional) -> None:
    """Forget a person everywhere (GDPR, article 17).

    Their open cases stop, their answers leave the digests they were in, their texts and their
    profile are destroyed, and what others were shown of them is replaced where the channel can.
    What stays is a count of asks under a bare identifier, which limits need and which leads to
    nobody.
    """
    traces = personal_data(uow, person)
    fiches = _fiches_quoting(uow, person, traces)
    leave(uow, world, person)
    for kept in traces.cases:
        case = uow.cases.lock(kept.id)
        if case is not None and case.is_open:
            stopped = replace(case, state=CaseState.CANCELLED, due_at=None, closed_at=world.now)
            uow.cases.update(stopped)
            close_open_asks(uow, world, stopped)
            tell_followers(uow, world, stopped)
    uow.professionals.erase(person.id)
    _replace_what_others_see(uow, world, traces)
    for reader in uow.professionals.with_role_at_least_pilot():
        for fiche in fiches:
            refresh(uow, world, reader.id, "fiche-proposed", fiche.id)
    uow.records.audit(AuditEntry(world.now, None, Act.ERASE_PERSON, None, {}))


def _fiches_quoting(uow: UnitOfWork, person: Professional, traces: PersonalData) -> list[Fiche]:
    """Fiches made from this person's cases, and those that quote their answer to another's."""
    fiches = list(uow.fiches.of_author(person.id))
    for answer in traces.answers:
        case = uow.cases.get(answer.case_id)
        decisive = case is not None and case.outcome and case.outcome.answer_id == answer.id
        if case is not None and (answer.marked_useful or decisive):
            kept = uow.fiches.of_author(case.asker_id)
            fiches += [fiche for fiche in kept if fiche.case_id == case.id]
    return fiches


def _replace_what_others_see(uow: UnitOfWork, world: World, traces: PersonalData) -> None:
    for case in traces.cases:
        for ask in uow.solicitations.of_case(case.id):
            refresh_ask(uow, world, ask)
        refresh_thanks(uow, world, case)
        for pilot in uow.professionals.with_role_at_least_pilot():
            refresh(uow, world, pilot.id, "case-stuck", case.id)
            refresh(uow, world, pilot.id, "committee-wished", case.id)
        refresh_invitations(uow, world, case)
        for reader in uow.outbox.readers(f"twin-gone:{case.id}"):
            refresh(uow, world, reader, "twin-gone", case.id)
    for called in traces.committees:
        refresh_invitations(uow, world, called)
    for case_id in sorted({answer.case_id for answer in traces.answers}):
        helped = uow.cases.get(case_id)
        if helped is not None:
            refresh_answers(uow, world, helped)
    for question in traces.questions:
        about = uow.cases.get(question.case_id)
        if about is None:
            continue
        refresh(uow, world, about.asker_id, "question-back", question.id)
        for ask in uow.solicitations.of_case(about.id):
            if ask.professional_id is not None:
                refresh(uow, world, ask.professional_id, "question-replied", question.id)


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
