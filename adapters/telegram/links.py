"""Which message of ours a message is about, when the platform does not say it all.

The platform tells what a message replies to, one step deep; a reply to a reply is about the same
thing. And a long text is several messages of the platform, which are one of ours.
"""

from collections import OrderedDict
from datetime import datetime, timedelta
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

REMEMBERED = 20_000
SAME_TAP = timedelta(seconds=3)
"""Clients send a tap again, under a new id, when the answer is slow to come."""


class Links:
    """What this process has seen lately, bounded. What it forgets costs a reply to a reply."""

    def __init__(self) -> None:
        self._roots: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._taps: OrderedDict[tuple[str, str, str, str], tuple[str, datetime]] = OrderedDict()

    def tie(self, chat: str, message_id: str, root: str) -> None:
        """Whatever replies to this message is about `root`."""
        _remember(self._roots, (chat, message_id), root)

    def root(self, chat: str, message_id: str) -> str | None:
        return self._roots.get((chat, message_id))

    def is_same_tap(
        self, chat: str, message_id: str, user: str, token: str, update_id: str, now: datetime
    ) -> bool:
        """The same button of the same message, under another id, moments ago, by the same person.

        An update that comes again under its own id is the inbox's concern.
        """
        key = (chat, message_id, user, token)
        first = self._taps.get(key)
        if first is not None and first[0] != update_id and now - first[1] < SAME_TAP:
            return True
        _remember(self._taps, key, (update_id, now))
        return False

    def changed(self, chat: str, message_id: str) -> None:
        """The message shows something else now: its buttons are new ones."""
        for key in [k for k in self._taps if k[0] == chat and k[1] == message_id]:
            del self._taps[key]


def _remember(known: OrderedDict[K, V], key: K, value: V) -> None:
    known[key] = value
    known.move_to_end(key)
    while len(known) > REMEMBERED:
        known.popitem(last=False)
