"""Workers that plan at the same moment, their clocks apart, never ask anybody beyond a limit (R2).

`SCHEDULES` in the environment says how many random schedules to play on each storage.
"""

import os
import random
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from adapters.stemming import FrenchStemmer
from bot.domain.cases import CaseId, CaseState
from bot.domain.delivery import Sent
from bot.domain.people import Professional, ProfessionalId, Role, Standing, Structure, StructureId
from bot.domain.policy import Policy
from bot.domain.solicitations import COUNTED, Delivery, Response, Solicitation
from bot.domain.texts import CleanText
from bot.domain.verdicts import Allowed
from bot.ports import ConcurrentChange, UnitOfWorkFactory
from bot.usecases.advance_case import advance_case
from bot.usecases.deliver_solicitation import may_leave, settle
from bot.usecases.matchmaking import Matchmaking
from bot.usecases.respond import decline
from bot.usecases.world import World
from tests.contract import samples
from tests.contract.samples import NOW
from tests.contract.test_concurrency import in_threads
from tests.fakes.time_and_chance import ListedHolidays, SeededChance

SCHEDULES = int(os.environ.get("SCHEDULES", "4"))
HELPERS, ASKERS, CASES, STEPS = 6, 2, 5, 6
POLICY = Policy()
QUESTIONS = (
    "Qui peut payer un déménagement ? Le FSL a refusé.",
    "Un garant pour un logement, caution refusée par Visale.",
    "Une mutation refusée par le bailleur, logement trop petit.",
    "Trois mois de loyer en retard, une assignation est arrivée.",
    "Un dépôt de garantie à avancer pour un logement social.",
)


def cast(unit_of_work: UnitOfWorkFactory, seed: int) -> list[Professional]:
    """Colleagues of three structures, and open cases; those of earlier schedules have left."""
    with unit_of_work() as uow:
        for person in uow.professionals.active():
            uow.professionals.update(replace(person, standing=Standing.LEFT))
        people = [
            samples.professional(
                f"p{seed}-{number}",
                structure=Structure(StructureId(f"s{seed}-{number % 3}"), "Maison", "association"),
                themes=("logement-hebergement",),
                bio="Déménagement, FSL, garanties de loyer, expulsion, mutations.",
                departement="59",
                region="Hauts-de-France",
                role=Role.MEMBER,
                weekly_cap=None,
                paused_until=None,
                cooling_until=None,
                timezone="Europe/Paris",
            )
            for number in range(HELPERS + ASKERS)
        ]
        for person in people:
            uow.professionals.add(person)
            account = samples.account(f"a-{person.id}", person.id, unreachable_since=None)
            uow.accounts.add(account)
        for number in range(CASES):
            uow.cases.add(
                samples.case(
                    f"c{seed}-{number}",
                    people[HELPERS + number % ASKERS].id,
                    text=CleanText(QUESTIONS[number]),
                    themes=("logement-hebergement",),
                    departement="59",
                    state=CaseState.SEEKING,
                    confirmed_at=NOW,
                    leaves_at=NOW,
                    deadline_at=NOW + timedelta(days=9),
                    due_at=NOW,
                    circle_id=None,
                    closed_at=None,
                    outcome=None,
                )
            )
        uow.commit()
    return people


def play(unit_of_work: UnitOfWorkFactory, seed: int, people: list[Professional]) -> None:
    """Every worker looks at any case at any hour, and people refuse meanwhile."""

    def work(worker: int) -> None:
        chance = random.Random(f"{seed} {worker}")
        matchmaking = Matchmaking(FrenchStemmer())
        for step in range(STEPS):
            now = NOW + timedelta(hours=24 * step + chance.uniform(-12, 12))
            drawn = SeededChance(1_000_000 * seed + 1000 * worker + step)
            world = World(now, drawn, ListedHolidays(()))
            case_id = CaseId(f"c{seed}-{chance.randrange(CASES)}")
            try:
                with unit_of_work() as uow:
                    advance_case(uow, world, case_id, matchmaking)
                    uow.commit()
                send(unit_of_work, world, case_id)
                with unit_of_work() as uow:
                    person = uow.professionals.get(chance.choice(people).id)
                    asks = uow.solicitations.open_of(person.id) if person else ()
                    if person is not None and asks and chance.random() < 0.5:
                        decline(uow, world, asks[0].id, person)
                        uow.commit()
            except ConcurrentChange:
                continue

    in_threads(work, 2 + seed % 3)


def send(unit_of_work: UnitOfWorkFactory, world: World, case_id: CaseId) -> None:
    """Let the asks of a case leave, each rechecked, as the courier does."""
    with unit_of_work() as uow:
        planned = [a for a in uow.solicitations.of_case(case_id) if a.delivery is Delivery.PLANNED]
    for ask in planned:
        with unit_of_work() as uow:
            if isinstance(may_leave(uow, world, ask.id), Allowed):
                settle(uow, world, ask.id, Sent("message"))
            uow.commit()


def asks_of(unit_of_work: UnitOfWorkFactory, person_id: ProfessionalId) -> list[Solicitation]:
    with unit_of_work() as uow:
        asks = uow.solicitations.of_person(person_id)
    kept = [ask for ask in asks if ask.delivery in COUNTED]
    return sorted(kept, key=lambda ask: ask.delivered_at or ask.planned_at)


def exceeded(asks: list[Solicitation]) -> int:
    """Asks of one person that break a limit, counted apart from the bot's own rules."""
    times = [ask.delivered_at or ask.planned_at for ask in asks]
    gap = timedelta(hours=POLICY.min_gap_hours)
    broken = sum(later - earlier < gap for earlier, later in pairwise(times))
    for days, cap in ((1, POLICY.person_day), (7, POLICY.person_week), (31, POLICY.person_month)):
        span = timedelta(days=days)
        broken += sum(sum(at <= t < at + span for t in times) > cap for at in times)
    broken += len({ask.case_id for ask in asks}) != len(asks)
    return broken + (sum(ask.response is Response.NONE for ask in asks) > POLICY.person_open)


@pytest.mark.parametrize("seed", range(SCHEDULES))
def test_no_schedule_exceeds_a_limit(unit_of_work: UnitOfWorkFactory, seed: int) -> None:
    people = cast(unit_of_work, seed)
    play(unit_of_work, seed, people)
    all_asks = {person.id: asks_of(unit_of_work, person.id) for person in people}
    assert {person: exceeded(asks) for person, asks in all_asks.items() if exceeded(asks)} == {}
    by_structure: dict[tuple[StructureId | None, CaseId], int] = {}
    left = [ask for asks in all_asks.values() for ask in asks if ask.delivery is Delivery.SENT]
    assert left or seed, "the first schedule asks somebody; others may fall in closed hours"
    for ask in left:
        key = (ask.structure_id, ask.case_id)
        by_structure[key] = by_structure.get(key, 0) + 1
    assert max(by_structure.values(), default=0) <= POLICY.structure_case
