"""Which groups of the web chat a person reads: their circles' own, as long as they belong."""

from dataclasses import replace

import pytest

from adapters.webchat.circle_rooms import CircleRooms
from bot.domain.people import Account, AccountId, ProfessionalId, Standing
from bot.domain.places import Place, PlaceKind
from bot.ports import UnitOfWorkFactory
from tests.fakes.memory import MemoryStore
from tests.journeys.theatre import TUESDAY, circle, professional

ANA = ProfessionalId("ana")


@pytest.fixture
def unit_of_work() -> UnitOfWorkFactory:
    unit_of_work = MemoryStore().unit_of_work
    with unit_of_work() as uow:
        uow.professionals.add(professional("ana"))
        uow.accounts.add(Account(AccountId("a"), ANA, "webchat", "ana-user", None, TUESDAY))
        for name, members in (("hers", ("ana",)), ("another", ())):
            chat = Place("webchat", f"room-{name}", PlaceKind.GROUP)
            uow.circles.add(replace(circle(name, *members), chat=chat))
        uow.commit()
    return unit_of_work


def test_a_member_reads_the_rooms_of_their_circles(unit_of_work: UnitOfWorkFactory) -> None:
    rooms = CircleRooms(unit_of_work)
    assert [room.address for room in rooms.rooms("ana-user")] == ["room-hers"]
    assert rooms.rooms("a-stranger") == ()


def test_whoever_was_removed_reads_none(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        uow.professionals.update(replace(professional("ana"), standing=Standing.REMOVED))
        uow.commit()
    assert CircleRooms(unit_of_work).rooms("ana-user") == ()
