"""Answers, votes on them, and questions back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select

from bot.domain.answers import Answer, AnswerId, Question, QuestionId, Vote
from bot.domain.cases import CaseId
from bot.domain.people import ProfessionalId
from storage.repository import Repository, batches
from storage.tables import answers, questions, votes
from storage.texts import clean_text, stored_text

_GIVEN = select(answers).order_by(answers.c.given_at, answers.c.id)


class SqlAnswers(Repository):
    def add(self, answer: Answer) -> None:
        self._insert(answers, _answer_columns(answer))

    def get(self, answer_id: AnswerId) -> Answer | None:
        row = self._of_id(answers, answer_id)
        return _answer(row) if row else None

    def update(self, answer: Answer) -> None:
        self._replace(answers, answer.id, _answer_columns(answer))

    def of_case(self, case_id: CaseId) -> Sequence[Answer]:
        return self._answers(_GIVEN.where(answers.c.case_id == case_id))

    def of_author(self, author_id: ProfessionalId) -> Sequence[Answer]:
        return self._answers(_GIVEN.where(answers.c.author_id == author_id))

    def given_since(self, moment: datetime) -> Sequence[Answer]:
        return self._answers(_GIVEN.where(answers.c.given_at >= moment))

    def record(self, authors: Iterable[ProfessionalId]) -> Mapping[ProfessionalId, tuple[int, int]]:
        query = (
            select(
                answers.c.author_id,
                func.count().filter(answers.c.marked_useful.is_(True)).label("useful"),
                func.count().label("judged"),
            )
            .where(answers.c.marked_useful.is_not(None))
            .group_by(answers.c.author_id)
        )
        return {
            row.author_id: (row.useful, row.judged)
            for batch in batches(sorted(set(authors)))
            for row in self._rows(query.where(answers.c.author_id.in_(batch)))
        }

    def vote(self, vote: Vote) -> None:
        self._upsert(
            votes,
            {
                "answer_id": vote.answer_id,
                "voter_id": vote.voter_id,
                "value": vote.value,
                "at": vote.at,
            },
        )

    def votes(self, case_id: CaseId) -> Sequence[Vote]:
        query = select(votes).join(answers).where(answers.c.case_id == case_id)
        rows = self._rows(query.order_by(votes.c.at, votes.c.answer_id, votes.c.voter_id))
        return [Vote(row.answer_id, row.voter_id, row.value, row.at) for row in rows]

    def add_question(self, question: Question) -> None:
        self._insert(questions, _question_columns(question))

    def get_question(self, question_id: QuestionId) -> Question | None:
        row = self._of_id(questions, question_id)
        return _question(row) if row else None

    def update_question(self, question: Question) -> None:
        self._replace(questions, question.id, _question_columns(question))

    def questions(self, case_id: CaseId) -> Sequence[Question]:
        query = select(questions).where(questions.c.case_id == case_id)
        rows = self._rows(query.order_by(questions.c.asked_at, questions.c.id))
        return [_question(row) for row in rows]

    def _answers(self, query: Select[Any]) -> list[Answer]:
        return [_answer(row) for row in self._rows(query)]


def _answer_columns(answer: Answer) -> dict[str, Any]:
    return {
        "id": answer.id,
        "case_id": answer.case_id,
        "author_id": answer.author_id,
        "solicitation_id": answer.solicitation_id,
        "text": stored_text(answer.text),
        "given_at": answer.given_at,
        "relayed": answer.relayed,
        "late": answer.late,
        "edited_at": answer.edited_at,
        "withdrawn_at": answer.withdrawn_at,
        "marked_useful": answer.marked_useful,
        "message_ids": answer.message_ids,
    }


def _answer(row: Row[Any]) -> Answer:
    return Answer(
        id=row.id,
        case_id=row.case_id,
        author_id=row.author_id,
        solicitation_id=row.solicitation_id,
        text=clean_text(row.text),
        given_at=row.given_at,
        relayed=row.relayed,
        late=row.late,
        edited_at=row.edited_at,
        withdrawn_at=row.withdrawn_at,
        marked_useful=row.marked_useful,
        message_ids=row.message_ids,
    )


def _question_columns(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "case_id": question.case_id,
        "solicitation_id": question.solicitation_id,
        "author_id": question.author_id,
        "text": stored_text(question.text),
        "asked_at": question.asked_at,
        "reply": stored_text(question.reply),
        "replied_at": question.replied_at,
    }


def _question(row: Row[Any]) -> Question:
    return Question(
        id=row.id,
        case_id=row.case_id,
        solicitation_id=row.solicitation_id,
        author_id=row.author_id,
        text=clean_text(row.text),
        asked_at=row.asked_at,
        reply=clean_text(row.reply),
        replied_at=row.replied_at,
    )
