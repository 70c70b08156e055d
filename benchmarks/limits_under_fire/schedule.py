"""What a schedule plays with: the same people each time, limits drawn for it, a few cases."""

import random
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from benchmarks.limits_under_fire.counted_apart import Terms
from bot.domain.cases import Case, CaseId, CaseState
from bot.domain.circles import Circle, CircleId
from bot.domain.people import (
    Account,
    AccountId,
    Professional,
    ProfessionalId,
    Scope,
    Structure,
    StructureId,
)
from bot.domain.places import Place, PlaceKind
from bot.domain.policy import Policy, Value
from bot.domain.records import PolicyVersion
from bot.domain.texts import CleanText
from bot.ports import UnitOfWorkFactory
from storage.tables import accounts, circle_people, circles, metadata, policies, professionals

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
"""Twenty-eight days from a change of clocks."""
HELPERS, ASKERS, STRUCTURES, CASES = 6, 3, 3, 5
THEMES = ("logement-hebergement", "mobilite")
QUESTIONS = (
    ("Qui peut payer un déménagement ? Le FSL a refusé", (THEMES[0],)),
    ("Un permis à financer pour une alternance, France Travail refuse", (THEMES[1],)),
    ("Trois mois de loyer en retard, une assignation est arrivée", (THEMES[0],)),
    ("Un permis à financer pour une alternance, France Travail refuse", (THEMES[1],)),
    ("Un logement et une voiture pour un emploi de nuit", THEMES),
)
ALIKE = (frozenset({1, 3}),)
"""Numbers of cases that ask the same, for two askers."""
LIMITS: dict[str, tuple[Value, Value]] = {
    "person_day": (1, 4),
    "person_week": (2, 12),
    "person_month": (3, 40),
    "person_open": (1, 9),
    "min_gap_hours": (48, 0),
    "newcomer_week": (1, 12),
    "structure_week": (3, 90),
    "structure_case": (1, 9),
    "circle_chat_week": (1, 9),
    "circle_chat_gap_hours": (48, 0),
    "pair_month": (1, 40),
    "theme_week": (5, 900),
    "network_day": (4, 900),
}
"""Tight, and loose."""
AIMS: dict[str, Value] = {
    "first_wave": 6,
    "keep_alive": 8,
    "largest_wave": 10,
    "wanted_answers": 50,
    "wanted_useful": 20,
    "deadline_hours": 24 * 20,
    "wave_wait_hours": 1,
    "relevance_floor": 0.0,
    "least_chance": 0.0,
    "alike_days": 60,
    "refusal_cooldown_days": 1,
    "newcomer_days": 60,
}
"""As many asks as the limits allow."""


def terms_of(number: int) -> Terms:
    """What is agreed for a schedule: four limits in ten are tight."""
    chance = random.Random(f"terms {number}")
    drawn = {name: pair[chance.random() > 0.4] for name, pair in LIMITS.items()}
    policy = Policy.from_values({**AIMS, **drawn})
    own = {"p0": 1, "p1": min(policy.person_week, policy.newcomer_week)}
    same = [frozenset(f"c{number}-{each}" for each in pair) for pair in ALIKE]
    return Terms(policy, own, same)


def people() -> list[Professional]:
    return [
        Professional(
            id=ProfessionalId(f"p{number}"),
            display_name=f"p{number}",
            structure=Structure(StructureId(f"s{number % STRUCTURES}"), "Maison", "association"),
            job="conseillère",
            departement="59",
            region="Hauts-de-France",
            scope=Scope.DEPARTEMENTAL,
            themes=THEMES,
            bio="Déménagement, FSL, garanties de loyer, expulsion, permis de conduire.",
            joined_at=MONDAY if number == 1 else MONDAY - timedelta(days=400),
            weekly_cap=1 if number == 0 else None,
        )
        for number in range(HELPERS + ASKERS)
    ]


def populate(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        for person in people():
            uow.professionals.add(person)
            home = Place("fire", person.id)
            account = Account(AccountId(person.id), person.id, "fire", person.id, home, MONDAY)
            uow.accounts.add(account)
        for number, theme in enumerate(THEMES):
            members = frozenset(ProfessionalId(f"p{2 * number + each}") for each in (0, 1))
            chat = Place("fire", f"circle-{number}", PlaceKind.GROUP)
            name = CircleId(f"circle-{number}")
            uow.circles.add(Circle(name, name, (theme,), (), "59", members=members, chat=chat))
        uow.commit()


STAY = {professionals, accounts, circles, circle_people, policies}


def put_back(engine: Engine) -> None:
    """Nobody was ever asked anything, and everybody is free and within reach."""
    with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            if table not in STAY:
                connection.execute(table.delete())
        connection.execute(policies.delete().where(policies.c.version > 1))
        connection.execute(professionals.update().values(cooling_until=None))
        connection.execute(accounts.update().values(unreachable_since=None))


def ask(unit_of_work: UnitOfWorkFactory, number: int, terms: Terms) -> None:
    """The cases of a schedule, under its limits."""
    deadline = MONDAY + timedelta(hours=terms.policy.deadline_hours)
    with unit_of_work() as uow:
        uow.policies.add(PolicyVersion(2, MONDAY, None, "schedule", terms.policy.values()))
        for each, (text, themes) in enumerate(QUESTIONS):
            uow.cases.add(
                Case(
                    id=CaseId(f"c{number}-{each}"),
                    asker_id=ProfessionalId(f"p{HELPERS + each % ASKERS}"),
                    text=CleanText(f"{text} ? c{number}-{each}"),
                    themes=themes,
                    departement="59",
                    state=CaseState.SEEKING,
                    confirmed_at=MONDAY - timedelta(days=2),
                    leaves_at=MONDAY - timedelta(days=2),
                    deadline_at=deadline,
                    policy_version=2,
                    due_at=MONDAY - timedelta(days=2),
                )
            )
        uow.commit()
