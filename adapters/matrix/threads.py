"""Which message of ours a message is about: through threads, and through replies to replies.

A case in a circle's room is the root of a thread, so whatever is said in the thread is about it.
Elsewhere a chain of replies is followed: what was seen lately is remembered, and the homeserver
still has the rest.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable

from adapters.matrix.events import Raw, Room
from adapters.matrix.relations import replied_to, thread_of

REMEMBERED = 20_000
LONGEST_CHAIN = 8
"""Replies followed at most, for one message."""

Fetch = Callable[[str, str], Awaitable[Raw | None]]
"""An event of a room, by the room's id and its own; ``None`` when it cannot be had."""


class Threads:
    """Follows one account's rooms."""

    def __init__(self, own_id: str, fetch: Fetch) -> None:
        self._own_id = own_id
        self._fetch = fetch
        self._subjects: OrderedDict[str, str] = OrderedDict()

    def known(self, event: Raw) -> str | None:
        """The same as far as it can be told without asking."""
        about = thread_of(event) or replied_to(event)
        return self._subjects.get(about, about) if about else None

    async def subject(self, event: Raw, room: Room) -> str | None:
        """The id of the message that this one is about; ``None`` for one that stands alone."""
        if (root := thread_of(event)) is not None:
            return self._tie(event.id, root)
        about = replied_to(event)
        return self._tie(event.id, await self._root(about, room)) if about else None

    async def _root(self, about: str, room: Room) -> str:
        """The first message of a chain of replies, or ours wherever it stands in it."""
        for _ in range(LONGEST_CHAIN):
            if (known := self._subjects.get(about)) is not None:
                return known
            event = await self._fetch(room.id, about)
            if event is None or event.sender == self._own_id:
                return about
            earlier = thread_of(event) or replied_to(event)
            if earlier is None:
                return about
            about = earlier
        return about

    def _tie(self, event_id: str, subject: str) -> str:
        self._subjects[event_id] = subject
        while len(self._subjects) > REMEMBERED:
            self._subjects.popitem(last=False)
        return subject
