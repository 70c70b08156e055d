"""Hold or release a case, remove or readmit a member, settle an uncertain delivery; audited."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.cases import Case, CaseId, CaseState
from bot.domain.people import Professional, ProfessionalId, Standing
from bot.domain.permissions import Right, may, may_remove
from bot.domain.records import Act, AuditEntry
from bot.domain.solicitations import Delivery, Solicitation, SolicitationId
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork
from bot.usecases.keep_informed import show_progress
from bot.usecases.respond import look_again_now
from bot.usecases.set_availability import leave
from bot.usecases.world import World, current_policy


def hold_case(
    uow: UnitOfWork, world: World, moderator: Professional, case_id: CaseId
) -> Case | Refused:
    """Stop a case until somebody releases it: nobody else is asked meanwhile."""
    if isinstance(verdict := may(moderator, Right.HOLD_CASES), Refused):
        return verdict
    case = uow.cases.lock(case_id)
    if case is not None and case.state is CaseState.HELD:
        return Refused("already-held")
    if case is None or case.state not in (CaseState.CONFIRMED, CaseState.SEEKING):
        return Refused("case-ended")
    return _change(uow, world, moderator, Act.HOLD_CASE, replace(case, state=CaseState.HELD))


def release_case(
    uow: UnitOfWork, world: World, moderator: Professional, case_id: CaseId
) -> Case | Refused:
    """Let a held case go on from where it was, with all its time before it."""
    if isinstance(verdict := may(moderator, Right.HOLD_CASES), Refused):
        return verdict
    case = uow.cases.lock(case_id)
    if case is not None and case.state in (CaseState.CONFIRMED, CaseState.SEEKING):
        return Refused("not-held")
    if case is None or case.state is not CaseState.HELD:
        return Refused("case-ended")
    hours = current_policy(uow).deadline_hours
    released = replace(
        case,
        state=CaseState.SEEKING,
        due_at=max(world.now, case.leaves_at),
        deadline_at=max(case.deadline_at, world.now + timedelta(hours=hours)),
    )
    return _change(uow, world, moderator, Act.RELEASE_CASE, released)


def remove_member(
    uow: UnitOfWork, world: World, moderator: Professional, member_id: ProfessionalId
) -> Professional | Refused:
    """Remove somebody: they neither ask nor answer any more, and their situations are held."""
    if isinstance(verdict := may(moderator, Right.REMOVE_MEMBERS), Refused):
        return verdict
    if member_id == moderator.id:
        return Refused("not-yourself")
    member = uow.professionals.lock(member_id)
    if member is None or member.standing is Standing.REMOVED:
        return Refused("unknown-member")
    if isinstance(verdict := may_remove(moderator, member), Refused):
        return verdict
    for case in uow.cases.by_asker(member_id):
        hold_case(uow, world, moderator, case.id)
    removed = replace(leave(uow, world, member), standing=Standing.REMOVED)
    uow.professionals.update(removed)
    uow.accounts.drop_codes(member_id)
    uow.records.audit(AuditEntry(world.now, moderator.id, Act.REMOVE_MEMBER, member_id, {}))
    return removed


def readmit_member(
    uow: UnitOfWork, world: World, moderator: Professional, member_id: ProfessionalId
) -> Professional | Refused:
    """Let somebody who was removed come back; their situations wait to be released."""
    if isinstance(verdict := may(moderator, Right.REMOVE_MEMBERS), Refused):
        return verdict
    member = uow.professionals.lock(member_id)
    if member is None or member.standing is not Standing.REMOVED:
        return Refused("unknown-member")
    readmitted = replace(member, standing=Standing.ACTIVE)
    uow.professionals.update(readmitted)
    uow.records.audit(AuditEntry(world.now, moderator.id, Act.READMIT_MEMBER, member_id, {}))
    return readmitted


def settle_uncertain(
    uow: UnitOfWork,
    world: World,
    moderator: Professional,
    solicitation_id: SolicitationId,
    *,
    arrived: bool,
) -> Solicitation | Refused:
    """Say whether an ask of unknown fate arrived. If not, its slot is freed; it is not resent."""
    if isinstance(verdict := may(moderator, Right.HOLD_CASES), Refused):
        return verdict
    solicitation = uow.solicitations.get(solicitation_id)
    if solicitation is None or solicitation.delivery is not Delivery.UNCERTAIN:
        return Refused("already-settled")
    delivery = Delivery.SENT if arrived else Delivery.UNREACHABLE
    settled = replace(
        solicitation,
        delivery=delivery,
        responded_at=solicitation.responded_at if arrived else world.now,
    )
    uow.solicitations.update(settled)
    case = uow.cases.get(solicitation.case_id)
    if case is not None and not arrived:
        look_again_now(uow, world, case)
    uow.records.audit(
        AuditEntry(
            world.now,
            moderator.id,
            Act.SETTLE_UNCERTAIN,
            solicitation_id,
            {"arrived": int(arrived)},
        )
    )
    return settled


def _change(uow: UnitOfWork, world: World, moderator: Professional, act: Act, case: Case) -> Case:
    uow.cases.update(case)
    uow.records.audit(AuditEntry(world.now, moderator.id, act, case.id, {}))
    show_progress(uow, world, case)
    return case
