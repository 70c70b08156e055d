"""Bring in the members of a network and their circles from a file, as often as wanted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from bot.domain.circles import Circle, CircleId
from bot.domain.people import (
    Account,
    AccountId,
    Professional,
    ProfessionalId,
    Role,
    Scope,
    Structure,
)
from bot.domain.places import Place
from bot.domain.records import Act, AuditEntry
from bot.ports import UnitOfWork
from bot.usecases.telling import tell
from bot.usecases.world import World

MATRIX = "matrix"
METROPOLE = "Europe/Paris"
OVERSEAS = MappingProxyType(
    {
        "971": "America/Guadeloupe",
        "972": "America/Martinique",
        "973": "America/Cayenne",
        "974": "Indian/Reunion",
        "976": "Indian/Mayotte",
    }
)
"""Clocks of the overseas départements: quiet hours are counted in them."""


@dataclass(frozen=True, slots=True)
class PoolEntry:
    """One professional, as a pool file describes them.

    Parameters
    ----------
    weekly_cap, role
        ``None`` when the file says nothing of it.
    matrix
        Their id on Matrix, where the bot is to write to them first; empty otherwise.
    """

    id: ProfessionalId
    display_name: str
    structure: Structure
    job: str
    departement: str
    region: str
    scope: Scope
    themes: tuple[str, ...]
    publics: tuple[str, ...] = ()
    bio: str = ""
    languages: tuple[str, ...] = ("français",)
    weekly_cap: int | None = None
    role: Role | None = None
    matrix: str = ""


@dataclass(frozen=True, slots=True)
class CircleEntry:
    """One circle, as a circles file describes it."""

    id: CircleId
    name: str
    themes: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    departement: str | None = None
    pilots: frozenset[ProfessionalId] = frozenset()
    members: frozenset[ProfessionalId] = frozenset()


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, by identifier."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    circles: tuple[str, ...] = ()


def import_pool(
    uow: UnitOfWork,
    world: World,
    entries: Sequence[PoolEntry],
    circles: Sequence[CircleEntry] = (),
) -> Imported:
    """Add who is new, bring the others up to date, leave alone whom the file does not name.

    A circle keeps only the people that the network knows by then (`unknown_people` tells).
    What a person chose or underwent here outlives every import: their standing, their pauses,
    and a weekly cap lower than the file's (R3).
    """
    added, changed, unchanged = [], [], []
    for entry in entries:
        known = uow.professionals.lock(entry.id)
        if known is None:
            uow.professionals.add(_newcomer(entry, world))
            added.append(entry.id)
            _open_account(uow, world, entry)
            continue
        described = _described(known, entry)
        if described == known:
            unchanged.append(entry.id)
        else:
            uow.professionals.update(described)
            if described.role is not known.role:
                # Whoever made them might open the account of the former role alone.
                uow.accounts.drop_codes(entry.id)
            changed.append(entry.id)
        _open_account(uow, world, entry)
    for circle in circles:
        _keep_circle(uow, circle)
    done = Imported(
        tuple(added), tuple(changed), tuple(unchanged), tuple(one.id for one in circles)
    )
    _audit(uow, world, done)
    return done


def _open_account(uow: UnitOfWork, world: World, entry: PoolEntry) -> None:
    """Some may not open a conversation with the bot, so it opens one, and says who it is.

    Once: an account that they have, and one that is somebody else's, stay as they are.
    """
    has_one = any(account.channel == MATRIX for account in uow.accounts.of(entry.id))
    if not entry.matrix or has_one or uow.accounts.find(MATRIX, entry.matrix) is not None:
        return
    uow.accounts.add(
        Account(
            id=AccountId(world.chance.new_id()),
            professional_id=entry.id,
            channel=MATRIX,
            user=entry.matrix,
            home=Place(MATRIX, entry.matrix),
            linked_at=world.now,
        )
    )
    tell(uow, world, entry.id, "welcome", None)


def unknown_people(
    uow: UnitOfWork, entries: Sequence[PoolEntry], circle: CircleEntry
) -> tuple[ProfessionalId, ...]:
    """Whom a circle names that neither the file nor the network knows."""
    told = {entry.id for entry in entries}
    named = sorted((circle.pilots | circle.members) - told)
    return tuple(one for one in named if uow.professionals.get(one) is None)


def _newcomer(entry: PoolEntry, world: World) -> Professional:
    return Professional(
        id=entry.id,
        display_name=entry.display_name,
        structure=entry.structure,
        job=entry.job,
        departement=entry.departement,
        region=entry.region,
        scope=entry.scope,
        themes=entry.themes,
        publics=entry.publics,
        bio=entry.bio,
        languages=entry.languages,
        weekly_cap=entry.weekly_cap,
        role=entry.role or Role.MEMBER,
        joined_at=world.now,
        timezone=_clock_of(entry.departement),
    )


def _described(known: Professional, entry: PoolEntry) -> Professional:
    return replace(
        known,
        display_name=entry.display_name,
        structure=entry.structure,
        job=entry.job,
        departement=entry.departement,
        region=entry.region,
        scope=entry.scope,
        themes=entry.themes,
        publics=entry.publics,
        bio=entry.bio,
        languages=entry.languages,
        weekly_cap=_lower(known.weekly_cap, entry.weekly_cap),
        role=entry.role or known.role,
        timezone=(
            known.timezone
            if entry.departement == known.departement
            else _clock_of(entry.departement)
        ),
    )


def _clock_of(departement: str) -> str:
    return OVERSEAS.get(departement, METROPOLE)


def _lower(theirs: int | None, of_the_file: int | None) -> int | None:
    caps = [cap for cap in (theirs, of_the_file) if cap is not None]
    return min(caps, default=None)


def _keep_circle(uow: UnitOfWork, entry: CircleEntry) -> None:
    known = uow.circles.get(entry.id)
    members = frozenset(
        one for one in entry.members | entry.pilots if uow.professionals.get(one) is not None
    )
    circle = Circle(
        id=entry.id,
        name=entry.name,
        themes=entry.themes,
        publics=entry.publics,
        departement=entry.departement,
        pilots=entry.pilots & members,
        members=members,
        chat=known.chat if known else None,
    )
    if known is None:
        uow.circles.add(circle)
    else:
        uow.circles.update(circle)


def _audit(uow: UnitOfWork, world: World, done: Imported) -> None:
    figures = {
        "added": len(done.added),
        "changed": len(done.changed),
        "unchanged": len(done.unchanged),
        "circles": len(done.circles),
    }
    uow.records.audit(AuditEntry(world.now, None, Act.IMPORT_POOL, None, figures))
