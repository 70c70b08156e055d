"""From a draft to a case, those asked, their answers, and what is remembered."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.answers import Answer, AnswerId, Question, QuestionId, Vote
from bot.domain.cases import Case, CaseId
from bot.domain.drafts import Draft, DraftId, Focus
from bot.domain.fiches import Fiche, FicheId
from bot.domain.people import AccountId, ProfessionalId
from bot.domain.solicitations import Solicitation, SolicitationId


class Drafts(Protocol):
    """Raw texts, encrypted at rest."""

    def add(self, draft: Draft) -> None: ...

    def get(self, draft_id: DraftId) -> Draft | None: ...

    def update(self, draft: Draft) -> None: ...

    def lock(self, draft_id: DraftId) -> Draft | None:
        """The draft, held until the end of the unit of work: it leaves once, whoever sends it."""
        ...

    def remove(self, draft_id: DraftId) -> None:
        """Destroy the raw text and take every focus off it. Idempotent."""
        ...

    def by_author(self, author_id: ProfessionalId) -> Sequence[Draft]: ...

    def expired(self, now: datetime, limit: int = 100) -> Sequence[Draft]: ...

    def focus(self, account_id: AccountId) -> Focus | None: ...

    def set_focus(self, account_id: AccountId, focus: Focus | None) -> None: ...


class Cases(Protocol):
    def add(self, case: Case) -> None: ...

    def get(self, case_id: CaseId) -> Case | None: ...

    def update(self, case: Case) -> None: ...

    def lock(self, case_id: CaseId) -> Case | None:
        """The case, held until the end of the unit of work."""
        ...

    def by_asker(self, asker_id: ProfessionalId) -> Sequence[Case]:
        """Newest first."""
        ...

    def due(self, now: datetime, limit: int = 50) -> Sequence[CaseId]:
        """Cases whose `due_at` has come, the longest overdue first."""
        ...

    def outcome_due(self, now: datetime, limit: int = 50) -> Sequence[CaseId]: ...

    def open_cases(self) -> Sequence[Case]: ...

    def closed_since(self, moment: datetime) -> Sequence[Case]:
        """Cases closed, or whose outcome was told, at or after the moment, by age."""
        ...

    def confirmed_since(self, moment: datetime) -> Sequence[Case]:
        """Cases confirmed at or after the moment, by age."""
        ...

    def called_by(self, pilot_id: ProfessionalId) -> Sequence[Case]:
        """Cases whose committee this person called, by age."""
        ...

    def follow(self, case_id: CaseId, professional_id: ProfessionalId, at: datetime) -> bool:
        """Let somebody with the same situation read its answers; False when they do already."""
        ...

    def followers(self, case_id: CaseId) -> Sequence[ProfessionalId]:
        """The oldest first."""
        ...

    def followed_by(self, professional_id: ProfessionalId) -> Sequence[Case]:
        """The last one followed first."""
        ...


class Solicitations(Protocol):
    def add(self, solicitation: Solicitation) -> None: ...

    def get(self, solicitation_id: SolicitationId) -> Solicitation | None: ...

    def update(self, solicitation: Solicitation) -> None: ...

    def of_case(self, case_id: CaseId) -> Sequence[Solicitation]:
        """In the order they were planned."""
        ...

    def since(self, moment: datetime) -> Sequence[Solicitation]:
        """Counted solicitations (`COUNTED`) of everyone, planned or on their way at or after the
        moment.
        """
        ...

    def planned_since(self, moment: datetime) -> Sequence[Solicitation]:
        """Solicitations planned at or after the moment, whatever became of them."""
        ...

    def open_of(self, professional_id: ProfessionalId) -> Sequence[Solicitation]:
        """Delivered asks of open cases still without a response, oldest first.

        Delivered perhaps (`UNCERTAIN`) counts, and so does a response of "later".
        """
        ...

    def of_person(self, professional_id: ProfessionalId) -> Sequence[Solicitation]: ...

    def uncertain(self) -> Sequence[Solicitation]: ...

    def to_remind(self, now: datetime, limit: int = 50) -> Sequence[Solicitation]: ...


class Answers(Protocol):
    def add(self, answer: Answer) -> None: ...

    def get(self, answer_id: AnswerId) -> Answer | None: ...

    def update(self, answer: Answer) -> None: ...

    def of_case(self, case_id: CaseId) -> Sequence[Answer]:
        """In the order they were given, withdrawn ones included."""
        ...

    def of_author(self, author_id: ProfessionalId) -> Sequence[Answer]: ...

    def given_since(self, moment: datetime) -> Sequence[Answer]:
        """Answers given at or after the moment, withdrawn ones included; the oldest first."""
        ...

    def record(self, authors: Iterable[ProfessionalId]) -> Mapping[ProfessionalId, tuple[int, int]]:
        """For each of these authors who was judged at all: answers found useful, and judged."""
        ...

    def vote(self, vote: Vote) -> None:
        """One person, one voice: a second vote replaces the first."""
        ...

    def votes(self, case_id: CaseId) -> Sequence[Vote]: ...

    def add_question(self, question: Question) -> None: ...

    def get_question(self, question_id: QuestionId) -> Question | None: ...

    def update_question(self, question: Question) -> None: ...

    def questions(self, case_id: CaseId) -> Sequence[Question]: ...


class Fiches(Protocol):
    """What solved cases taught. Published ones are found by their terms."""

    def add(self, fiche: Fiche, terms: Sequence[str]) -> None: ...

    def get(self, fiche_id: FicheId) -> Fiche | None: ...

    def update(self, fiche: Fiche, terms: Sequence[str]) -> None:
        """Replace the fiche, and what it is found by."""
        ...

    def touch(self, fiche: Fiche) -> None:
        """Replace the fiche; it is found by what it was found by."""
        ...

    def search(
        self, terms: Sequence[str], limit: int = 20
    ) -> Sequence[tuple[Fiche, tuple[str, ...]]]:
        """Fiches that can be found and hold some of the terms, those with the rarest ones first;
        each with the terms that it is found by.

        In a few words, a term that no fiche holds stands for the nearest one that some fiche
        does: typing errors are forgiven. A whole case is searched as it is.
        """
        ...

    def holders(self, terms: Sequence[str]) -> Mapping[str, int]:
        """How many fiches that can be found hold each of the terms; those that none holds are left
        out.
        """
        ...

    def findable(self) -> int:
        """How many fiches can be found."""
        ...

    def to_review(self, now: datetime, limit: int = 50) -> Sequence[Fiche]:
        """Fiches that can be found and whose `review_at` has come."""
        ...

    def kept(self) -> Sequence[Fiche]:
        """Those published one day, outdated or not (`KEPT`); the oldest first."""
        ...

    def of_author(self, author_id: ProfessionalId) -> Sequence[Fiche]:
        """Those made from this person's cases, whatever their state."""
        ...
