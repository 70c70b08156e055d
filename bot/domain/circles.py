"""Working groups by public, theme or territory, with pilots and perhaps a group chat."""

from dataclasses import dataclass
from typing import NewType

from bot.domain.people import ProfessionalId
from bot.domain.places import Place

CircleId = NewType("CircleId", str)


@dataclass(frozen=True, slots=True)
class Circle:
    """A working group. Its chat, when it has one, is solicited as *one* ask with its own limits."""

    id: CircleId
    name: str
    themes: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    departement: str | None = None
    pilots: frozenset[ProfessionalId] = frozenset()
    members: frozenset[ProfessionalId] = frozenset()
    chat: Place | None = None
