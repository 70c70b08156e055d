"""In memory: cases, solicitations, answers, policies, records."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import count

from bot.domain.answers import Answer, AnswerId, Question, QuestionId, Vote
from bot.domain.cases import Case, CaseId
from bot.domain.people import ProfessionalId
from bot.domain.records import Act, AuditEntry, Deflection, PolicyVersion, WaveRecord
from bot.domain.solicitations import (
    COUNTED,
    Delivery,
    Response,
    Solicitation,
    SolicitationId,
)
from tests.fakes.memory_tables import Transaction, storable

DELIVERED = frozenset({Delivery.SENT, Delivery.UNCERTAIN})
AWAITED = frozenset({Response.NONE, Response.LATER})


class MemoryCases:
    def __init__(self, tables: Transaction) -> None:
        self._tables = tables

    def add(self, case: Case) -> None:
        self._tables.professionals.require(case.asker_id)
        self._tables.cases.insert(case.id, case)
        self._tables.cases_held.add(case.id)

    def get(self, case_id: CaseId) -> Case | None:
        self._tables.cases_read.add(case_id)
        return self._tables.cases.get(case_id)

    def update(self, case: Case) -> None:
        """Whoever changes a case that they read holds it: else another's change would be lost."""
        read, held = self._tables.cases_read, self._tables.cases_held
        assert case.id in held or case.id not in read, "a case is changed, and not locked"
        self._tables.cases.replace(case.id, case)

    def lock(self, case_id: CaseId) -> Case | None:
        self._tables.cases_held.add(case_id)
        return self._tables.cases.get(case_id)

    def by_asker(self, asker_id: ProfessionalId) -> Sequence[Case]:
        found = [c for c in self._by_age() if c.asker_id == asker_id]
        return found[::-1]

    def due(self, now: datetime, limit: int = 50) -> Sequence[CaseId]:
        due = [(c.due_at, c.id) for c in self._by_age() if c.due_at and c.due_at <= storable(now)]
        return [case_id for _, case_id in sorted(due)[:limit]]

    def outcome_due(self, now: datetime, limit: int = 50) -> Sequence[CaseId]:
        due = [(c.outcome_due_at, c.id) for c in self._by_age() if c.outcome_due_at]
        return [case_id for at, case_id in sorted(due) if at <= storable(now)][:limit]

    def open_cases(self) -> Sequence[Case]:
        return [c for c in self._by_age() if c.is_open]

    def closed_since(self, moment: datetime) -> Sequence[Case]:
        storable(moment)
        return [
            c
            for c in self._by_age()
            if (c.closed_at and c.closed_at >= moment) or (c.outcome and c.outcome.at >= moment)
        ]

    def confirmed_since(self, moment: datetime) -> Sequence[Case]:
        return [c for c in self._by_age() if c.confirmed_at >= storable(moment)]

    def called_by(self, pilot_id: ProfessionalId) -> Sequence[Case]:
        return [c for c in self._by_age() if c.committee and c.committee.pilot_id == pilot_id]

    def follow(self, case_id: CaseId, professional_id: ProfessionalId, at: datetime) -> bool:
        self._tables.cases.require(case_id)
        self._tables.professionals.require(professional_id)
        known = self._tables.followers.get((case_id, professional_id)) is not None
        if not known:
            self._tables.followers.insert((case_id, professional_id), at)
        return not known

    def followers(self, case_id: CaseId) -> Sequence[ProfessionalId]:
        found = self._tables.followers.rows.items()
        return [
            ProfessionalId(who)
            for _, who in sorted((at, who) for (case, who), at in found if case == case_id)
        ]

    def followed_by(self, professional_id: ProfessionalId) -> Sequence[Case]:
        found = self._tables.followers.rows.items()
        theirs = [(at, case) for (case, who), at in found if who == professional_id]
        by_name = sorted(theirs, key=lambda one: one[1])
        latest = sorted(by_name, key=lambda one: one[0], reverse=True)
        return [self._tables.cases.rows[case] for _, case in latest]

    def _by_age(self) -> list[Case]:
        found = sorted(self._tables.cases.values(), key=lambda c: (c.confirmed_at, c.id))
        self._tables.cases_read.update(case.id for case in found)
        return found


