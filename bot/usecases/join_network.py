"""Come in with an invitation, or join a second account to the first: both by a code."""

import hashlib
from datetime import timedelta

from bot.domain.inbound import Inbound
from bot.domain.people import Account, AccountId, LinkCode, ProfessionalId, Standing
from bot.domain.places import Place, PlaceKind
from bot.domain.records import Act, AuditEntry
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork
from bot.usecases.world import World

LINK_VALID_FOR = timedelta(minutes=15)

TRIES_COUNT_FOR = timedelta(hours=1)
WRONG_CODES_OF_ONE = 5
"""Wrong codes of one account before it has to wait."""
WRONG_CODES_OF_ALL = 60
"""Wrong codes of everybody before short ones have to wait: accounts can be had for nothing.

Fifteen tries while a code of eight digits is valid find it once in seven million times. Codes of
sixteen digits are out of reach of any number of tries, so nobody can keep an invited person out.
"""
SHORT = 8
"""Digits of a code that could be found by trying."""


def offer_link_code(uow: UnitOfWork, world: World, professional_id: ProfessionalId) -> LinkCode:
    """A code to type on the other account within a quarter of an hour."""
    code = LinkCode(world.chance.code(), professional_id, world.now + LINK_VALID_FOR)
    uow.accounts.save_code(code)
    return code


def join_with_code(uow: UnitOfWork, world: World, inbound: Inbound, code: str) -> Account | Refused:
    """Tie the account that typed a code to the professional it was made for.

    One identity, one budget: from now on both accounts share their limits and their history.
    Wrong codes are counted, so that a code cannot be found by trying.
    """
    typed = code.strip().replace(" ", "")
    if (wait := _has_to_wait(uow, world, inbound, typed)) is not None:
        return wait
    # Codes are digits: anything else is in no table, and may be what none can look for.
    known = uow.accounts.take_code(typed) if typed.isascii() and typed.isdecimal() else None
    person = uow.professionals.get(known.professional_id) if known else None
    if known is None or known.expires_at <= world.now:
        return _wrong(uow, world, inbound)
    if person is None or person.standing is Standing.REMOVED:
        return _wrong(uow, world, inbound)
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


def _has_to_wait(uow: UnitOfWork, world: World, inbound: Inbound, typed: str) -> Refused | None:
    every = uow.records.audited_since(Act.WRONG_CODE, world.now - TRIES_COUNT_FOR)
    own = [entry for entry in every if entry.subject_id == _who(inbound)]
    limits = [(own, WRONG_CODES_OF_ONE)]
    if len(typed) <= SHORT:
        limits.append((list(every), WRONG_CODES_OF_ALL))
    ends = [tries[-most].at + TRIES_COUNT_FOR for tries, most in limits if len(tries) >= most]
    return Refused("too-many-codes", max(ends)) if ends else None


def _wrong(uow: UnitOfWork, world: World, inbound: Inbound) -> Refused:
    uow.records.audit(AuditEntry(world.now, None, Act.WRONG_CODE, _who(inbound), {}))
    return Refused("unknown-code")


def _who(inbound: Inbound) -> str:
    """An account, to be recognised and not read: most of these people are no members."""
    account = f"{inbound.place.channel}:{inbound.user}"
    return hashlib.sha256(account.encode()).hexdigest()[:16]


def _home(inbound: Inbound) -> Place | None:
    return inbound.place if inbound.place.kind is PlaceKind.PRIVATE else None
