"""What a homeserver tells of rooms, as values: no library's class, nothing that is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Raw:
    """One event of a room, as the homeserver gave it or as it was decrypted.

    Parameters
    ----------
    sealed
        What the library needs to try again; set while the event could not be decrypted.
    was_encrypted
        False for what travelled in clear.
    age
        How old it was when the homeserver told of it, by the homeserver's own clock.
    """

    id: str
    room: str
    sender: str
    type: str
    content: Mapping[str, Any]
    source: Mapping[str, Any]
    was_encrypted: bool = False
    sealed: Any = None
    age: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is new in a room, oldest first; `gap` is where older news are to be asked for."""

    events: Sequence[Raw]
    gap: str | None


@dataclass(frozen=True, slots=True)
class Batch:
    """One answer to a sync: by room, who invites, what is new, and which rooms are over."""

    position: str
    invites: Mapping[str, str]
    timelines: Mapping[str, Timeline]
    left: Mapping[str, Timeline]


@dataclass(frozen=True, slots=True)
class Room:
    """What is known of a room that we are in.

    Parameters
    ----------
    others
        Everybody in it or invited to it, ourselves aside.
    replacement
        Where it goes on, once it was upgraded.
    """

    id: str
    others: frozenset[str]
    is_named: bool
    is_encrypted: bool
    replacement: str | None
