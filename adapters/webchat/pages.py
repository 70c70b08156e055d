"""The pages: the conversation, the entrance for a stranger, and the way out."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from adapters.webchat.inbound import LONGEST_SAID
from adapters.webchat.parts import Parts, Spot
from adapters.webchat.people import Room
from adapters.webchat.stage import STEPS

PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def chat_page(
    parts: Parts, spot: Spot, rooms: Sequence[Room], persona: str | None, language: str
) -> Response:
    """The conversation of one person in one place; the script fills it from the stream."""
    chosen = _persona(parts, persona)
    group = next((room for room in rooms if room.address == spot.place.address), None)
    place = {"place": group.address} if group is not None else {}
    return _page(
        parts,
        "chat.html",
        language,
        here=_query({"as": chosen, **place}),
        private=_query({"as": chosen}),
        rooms=[(room.name, _query({"as": chosen, "place": room.address})) for room in rooms],
        room=group.name if group is not None else None,
        persona=chosen,
        stage=parts.stage,
        steps=list(STEPS),
        longest=LONGEST_SAID,
        drawer=f"{spot.user}@{spot.place.address}",
    )


def entrance_page(parts: Parts, language: str) -> Response:
    """Where a stranger gives their invitation code."""
    return _page(parts, "entrance.html", language, here="")


def leaving_page(parts: Parts, language: str) -> Response:
    """What leaving this device means."""
    return _page(parts, "leaving.html", language, here="")


def _page(parts: Parts, name: str, language: str, **values: object) -> Response:
    def t(key: str, **args: object) -> str:
        return parts.texts.say(key, language, args)

    other = next((code for code in parts.texts.languages if code != language), language)
    page = PAGES.get_template(name).render(
        t=t, language=language, other=other, timezone=parts.timezone, **values
    )
    return HTMLResponse(page)


def _persona(parts: Parts, key: str | None) -> str | None:
    if parts.stage is None:
        return None
    keys = [persona.key for persona in parts.stage.personas]
    return key if key in keys else keys[0]


def _query(values: dict[str, str | None]) -> str:
    given = {name: value for name, value in values.items() if value is not None}
    return f"?{urlencode(given)}" if given else ""
