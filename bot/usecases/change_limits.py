"""Every change of limits is a new policy version: who, when, why; undoable (R11)."""

from collections.abc import Mapping

from bot.domain.people import Professional
from bot.domain.permissions import Right, may
from bot.domain.policy import Policy, PolicyError
from bot.domain.records import AuditEntry, PolicyVersion
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork
from bot.usecases.world import World

Value = int | str | float | bool


def change_limits(
    uow: UnitOfWork,
    world: World,
    moderator: Professional,
    changes: Mapping[str, Value],
    reason: str,
) -> PolicyVersion | Refused:
    """Put new numbers in force, as a version of their own.

    Parameters
    ----------
    reason
        Why, in the moderator's words; kept with the version.
    """
    if isinstance(verdict := may(moderator, Right.CHANGE_LIMITS), Refused):
        return verdict
    if not reason.strip():
        return Refused("reason-needed")
    current = uow.policies.current()
    try:
        policy = Policy.from_values({**current.values, **changes})
    except PolicyError as error:
        return error.problems[0]
    return _put_in_force(uow, world, moderator, policy, reason.strip())


def undo_limits(uow: UnitOfWork, world: World, moderator: Professional) -> PolicyVersion | Refused:
    """Put the numbers of the version before back in force, as a new version."""
    if isinstance(verdict := may(moderator, Right.CHANGE_LIMITS), Refused):
        return verdict
    history = uow.policies.history()
    if len(history) < 2:
        return Refused("nothing-to-undo")
    before = Policy.from_values(history[1].values)
    return _put_in_force(uow, world, moderator, before, f"undo {history[0].version}")


def _put_in_force(
    uow: UnitOfWork, world: World, moderator: Professional, policy: Policy, reason: str
) -> PolicyVersion:
    version = PolicyVersion(
        version=uow.policies.current().version + 1,
        created_at=world.now,
        author_id=moderator.id,
        reason=reason,
        values=dict(policy.values()),
    )
    uow.policies.add(version)
    uow.records.audit(
        AuditEntry(world.now, moderator.id, "change-limits", None, {"version": version.version})
    )
    return version