class MemorySolicitations:
    def __init__(self, tables: Transaction) -> None:
        self._tables = tables

    def add(self, solicitation: Solicitation) -> None:
        self._tables.cases.require(solicitation.case_id)
        self._tables.professionals.require(solicitation.professional_id)
        self._tables.circles.require(solicitation.circle_id)
        self._tables.solicitations.insert(solicitation.id, solicitation)

    def get(self, solicitation_id: SolicitationId) -> Solicitation | None:
        return self._tables.solicitations.get(solicitation_id)

    def update(self, solicitation: Solicitation) -> None:
        self._tables.solicitations.replace(solicitation.id, solicitation)

    def of_case(self, case_id: CaseId) -> Sequence[Solicitation]:
        return [s for s in self._planned() if s.case_id == case_id]

    def since(self, moment: datetime) -> Sequence[Solicitation]:
        storable(moment)
        return [
            s
            for s in self._planned()
            if max(s.planned_at, s.delivered_at or s.planned_at) >= moment and s.delivery in COUNTED
        ]

    def planned_since(self, moment: datetime) -> Sequence[Solicitation]:
        return [s for s in self._planned() if s.planned_at >= storable(moment)]

    def open_of(self, professional_id: ProfessionalId) -> Sequence[Solicitation]:
        return [
            s
            for s in self.of_person(professional_id)
            if s.delivery in DELIVERED and s.response in AWAITED and self._is_open(s)
        ]

    def of_person(self, professional_id: ProfessionalId) -> Sequence[Solicitation]:
        return [s for s in self._planned() if s.professional_id == professional_id]

    def uncertain(self) -> Sequence[Solicitation]:
        return [s for s in self._planned() if s.delivery is Delivery.UNCERTAIN]

    def to_remind(self, now: datetime, limit: int = 50) -> Sequence[Solicitation]:
        storable(now)
        due = [
            s
            for s in self._tables.solicitations.values()
            if s.remind_at and s.remind_at <= now and s.response in AWAITED and self._is_open(s)
        ]
        return sorted(due, key=lambda s: (s.remind_at, s.id))[:limit]

    def _is_open(self, solicitation: Solicitation) -> bool:
        return self._tables.cases.rows[solicitation.case_id].is_open

    def _planned(self) -> list[Solicitation]:
        everything = self._tables.solicitations.values()
        return sorted(everything, key=lambda s: (s.planned_at, s.wave, s.id))


