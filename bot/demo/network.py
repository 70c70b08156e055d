"""The fictional network, read from ``network.toml`` and put in the database as an import would."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from adapters.webchat.people import Room, private_place
from adapters.webchat.stage import Persona
from bot.domain.circles import Circle, CircleId
from bot.domain.people import (
    Account,
    AccountId,
    Professional,
    ProfessionalId,
    Role,
    Scope,
    Structure,
    StructureId,
)
from bot.domain.places import Place, PlaceKind
from bot.domain.territory import region_of
from bot.ports import UnitOfWork

CHANNEL = "webchat"

MEMBER_FOR = timedelta(days=400)
"""Nobody in the demo is a newcomer, whom the limits would spare."""


@dataclass(frozen=True, slots=True)
class Network:
    """Everyone in the demo. On the web chat, a person's user id is their professional's id."""

    people: tuple[Professional, ...]
    circles: tuple[Circle, ...]
    personas: tuple[Persona, ...]

    @property
    def cast(self) -> Mapping[str, Professional]:
        """The played colleagues, by user: everyone whom the visitor cannot be."""
        personas = {persona.user for persona in self.personas}
        return {person.id: person for person in self.people if person.id not in personas}

    def rooms(self, user: str) -> Sequence[Room]:
        """Group chats of this person's circles. Implements `adapters.webchat.people.People`."""
        return [
            Room(circle.chat.address, circle.name)
            for circle in self.circles
            if circle.chat is not None and user in circle.members
        ]

    def members_of(self, address: str) -> Sequence[str]:
        """Users of a group chat, in order."""
        chats = [c for c in self.circles if c.chat is not None and c.chat.address == address]
        return sorted(member for circle in chats for member in circle.members)


def read_network() -> Network:
    """The network of ``network.toml``."""
    text = (files("bot.demo") / "network.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    people = {row["id"]: _person(row) for row in read["people"]}
    personas = (
        Persona(row["key"], row["id"], people[row["id"]].display_name) for row in read["personas"]
    )
    return Network(
        tuple(people.values()),
        tuple(_circle(row) for row in read["circles"]),
        tuple(personas),
    )


def populate(uow: UnitOfWork, network: Network, now: datetime) -> None:
    """Add whoever is not there yet, with an account on the web chat and their circles."""
    for person in network.people:
        if uow.professionals.get(person.id) is not None:
            continue
        uow.professionals.add(replace(person, joined_at=now - MEMBER_FOR))
        uow.accounts.add(
            Account(
                id=AccountId(f"webchat-{person.id}"),
                professional_id=person.id,
                channel=CHANNEL,
                user=person.id,
                home=private_place(person.id),
                linked_at=now - MEMBER_FOR,
            )
        )
    for circle in network.circles:
        if uow.circles.get(circle.id) is None:
            uow.circles.add(circle)


def _person(row: Mapping[str, Any]) -> Professional:
    return Professional(
        id=ProfessionalId(row["id"]),
        display_name=row["name"],
        structure=Structure(StructureId(f"{row['id']}-structure"), row["structure"], row["kind"]),
        job=row["job"],
        departement=row["departement"],
        region=region_of(row["departement"]) or "",
        scope=Scope(row["scope"]),
        themes=tuple(row["themes"]),
        bio=row["bio"],
        role=Role(row.get("role", Role.MEMBER)),
        shares_name=row.get("shares_name", False),
    )


def _circle(row: Mapping[str, Any]) -> Circle:
    pilots = frozenset(ProfessionalId(one) for one in row["pilots"])
    members = frozenset(ProfessionalId(one) for one in row["members"])
    chat = row.get("chat")
    return Circle(
        id=CircleId(row["id"]),
        name=row["name"],
        themes=tuple(row["themes"]),
        departement=row["departement"],
        pilots=pilots,
        members=pilots | members,
        chat=Place(CHANNEL, chat, PlaceKind.GROUP) if chat else None,
    )
