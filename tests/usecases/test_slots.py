"""A slot counts from the moment its ask leaves, however long it waited before (R2)."""

from datetime import UTC, datetime, timedelta

from bot.domain.cases import CaseId, CaseState
from bot.domain.delivery import Sent
from bot.domain.limits.ask import Ask
from bot.domain.limits.checks import check
from bot.domain.limits.history import History
from bot.domain.policy import Policy
from bot.domain.solicitations import Delivery, Response, SolicitationId
from bot.domain.verdicts import Allowed, Refused, Verdict
from bot.ports import UnitOfWorkFactory
from bot.usecases.asked import asked, past_asks
from bot.usecases.deliver_solicitation import may_leave, settle
from bot.usecases.world import World
from tests.contract import samples
from tests.contract.samples import ASKER, HELPER
from tests.fakes.time_and_chance import ListedHolidays, SeededChance

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FIRST, SECOND = CaseId("first"), CaseId("second")
WAITED = SolicitationId("waited")
LIMITS = {"person_open": 9, "min_gap_hours": 0, "deadline_hours": 24 * 31, "pair_month": 99}


def world(**after: float) -> World:
    return World(MONDAY + timedelta(**after), SeededChance(), ListedHolidays())


def planned(unit_of_work: UnitOfWorkFactory, **limits: int) -> None:
    """On Monday at nine, somebody's slot is reserved; what asks them waits for its platform."""
    with unit_of_work() as uow:
        for name in (ASKER, HELPER):
            free = {"weekly_cap": None, "paused_until": None, "cooling_until": None}
            uow.professionals.add(samples.professional(name, timezone="Europe/Paris", **free))
        uow.policies.add(samples.policy(2, values=Policy(**{**LIMITS, **limits}).values()))
        for name in (FIRST, SECOND):
            later = MONDAY + timedelta(days=31)
            uow.cases.add(samples.case(name, state=CaseState.SEEKING, deadline_at=later))
        uow.solicitations.add(
            samples.solicitation(
                WAITED,
                HELPER,
                for_case=FIRST,
                planned_at=MONDAY,
                delivery=Delivery.PLANNED,
                delivered_at=None,
                response=Response.NONE,
                responded_at=None,
            )
        )
        uow.commit()


def may_be_asked(unit_of_work: UnitOfWorkFactory, now: World) -> Verdict:
    """What a wave of the second case is told about the same person."""
    with unit_of_work() as uow:
        policy = Policy.from_values(uow.policies.current().values)
        person = uow.professionals.get(HELPER)
        assert person is not None
        history = History.of(past_asks(uow, now))
        return check(policy, asked(person, policy, now), Ask(SECOND, ASKER), history, now.now)


def leaves(unit_of_work: UnitOfWorkFactory, now: World) -> None:
    with unit_of_work() as uow:
        assert may_leave(uow, now, WAITED) == Allowed()
        uow.commit()


def arrives(unit_of_work: UnitOfWorkFactory, now: World) -> None:
    with unit_of_work() as uow:
        settle(uow, now, WAITED, Sent("message"))
        uow.commit()


def test_what_is_on_its_way_counts_from_now(unit_of_work: UnitOfWorkFactory) -> None:
    """Reserved a day ago to the second, and sent this second: no second ask on the same day."""
    planned(unit_of_work, person_day=1, person_week=9, person_month=9)
    leaves(unit_of_work, world(hours=24, seconds=-1))
    verdict = may_be_asked(unit_of_work, world(hours=24, seconds=1))
    assert isinstance(verdict, Refused)
    assert verdict.reason == "person-day"


def test_what_waited_for_days_counts_a_month_from_when_it_left(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    planned(unit_of_work, person_day=9, person_week=9, person_month=1)
    leaves(unit_of_work, world(days=7))
    arrives(unit_of_work, world(days=7))
    verdict = may_be_asked(unit_of_work, world(days=37))
    assert isinstance(verdict, Refused)
    assert verdict.reason == "person-month"
    assert may_be_asked(unit_of_work, world(days=39)) == Allowed()
