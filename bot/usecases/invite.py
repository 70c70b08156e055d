"""Codes that open a member's account: for a first account, and for whoever lost the last one."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.people import LinkCode, Professional, ProfessionalId, Standing
from bot.domain.permissions import may_let_in
from bot.domain.records import Act, AuditEntry
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork
from bot.usecases.telling import tell
from bot.usecases.world import World

INVITATION_VALID_FOR = timedelta(days=30)


def invite(
    uow: UnitOfWork, world: World, professional_ids: Sequence[ProfessionalId]
) -> Sequence[LinkCode]:
    """A code for each of these who has no account yet, to open the web chat or a bot with."""
    return [
        _code(uow, world, professional_id)
        for professional_id in professional_ids
        if not uow.accounts.of(professional_id)
    ]


def invite_member(
    uow: UnitOfWork, world: World, inviter: Professional, member_id: ProfessionalId
) -> LinkCode | Refused:
    """A code to hand to one member; the codes they were given before stop working. Audited.

    A member who has an account already may have lost it: a browser that was cleared, a telephone
    that was changed. The code then opens what is theirs, with all that limits count, and they are
    told on the accounts they have, at once: it works from now on. Whoever left comes back as they
    left: not asked, until they say so. Whoever was removed does not come back this way.
    """
    member = uow.professionals.get(member_id)
    if member is None or member.standing is Standing.REMOVED or not member.display_name:
        return Refused("unknown-member")
    if isinstance(verdict := may_let_in(inviter, member), Refused):
        return verdict
    accounts = uow.accounts.of(member_id)
    code = _code(uow, world, member_id)
    until = {"until": code.expires_at.isoformat()}
    for account in accounts:
        # On each of them: the one that they read last may be the one that was lost.
        if account.home is not None and account.unreachable_since is None:
            kind, home = "way-back-given", account.home
            tell(uow, world, member_id, kind, None, details=until, place=home, quiet=False)
    did = Act.LET_BACK_IN if accounts else Act.INVITE_MEMBER
    uow.records.audit(AuditEntry(world.now, inviter.id, did, member_id, {}))
    return code


def _code(uow: UnitOfWork, world: World, professional_id: ProfessionalId) -> LinkCode:
    """Sixteen digits: valid for a month, longer than a code that is shown for a quarter of an hour.

    Digits alone, to be typed without a mistake on a phone.
    """
    digits = world.chance.code() + world.chance.code()
    code = LinkCode(digits, professional_id, world.now + INVITATION_VALID_FOR)
    uow.accounts.save_code(code)
    return code
