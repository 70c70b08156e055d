"""Members of the network."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.domain.people import (
    Professional,
    ProfessionalId,
    Role,
    Scope,
    Standing,
    Structure,
    StructureId,
)
from storage.erasure import erase_person
from storage.names import folded_words
from storage.repository import Repository
from storage.tables import professionals


class SqlProfessionals(Repository):
    def __init__(self, connection: Connection, forgot: Callable[[], None]) -> None:
        super().__init__(connection)
        self._forgot = forgot

    def add(self, professional: Professional) -> None:
        self._insert(professionals, _columns(professional))

    def get(self, professional_id: ProfessionalId) -> Professional | None:
        row = self._of_id(professionals, professional_id)
        return _professional(row) if row else None

    def update(self, professional: Professional) -> None:
        self._replace(professionals, professional.id, _columns(professional))

    def lock(self, professional_id: ProfessionalId) -> Professional | None:
        # Without the key: others may go on referring to the person.
        query = select(professionals).where(professionals.c.id == professional_id)
        row = self._first(query.with_for_update(key_share=True))
        return _professional(row) if row else None

    def active(self) -> Sequence[Professional]:
        return [_professional(row) for row in self._rows(_ACTIVE)]

    def named_like(self, text: str, *, left: bool = False) -> Sequence[Professional]:
        words = folded_words(text)
        if not words:
            return []
        holds = [professionals.c.name_words.contains(f" {word} ") for word in words]
        members = _STANDING.where(professionals.c.standing != Standing.REMOVED.value)
        query = (members if left else _ACTIVE).where(*holds)
        return [_professional(row) for row in self._rows(query)]

    def with_role_at_least_pilot(self) -> Sequence[Professional]:
        rows = self._rows(_ACTIVE.where(professionals.c.role != Role.MEMBER.value))
        return [_professional(row) for row in rows]

    def erase(self, professional_id: ProfessionalId) -> None:
        erase_person(self._connection, professional_id)
        if self._of_id(professionals, professional_id):
            self._replace(professionals, professional_id, _columns(_nobody(professional_id)))
        self._forgot()


_STANDING = select(professionals).order_by(professionals.c.id)
_ACTIVE = _STANDING.where(professionals.c.standing == Standing.ACTIVE.value)


def _nobody(professional_id: ProfessionalId) -> Professional:
    """What stays of somebody erased: a number that counts."""
    return Professional(
        id=professional_id,
        display_name="",
        structure=Structure(StructureId(""), "", ""),
        job="",
        departement="",
        region="",
        scope=Scope.LOCAL,
        themes=(),
        languages=(),
        standing=Standing.LEFT,
    )


def _columns(professional: Professional) -> dict[str, Any]:
    return {
        "id": professional.id,
        "display_name": professional.display_name,
        "name_words": f" {' '.join(folded_words(professional.display_name))} ",
        "structure_id": professional.structure.id,
        "structure_name": professional.structure.name,
        "structure_kind": professional.structure.kind,
        "job": professional.job,
        "departement": professional.departement,
        "region": professional.region,
        "scope": professional.scope.value,
        "themes": professional.themes,
        "bio": professional.bio,
        "publics": professional.publics,
        "languages": professional.languages,
        "role": professional.role.value,
        "standing": professional.standing.value,
        "joined_at": professional.joined_at,
        "weekly_cap": professional.weekly_cap,
        "paused_until": professional.paused_until,
        "cooling_until": professional.cooling_until,
        "timezone": professional.timezone,
        "language": professional.language,
        "shares_name": professional.shares_name,
        "silent": professional.silent,
    }


def _professional(row: Row[Any]) -> Professional:
    return Professional(
        id=row.id,
        display_name=row.display_name,
        structure=Structure(row.structure_id, row.structure_name, row.structure_kind),
        job=row.job,
        departement=row.departement,
        region=row.region,
        scope=Scope(row.scope),
        themes=row.themes,
        bio=row.bio,
        publics=row.publics,
        languages=row.languages,
        role=Role(row.role),
        standing=Standing(row.standing),
        joined_at=row.joined_at,
        weekly_cap=row.weekly_cap,
        paused_until=row.paused_until,
        cooling_until=row.cooling_until,
        timezone=row.timezone,
        language=row.language,
        shares_name=row.shares_name,
        silent=row.silent,
    )
