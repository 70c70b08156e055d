"""Server-sent events: what a conversation shows, from where the page left off."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta

from adapters.webchat.log import Entry
from adapters.webchat.parts import Parts, Spot
from adapters.webchat.stage import Stage
from bot.domain.inert import inert
from bot.domain.places import PlaceKind
from bot.ports import ConcurrentChange

BUSY_SECONDS = 0.5

MOST_PAGES = 20
"""Open at once by one person: each costs the server a look every few seconds."""

LOOK_SECONDS = 5.0
"""How long a page waits before it looks by itself, and says that it is still there."""


async def conversation(parts: Parts, spot: Spot, cursor: int, language: str) -> AsyncIterator[str]:
    """Frames of one conversation after the cursor, until the page or the server goes.

    ``message`` (with the revision as id), then once ``ready``; ``over`` when the person logged out,
    perhaps in another tab; ``stage`` and ``glimpse`` in the demo.
    """
    address = spot.place.address
    curtain = Curtain(parts, parts.stage, language) if parts.stage is not None else None
    ready = False
    with parts.hub.watching(address, spot.user) as watch:
        yield "retry: 2000\n\n"
        while not parts.hub.closed:
            try:
                if await asyncio.to_thread(parts.log.is_shut, spot.user):
                    yield frame("over", {})
                    return
                entries = await asyncio.to_thread(parts.log.since, address, cursor)
            except ConcurrentChange:
                yield ": busy\n\n"
                await watch.wait(BUSY_SECONDS)
                continue
            if entries and not await asyncio.to_thread(_still_belongs, parts, spot):
                return
            for entry in entries:
                cursor = entry.revision
                yield frame("message", shown(entry, spot.user), entry.revision)
            if not ready:
                ready = True
                yield frame("ready", {"empty": cursor == 0})
            if curtain is not None:
                for line in curtain.news():
                    yield line
            await watch.wait(LOOK_SECONDS)
            yield ": still here\n\n"


def _still_belongs(parts: Parts, spot: Spot) -> bool:
    """Whoever left a group reads nothing more of it, on the pages they left open either."""
    if spot.place.kind is PlaceKind.PRIVATE:
        return True
    return any(room.address == spot.place.address for room in parts.people.rooms(spot.user))


def shown(entry: Entry, user: str) -> dict[str, object]:
    """An entry as this user's page sees it: what others typed is not told."""
    mine = entry.author == user
    by = "bot" if entry.author is None else "me" if mine else "other"
    base: dict[str, object] = {
        "id": entry.message_id,
        "by": by,
        "at": entry.at.isoformat(),
        "reply_to": entry.reply_to,
        "edited": entry.edited,
        "deleted": entry.deleted,
    }
    if mine:
        base["key"] = entry.key
    return {**base, **json.loads(entry.body)} if entry.body is not None else base


def frame(event: str, data: object, revision: int | None = None) -> str:
    """One server-sent event; JSON keeps it on one line."""
    place = f"id: {revision}\n" if revision is not None else ""
    return f"{place}event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


class Curtain:
    """What of the stage this page has been told already."""

    def __init__(self, parts: Parts, stage: Stage, language: str) -> None:
        self._parts = parts
        self._stage = stage
        self._language = language
        self._number = 0
        self._shift: timedelta | None = None

    def news(self) -> list[str]:
        """Frames for the clock, when it was moved, and for each new glimpse."""
        moved = self._stage.shift != self._shift
        self._shift = self._stage.shift
        frames = [frame("stage", {"now": self._stage.now().isoformat()})] if moved else []
        for glimpse in self._stage.glimpses(self._number):
            self._number = glimpse.number
            what = self._parts.texts.say(glimpse.what.key, self._language, glimpse.what.args)
            seen = {"number": glimpse.number, "at": glimpse.at.isoformat(), "text": inert(what)}
            frames.append(frame("glimpse", seen))
        return frames
