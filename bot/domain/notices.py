"""What must be told, to whom and about what: ids and figures, never a text.

The screen is composed when the notice is delivered, from what is stored then. So the outbox
holds nothing to forget, a late delivery says what is true now, and erasing a text erases it
from every message that has not left yet (ADR 0003).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NewType

from bot.domain.people import ProfessionalId
from bot.domain.places import Place
from bot.domain.verdicts import NO_DETAILS

NoticeId = NewType("NoticeId", int)

ASKS = frozenset({"solicitation", "circle-solicitation"})
"""Kinds of notices that solicit somebody: never sent twice (R5), and a reply to one answers it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to send.

    Parameters
    ----------
    kind
        Which screen: a key of `bot.dialogue.screens.COMPOSERS`.
    subject_id
        The draft, case, solicitation... that it is about.
    recipient_id
        For whom: language, permissions and quiet hours are theirs. ``None`` for a group place or
        a stranger.
    details
        Codes and figures for the screen.
    slot
        Messages of one place with the same slot replace each other where the channel can edit.
    solicitation_id
        Set when this message *is* the ask: it is rechecked when it leaves, and its fate settles
        the solicitation.
    prompted
        True for the response to something the person just did; the others wait for their hours.
    due_at
        Not before.
    secret
        A code to show once: kept sealed until the message has left, then destroyed.
    """

    kind: str
    place: Place
    subject_id: str | None
    due_at: datetime
    recipient_id: ProfessionalId | None = None
    details: Mapping[str, str | int] = field(default_factory=lambda: NO_DETAILS)
    slot: str | None = None
    solicitation_id: str | None = None
    prompted: bool = False
    language: str | None = None
    secret: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Offer:
    """A list of choices that was shown, for who answers by number.

    Parameters
    ----------
    shown_at
        When it arrived, or last changed.
    prompted
        Whether the person had just done something, and waited for it.
    """

    tokens: tuple[str, ...]
    shown_at: datetime
    prompted: bool


@dataclass(frozen=True, slots=True)
class Claimed:
    """A notice that this worker alone may send, until `claimed_until`."""

    id: NoticeId
    notice: Notice
    attempts: int
    claimed_until: datetime
    edits: str | None = None
    """The platform's id of the earlier message of the same slot, to edit rather than to add."""
