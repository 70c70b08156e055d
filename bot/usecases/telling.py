"""Put a notice in the outbox: to the person who just acted, or to somebody else in their hours."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.domain.calendar import next_open
from bot.domain.inbound import Inbound
from bot.domain.notices import Notice
from bot.domain.people import ProfessionalId, Standing
from bot.domain.places import Place
from bot.domain.verdicts import NO_DETAILS
from bot.ports import UnitOfWork
from bot.usecases.world import World, current_policy, hours_of

Details = Mapping[str, str | int]

AT_ONCE = "at-once"
"""Among the details of a notice: it leaves whatever the hour, without a sound in quiet hours."""


def home_of(uow: UnitOfWork, professional_id: ProfessionalId) -> Place | None:
    """Where to write to a person: their most recently linked account that can be reached."""
    for account in uow.accounts.of(professional_id):
        if account.home is not None and account.unreachable_since is None:
            return account.home
    return None


def tell(
    uow: UnitOfWork,
    world: World,
    professional_id: ProfessionalId,
    kind: str,
    subject_id: str | None,
    *,
    details: Details = NO_DETAILS,
    slot: str | None = None,
    quiet: bool = True,
    place: Place | None = None,
    after: timedelta = timedelta(),
) -> None:
    """Tell somebody something they did not just ask for: at home, unless a place is given.

    Waits for their hours (R3), unless `quiet` is False: for what they are waiting for, what only
    updates a message they already have, and what they must know before it is too late. Says
    nothing to a person without any reachable account, or who was removed. Whoever left is still
    told of their own situations.

    What is told `after` a while is not, once something else takes its slot.
    """
    person = uow.professionals.get(professional_id)
    place = place or home_of(uow, professional_id)
    if person is None or place is None or person.standing is Standing.REMOVED:
        return
    due: datetime = world.now + after
    if quiet:
        due = next_open(hours_of(person, current_policy(uow), world), due)
    else:
        details = {**details, AT_ONCE: 1}
    uow.outbox.add(
        Notice(
            kind=kind,
            place=place,
            subject_id=subject_id,
            due_at=due,
            recipient_id=professional_id,
            details=details,
            slot=slot,
            language=person.language,
        )
    )


def when_to_disturb(uow: UnitOfWork, world: World, person_id: ProfessionalId | None) -> datetime:
    """Now, or when this person's hours begin: what was due in the day may leave late (R3)."""
    person = uow.professionals.get(person_id) if person_id else None
    if person is None:
        return world.now
    return next_open(hours_of(person, current_policy(uow), world), world.now)


def reply(
    uow: UnitOfWork,
    inbound: Inbound,
    kind: str,
    subject_id: str | None,
    *,
    recipient_id: ProfessionalId | None,
    details: Details = NO_DETAILS,
    slot: str | None = None,
    language: str | None = None,
    place: Place | None = None,
    secret: str | None = None,
) -> None:
    """Respond at once, where the person just acted unless another place is given."""
    uow.outbox.add(
        Notice(
            kind=kind,
            place=place or inbound.place,
            subject_id=subject_id,
            due_at=inbound.received_at,
            recipient_id=recipient_id,
            details=details,
            slot=slot,
            prompted=True,
            language=language or inbound.language,
            secret=secret,
        )
    )
