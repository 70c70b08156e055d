"""Members of the network, the accounts they write from, the structures they work in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain.places import Place

ProfessionalId = NewType("ProfessionalId", str)
AccountId = NewType("AccountId", str)
StructureId = NewType("StructureId", str)


class Role(StrEnum):
    """What a member may do beyond asking and answering; each includes the ones before it."""

    MEMBER = "member"
    PILOT = "pilot"
    MODERATOR = "moderator"
    OPERATOR = "operator"


class Standing(StrEnum):
    ACTIVE = "active"
    LEFT = "left"
    """Left of their own will: never solicited, may come back."""
    REMOVED = "removed"
    """Removed by a moderator: neither asks nor answers."""


class Scope(StrEnum):
    """How far a professional's knowledge reaches."""

    LOCAL = "local"
    DEPARTEMENTAL = "departemental"
    REGIONAL = "regional"
    NATIONAL = "national"


@dataclass(frozen=True, slots=True)
class Structure:
    """An organisation; `kind` is a data·inclusion structure type or one of our extensions."""

    id: StructureId
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Professional:
    """A member of the network, who may ask and answer.

    Parameters
    ----------
    job
        Their role in the structure, in their own words ("assistante sociale").
    departement, region
        Code of the département ("59", "2A", "974") and name of the region.
    themes
        Theme identifiers of `bot.domain.vocabulary`.
    weekly_cap
        Their own lower limit of solicitations a week; ``None`` follows the policy.
    timezone
        IANA name; quiet hours are counted in it.
    shares_name
        Whether a counsellor they answer may read their name.
    silent
        Whether what they are told arrives without a sound, where the platform can.
    """

    id: ProfessionalId
    display_name: str
    structure: Structure
    job: str
    departement: str
    region: str
    scope: Scope
    themes: tuple[str, ...]
    bio: str = ""
    publics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("français",)
    role: Role = Role.MEMBER
    standing: Standing = Standing.ACTIVE
    joined_at: datetime | None = None
    weekly_cap: int | None = None
    paused_until: datetime | None = None
    cooling_until: datetime | None = None
    """After a refusal, until when they are left in peace."""
    timezone: str = "Europe/Paris"
    language: str = "fr"
    shares_name: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """One identity of a professional on one channel.

    Parameters
    ----------
    user
        The platform's id of the user.
    home
        The private place where the bot writes to them; ``None`` until they opened it.
    unreachable_since
        Set when the platform said that they blocked the bot or no longer exist.
    """

    id: AccountId
    professional_id: ProfessionalId
    channel: str
    user: str
    home: Place | None
    linked_at: datetime
    unreachable_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class LinkCode:
    """A short-lived code, shown on one account and typed on another, that joins the two."""

    code: str
    professional_id: ProfessionalId
    expires_at: datetime
