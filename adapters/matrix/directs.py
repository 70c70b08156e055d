"""The direct room with whom the bot writes to first: opened once, however late it is seen."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

import structlog

from adapters.matrix.client import V3, MatrixClient
from adapters.matrix.failures import UNREACHED, MatrixRefusal
from adapters.matrix.rooms import direct_room
from bot.domain.places import Place

ENCRYPTION = {"algorithm": "m.megolm.v1.aes-sha2"}

Call = Callable[[str, str, object], Awaitable[dict[str, Any]]]
"""A call that the homeserver counts: method, path, body."""
OnMoved = Callable[[Place, str, str], Awaitable[None]]
"""Told that a place goes on in another room: the place, the room's id, the person."""

log = structlog.get_logger(__name__)


class Directs:
    """Opens direct rooms.

    Parameters
    ----------
    on_moved
        Awaited when a room was opened for a person's id.
    """

    def __init__(self, call: Call, on_moved: OnMoved) -> None:
        self._call = call
        self._on_moved = on_moved
        self._opening: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._opened: dict[str, str] = {}
        """By person, the room last opened: the homeserver may be late to tell of it."""

    async def open(self, client: MatrixClient, place: Place) -> str:
        """Have the place of somebody's id move to their room, opened when it is not; its id."""
        user = place.address
        async with self._opening[user]:
            if not self._has_opened(client, user):
                self._opened[user] = await self._open_room(client, user)
            await self._on_moved(place, self._opened[user], user)
            return self._opened[user]

    def _has_opened(self, client: MatrixClient, user: str) -> bool:
        """Whether a room was opened that the homeserver has not told of yet, or that is theirs."""
        room_id = self._opened.get(user)
        if room_id is None:
            return False
        return client.room(room_id) is None or direct_room(client.rooms(), user) is not None

    async def _open_room(self, client: MatrixClient, user: str) -> str:
        body = {
            "preset": "trusted_private_chat",
            "is_direct": True,
            "invite": [user],
            "initial_state": [
                {"type": "m.room.encryption", "state_key": "", "content": ENCRYPTION}
            ],
        }
        answer = await self._call("POST", f"{V3}/createRoom", body)
        room_id = str(answer["room_id"])
        await self._note_direct(client, user, room_id)
        return room_id

    async def _note_direct(self, client: MatrixClient, user: str, room_id: str) -> None:
        """Tell our own clients, should there ever be one, that the room is a direct one."""
        path = f"{V3}/user/{quote(client.user_id, safe='')}/account_data/m.direct"
        try:
            known = await client.call("GET", path)
        except MatrixRefusal as refusal:
            if refusal.status != 404:
                return  # what was noted before is not known, and would be lost
            known = {}
        except UNREACHED:
            return
        theirs = known.get(user)
        rooms = [*theirs, room_id] if isinstance(theirs, list) else [room_id]
        try:
            await client.call("PUT", path, {**known, user: rooms})
        except (MatrixRefusal, *UNREACHED) as error:
            log.debug("direct_not_noted", error=type(error).__name__)
