"""Come in with an invitation, or join a second account to the first: both by a code."""

from datetime import timedelta

from bot.domain.inbound import Inbound
from bot.domain.people import Account, AccountId, LinkCode, ProfessionalId, Standing
from bot.domain.places import Place, PlaceKind
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork
from bot.usecases.world import World

LINK_VALID_FOR = timedelta(minutes=15)


def offer_link_code(uow: UnitOfWork, world: World, professional_id: ProfessionalId) -> LinkCode:
    """A code to type on the other account within a quarter of an hour."""
    code = LinkCode(world.chance.code(), professional_id, world.now + LINK_VALID_FOR)
    uow.accounts.save_code(code)
    return code


def join_with_code(uow: UnitOfWork, world: World, inbound: Inbound, code: str) -> Account | Refused:
    """Tie the account that typed a code to the professional it was made for.

    One identity, one budget: from now on both accounts share their limits and their history.
    """
    known = uow.accounts.take_code(code.strip().replace(" ", ""))
    if known is None or known.expires_at <= world.now:
        return Refused("unknown-code")
    person = uow.professionals.get(known.professional_id)
    if person is None or person.standing is Standing.REMOVED:
        return Refused("unknown-code")
    existing = uow.accounts.find(inbound.place.channel, inbound.user)
    if existing is not None:
        if existing.professional_id == person.id:
            return existing
        return Refused("account-taken")
    account = Account(
        id=AccountId(world.chance.new_id()),
        professional_id=person.id,
        channel=inbound.place.channel,
        user=inbound.user,
        home=_home(inbound),
        linked_at=world.now,
    )
    uow.accounts.add(account)
    return account


def _home(inbound: Inbound) -> Place | None:
    return inbound.place if inbound.place.kind is PlaceKind.PRIVATE else None
