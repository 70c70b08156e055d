"""Events of a room, made by hand."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from adapters.matrix.events import Raw, Room

BOT, ANA, BOB = "@bot:hs.test", "@ana:hs.test", "@bob:hs.test"
DIRECT = Room("!direct", frozenset({ANA}), False, True, None)
GROUP = Room("!group", frozenset({ANA, BOB}), True, True, None)

_numbers = count(1)


def raw(
    content: Mapping[str, Any],
    kind: str = "m.room.message",
    sender: str = ANA,
    room: str = DIRECT.id,
    *,
    id: str = "",
    in_clear: bool = False,
    sealed: Any = None,
    **source: Any,
) -> Raw:
    """One event; encrypted on its way unless it is said to have gone in clear."""
    id = id or f"$e{next(_numbers)}"
    source = {"event_id": id, "sender": sender, "type": kind, "content": content, **source}
    return Raw(id, room, sender, kind, content, source, not in_clear, sealed)


def text(words: str, **more: Any) -> Raw:
    return raw({"msgtype": "m.text", "body": words}, **more)


def member(user: str, now: str, was: str = "", sender: str = "", **more: Any) -> Raw:
    """Somebody's membership changed from what it was to what it is now."""
    unsigned = {"prev_content": {"membership": was}} if was else {}
    return raw(
        {"membership": now},
        "m.room.member",
        sender or user,
        in_clear=True,
        state_key=user,
        unsigned=unsigned,
        **more,
    )


def sealed(words: str, opens: bool = False, **more: Any) -> Raw:
    """An event that could not be decrypted when it came."""
    return raw({}, "m.room.encrypted", sealed={"words": words, "opens": opens}, **more)
