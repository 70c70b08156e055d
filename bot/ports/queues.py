"""What came in and has to be handled; what has to leave."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.delivery import SendOutcome
from bot.domain.inbound import Inbound
from bot.domain.notices import Claimed, Notice, NoticeId, Offer
from bot.domain.people import ProfessionalId
from bot.domain.places import Place


class StoredInbound(Protocol):
    @property
    def id(self) -> int: ...

    @property
    def inbound(self) -> Inbound: ...

    @property
    def attempts(self) -> int: ...


class Inbox(Protocol):
    """Events, written down before they are acknowledged (R4); texts encrypted until handled."""

    def receive(self, inbound: Inbound) -> bool:
        """Keep the event; False when its update id was already there."""
        ...

    def claim(self, now: datetime, lease_seconds: int, limit: int) -> Sequence[StoredInbound]:
        """Take events to handle: one at most for each place, the oldest first; count the try."""
        ...

    def keep(self, stored_ids: Collection[int], until: datetime) -> None:
        """Hold on to events in hand, so that they do not come back to be claimed before then.

        Those that were handled are left as they are.
        """
        ...

    def done(self, stored_id: int) -> None:
        """Handled: its text and its place are destroyed, its update id is remembered.

        Raises
        ------
        ConcurrentChange
            When somebody else handled it: this unit of work must not be committed.
        """
        ...

    def park(self, stored_id: int) -> None:
        """Give up on it after too many tries; its text is destroyed. Idempotent."""
        ...


class Outbox(Protocol):
    """What must be told. Intent is committed before the call (R5)."""

    def add(self, notice: Notice) -> NoticeId:
        """Add a notice; a waiting one of the same place and slot is replaced by it."""
        ...

    def claim(
        self, now: datetime, lease_seconds: int, limit: int, closed: Collection[str] = ()
    ) -> Sequence[Claimed]:
        """Take due notices: in order within each place, never two at once for one place.

        Between places, those that somebody waits for, having just written, come first.

        Those of the `closed` channels, by name, are left to a process that can send there.

        A notice whose claim ran out comes back only through `abandoned`, and holds its place
        until somebody settles or requeues it. One that is not due yet holds nobody back.
        """
        ...

    def abandoned(self, now: datetime, limit: int = 100) -> Sequence[Claimed]:
        """Claims that ran out: the sender died, nobody knows whether the message left.

        Held until the end of the unit of work, so that two workers never decide on one notice.
        """
        ...

    def settle(self, notice_id: NoticeId, outcome: SendOutcome, now: datetime) -> None:
        """Record what became of it. `RetryAt` puts it back; the others are final.

        Once final, its secret is destroyed; only a late `Sent` still counts, over an `Unknown`.
        An id that is gone (erased, forgotten) is ignored.
        """
        ...

    def requeue(self, notice_id: NoticeId, due_at: datetime) -> None:
        """Put it back: it did not leave (postponed, or safe to repeat).

        When a newer notice of its slot exists, it is dropped instead. A settled one stays so.
        """
        ...

    def shown(self, notice_id: NoticeId, tokens: Sequence[str], now: datetime) -> None:
        """Remember the choices offered, so that "2" typed in that place means the second.

        No tokens: what was offered there before still counts, but not in reply to this message.
        An edit stays above what came after it: what a later message offers there still counts.
        """
        ...

    def offers(self, place: Place) -> Sequence[Offer]:
        """The last lists of choices that were the last in that place, the newest first: a few."""
        ...

    def choices_of(self, channel: str, address: str, message_id: str) -> Sequence[str]:
        """What this message offers as it stands now, for "2" in reply to it."""
        ...

    def subject_of(self, channel: str, address: str, message_id: str) -> Notice | None:
        """The notice that became this message: a reply to it is about its subject."""
        ...

    def readers(self, slot: str) -> Sequence[ProfessionalId]:
        """Those to whom a message of this slot was, or is about to be shown; in order of id."""
        ...

    def follow(self, channel: str, address: str, new_address: str) -> None:
        """What has not left yet for a place that moved goes to where it is now.

        Raises
        ------
        ConcurrentChange
            When something is in flight at both: it must be settled first.
        """
        ...

    def next_due(self) -> datetime | None:
        """When `claim` will next find something, in places where nothing is in flight."""
        ...

    def waiting(self) -> int:
        """Notices not settled yet, the claimed ones included."""
        ...
