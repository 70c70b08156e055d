"""What people do, whatever the platform: each event is written down before it is acknowledged."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.places import Place
from bot.domain.texts import RawText


@dataclass(frozen=True, slots=True)
class Said:
    """A text, a command included. `reply_to` is the platform's id of the message replied to."""

    text: RawText
    message_id: str
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Tapped:
    """A choice was tapped: its token, as the platform gave it back."""

    token: str
    message_id: str | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """A text already said was changed."""

    text: RawText
    message_id: str


@dataclass(frozen=True, slots=True)
class Deleted:
    message_id: str


@dataclass(frozen=True, slots=True)
class Reacted:
    """A reaction was put on a message of the bot."""

    message_id: str
    emoji: str


class Unreadable(StrEnum):
    """What we do not read: nothing of it is downloaded or kept."""

    VOICE = "voice"
    PHOTO = "photo"
    FILE = "file"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACT = "contact"
    CALL = "call"
    VERIFICATION = "verification"
    IN_CLEAR = "in-clear"
    UNDECRYPTABLE = "undecryptable"
    UNRELATED = "unrelated"
    """A reply in a group, and the platform could not say to what."""
    MISSED = "missed"
    """Something said there, by whoever it was, that the platform could not give."""


@dataclass(frozen=True, slots=True)
class Attached:
    """What was sent is not read. `reply_to` is as in `Said`."""

    kind: Unreadable
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Arrived:
    """The person opened the conversation, perhaps with an invitation code."""

    invitation: str | None = None


@dataclass(frozen=True, slots=True)
class BotPresence:
    """The bot was added to or removed from a group; a person shut or opened a private place."""

    present: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A group place continues under another address (supergroup, room upgrade)."""

    new_address: str


Event = Said | Tapped | Edited | Deleted | Reacted | Attached | Arrived | BotPresence | Moved


@dataclass(frozen=True, slots=True)
class Inbound:
    """One event of one person in one place.

    Parameters
    ----------
    update_id
        Unique on its channel; a repeat is dropped (R4).
    user
        The platform's id of the person.
    language
        What the platform says of their language, when it does.
    written_at
        When the platform says that they did it, where that may be long before it comes in; never
        after `received_at`.
    """

    update_id: str
    place: Place
    user: str
    event: Event
    received_at: datetime
    language: str | None = None
    written_at: datetime | None = None
