"""The emergency stop: nobody is asked anything until somebody restarts, and nothing is lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.domain.cases import Case, CaseState
from bot.domain.people import Professional
from bot.domain.permissions import Right, may
from bot.domain.policy import Policy
from bot.domain.records import Act, PolicyVersion
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork
from bot.usecases.change_limits import put_in_force
from bot.usecases.keep_informed import moderators
from bot.usecases.telling import tell
from bot.usecases.world import World, current_policy

UNDER_WAY = frozenset({CaseState.CONFIRMED, CaseState.SEEKING})


def pause_network(
    uow: UnitOfWork, world: World, moderator: Professional, reason: str
) -> PolicyVersion | Refused:
    """Stop everything that asks, at once; askers and the other moderators are told, once each.

    Asks that have not left wait. In an emergency nobody has to say why; a reason comes screened.
    """
    if isinstance(verdict := may(moderator, Right.PAUSE_ALL), Refused):
        return verdict
    uow.policies.lock()
    policy = current_policy(uow)
    if policy.paused:
        return Refused("already-paused")
    version = put_in_force(
        uow,
        world,
        moderator,
        replace(policy, paused=True),
        reason.strip() or "pause",
        Act.PAUSE_ALL,
    )
    for case in _held(uow):
        if case.state in UNDER_WAY:
            wait_for_restart(uow, world, case)
    _tell_moderators(uow, world, moderator)
    return version


def resume_network(
    uow: UnitOfWork, world: World, moderator: Professional
) -> PolicyVersion | Refused:
    """Go on from where everything was: each case gets back the time that it waited."""
    if isinstance(verdict := may(moderator, Right.PAUSE_ALL), Refused):
        return verdict
    uow.policies.lock()
    policy = current_policy(uow)
    if not policy.paused:
        return Refused("not-paused")
    stopped_at = _stopped_at(uow)
    version = put_in_force(
        uow, world, moderator, replace(policy, paused=False), "resume", Act.RESUME_ALL
    )
    for case in _held(uow):
        waited = world.now - max(stopped_at, case.confirmed_at)
        due = max(world.now, case.leaves_at) if case.state in UNDER_WAY else case.due_at
        uow.cases.update(replace(case, deadline_at=case.deadline_at + waited, due_at=due))
    _tell_moderators(uow, world, moderator)
    return version


def _held(uow: UnitOfWork) -> Iterator[Case]:
    """Open cases, each once nobody else changes it."""
    for case in uow.cases.open_cases():
        held = uow.cases.lock(case.id)
        if held is not None and held.is_open:
            yield held


def wait_for_restart(uow: UnitOfWork, world: World, case: Case) -> None:
    """Put a case aside until the restart, and tell its asker once, whatever they have asked."""
    uow.cases.update(replace(case, due_at=None))
    others = uow.cases.by_asker(case.asker_id)
    if any(c.id != case.id and c.state in UNDER_WAY and c.due_at is None for c in others):
        return
    tell(uow, world, case.asker_id, "search-paused", case.id, slot="search-paused")


def _tell_moderators(uow: UnitOfWork, world: World, moderator: Professional) -> None:
    kind = "network-paused" if current_policy(uow).paused else "network-resumed"
    for person_id in moderators(uow):
        if person_id != moderator.id:
            tell(uow, world, person_id, kind, None, slot="network-paused")


def _stopped_at(uow: UnitOfWork) -> datetime:
    """When the present pause began: numbers may have been changed since."""
    began = uow.policies.current().created_at
    for version in uow.policies.history():
        if not Policy.from_values(version.values).paused:
            break
        began = version.created_at
    return began
