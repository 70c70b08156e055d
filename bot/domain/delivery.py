"""What a channel answers when it is asked to send, and what each channel can do."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.places import Place
from bot.domain.screens import Screen


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived. `message_id` is the platform's id of the message."""

    message_id: str


@dataclass(frozen=True, slots=True)
class RetryAt:
    """It did not arrive, for certain; the platform asks to wait."""

    when: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Gone:
    """It did not and never will: blocked, left, unknown place, refused content."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can tell whether it arrived. Never sent again where a repeat would double (R5)."""

    reason: str


SendOutcome = Sent | RetryAt | Gone | Unknown


@dataclass(frozen=True, slots=True)
class Abilities:
    """A frozen record of what a platform can and cannot do.

    Parameters
    ----------
    idempotent
        A repeat under the same key does not double: an unknown outcome may be sent again.
    longest_text
        In characters, after rendering.
    files
        A picture or a document goes with a message; elsewhere the words stand alone.
    """

    buttons: bool
    edits: bool
    deletes: bool
    idempotent: bool
    longest_text: int
    files: bool


@dataclass(frozen=True, slots=True)
class File:
    """What a screen encloses, drawn in one language.

    Parameters
    ----------
    description
        What it shows, for who cannot see it.
    """

    name: str
    media_type: str
    content: bytes
    description: str

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message, composed, on its way to one place.

    Parameters
    ----------
    key
        Stable over retries: the channel's idempotency key, where it has one.
    protected
        Ask the platform to prevent forwarding and saving (cases).
    prompted
        Somebody has just written and waits for it: where messages wait for a turn, it goes first.
    """

    place: Place
    screen: Screen
    language: str
    key: str
    silent: bool = False
    protected: bool = False
    prompted: bool = False
    file: File | None = None
