"""Working groups, their pilots and members."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, delete, insert, select

from bot.domain.circles import Circle, CircleId
from bot.domain.people import ProfessionalId
from storage.places import maybe_place_columns, maybe_place_of
from storage.repository import Repository, batches
from storage.tables import circle_people, circles


class SqlCircles(Repository):
    def add(self, circle: Circle) -> None:
        self._insert(circles, _columns(circle))
        self._keep_people(circle)

    def get(self, circle_id: CircleId) -> Circle | None:
        return self._only(select(circles).where(circles.c.id == circle_id))

    def update(self, circle: Circle) -> None:
        self._replace(circles, circle.id, _columns(circle))
        self._connection.execute(
            delete(circle_people).where(circle_people.c.circle_id == circle.id)
        )
        self._keep_people(circle)

    def all(self) -> Sequence[Circle]:
        return self._circles(select(circles))

    def of_member(self, professional_id: ProfessionalId) -> Sequence[Circle]:
        of_them = select(circle_people.c.circle_id).where(
            circle_people.c.professional_id == professional_id,
            circle_people.c.is_pilot.is_(False),
        )
        return self._circles(select(circles).where(circles.c.id.in_(of_them)))

    def of_chat(self, channel: str, address: str) -> Circle | None:
        return self._only(
            select(circles).where(
                circles.c.chat_channel == channel, circles.c.chat_address == address
            )
        )

    def _keep_people(self, circle: Circle) -> None:
        people = [(member, False) for member in circle.members]
        people += [(pilot, True) for pilot in circle.pilots]
        for some in batches(people):
            self._changes(
                insert(circle_people).values(
                    [
                        {"circle_id": circle.id, "professional_id": person, "is_pilot": is_pilot}
                        for person, is_pilot in some
                    ]
                )
            )

    def _only(self, query: Select[Any]) -> Circle | None:
        return next(iter(self._circles(query)), None)

    def _circles(self, query: Select[Any]) -> list[Circle]:
        rows = self._rows(query.order_by(circles.c.id))
        members: dict[str, set[ProfessionalId]] = {row.id: set() for row in rows}
        pilots: dict[str, set[ProfessionalId]] = {row.id: set() for row in rows}
        for some in batches(members):
            for person in self._rows(
                select(circle_people).where(circle_people.c.circle_id.in_(some))
            ):
                chosen = pilots if person.is_pilot else members
                chosen[person.circle_id].add(person.professional_id)
        return [_circle(row, pilots[row.id], members[row.id]) for row in rows]


def _columns(circle: Circle) -> dict[str, Any]:
    return {
        "id": circle.id,
        "name": circle.name,
        "themes": circle.themes,
        "publics": circle.publics,
        "departement": circle.departement,
        **maybe_place_columns("chat", circle.chat),
    }


def _circle(row: Row[Any], pilots: set[ProfessionalId], members: set[ProfessionalId]) -> Circle:
    return Circle(
        id=row.id,
        name=row.name,
        themes=row.themes,
        publics=row.publics,
        departement=row.departement,
        pilots=frozenset(pilots),
        members=frozenset(members),
        chat=maybe_place_of("chat", row),
    )
