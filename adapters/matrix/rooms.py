"""Rooms as places: whose they are, and who may bring the bot into one."""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from adapters.matrix.events import Room
from bot.domain.places import Place, PlaceKind

NAME = "matrix"
PERSON = "@"
"""How the id of a person begins: as an address, it means the direct room with them."""


@dataclass(frozen=True, slots=True)
class Welcomes:
    """Who may invite the bot, and into what.

    Parameters
    ----------
    allowed
        Servers (``example.org``, ``*.example.org``) and people (``@ana:example.org``); none for
        the bot's own server alone.
    encrypted_only
        A room that is not encrypted is left again.
    """

    allowed: Sequence[str] = ()
    encrypted_only: bool = True

    def may_invite(self, user: str, own_id: str) -> bool:
        """Whether this person may bring the bot into a room."""
        allowed = self.allowed or (server_of(own_id),)
        return any(
            fnmatchcase(user if one.startswith(PERSON) else server_of(user), one) for one in allowed
        )


def server_of(user: str) -> str:
    """The server of a person's id, which follows the first colon; it may have a port."""
    return user.partition(":")[2]


def kind_of(room: Room) -> PlaceKind:
    """A room without a name that holds one other person is theirs; any other is a group.

    It is asked each time: a private room that somebody else comes into is one no longer.
    """
    alone = len(room.others) == 1 and not room.is_named
    return PlaceKind.PRIVATE if alone else PlaceKind.GROUP


def place_of(room: Room) -> Place:
    return Place(NAME, room.id, kind_of(room))


def direct_room(rooms: Sequence[Room], user: str) -> Room | None:
    """The private room with this person, the encrypted one first; ``None`` when there is none."""
    theirs = [
        room
        for room in rooms
        if room.others == {user} and kind_of(room) is PlaceKind.PRIVATE and not room.replacement
    ]
    return min(theirs, key=lambda room: (not room.is_encrypted, room.id), default=None)