class MemoryAnswers:
    def __init__(self, tables: Transaction) -> None:
        self._tables = tables

    def add(self, answer: Answer) -> None:
        self._tables.cases.require(answer.case_id)
        self._tables.professionals.require(answer.author_id)
        self._tables.solicitations.require(answer.solicitation_id)
        self._tables.answers.insert(answer.id, answer)

    def get(self, answer_id: AnswerId) -> Answer | None:
        return self._tables.answers.get(answer_id)

    def update(self, answer: Answer) -> None:
        self._tables.answers.replace(answer.id, answer)

    def of_case(self, case_id: CaseId) -> Sequence[Answer]:
        return [a for a in self._given() if a.case_id == case_id]

    def of_author(self, author_id: ProfessionalId) -> Sequence[Answer]:
        return [a for a in self._given() if a.author_id == author_id]

    def given_since(self, moment: datetime) -> Sequence[Answer]:
        return [a for a in self._given() if a.given_at >= storable(moment)]

    def record(self, authors: Iterable[ProfessionalId]) -> Mapping[ProfessionalId, tuple[int, int]]:
        wanted = set(authors)
        judged = [a for a in self._given() if a.marked_useful is not None and a.author_id in wanted]
        useful = Counter(a.author_id for a in judged if a.marked_useful)
        return {
            author: (useful[author], n)
            for author, n in Counter(a.author_id for a in judged).items()
        }

    def vote(self, vote: Vote) -> None:
        self._tables.answers.require(vote.answer_id)
        self._tables.professionals.require(vote.voter_id)
        self._tables.votes.put((vote.answer_id, vote.voter_id), storable(vote))

    def votes(self, case_id: CaseId) -> Sequence[Vote]:
        answers = {a.id for a in self.of_case(case_id)}
        found = [v for v in self._tables.votes.values() if v.answer_id in answers]
        return sorted(found, key=lambda v: (v.at, v.answer_id, v.voter_id))

    def add_question(self, question: Question) -> None:
        self._tables.cases.require(question.case_id)
        self._tables.professionals.require(question.author_id)
        self._tables.solicitations.require(question.solicitation_id)
        self._tables.questions.insert(question.id, question)

    def get_question(self, question_id: QuestionId) -> Question | None:
        return self._tables.questions.get(question_id)

    def update_question(self, question: Question) -> None:
        self._tables.questions.replace(question.id, question)

    def questions(self, case_id: CaseId) -> Sequence[Question]:
        found = [q for q in self._tables.questions.values() if q.case_id == case_id]
        return sorted(found, key=lambda q: (q.asked_at, q.id))

    def _given(self) -> list[Answer]:
        return sorted(self._tables.answers.values(), key=lambda a: (a.given_at, a.id))


class MemoryPolicies:
    def __init__(self, tables: Transaction) -> None:
        self._tables = tables

    def current(self) -> PolicyVersion:
        return self.history()[0]

    def get(self, version: int) -> PolicyVersion | None:
        return self._tables.policies.get(version)

    def add(self, version: PolicyVersion) -> None:
        self._tables.policies.insert(version.version, version)

    def lock(self) -> None:
        """Nothing to do: a memory store runs one unit of work at a time."""

    def history(self) -> Sequence[PolicyVersion]:
        return sorted(self._tables.policies.values(), key=lambda p: p.version, reverse=True)


class MemoryRecords:
    def __init__(self, tables: Transaction, ids: "count[int]") -> None:
        self._tables = tables
        self._ids = ids

    def add_wave(self, record: WaveRecord) -> None:
        self._tables.cases.require(record.case_id)
        self._tables.waves.insert((record.case_id, record.number), record)

    def waves_since(self, moment: datetime) -> Sequence[WaveRecord]:
        found = [w for w in self._tables.waves.values() if w.at >= storable(moment)]
        return sorted(found, key=lambda w: (w.at, w.case_id, w.number))

    def audit(self, entry: AuditEntry) -> None:
        self._tables.audit.insert(next(self._ids), entry)

    def audited_since(self, act: Act, moment: datetime) -> Sequence[AuditEntry]:
        entries = [e for e in self._tables.audit.values() if e.action is act]
        return sorted((e for e in entries if e.at > storable(moment)), key=lambda e: e.at)

    def audited(self, most: int, after: int = 0, but: Act | None = None) -> Sequence[AuditEntry]:
        rows = sorted(self._tables.audit.rows.items(), key=lambda row: (row[1].at, row[0]))
        newest_first = [entry for _, entry in reversed(rows) if entry.action is not but]
        return newest_first[after : after + most]

    def deflected(self, deflection: Deflection) -> None:
        self._tables.deflections.insert(next(self._ids), deflection)

    def deflected_since(self, moment: datetime) -> Sequence[Deflection]:
        found = [d for d in self._tables.deflections.values() if d.at >= storable(moment)]
        return sorted(found, key=lambda d: d.at)

    def count_feedback(self, source: str, kind: str, gesture: str, at: datetime) -> None:
        storable((source, kind, gesture, at))
        key = (source, kind, gesture)
        self._tables.feedback.put(key, (self._tables.feedback.get(key) or 0) + 1)

    def feedback(self) -> Mapping[tuple[str, str, str], int]:
        return dict(self._tables.feedback.rows)
