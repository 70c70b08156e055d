"""What a use case may know of the world outside the database."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.domain.calendar import Hours
from bot.domain.people import Professional
from bot.domain.policy import Policy
from bot.ports import Chance, Holidays, UnitOfWork


@dataclass(frozen=True, slots=True)
class World:
    """The present, chance and the calendar: passed in, so that tests and replays choose them."""

    now: datetime
    chance: Chance
    holidays: Holidays


def current_policy(uow: UnitOfWork) -> Policy:
    """The limits in force."""
    return Policy.from_values(uow.policies.current().values)


def hours_in(departement: str, timezone: str, policy: Policy, world: World) -> Hours:
    """Working hours of a place, with the public holidays of the weeks around now."""
    today = world.now.date()
    return Hours(
        opens=time.fromisoformat(policy.opens),
        closes=time.fromisoformat(policy.closes),
        timezone=timezone,
        holidays=world.holidays.within(
            departement, today - timedelta(days=7), today + timedelta(days=60)
        ),
    )


def hours_of(person: Professional, policy: Policy, world: World) -> Hours:
    """When this person may be disturbed."""
    return hours_in(person.departement, person.timezone, policy, world)
