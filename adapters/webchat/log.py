"""What a conversation shows, kept so that a reload or a restart loses nothing.

The web chat keeps the bot's messages only. Of what a person types it keeps that they wrote, never
the words: those belong to the encrypted draft alone (R1), and to the tab they were typed in.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol


class Entry(Protocol):
    """One message of one conversation, as it stands now."""

    @property
    def message_id(self) -> str:
        """Digits; later messages have greater numbers."""
        ...

    @property
    def revision(self) -> int:
        """Grows with every change of the conversation: the cursor of a page that resumes."""
        ...

    @property
    def key(self) -> str:
        """Unique in its conversation: the bot's idempotency key, or the person's update id."""
        ...

    @property
    def author(self) -> str | None:
        """The user who wrote it; ``None`` for the bot."""
        ...

    @property
    def body(self) -> str | None:
        """The rendered screen as JSON; ``None`` for a person's message and for a deleted one."""
        ...

    @property
    def at(self) -> datetime:
        """When it was first shown."""
        ...

    @property
    def reply_to(self) -> str | None: ...

    @property
    def edited(self) -> bool: ...

    @property
    def deleted(self) -> bool: ...


class WebChatLog(Protocol):
    """Messages by conversation. `address` is the conversation's, a `Place.address`.

    Every method is one transaction. Writers raise `bot.ports.ConcurrentChange` when nothing was
    written and the same may be tried again; any other exception leaves in doubt what was kept.
    """

    def append(
        self,
        address: str,
        key: str,
        at: datetime,
        *,
        author: str | None = None,
        body: str | None = None,
        reply_to: str | None = None,
    ) -> str:
        """Add a message and return its id; a key already used returns the first one's."""
        ...

    def replace(
        self,
        address: str,
        message_id: str,
        at: datetime,
        *,
        author: str | None = None,
        body: str | None = None,
    ) -> bool:
        """Change a message of this author; False when there is none, or it was deleted."""
        ...

    def delete(
        self, address: str, message_id: str, at: datetime, *, author: str | None = None
    ) -> bool:
        """Empty a message of this author; False when there is none. Idempotent."""
        ...

    def since(self, address: str, revision: int, limit: int = 200) -> Sequence[Entry]:
        """The latest `limit` messages that changed after the revision, oldest change first."""
        ...

    def shut(self, address: str, at: datetime) -> None:
        """Remove a whole conversation for good: nobody reads it any more. Idempotent."""
        ...

    def is_shut(self, address: str) -> bool: ...
