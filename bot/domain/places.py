"""Where conversations happen, whatever the platform."""

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    PRIVATE = "private"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Place:
    """One conversation on one channel.

    Parameters
    ----------
    channel
        Name of the channel: ``webchat``, ``telegram``, ``matrix``.
    address
        The platform's own id of the chat or room; opaque to us.
    thread
        The platform's id of a topic or thread inside it, when there is one.
    """

    channel: str
    address: str
    kind: PlaceKind = PlaceKind.PRIVATE
    thread: str | None = None
