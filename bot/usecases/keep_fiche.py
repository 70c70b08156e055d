"""A solved case becomes a fiche: proposed by quoting, published after a second human look."""

from dataclasses import replace

from bot.domain.cases import Case, OutcomeKind
from bot.domain.fiches import (
    EXPIRES_AFTER,
    KEPT,
    STILL_TRUE_EVERY,
    Fiche,
    FicheId,
    FicheState,
    search_terms,
)
from bot.domain.people import Professional, ProfessionalId, Standing
from bot.domain.permissions import Right, may
from bot.domain.records import Act, AuditEntry
from bot.domain.texts import CleanText, joined
from bot.domain.verdicts import Refused
from bot.ports import Stemmer, UnitOfWork
from bot.usecases.keep_informed import pilots_for, pilots_of, refresh
from bot.usecases.telling import home_of, tell
from bot.usecases.world import World


def propose_fiche(uow: UnitOfWork, world: World, case: Case) -> Fiche | None:
    """Quote the case and the answers that helped, the decisive one first, for a pilot to read.

    ``None`` when no answer is credited, a text is already forgotten, or the case has its fiche.
    """
    outcome = case.outcome
    if outcome is None or outcome.kind is not OutcomeKind.UNBLOCKED or outcome.answer_id is None:
        return None
    helped = [
        (answer.id != outcome.answer_id, answer.text, answer.author_id)
        for answer in uow.answers.of_case(case.id)
        if (answer.id == outcome.answer_id or answer.marked_useful)
        and answer.text is not None
        and answer.withdrawn_at is None
    ]
    helped.sort(key=lambda one: one[0])
    if not helped or helped[0][0] or case.text is None or _fiches_of(uow, case):
        return None
    authors = (uow.professionals.get(author) for _, _, author in helped)
    kinds = (author.structure.kind for author in authors if author is not None)
    fiche = Fiche(
        id=FicheId(world.chance.new_id()),
        case_id=case.id,
        author_id=case.asker_id,
        text=joined(case.text, *(text for _, text, _ in helped)),
        themes=case.themes,
        departement=case.departement,
        state=FicheState.PROPOSED,
        proposed_at=world.now,
        sources=tuple(dict.fromkeys(kinds)),
    )
    uow.fiches.add(fiche, ())
    for reader in pilots_of(uow, case):
        slot = f"fiche-proposed:{fiche.id}"
        tell(uow, world, reader, "fiche-proposed", fiche.id, slot=slot)
    return fiche


def withdraw_proposals(uow: UnitOfWork, world: World, case: Case) -> None:
    """The case is blocked after all: what nobody has approved yet is not to be published."""
    for fiche in _fiches_of(uow, case):
        if fiche.state is FicheState.PROPOSED:
            uow.fiches.touch(replace(fiche, state=FicheState.REFUSED))
            for reader in pilots_of(uow, case):
                refresh(uow, world, reader, "fiche-proposed", fiche.id)


def publish_fiche(
    uow: UnitOfWork,
    world: World,
    fiche_id: FicheId,
    reader: Professional,
    text: CleanText,
    stem: Stemmer,
) -> Fiche | Refused:
    """Publish the wording that the second reader confirmed."""
    fiche = _readable(uow, fiche_id, reader)
    if isinstance(fiche, Refused):
        return fiche
    published = replace(
        fiche,
        text=text,
        state=FicheState.PUBLISHED,
        approved_by=reader.id,
        published_at=world.now,
        review_at=world.now + STILL_TRUE_EVERY,
    )
    uow.fiches.update(published, search_terms(text.value, stem))
    uow.records.audit(AuditEntry(world.now, reader.id, Act.PUBLISH_FICHE, fiche.id, {}))
    return published


