"""Invite members who have no account yet: each code opens one person's account, once."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.people import LinkCode, Professional, ProfessionalId, Standing
from bot.domain.permissions import Right, may
from bot.domain.records import AuditEntry
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork
from bot.usecases.world import World

INVITATION_VALID_FOR = timedelta(days=30)


def invite(
    uow: UnitOfWork, world: World, professional_ids: Sequence[ProfessionalId]
) -> Sequence[LinkCode]:
    """A code for each of these who has no account yet, to open the web chat or a bot with.

    Sixteen digits: it is valid for a month, so it must be longer than one shown for a quarter of
    an hour, and still be typed without a mistake on a phone.
    """
    codes = []
    for professional_id in professional_ids:
        if uow.accounts.of(professional_id):
            continue
        digits = world.chance.code() + world.chance.code()
        code = LinkCode(digits, professional_id, world.now + INVITATION_VALID_FOR)
        uow.accounts.save_code(code)
        codes.append(code)
    return codes


def invite_member(
    uow: UnitOfWork, world: World, inviter: Professional, member_id: ProfessionalId
) -> LinkCode | Refused:
    """A code to hand to one member; the codes they were given before stop working. Audited."""
    if isinstance(verdict := may(inviter, Right.INVITE), Refused):
        return verdict
    member = uow.professionals.get(member_id)
    if member is None or member.standing is not Standing.ACTIVE:
        return Refused("unknown-member")
    codes = invite(uow, world, [member_id])
    if not codes:
        return Refused("already-in")
    uow.records.audit(AuditEntry(world.now, inviter.id, "invite-member", member_id, {}))
    return codes[0]
