"""The same situation is already open: whoever has it too waits for its answers, and nobody is
asked twice for the same thing.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from bot.domain.cases import Case, CaseId, CaseState
from bot.domain.drafts import Draft
from bot.domain.fiches import Question, nearest, search_terms
from bot.domain.people import ProfessionalId
from bot.domain.records import Deflection, How
from bot.domain.verdicts import Refused
from bot.ports import Stemmer, UnitOfWork
from bot.usecases.telling import tell
from bot.usecases.world import World
from bot.usecases.write_draft import abandon

RECENT = timedelta(days=14)
"""A search that ended since then may still serve: its fiche is not written yet."""
COMPARED = 40
"""Cases weighed, the newest of the département."""
ALIKE = 0.6
"""Likeness from which nobody is asked about both: surer, since the people asked have no say."""
SAME = 0.35
"""Likeness from which two cases are taken for the same one; a fiche is offered for less."""


def nearest_open_case(
    uow: UnitOfWork, world: World, text: str, draft: Draft, stem: Stemmer
) -> Case | None:
    """A case of somebody else, in the same département, that says nearly the same."""
    recent = [*uow.cases.closed_since(world.now - RECENT), *uow.cases.open_cases()]
    others = [
        case
        for case in {case.id: case for case in recent}.values()
        if case.asker_id != draft.author_id and case.departement == draft.departement
    ]
    kept = [
        (case, search_terms(case.text.value, stem), case.departement)
        for case in others[-COMPARED:]
        if case.text is not None and _may_be_joined(uow, case)
    ]
    holders = Counter(term for _, terms, _ in kept for term in terms)
    asked = Question(search_terms(text, stem), draft.departement, holders, len(kept))
    found = nearest(asked, kept, SAME)
    return found[0] if found else None


def cases_alike(case: Case, others: Sequence[Case], stem: Stemmer) -> frozenset[CaseId]:
    """Those of other people in the same département that ask the same thing."""
    if case.text is None:
        return frozenset()
    here = [
        other
        for other in others
        if other.asker_id != case.asker_id and other.departement == case.departement
    ]
    kept = [
        (other.id, search_terms(other.text.value, stem), other.departement)
        for other in here[-COMPARED:]
        if other.text is not None
    ]
    holders = Counter(term for _, terms, _ in kept for term in terms)
    terms = search_terms(case.text.value, stem)
    return frozenset(nearest(Question(terms, None, holders, len(kept)), kept, ALIKE))


def join_case(uow: UnitOfWork, world: World, draft: Draft, case_id: CaseId) -> Case | Refused:
    """Follow a case instead of asking the same again; the draft is destroyed."""
    case = uow.cases.get(case_id)
    if case is None or case.text is None:
        return Refused("case-forgotten")
    if not _may_be_joined(uow, case):
        return Refused("case-ended")
    if uow.cases.follow(case.id, draft.author_id, world.now):
        uow.records.deflected(Deflection(world.now, How.JOINED, case.themes, case.departement))
    abandon(uow, world, draft)
    return case


def reads_answers(uow: UnitOfWork, case: Case, person_id: ProfessionalId) -> bool:
    """Whether the digest of a case is for this person: who asked, and who follows."""
    return case.asker_id == person_id or person_id in uow.cases.followers(case.id)


def cases_read(uow: UnitOfWork, person_id: ProfessionalId) -> Sequence[Case]:
    """The cases that a person asked or follows, the newest first."""
    read = [*uow.cases.by_asker(person_id), *uow.cases.followed_by(person_id)]
    return sorted(read, key=lambda case: case.confirmed_at, reverse=True)


def tell_followers(uow: UnitOfWork, world: World, case: Case) -> None:
    """The search ended, or its outcome is known: say so to who waits for the same answers."""
    for follower in uow.cases.followers(case.id):
        slot, fresh = f"followed-news:{case.id}", {"fresh": 1}
        tell(uow, world, follower, "followed-news", case.id, details=fresh, slot=slot)


def _may_be_joined(uow: UnitOfWork, case: Case) -> bool:
    """Being searched, or answered; a case without an answer would be one more dead end."""
    if case.state is CaseState.SEEKING:
        return True
    return case.state in (CaseState.ANSWERED, CaseState.CLOSED) and any(
        answer.text is not None and answer.withdrawn_at is None
        for answer in uow.answers.of_case(case.id)
    )
