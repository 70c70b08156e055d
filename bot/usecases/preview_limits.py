"""What a change of limits would do, worked out on the recorded past before it is in force (R11)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.people import Professional
from bot.domain.policy import Policy, Value
from bot.domain.verdicts import Refused
from bot.domain.what_if.comparison import Comparison
from bot.ports import UnitOfWork
from bot.usecases.change_limits import changed_policy
from bot.usecases.replay_waves import Recorded, recorded_past
from bot.usecases.world import current_policy

LOOKED_AT = timedelta(days=28)
"""How much of the past a preview goes through."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A change that is not in force, and what it would have changed."""

    before: Policy
    after: Policy
    version: int
    comparison: Comparison


Compare = Callable[[Mapping[str, Value]], Comparison]
"""What a change would have made of the last weeks (`recorded_lately`)."""


def preview_limits(
    uow: UnitOfWork, moderator: Professional, changes: Mapping[str, Value], compare: Compare
) -> Preview | Refused:
    """A change, worked out on the last weeks; nothing is kept."""
    policy = changed_policy(uow, moderator, changes)
    if isinstance(policy, Refused):
        return policy
    return Preview(
        before=current_policy(uow),
        after=policy,
        version=uow.policies.current().version,
        comparison=compare(changes),
    )


def recorded_lately(uow: UnitOfWork, now: datetime) -> Recorded:
    """The past that a preview goes through."""
    return recorded_past(uow, now, now - LOOKED_AT)
