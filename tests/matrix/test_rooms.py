"""Whose a room is, and who may bring the bot into one."""

import pytest

from adapters.matrix.events import Room
from adapters.matrix.rooms import Welcomes, direct_room, kind_of, server_of
from bot.domain.places import PlaceKind
from tests.matrix.events import ANA, BOB, BOT


def room(
    *others: str, id: str = "!r", named: bool = False, clear: bool = False, new: str | None = None
) -> Room:
    return Room(id, frozenset(others), named, not clear, new)


@pytest.mark.parametrize(
    ("seen", "kind"),
    [
        (room(ANA), PlaceKind.PRIVATE),
        (room(ANA, named=True), PlaceKind.GROUP),  # a circle whose first member has come
        (room(ANA, BOB), PlaceKind.GROUP),  # no longer private, once somebody else is invited
        (room(), PlaceKind.GROUP),
    ],
)
def test_a_room_is_private_as_long_as_it_holds_one_other_person_and_no_name(
    seen: Room, kind: PlaceKind
) -> None:
    assert kind_of(seen) is kind


@pytest.mark.parametrize(
    ("allowed", "user", "may"),
    [
        ((), "@ana:hs.test", True),
        ((), "@ana:autre.test", False),
        (("autre.test",), "@ana:autre.test", True),
        (("autre.test",), "@ana:hs.test", False),
        (("autre.test",), "@ana:pas-autre.test", False),
        (("*.tchap.example",), "@ana:agent.finances.tchap.example", True),
        (("*.tchap.example",), "@ana:tchap.example", False),
        (("@ana:autre.test",), "@ana:autre.test", True),
        (("@ana:autre.test",), "@bob:autre.test", False),
        (("@*:autre.test",), "@bob:autre.test", True),
        (("*",), "@bob:nimporte.test", True),
        (("autre.test:8448",), "@bob:autre.test:8448", True),
        (("autre.test",), "pas un identifiant", False),
        ((), "", False),
    ],
)
def test_who_may_invite(allowed: tuple[str, ...], user: str, may: bool) -> None:
    assert Welcomes(allowed).may_invite(user, BOT) is may


def test_the_server_of_an_id_follows_its_first_colon() -> None:
    assert server_of("@a:b.test:8448") == "b.test:8448"


def test_the_direct_room_is_encrypted_rather_than_not_and_never_one_that_was_left_behind() -> None:
    rooms = [
        room(ANA, id="!clear", clear=True),
        room(ANA, id="!old", new="!new"),
        room(ANA, id="!named", named=True),
        room(ANA, BOB, id="!both"),
        room(BOB, id="!bob"),
    ]
    found = direct_room(rooms, ANA)
    assert found is not None
    assert found.id == "!clear"
    found = direct_room([*rooms, room(ANA, id="!safe")], ANA)
    assert found is not None
    assert found.id == "!safe"
    assert direct_room(rooms, "@cleo:hs.test") is None
