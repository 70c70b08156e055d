"""Read the answers of a case as one ranked digest. Derived, never stored: erasing an answer
erases it here too.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.answers import Answer, AnswerId, Vote
from bot.domain.cases import Case
from bot.domain.digest import AuthorFit, Digest, Opinion, build_digest
from bot.domain.people import Professional, ProfessionalId
from bot.domain.territory import level
from bot.ports import UnitOfWork
from bot.usecases.join_case import cases_read
from bot.usecases.matchmaking import Matchmaking


@dataclass(frozen=True, slots=True)
class ReadDigest:
    """A digest, with the answers and authors it speaks of."""

    digest: Digest
    answers: Mapping[AnswerId, Answer]
    authors: Mapping[ProfessionalId, Professional]


def read_digest(uow: UnitOfWork, case: Case, matchmaking: Matchmaking) -> ReadDigest:
    """Group and rank what is known about a case now."""
    answers = _standing(uow, case)
    text = case.text.value if case.text else None
    digest = build_digest(text, opinions_on(uow, case, matchmaking), matchmaking.stem)
    return ReadDigest(digest, {a.id: a for a in answers}, _authors(uow, answers))


def printable_cases(uow: UnitOfWork, asker: Professional) -> list[Case]:
    """The cases that a person asked or follows and that have answers, the newest first."""
    return [case for case in cases_read(uow, asker.id) if _standing(uow, case)]


def opinions_on(uow: UnitOfWork, case: Case, matchmaking: Matchmaking) -> list[Opinion]:
    """The answers of a case as the ranking sees them, in the order they were given."""
    answers = _standing(uow, case)
    authors = _authors(uow, answers)
    relevance = matchmaking.relevance(case, list(authors.values()))
    record = uow.answers.record(authors)
    votes = votes_that_stand(uow, case)
    up = Counter(vote.answer_id for vote in votes if vote.value > 0)
    down = Counter(vote.answer_id for vote in votes if vote.value < 0)
    return [
        Opinion(
            answer_id=answer.id,
            author_id=answer.author_id,
            text=answer.text.value,
            given_at=answer.given_at,
            up=up[answer.id],
            down=down[answer.id],
            marked_useful=answer.marked_useful,
            author=_fit(
                case,
                authors.get(answer.author_id),
                relevance.get(answer.author_id, 0.0),
                record.get(answer.author_id, (0, 0)),
            ),
        )
        for answer in answers
        if answer.text is not None
    ]


def votes_that_stand(uow: UnitOfWork, case: Case) -> list[Vote]:
    """A vote is about the words that were read: those before an edit are about other words."""
    edited = {answer.id: answer.edited_at for answer in uow.answers.of_case(case.id)}
    return [
        vote
        for vote in uow.answers.votes(case.id)
        if (at := edited.get(vote.answer_id)) is None or vote.at >= at
    ]


def _standing(uow: UnitOfWork, case: Case) -> list[Answer]:
    return [
        answer
        for answer in uow.answers.of_case(case.id)
        if answer.withdrawn_at is None and answer.text is not None
    ]


def _authors(uow: UnitOfWork, answers: Iterable[Answer]) -> dict[ProfessionalId, Professional]:
    people = (uow.professionals.get(author) for author in {a.author_id for a in answers})
    return {person.id: person for person in people if person is not None}


def _fit(
    case: Case, person: Professional | None, relevance: float, record: tuple[int, int]
) -> AuthorFit | None:
    if person is None:
        return None
    useful, judged = record
    return AuthorFit(
        relevance=relevance,
        level=level(person.scope, person.departement, person.region, case.departement),
        useful=useful,
        judged=judged,
    )
