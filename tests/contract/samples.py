"""Values to store, every field set; each function takes what a test cares about."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.answers import Answer, AnswerId, Question, QuestionId, Vote
from bot.domain.cases import Case, CaseId, CaseState, Committee, Outcome, OutcomeKind
from bot.domain.circles import Circle, CircleId
from bot.domain.drafts import Draft, DraftId, Purpose
from bot.domain.inbound import Inbound, Said
from bot.domain.notices import Notice
from bot.domain.people import (
    Account,
    AccountId,
    LinkCode,
    Professional,
    ProfessionalId,
    Role,
    Scope,
    Structure,
    StructureId,
)
from bot.domain.places import Place, PlaceKind
from bot.domain.records import Act, AuditEntry, Deflection, How, PolicyVersion, WaveRecord
from bot.domain.screening import Found, Risk, RiskLevel, Screened
from bot.domain.solicitations import Delivery, Response, Solicitation, SolicitationId
from bot.domain.texts import CleanText, RawText
from bot.ports import UnitOfWorkFactory

NOW = datetime(2026, 3, 29, 0, 59, 59, 123456, tzinfo=UTC)
"""A second before the clocks of France change."""

ASKER = ProfessionalId("asker")
HELPER = ProfessionalId("helper")
CASE = CaseId("case")
SOLICITATION = SolicitationId("solicitation")
ANSWER = AnswerId("answer")
QUESTION = QuestionId("question")
CIRCLE = CircleId("circle")
DRAFT = DraftId("draft")
ACCOUNT = AccountId("account")

HARD = (
    "Œuvre d’été, naïve\u202f: «\u00a0ça\u00a0» \U0001f600 \u202eعربي\u202c e\u0301 "
    "\t\r\n\\ ' \" %s {}"
)
"""Ligatures, narrow spaces, emoji, right to left, a combining accent, quotes, escapes."""


def after(**delta: float) -> datetime:
    return NOW + timedelta(**delta)


def before(**delta: float) -> datetime:
    return NOW - timedelta(**delta)


def professional(id: str = ASKER, **changes: Any) -> Professional:
    fields: dict[str, Any] = {
        "display_name": "Zoé Lefèvre-Œuvrard",
        "structure": Structure(StructureId("structure"), f"CCAS {HARD}", "CCAS"),
        "job": "assistante sociale",
        "departement": "2A",
        "region": "Corse",
        "scope": Scope.DEPARTEMENTAL,
        "themes": ("mobilite--financer-mon-projet-mobilite", "logement-hebergement"),
        "bio": HARD,
        "publics": ("jeunes", "familles"),
        "languages": ("français", "العربية"),
        "role": Role.PILOT,
        "joined_at": before(days=400),
        "weekly_cap": 1,
        "paused_until": after(days=3),
        "cooling_until": after(hours=2),
        "timezone": "Indian/Reunion",
        "language": "en",
        "shares_name": True,
        "silent": True,
    }
    return Professional(id=ProfessionalId(id), **(fields | changes))


def home(of: str = ASKER) -> Place:
    return Place("webchat", f"home-of-{of}")


def account(id: str = ACCOUNT, of: str = ASKER, **changes: Any) -> Account:
    fields: dict[str, Any] = {
        "channel": "webchat",
        "user": f"user-of-{id}",
        "home": home(of),
        "linked_at": before(days=30),
        "unreachable_since": before(days=1),
    }
    return Account(id=AccountId(id), professional_id=ProfessionalId(of), **(fields | changes))


def code(value: str = "12345678", of: str = ASKER) -> LinkCode:
    return LinkCode(value, ProfessionalId(of), after(minutes=10))


def draft(id: str = DRAFT, of: str = ASKER, **changes: Any) -> Draft:
    fields: dict[str, Any] = {
        "account_id": ACCOUNT,
        "place": Place("telegram", "-100", PlaceKind.GROUP, "7"),
        "purpose": Purpose.CASE,
        "target_id": CASE,
        "parts": (RawText(f"Mme Martin {HARD}"), RawText("et sa fille Inès")),
        "created_at": before(hours=1),
        "expires_at": after(hours=23),
        "message_ids": ("m1", "m2"),
        "masked_more": ("Inès",),
        "given_back": ("rose",),
        "themes": ("mobilite",),
        "tapped_themes": ("mobilite", "sante"),
        "departement": "59",
        "departement_chosen": True,
        "urgent": True,
        "proposed": Screened(
            "[PERSONNE 1] et sa fille",
            (Found(0, 10, "person", "[PERSONNE 1]", "names"),),
            Risk(RiskLevel.MEDIUM, 12, ("small-commune",)),
            "h1=1",
        ),
        "numbered_from": "h0=0",
        "replaces": ANSWER,
    }
    return Draft(id=DraftId(id), author_id=ProfessionalId(of), **(fields | changes))


def circle(id: str = CIRCLE, **changes: Any) -> Circle:
    fields: dict[str, Any] = {
        "name": "Décrocheurs du Nord",
        "themes": ("mobilite",),
        "publics": ("jeunes",),
        "departement": "59",
        "pilots": frozenset({ASKER}),
        "members": frozenset({ASKER, HELPER}),
        "chat": Place("telegram", "-100", PlaceKind.GROUP, "7"),
    }
    return Circle(id=CircleId(id), **(fields | changes))


def case(id: str = CASE, asker: str = ASKER, **changes: Any) -> Case:
    fields: dict[str, Any] = {
        "text": CleanText(HARD),
        "themes": ("mobilite", "logement-hebergement"),
        "departement": "59",
        "state": CaseState.SEEKING,
        "confirmed_at": before(hours=5),
        "leaves_at": before(hours=4),
        "deadline_at": after(hours=67),
        "policy_version": 1,
        "due_at": after(hours=1),
        "needs_anyone": True,
        "urgent": True,
        "dangers": ("violence",),
        "placeholders": "h1=1;h2=2",
        "waves": 2,
        "wanted_more": 1,
        "closed_at": before(minutes=3),
        "outcome_due_at": after(days=14),
        "outcome_asked": 1,
        "outcome": Outcome(OutcomeKind.PARTLY, before(minutes=1), CleanText(HARD), ANSWER),
        "committee": Committee(HELPER, before(seconds=30), CleanText(HARD)),
    }
    return Case(id=CaseId(id), asker_id=ProfessionalId(asker), **(fields | changes))


def solicitation(
    id: str = SOLICITATION, of: str | None = HELPER, for_case: str = CASE, **changes: Any
) -> Solicitation:
    fields: dict[str, Any] = {
        "circle_id": None,
        "structure_id": StructureId("structure"),
        "asker_id": ASKER,
        "themes": ("mobilite",),
        "wave": 1,
        "planned_at": before(hours=4),
        "delivery": Delivery.SENT,
        "delivered_at": before(hours=3),
        "response": Response.NONE,
        "responded_at": before(hours=2),
        "remind_at": after(hours=1),
    }
    return Solicitation(
        id=SolicitationId(id),
        case_id=CaseId(for_case),
        professional_id=ProfessionalId(of) if of else None,
        **(fields | changes),
    )


def answer(id: str = ANSWER, of: str = HELPER, **changes: Any) -> Answer:
    fields: dict[str, Any] = {
        "case_id": CASE,
        "solicitation_id": SOLICITATION,
        "text": CleanText(HARD),
        "given_at": before(hours=2),
        "relayed": True,
        "late": True,
        "edited_at": before(hours=1),
        "withdrawn_at": before(minutes=1),
        "marked_useful": True,
        "message_ids": ("telegram-1/m1", "telegram-1/m2"),
    }
    return Answer(id=AnswerId(id), author_id=ProfessionalId(of), **(fields | changes))


def vote(of: str = ASKER, on: str = ANSWER, value: int = 1, at: datetime = NOW) -> Vote:
    return Vote(AnswerId(on), ProfessionalId(of), value, at)


def question(id: str = QUESTION, of: str = HELPER, **changes: Any) -> Question:
    fields: dict[str, Any] = {
        "case_id": CASE,
        "solicitation_id": SOLICITATION,
        "text": CleanText(HARD),
        "asked_at": before(hours=2),
        "reply": CleanText(HARD),
        "replied_at": before(hours=1),
    }
    return Question(id=QuestionId(id), author_id=ProfessionalId(of), **(fields | changes))


def policy(version: int = 2, **changes: Any) -> PolicyVersion:
    fields: dict[str, Any] = {
        "created_at": NOW,
        "author_id": ASKER,
        "reason": HARD,
        "values": {"person_week": 3, "opens": "08:30", "share": 1.0, "paused": False},
    }
    return PolicyVersion(version=version, **(fields | changes))


def wave(number: int = 1, **changes: Any) -> WaveRecord:
    fields: dict[str, Any] = {
        "case_id": CASE,
        "at": NOW,
        "policy_version": 1,
        "seed": 2**64 - 1,
        "inputs": '{"now": "…"}',
        "plan": "[]",
    }
    return WaveRecord(number=number, **(fields | changes))


def audit_entry(**changes: Any) -> AuditEntry:
    fields: dict[str, Any] = {
        "at": NOW,
        "actor_id": ASKER,
        "action": Act.CHANGE_LIMITS,
        "subject_id": "2",
        "details": {"key": "person_week", "was": 2, "is": 3},
    }
    return AuditEntry(**(fields | changes))


def deflection(**changes: Any) -> Deflection:
    fields: dict[str, Any] = {
        "at": NOW,
        "how": How.FICHE,
        "themes": ("mobilite",),
        "departement": "2A",
    }
    return Deflection(**(fields | changes))


def inbound(update_id: str = "1", at: str = "home-of-asker", **changes: Any) -> Inbound:
    fields: dict[str, Any] = {
        "place": Place("webchat", at),
        "user": "user-of-account",
        "event": Said(RawText(HARD), "m1", "m0"),
        "received_at": NOW,
        "language": "fr",
        "written_at": before(hours=2),
    }
    return Inbound(update_id=update_id, **(fields | changes))


def notice(kind: str = "wave", at: str = "home-of-helper", **changes: Any) -> Notice:
    fields: dict[str, Any] = {
        "place": Place("webchat", at),
        "subject_id": CASE,
        "due_at": before(minutes=1),
    }
    return Notice(kind=kind, **(fields | changes))


def full_notice() -> Notice:
    return Notice(
        kind="ask",
        place=Place("telegram", "-100", PlaceKind.GROUP, "7"),
        subject_id=CASE,
        due_at=before(minutes=1),
        recipient_id=HELPER,
        details={"count": 3, "reason": "person-week"},
        slot="case-state",
        solicitation_id=SOLICITATION,
        prompted=True,
        language="en",
        secret="31415926",
    )


def populate(unit_of_work: UnitOfWorkFactory) -> None:
    """One of everything, committed."""
    with unit_of_work() as uow:
        uow.professionals.add(professional(ASKER))
        uow.professionals.add(professional(HELPER, display_name="Ali N’Diaye", role=Role.MEMBER))
        uow.accounts.add(account(ACCOUNT, ASKER))
        uow.accounts.add(account("helper-account", HELPER))
        uow.drafts.add(draft())
        uow.circles.add(circle())
        uow.cases.add(case())
        uow.cases.follow(CASE, HELPER, NOW)
        uow.records.deflected(deflection())
        uow.solicitations.add(solicitation())
        uow.answers.add(answer())
        uow.answers.vote(vote())
        uow.answers.add_question(question())
        uow.records.add_wave(wave())
        uow.commit()
