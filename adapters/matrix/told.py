"""What matrix-nio gives, as values: answers, errors, rooms and events, none of its classes."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import nio

from adapters.matrix.events import Raw, Room, Timeline
from adapters.matrix.failures import MatrixRefusal, refusal_of

OLDEST = 10**12
"""Milliseconds; an event that is said to be older has no age."""

Ages = Mapping[str, timedelta]
"""By event, how old it was when the homeserver told of it."""


def error_of(response: Any) -> MatrixRefusal:
    """An error of the library, as what it says for sure."""
    transport = getattr(response, "transport_response", None)
    body = {"errcode": response.status_code, "retry_after_ms": response.retry_after_ms}
    return refusal_of(transport.status if transport is not None else 0, body)


def check(response: Any) -> None:
    """Raises `MatrixRefusal` when the answer is an error."""
    if isinstance(response, nio.ErrorResponse):
        raise error_of(response)


def room_of(known: Any, user_id: str) -> Room:
    """A room of the library; `user_id` is our own."""
    return Room(
        id=str(known.room_id),
        others=frozenset(str(user) for user in known.users if user != user_id),
        is_named=bool(known.name or known.canonical_alias),
        is_encrypted=bool(known.encrypted),
        replacement=known.replacement_room,
    )


async def ages_of(response: Any) -> Ages:
    """How old each event of an answer is: the library forgets it where it decrypts."""
    answer = await response.transport_response.json(content_type=None)
    told = [answer.get("chunk")]
    for rooms in answer.get("rooms", {}).values():
        told += [room.get("timeline", {}).get("events") for room in rooms.values()]
    ages: dict[str, timedelta] = {}
    for event in (one for events in told for one in events or ()):
        unsigned = event.get("unsigned")
        age = unsigned.get("age") if isinstance(unsigned, dict) else None
        if isinstance(age, int) and 0 <= age < OLDEST:
            ages[str(event.get("event_id"))] = timedelta(milliseconds=age)
    return ages


def timeline_of(room_id: str, info: Any, ages: Ages) -> Timeline:
    """What an answer says of a room."""
    timeline = info.timeline
    events = [raw_of(room_id, event, ages) for event in timeline.events]
    return Timeline(
        [one for one in events if one is not None],
        timeline.prev_batch if timeline.limited else None,
    )


def raw_of(room_id: str, event: Any, ages: Ages) -> Raw | None:
    """The library's event as what we read; ``None`` for one that has no form."""
    source = getattr(event, "source", None)
    if not isinstance(source, dict) or not isinstance(source.get("content"), dict):
        return None
    sealed = isinstance(event, nio.MegolmEvent)
    if sealed:
        event.room_id = room_id
    return Raw(
        id=str(source.get("event_id", "")),
        room=room_id,
        sender=str(source.get("sender", "")),
        type=str(source.get("type", "")),
        content=source["content"],
        source=source,
        was_encrypted=sealed or bool(getattr(event, "decrypted", False)),
        sealed=event if sealed else None,
        age=ages.get(str(source.get("event_id", ""))),
    )
