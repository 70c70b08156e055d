"""Every protocol between the parts. What each promises is held by one contract suite."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.answers import Answer, AnswerId, Question, QuestionId, Vote
from bot.domain.cases import Case, CaseId
from bot.domain.circles import Circle, CircleId
from bot.domain.cursors import Cursor
from bot.domain.delivery import Abilities, File, Outgoing, SendOutcome
from bot.domain.drafts import Draft, DraftId, Focus
from bot.domain.fiches import Fiche, FicheId
from bot.domain.inbound import Inbound
from bot.domain.notices import Claimed, Notice, NoticeId
from bot.domain.people import (
    Account,
    AccountId,
    LinkCode,
    Professional,
    ProfessionalId,
)
from bot.domain.places import Place
from bot.domain.records import AuditEntry, Deflection, PolicyVersion, WaveRecord
from bot.domain.screening import Screened
from bot.domain.screens import Enclosure
from bot.domain.solicitations import Solicitation, SolicitationId
from bot.domain.texts import RawText


class Clock(Protocol):
    def now(self) -> datetime:
        """The present, aware, in UTC."""
        ...


class Chance(Protocol):
    """The only source of randomness: identifiers, codes and seeds."""

    def new_id(self) -> str:
        """A fresh identifier: 16 characters of ``a-z2-7``, 80 bits."""
        ...

    def seed(self) -> int:
        """A seed for one decision, recorded with it (R6)."""
        ...

    def code(self) -> str:
        """Eight digits, for a person to copy from one screen to another."""
        ...


class Screener(Protocol):
    def screen(
        self,
        text: RawText,
        *,
        language: str,
        placeholders: str = "",
        masked_more: Sequence[str] = (),
        given_back: Sequence[str] = (),
        answer: bool = False,
    ) -> Screened:
        """Find and replace personal data.

        Raises
        ------
        ScreeningUnavailable
            Whatever went wrong: the text must go nowhere (R1).
        """
        ...


class Holidays(Protocol):
    def within(self, departement: str, first: date, last: date) -> frozenset[date]:
        """Public holidays of a département between two dates, both included."""
        ...


class Stemmer(Protocol):
    def __call__(self, word: str) -> str:
        """The French stem of a lower-case word."""
        ...


class Texts(Protocol):
    """The sentences of ``locales/``."""

    @property
    def languages(self) -> Sequence[str]: ...

    def say(self, key: str, language: str, args: Mapping[str, object] | None = None) -> str:
        """The sentence, as plain text.

        Raises
        ------
        KeyError
            When the key exists in no language: a programming error, never shown.
        """
        ...


class Illustrator(Protocol):
    """Draws what goes with a message."""

    def draw(self, enclosure: Enclosure, language: str) -> File: ...


class ConcurrentChange(Exception):
    """Somebody else changed the same thing first; the command may be run again.

    Raised by every `add` whose key is taken and every `update` of what is no longer there.
    """


class Unstorable(ValueError):
    """A value that no storage takes: a naive datetime, a NUL character, a lone surrogate, or a
    reference to nothing. Names the field, never quotes it. (Raw texts, encrypted, hold anything.)
    """


class Professionals(Protocol):
    def add(self, professional: Professional) -> None: ...

    def get(self, professional_id: ProfessionalId) -> Professional | None: ...

    def update(self, professional: Professional) -> None: ...

    def active(self) -> Sequence[Professional]:
        """Everyone who may be solicited as far as standing goes, in order of id."""
        ...

    def named_like(self, text: str) -> Sequence[Professional]:
        """Active members whose display name holds every word of the text, accents forgiven.

        In order of id; nobody for a text without a word.
        """
        ...

    def with_role_at_least_pilot(self) -> Sequence[Professional]: ...

    def erase(self, professional_id: ProfessionalId) -> None:
        """Forget the person; what they were asked stays countable, by id alone.

        Their row stays, empty and `Standing.LEFT`. Their accounts, codes, drafts, votes, circle
        memberships, web conversation and every notice to them go; their cases, answers,
        questions, replies and comments lose their text. Cancel what is open before this call,
        and add any farewell after it, in the same unit of work.
        """
        ...


class Accounts(Protocol):
    def add(self, account: Account) -> None: ...

    def update(self, account: Account) -> None: ...

    def get(self, account_id: AccountId) -> Account | None: ...

    def find(self, channel: str, user: str) -> Account | None: ...

    def of(self, professional_id: ProfessionalId) -> Sequence[Account]:
        """Accounts of a person, the most recently linked first."""
        ...

    def of_all(self, professional_ids: Iterable[ProfessionalId]) -> Sequence[Account]: ...

    def save_code(self, code: LinkCode) -> None:
        """Keep the code; the person's earlier ones stop working."""
        ...

    def take_code(self, code: str) -> LinkCode | None:
        """The code, used up, expired or not; ``None`` when unknown."""
        ...

    def remove_all(self, professional_id: ProfessionalId) -> None: ...


