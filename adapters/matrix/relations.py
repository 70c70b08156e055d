"""What an event says of others, and its words."""

import re
from collections.abc import Mapping
from typing import Any, TypeGuard

from adapters.matrix.events import Raw

NOWHERE = re.compile("[\0\ud800-\udfff]")
"""What no database takes: whoever writes to a room chooses what an event relates to."""
LONGEST_ID = 255
"""Bytes (the specification's appendices, "Common identifier format"). A homeserver that is asked
for a longer one may hang up, each time."""


def relation(event: Raw) -> Mapping[str, Any]:
    """What an event relates to; empty when it relates to nothing."""
    relates = event.content.get("m.relates_to")
    return relates if isinstance(relates, dict) else {}


def thread_of(event: Raw) -> str | None:
    """The root of the thread that an event is in."""
    relates = relation(event)
    root = relates.get("event_id")
    return root if relates.get("rel_type") == "m.thread" and is_id(root) else None


def replied_to(event: Raw) -> str | None:
    """What an event answers, in the eyes of its author; not what stands in for old clients."""
    relates = relation(event)
    reply = relates.get("m.in_reply_to")
    if isinstance(reply, dict) and is_id(reply.get("event_id")):
        falls_back = relates.get("rel_type") == "m.thread" and relates.get("is_falling_back")
        return None if falls_back else str(reply["event_id"])
    return None


def body_of(content: Mapping[str, Any]) -> str | None:
    """The words, without the quotation that old clients put before a reply."""
    body = content.get("body")
    if not isinstance(body, str):
        return None
    relates = content.get("m.relates_to")
    if isinstance(relates, dict) and "m.in_reply_to" in relates and body.startswith("> "):
        lines = body.split("\n")
        while lines and lines[0].startswith(">"):
            lines.pop(0)
        return "\n".join(lines).strip("\n") or body
    return body


def is_word(value: object) -> TypeGuard[str]:
    """Whether a value is a text that says something, and that a database can look for."""
    return isinstance(value, str) and bool(value) and not NOWHERE.search(value)


def is_id(value: object, sigil: str = "$") -> TypeGuard[str]:
    """Whether a value can be the id of an event, or with "!" of a room."""
    return is_word(value) and value.startswith(sigil) and len(value.encode()) <= LONGEST_ID
