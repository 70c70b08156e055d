"""Every change of limits is a new policy version: who, when, why; undoable (R11)."""

from collections.abc import Mapping

from bot.domain.people import Professional
from bot.domain.permissions import Right, may
from bot.domain.policy import Policy, PolicyError, Value
from bot.domain.records import Act, AuditEntry, PolicyVersion
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork
from bot.usecases.world import World, current_policy


def changed_policy(
    uow: UnitOfWork, moderator: Professional, changes: Mapping[str, Value]
) -> Policy | Refused:
    """The limits as they would be with these numbers, when they may be changed so."""
    if isinstance(verdict := may(moderator, Right.CHANGE_LIMITS), Refused):
        return verdict
    if "paused" in changes:
        return Refused("policy-unknown-key", details={"key": "paused", "nearest": ""})
    try:
        policy = Policy.from_values({**uow.policies.current().values, **changes})
    except PolicyError as error:
        return error.problems[0]
    return Refused("nothing-changes") if policy == current_policy(uow) else policy


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
        Why, in the moderator's words, screened; kept with the version.
    """
    uow.policies.lock()
    policy = changed_policy(uow, moderator, changes)
    if isinstance(policy, Refused):
        return policy
    if not reason.strip():
        return Refused("reason-needed")
    return put_in_force(uow, world, moderator, policy, reason.strip(), Act.CHANGE_LIMITS)


def undo_limits(uow: UnitOfWork, world: World, moderator: Professional) -> PolicyVersion | Refused:
    """Put the numbers before the last change back in force, as a new version.

    A pause of the network is not undone with them.
    """
    if isinstance(verdict := may(moderator, Right.CHANGE_LIMITS), Refused):
        return verdict
    uow.policies.lock()
    policy = current_policy(uow)
    for version in uow.policies.history()[1:]:
        before = Policy.from_values({**version.values, "paused": policy.paused})
        if before != policy:
            undone = f"undo {uow.policies.current().version}"
            return put_in_force(uow, world, moderator, before, undone, Act.UNDO_LIMITS)
    return Refused("nothing-to-undo")


def put_in_force(
    uow: UnitOfWork,
    world: World,
    moderator: Professional,
    policy: Policy,
    reason: str,
    act: Act,
) -> PolicyVersion:
    """Add a version and say in the audit who did."""
    version = PolicyVersion(
        version=uow.policies.current().version + 1,
        created_at=world.now,
        author_id=moderator.id,
        reason=reason,
        values=dict(policy.values()),
    )
    uow.policies.add(version)
    uow.records.audit(AuditEntry(world.now, moderator.id, act, None, {"version": version.version}))
    return version