def refuse_fiche(
    uow: UnitOfWork, world: World, fiche_id: FicheId, reader: Professional
) -> Fiche | Refused:
    """Keep nothing of it for the others."""
    fiche = _readable(uow, fiche_id, reader)
    if isinstance(fiche, Refused):
        return fiche
    refused = replace(fiche, state=FicheState.REFUSED)
    uow.fiches.update(refused, ())
    uow.records.audit(AuditEntry(world.now, reader.id, Act.REFUSE_FICHE, fiche.id, {}))
    return refused


def ask_whether_still_true(uow: UnitOfWork, world: World) -> None:
    """Once a year its author says whether a fiche still holds; what nobody confirms is outdated."""
    for fiche in uow.fiches.to_review(world.now):
        if fiche.state is FicheState.IN_REVIEW:
            uow.fiches.update(replace(fiche, state=FicheState.OUTDATED, review_at=None), ())
            continue
        again = world.now + EXPIRES_AFTER
        uow.fiches.touch(replace(fiche, state=FicheState.IN_REVIEW, review_at=again))
        for person in _who_can_tell(uow, fiche):
            slot = f"fiche-still-true:{fiche.id}"
            tell(uow, world, person, "fiche-still-true", fiche.id, slot=slot)


def confirm_still_true(
    uow: UnitOfWork, world: World, fiche_id: FicheId, person: Professional, stem: Stemmer
) -> Fiche | Refused:
    """It still holds: it is offered for another year, even when it had been left out."""
    fiche = _told_of(uow, fiche_id, person)
    if isinstance(fiche, Refused):
        return fiche
    confirmed = replace(fiche, state=FicheState.PUBLISHED, review_at=world.now + STILL_TRUE_EVERY)
    uow.fiches.update(confirmed, search_terms(fiche.text.value, stem))
    return confirmed


def mark_outdated(
    uow: UnitOfWork, world: World, fiche_id: FicheId, person: Professional
) -> Fiche | Refused:
    """No longer true: it leaves the search, it is not lost."""
    fiche = _told_of(uow, fiche_id, person)
    if isinstance(fiche, Refused):
        return fiche
    outdated = replace(fiche, state=FicheState.OUTDATED, review_at=None)
    uow.fiches.update(outdated, ())
    if person.id != fiche.author_id:
        uow.records.audit(AuditEntry(world.now, person.id, Act.OUTDATE_FICHE, fiche.id, {}))
    return outdated


def _fiches_of(uow: UnitOfWork, case: Case) -> list[Fiche]:
    made = [fiche for fiche in uow.fiches.of_author(case.asker_id) if fiche.case_id == case.id]
    return [fiche for fiche in made if fiche.state is not FicheState.REFUSED]


def _who_can_tell(uow: UnitOfWork, fiche: Fiche) -> list[ProfessionalId]:
    """Its author; once they are gone, the pilots."""
    author = uow.professionals.get(fiche.author_id)
    there = author is not None and author.standing is Standing.ACTIVE
    if there and home_of(uow, fiche.author_id) is not None:
        return [fiche.author_id]
    return pilots_for(uow, fiche.themes)


def _told_of(uow: UnitOfWork, fiche_id: FicheId, person: Professional) -> Fiche | Refused:
    """A fiche that this person may judge: its author, or whoever approves fiches."""
    fiche = uow.fiches.get(fiche_id)
    if fiche is None or fiche.state not in KEPT:
        return Refused("case-forgotten")
    if fiche.author_id != person.id and isinstance(may(person, Right.APPROVE_FICHES), Refused):
        return Refused("not-yours")
    return fiche


def _readable(uow: UnitOfWork, fiche_id: FicheId, reader: Professional) -> Fiche | Refused:
    if isinstance(verdict := may(reader, Right.APPROVE_FICHES), Refused):
        return verdict
    fiche = uow.fiches.get(fiche_id)
    if fiche is None:
        return Refused("case-forgotten")
    if fiche.state is not FicheState.PROPOSED:
        return Refused("already-settled")
    return fiche