class Drafts(Protocol):
    """Raw texts, encrypted at rest."""

    def add(self, draft: Draft) -> None: ...

    def get(self, draft_id: DraftId) -> Draft | None: ...

    def update(self, draft: Draft) -> None: ...

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

    def confirmed_before(self, moment: datetime) -> Sequence[Case]:
        """Cases confirmed before the moment that still hold a text."""
        ...

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

    def questions_of_author(self, author_id: ProfessionalId) -> Sequence[Question]:
        """In the order they were asked; with `votes_of`, for a person to read what is kept."""
        ...

    def votes_of(self, voter_id: ProfessionalId) -> Sequence[Vote]: ...


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


class Circles(Protocol):
    def add(self, circle: Circle) -> None: ...

    def get(self, circle_id: CircleId) -> Circle | None: ...

    def update(self, circle: Circle) -> None: ...

    def all(self) -> Sequence[Circle]: ...

    def of_member(self, professional_id: ProfessionalId) -> Sequence[Circle]: ...

    def of_chat(self, channel: str, address: str) -> Circle | None: ...


class Policies(Protocol):
    def current(self) -> PolicyVersion:
        """The highest version. There is always one: migrations add the first."""
        ...

    def get(self, version: int) -> PolicyVersion | None: ...

    def add(self, version: PolicyVersion) -> None:
        """Raises `ConcurrentChange` when that number is taken."""
        ...

    def lock(self) -> None:
        """Hold the limits until the end of the unit of work: waves are planned one at a time.

        Slots of a structure, a pair or the network belong to no single person's row, so planning
        takes one lock for all (R2).
        """
        ...

    def history(self) -> Sequence[PolicyVersion]:
        """Newest first."""
        ...


class Records(Protocol):
    def add_wave(self, record: WaveRecord) -> None:
        """Raises `ConcurrentChange` when that wave of that case is already planned."""
        ...

    def waves(self, case_id: CaseId) -> Sequence[WaveRecord]: ...

    def waves_since(self, moment: datetime) -> Sequence[WaveRecord]:
        """Waves planned at or after the moment, of every case; the oldest first."""
        ...

    def audit(self, entry: AuditEntry) -> None: ...

    def audited(self, limit: int = 50) -> Sequence[AuditEntry]:
        """Newest first."""
        ...

    def audited_since(self, action: str, moment: datetime) -> Sequence[AuditEntry]:
        """Entries of one action after the moment, the oldest first."""
        ...

    def deflected(self, deflection: Deflection) -> None: ...

    def deflected_since(self, moment: datetime) -> Sequence[Deflection]:
        """At or after the moment; the oldest first."""
        ...

    def count_feedback(self, source: str, kind: str, gesture: str, at: datetime) -> None:
        """Count one word masked more or given back, by recogniser and day; never the word."""
        ...

    def feedback(self) -> Mapping[tuple[str, str, str], int]:
        """Counts by (source, kind, gesture)."""
        ...


class StoredInbound(Protocol):
    @property
    def id(self) -> int: ...

    @property
    def inbound(self) -> Inbound: ...

    @property
    def attempts(self) -> int: ...


class Inbox(Protocol):
    """Events, written down before they are acknowledged (R4); texts encrypted until handled."""

    def receive(self, inbound: Inbound) -> bool:
        """Keep the event; False when its update id was already there."""
        ...

    def claim(self, now: datetime, lease_seconds: int, limit: int) -> Sequence[StoredInbound]:
        """Take events to handle: one at most for each place, the oldest first; count the try."""
        ...

    def keep(self, stored_ids: Collection[int], until: datetime) -> None:
        """Hold on to events in hand, so that they do not come back to be claimed before then.

        Those that were handled are left as they are.
        """
        ...

    def done(self, stored_id: int) -> None:
        """Handled: its text and its place are destroyed, its update id is remembered.

        Raises
        ------
        ConcurrentChange
            When somebody else handled it: this unit of work must not be committed.
        """
        ...

    def park(self, stored_id: int) -> None:
        """Give up on it after too many tries; its text is destroyed. Idempotent."""
        ...

    def parked(self) -> int: ...


