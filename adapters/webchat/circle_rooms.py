"""The group conversations of the web chat that somebody belongs to: its circles."""

from collections.abc import Sequence

from adapters.webchat.people import Room
from bot.domain.people import Standing
from bot.ports import UnitOfWorkFactory


class CircleRooms:
    """Implements `adapters.webchat.people.People` from the circles of the database."""

    def __init__(self, unit_of_work: UnitOfWorkFactory) -> None:
        self._unit_of_work = unit_of_work

    def rooms(self, user: str) -> Sequence[Room]:
        with self._unit_of_work() as uow:
            account = uow.accounts.find("webchat", user)
            person = uow.professionals.get(account.professional_id) if account else None
            if account is None or person is None or person.standing is Standing.REMOVED:
                return ()
            return [
                Room(circle.chat.address, circle.name)
                for circle in uow.circles.of_member(account.professional_id)
                if circle.chat is not None and circle.chat.channel == "webchat"
            ]
