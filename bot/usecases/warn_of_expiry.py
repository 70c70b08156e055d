"""The bot's account on a platform will end: those who can have it renewed are told in time."""

from datetime import date

from bot.ports import UnitOfWork
from bot.usecases.keep_informed import moderators
from bot.usecases.telling import tell
from bot.usecases.world import World

WARNED_DAYS = 30
KIND = "account-expires"


def days_left(expires_on: date, today: date) -> int | None:
    """Days until the account ends, when it is time to say so; ``None`` before that."""
    left = (expires_on - today).days
    return left if left <= WARNED_DAYS else None


def warn_of_expiry(uow: UnitOfWork, world: World, channel: str, expires_on: date) -> int:
    """Tell moderators how long the account lasts; how many were told.

    Once a day at most: each warning takes the place of the one before it.
    """
    left = days_left(expires_on, world.now.date())
    if left is None:
        return 0
    people = moderators(uow)
    for person in people:
        details: dict[str, str | int] = {"channel": channel, "days": max(left, 0)}
        tell(uow, world, person, KIND, None, details=details, slot=f"{KIND}-{channel}")
    return len(people)
