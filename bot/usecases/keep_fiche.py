"""A solved case becomes a fiche: proposed by quoting, published after a second human look."""

from dataclasses import replace

from bot.domain.answers import AnswerId
from bot.domain.cases import Case, OutcomeKind
from bot.domain.fiches import STILL_TRUE_EVERY, Fiche, FicheId, FicheState, search_terms
from bot.domain.people import Professional, ProfessionalId
from bot.domain.permissions import Right, may
from bot.domain.texts import CleanText, joined
from bot.domain.verdicts import Refused
from bot.ports import Stemmer, UnitOfWork
from bot.usecases.keep_informed import pilots_of
from bot.usecases.telling import tell
from bot.usecases.world import World


def propose_fiche(uow: UnitOfWork, world: World, case: Case) -> Fiche | None:
    """Quote the case and the answer that unblocked it, for a pilot to read.

    ``None`` when no answer is credited, or a text is already forgotten.
    """
    outcome = case.outcome
    if outcome is None or outcome.kind is not OutcomeKind.UNBLOCKED or outcome.answer_id is None:
        return None
    answer = uow.answers.get(AnswerId(outcome.answer_id))
    if answer is None or answer.text is None or case.text is None:
        return None
    fiche = Fiche(
        id=FicheId(world.chance.new_id()),
        case_id=case.id,
        author_id=case.asker_id,
        text=joined(case.text, answer.text),
        themes=case.themes,
        departement=case.departement,
        state=FicheState.PROPOSED,
        proposed_at=world.now,
    )
    uow.fiches.add(fiche, ())
    for reader in pilots_of(uow, case):
        slot = f"fiche-proposed:{fiche.id}"
        tell(uow, world, reader, "fiche-proposed", fiche.id, slot=slot)
    return fiche


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
    return published


def refuse_fiche(uow: UnitOfWork, fiche_id: FicheId, reader: Professional) -> Fiche | Refused:
    """Keep nothing of it for the others."""
    fiche = _readable(uow, fiche_id, reader)
    if isinstance(fiche, Refused):
        return fiche
    refused = replace(fiche, state=FicheState.REFUSED)
    uow.fiches.update(refused, ())
    return refused


def ask_whether_still_true(uow: UnitOfWork, world: World) -> None:
    """Once a year, its author says whether a fiche still holds."""
    for fiche in uow.fiches.to_review(world.now):
        uow.fiches.touch(replace(fiche, review_at=world.now + STILL_TRUE_EVERY))
        tell(uow, world, fiche.author_id, "fiche-still-true", fiche.id)


def mark_outdated(uow: UnitOfWork, fiche_id: FicheId, author_id: ProfessionalId) -> Fiche | Refused:
    """No longer true: it leaves the search, it is not lost."""
    fiche = uow.fiches.get(fiche_id)
    if fiche is None or fiche.author_id != author_id:
        return Refused("not-yours")
    outdated = replace(fiche, state=FicheState.OUTDATED, review_at=None)
    uow.fiches.update(outdated, ())
    return outdated


def _readable(uow: UnitOfWork, fiche_id: FicheId, reader: Professional) -> Fiche | Refused:
    if isinstance(verdict := may(reader, Right.APPROVE_FICHES), Refused):
        return verdict
    fiche = uow.fiches.get(fiche_id)
    if fiche is None:
        return Refused("case-forgotten")
    if fiche.state is not FicheState.PROPOSED:
        return Refused("already-settled")
    return fiche
