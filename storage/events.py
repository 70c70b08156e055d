"""Events of people as JSON, to be sealed until they are handled."""

from dataclasses import asdict
from typing import Any

from bot.domain.inbound import (
    Arrived,
    Attached,
    BotPresence,
    Deleted,
    Edited,
    Event,
    Moved,
    Reacted,
    Said,
    Tapped,
    Unreadable,
)
from bot.domain.texts import RawText

_KINDS: dict[str, type[Event]] = {
    "said": Said,
    "tapped": Tapped,
    "edited": Edited,
    "deleted": Deleted,
    "reacted": Reacted,
    "attached": Attached,
    "arrived": Arrived,
    "bot-presence": BotPresence,
    "moved": Moved,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def event_values(event: Event) -> dict[str, Any]:
    """The event's name and fields."""
    values = asdict(event)
    if isinstance(event, Said | Edited):
        values["text"] = event.text.value
    return {"event": _NAMES[type(event)], **values}


def event_of(values: dict[str, Any]) -> Event:
    fields = dict(values)
    kind = _KINDS[fields.pop("event")]
    if kind in (Said, Edited):
        fields["text"] = RawText(fields["text"])
    if kind is Attached:
        fields["kind"] = Unreadable(fields["kind"])
    return kind(**fields)
