"""In memory: professionals, accounts, drafts, circles."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.circles import Circle, CircleId
from bot.domain.drafts import Draft, DraftId, Focus
from bot.domain.people import (
    Account,
    AccountId,
    LinkCode,
    Professional,
    ProfessionalId,
    Role,
    Scope,
    Standing,
    Structure,
    StructureId,
)
from bot.ports import ConcurrentChange
from storage.names import folded_words
from tests.fakes.memory_tables import Transaction, place_key, storable


class MemoryProfessionals:
    def __init__(self, tables: Transaction) -> None:
        self._tables = tables

    def add(self, professional: Professional) -> None:
        self._tables.professionals.insert(professional.id, professional)
        self._tables.people_held.add(professional.id)

    def get(self, professional_id: ProfessionalId) -> Professional | None:
        self._tables.people_read.add(professional_id)
        return self._tables.professionals.get(professional_id)

    def update(self, professional: Professional) -> None:
        """Whoever changes a person that they read holds them, or undoes a choice of theirs."""
        read, held = self._tables.people_read, self._tables.people_held
        assert professional.id in held or professional.id not in read, "a person is not locked"
        self._tables.professionals.replace(professional.id, professional)

    def lock(self, professional_id: ProfessionalId) -> Professional | None:
        self._tables.people_held.add(professional_id)
        return self._tables.professionals.get(professional_id)

    def active(self) -> Sequence[Professional]:
        everyone = self._tables.professionals.values()
        self._tables.people_read.update(person.id for person in everyone)
        return sorted((p for p in everyone if p.standing is Standing.ACTIVE), key=lambda p: p.id)

    def named_like(self, text: str, *, left: bool = False) -> Sequence[Professional]:
        words = set(folded_words(text))
        everyone = sorted(self._tables.professionals.values(), key=lambda p: p.id)
        asked = (
            [p for p in everyone if p.standing is not Standing.REMOVED] if left else self.active()
        )
        return [p for p in asked if words and words <= set(folded_words(p.display_name))]

    def with_role_at_least_pilot(self) -> Sequence[Professional]:
        return [p for p in self.active() if p.role is not Role.MEMBER]

    def erase(self, professional_id: ProfessionalId) -> None:
        tables = self._tables
        if tables.professionals.get(professional_id) is None:
            return
        self._forget_notices(professional_id)
        accounts = MemoryAccounts(tables)
        for account in accounts.of(professional_id):
            tables.accounts.drop(account.id)
            tables.focuses.drop(account.id)
        accounts.drop_codes(professional_id)
        drafts = MemoryDrafts(tables)
        for draft in drafts.by_author(professional_id):
            drafts.lock(draft.id)
            drafts.remove(draft.id)
        for circle in tables.circles.values():
            alone = frozenset({professional_id})
            tables.circles.put(
                circle.id,
                replace(circle, members=circle.members - alone, pilots=circle.pilots - alone),
            )
        for key, vote in list(tables.votes.rows.items()):
            if vote.voter_id == professional_id:
                tables.votes.drop(key)
        self._forget_texts(professional_id)
        tables.professionals.put(
            professional_id,
            Professional(
                id=professional_id,
                display_name="",
                structure=Structure(StructureId(""), "", ""),
                job="",
                departement="",
                region="",
                scope=Scope.LOCAL,
                themes=(),
                languages=(),
                standing=Standing.LEFT,
            ),
        )

    def _forget_texts(self, professional_id: ProfessionalId) -> None:
        tables = self._tables
        decisive = {c.outcome.answer_id for c in tables.cases.values() if c.outcome}
        quoted = {
            answer.case_id
            for answer in tables.answers.values()
            if answer.author_id == professional_id
            and (answer.marked_useful or answer.id in decisive)
        }
        for fiche, _ in tables.fiches.values():
            if fiche.author_id == professional_id or fiche.case_id in quoted:
                tables.fiches.drop(fiche.id)
        asked = {c.id for c in tables.cases.values() if c.asker_id == professional_id}
        for case_id in asked:
            case = tables.cases.rows[case_id]
            outcome = replace(case.outcome, comment=None) if case.outcome else None
            tables.cases.put(case_id, replace(case, text=None, placeholders="", outcome=outcome))
        for case in tables.cases.values():
            called = case.committee
            if called and (case.id in asked or called.pilot_id == professional_id):
                tables.cases.put(case.id, replace(case, committee=replace(called, text=None)))
        for key in list(tables.followers.rows):
            if key[1] == professional_id:
                tables.followers.drop(key)
        for answer in tables.answers.values():
            if answer.author_id == professional_id:
                tables.answers.put(answer.id, answer.without_text())
        for question in tables.questions.values():
            if question.author_id == professional_id:
                question = replace(question, text=None)
            if question.case_id in asked:
                question = replace(question, reply=None)
            tables.questions.put(question.id, question)

    def _forget_notices(self, professional_id: ProfessionalId) -> None:
        tables = self._tables
        homes = {
            place_key(account.home)
            for account in tables.accounts.values()
            if account.professional_id == professional_id and account.home
        }
        for queue in (tables.outbox, tables.settled):
            for row in queue.values():
                place = row.notice.place
                if row.notice.recipient_id == professional_id or place_key(place) in homes:
                    queue.drop(row.id)
        for home in homes:
            tables.offers.drop(home)


class MemoryAccounts:
    def __init__(self, tables: Transaction) -> None:
        self._tables = tables

    def add(self, account: Account) -> None:
        self._check_identity(account)
        self._tables.accounts.insert(account.id, account)

    def update(self, account: Account) -> None:
        self._check_identity(account)
        self._tables.accounts.replace(account.id, account)

    def _check_identity(self, account: Account) -> None:
        self._tables.professionals.require(account.professional_id)
        holder = self.find(account.channel, account.user)
        if holder is not None and holder.id != account.id:
            raise ConcurrentChange

    def find(self, channel: str, user: str) -> Account | None:
        for account in self._tables.accounts.rows.values():
            if (account.channel, account.user) == (channel, user):
                return account
        return None

    def of(self, professional_id: ProfessionalId) -> Sequence[Account]:
        return self.of_all([professional_id])

    def of_all(self, professional_ids: Iterable[ProfessionalId]) -> Sequence[Account]:
        wanted = set(professional_ids)
        found = [a for a in self._tables.accounts.values() if a.professional_id in wanted]
        found.sort(key=lambda a: a.id)
        found.sort(key=lambda a: a.linked_at, reverse=True)
        return sorted(found, key=lambda a: a.professional_id)

    def save_code(self, code: LinkCode) -> None:
        self._tables.professionals.require(code.professional_id)
        self.drop_codes(code.professional_id)
        self._tables.codes.put(code.code, storable(code))

    def take_code(self, code: str) -> LinkCode | None:
        return self._tables.codes.drop(code)

    def drop_codes(self, professional_id: ProfessionalId) -> None:
        for code in self._tables.codes.values():
            if code.professional_id == professional_id:
                self._tables.codes.drop(code.code)


class MemoryDrafts:
    def __init__(self, tables: Transaction) -> None:
        self._tables = tables

    def add(self, draft: Draft) -> None:
        self._tables.professionals.require(draft.author_id)
        self._tables.drafts.insert(draft.id, draft)
        self._tables.drafts_held.add(draft.id)

    def get(self, draft_id: DraftId) -> Draft | None:
        self._tables.drafts_read.add(draft_id)
        return self._tables.drafts.get(draft_id)

    def update(self, draft: Draft) -> None:
        """Whoever changes a draft that they read holds it: a person may write from two accounts."""
        self._check_held(draft.id)
        self._tables.drafts.replace(draft.id, draft)

    def lock(self, draft_id: DraftId) -> Draft | None:
        self._tables.drafts_held.add(draft_id)
        return self._tables.drafts.get(draft_id)

    def _check_held(self, draft_id: DraftId) -> None:
        read, held = self._tables.drafts_read, self._tables.drafts_held
        assert draft_id in held or draft_id not in read, "a draft is changed, and not locked"

    def remove(self, draft_id: DraftId) -> None:
        self._check_held(draft_id)
        self._tables.drafts.drop(draft_id)
        for account_id, focus in list(self._tables.focuses.rows.items()):
            if focus.draft_id == draft_id:
                self._tables.focuses.drop(account_id)

    def by_author(self, author_id: ProfessionalId) -> Sequence[Draft]:
        found = [d for d in self._tables.drafts.values() if d.author_id == author_id]
        self._tables.drafts_read.update(draft.id for draft in found)
        return sorted(found, key=lambda d: (d.created_at, d.id))

    def expired(self, now: datetime, limit: int = 100) -> Sequence[Draft]:
        found = [d for d in self._tables.drafts.values() if d.expires_at <= storable(now)]
        self._tables.drafts_read.update(draft.id for draft in found)
        return sorted(found, key=lambda d: (d.expires_at, d.id))[:limit]

    def focus(self, account_id: AccountId) -> Focus | None:
        return self._tables.focuses.get(account_id)

    def set_focus(self, account_id: AccountId, focus: Focus | None) -> None:
        if focus is None:
            self._tables.focuses.drop(account_id)
            return
        self._tables.accounts.require(account_id)
        self._tables.drafts.require(focus.draft_id)
        self._tables.focuses.put(account_id, focus)


class MemoryCircles:
    def __init__(self, tables: Transaction) -> None:
        self._tables = tables

    def add(self, circle: Circle) -> None:
        self._check_people(circle)
        self._tables.circles.insert(circle.id, circle)

    def get(self, circle_id: CircleId) -> Circle | None:
        return self._tables.circles.get(circle_id)

    def update(self, circle: Circle) -> None:
        self._check_people(circle)
        self._tables.circles.replace(circle.id, circle)

    def _check_people(self, circle: Circle) -> None:
        for professional_id in circle.members | circle.pilots:
            self._tables.professionals.require(professional_id)

    def all(self) -> Sequence[Circle]:
        return sorted(self._tables.circles.values(), key=lambda c: c.id)

    def of_member(self, professional_id: ProfessionalId) -> Sequence[Circle]:
        return [c for c in self.all() if professional_id in c.members]

    def of_chat(self, channel: str, address: str) -> Circle | None:
        for circle in self.all():
            if circle.chat and (circle.chat.channel, circle.chat.address) == (channel, address):
                return circle
        return None
