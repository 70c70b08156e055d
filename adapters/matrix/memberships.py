"""What a room's events say of somebody's coming into it."""

from collections.abc import Mapping, Sequence

from adapters.matrix.events import Raw


def is_membership(event: Raw, user: str) -> bool:
    """Whether an event is about somebody's being in the room."""
    return event.type == "m.room.member" and event.source.get("state_key") == user


def arrival(events: Sequence[Raw], user: str) -> int | None:
    """Where among the events somebody came in last; a change of their name is no arrival."""
    found = None
    for index, event in enumerate(events):
        if is_membership(event, user):
            was, now = _membership(event)
            if now == "join" and was != "join":
                found = index
    return found


def invitation(events: Sequence[Raw], user: str) -> int | None:
    """Where among the events somebody was invited last."""
    found = None
    for index, event in enumerate(events):
        if is_membership(event, user) and event.content.get("membership") == "invite":
            found = index
    return found


def _membership(event: Raw) -> tuple[str, str]:
    """What it was before, and what it is now."""
    unsigned = event.source.get("unsigned")
    before = unsigned.get("prev_content") if isinstance(unsigned, Mapping) else None
    was = before.get("membership") if isinstance(before, Mapping) else None
    return str(was or ""), str(event.content.get("membership") or "")