class Outbox(Protocol):
    """What must be told. Intent is committed before the call (R5)."""

    def add(self, notice: Notice) -> NoticeId:
        """Add a notice; a waiting one of the same place and slot is replaced by it."""
        ...

    def claim(
        self, now: datetime, lease_seconds: int, limit: int, closed: Collection[str] = ()
    ) -> Sequence[Claimed]:
        """Take due notices: in order within each place, never two at once for one place.

        Those of the `closed` channels, by name, are left to a process that can send there.

        A notice whose claim ran out comes back only through `abandoned`, and holds its place
        until somebody settles or requeues it. One that is not due yet holds nobody back.
        """
        ...

    def abandoned(self, now: datetime, limit: int = 100) -> Sequence[Claimed]:
        """Claims that ran out: the sender died, nobody knows whether the message left.

        Held until the end of the unit of work, so that two workers never decide on one notice.
        """
        ...

    def settle(self, notice_id: NoticeId, outcome: SendOutcome, now: datetime) -> None:
        """Record what became of it. `RetryAt` puts it back; the others are final.

        Once final, only a late `Sent` still counts, over an `Unknown`. An id that is gone
        (erased, forgotten) is ignored.
        """
        ...

    def requeue(self, notice_id: NoticeId, due_at: datetime) -> None:
        """Put it back: it did not leave (postponed, or safe to repeat).

        When a newer notice of its slot exists, it is dropped instead. A settled one stays so.
        """
        ...

    def shown(self, notice_id: NoticeId, tokens: Sequence[str]) -> None:
        """Remember the choices offered, so that "2" typed in that place means the second.

        No tokens: what was offered there before still counts, but not in reply to this message.
        An edit stays above what came after it: what a later message offers there still counts.
        """
        ...

    def last_choices(self, place: Place) -> Sequence[str]: ...

    def choices_of(self, channel: str, address: str, message_id: str) -> Sequence[str]:
        """What this message offers as it stands now, for "2" in reply to it."""
        ...

    def subject_of(self, channel: str, address: str, message_id: str) -> Notice | None:
        """The notice that became this message: a reply to it is about its subject."""
        ...

    def readers(self, slot: str) -> Sequence[ProfessionalId]:
        """Those to whom a message of this slot was, or is about to be shown; in order of id."""
        ...

    def follow(self, channel: str, address: str, new_address: str) -> None:
        """What has not left yet for a place that moved goes to where it is now."""
        ...

    def next_due(self) -> datetime | None:
        """When `claim` will next find something, in places where nothing is in flight."""
        ...

    def waiting(self) -> int:
        """Notices not settled yet, the claimed ones included."""
        ...

    def forget_settled(self, before: datetime) -> int:
        """Remove settled rows older than the moment; how many."""
        ...


class Cursors(Protocol):
    """How far each account of the bot has read its platform."""

    def get(self, reader: str) -> Cursor | None: ...

    def save(self, reader: str, cursor: Cursor) -> None: ...


class Forgetting(Protocol):
    """What is past its lifetime. The dry run and the purge share one selection."""

    def expired(self, now: datetime, lifetimes: Mapping[str, int]) -> Sequence[tuple[str, str]]:
        """(kind, id) of everything past its lifetime in days, by kind.

        Kinds: ``case-text``, ``answer-text``, ``question-text`` (its reply included),
        ``outcome-comment``, ``settled-notices``, ``handled-updates``, ``audit``, and
        ``web-messages`` (what the web chat has shown). A kind without a lifetime is kept.

        Raises
        ------
        ValueError
            For a kind that does not exist.
        """
        ...

    def forget(self, items: Sequence[tuple[str, str]]) -> None:
        """Remove the text of these, or the whole row where it is nothing else. Idempotent."""
        ...


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


class Channel(Protocol):
    """A chat platform, as the courier sees it."""

    @property
    def name(self) -> str: ...

    @property
    def abilities(self) -> Abilities: ...

    @property
    def is_open(self) -> bool:
        """Whether this process can send there now; if not, what waits is left in the outbox."""
        ...

    async def send(self, message: Outgoing) -> SendOutcome: ...

    async def edit(self, message_id: str, message: Outgoing) -> SendOutcome:
        """Replace a message already sent. `Gone` when the platform no longer allows it."""
        ...

    async def delete(self, place: Place, message_id: str) -> SendOutcome: ...

    async def typing(self, place: Place) -> None:
        """Show that an answer is being prepared. Best effort."""
        ...

    def invitation(self, code: str) -> str | None:
        """An address that opens the bot here with this code; ``None`` where there is none."""
        ...


class Worker(StrEnum):
    """Who works without end, each at what the others leave: see `bot.bootstrap.workers`."""

    RECEPTION = "reception"
    SCREENING = "screening"
    COURIER = "courier"


Ring = Callable[[Worker], None]
"""Wakes a worker: there is something for it, committed. From any thread; returns at once."""


class Intake(Protocol):
    """Where channels bring events. Returns once the event is committed."""

    def receive(self, inbound: Inbound) -> bool:
        """False when the event is a repeat."""
        ...
