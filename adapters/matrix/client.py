"""matrix-nio, in typed pieces. Its client, which is partly untyped, is used here alone.

What it would do by itself and must not: sleep and try again inside a call, remember how far it
has read, decide whom to trust, and escape each accent of an encrypted text to six bytes.
"""

import asyncio
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import nio
import nio.crypto
import nio.store

from adapters.matrix.events import Batch, Raw, Room
from adapters.matrix.failures import MatrixRefusal, refusal_of
from adapters.matrix.told import ages_of, check, raw_of, room_of, timeline_of

STORE_NAME = "crypto.db"
REQUEST_SECONDS = 30
FIRST_SYNC_SECONDS = 600
PAGE = 100
"""Events of a room in one answer."""

FILTER: Mapping[str, Any] = {
    "presence": {"types": []},
    "account_data": {"types": []},
    "room": {
        "timeline": {"limit": PAGE},
        "ephemeral": {"types": []},
        "account_data": {"types": []},
    },
}
"""Only what is read: an answer then always brings something."""

V3 = "/_matrix/client/v3"
MEGOLM = "m.megolm.v1.aes-sha2"


class MatrixClient:
    """One device of one account.

    Parameters
    ----------
    nio_client
        Logged in, its store loaded.
    """

    def __init__(self, nio_client: Any) -> None:
        self._nio = nio_client
        self._keys = asyncio.Lock()
        olm = nio_client.olm
        olm._should_accept_forward = _Forwards(olm).accepts

    @property
    def user_id(self) -> str:
        return str(self._nio.user_id)

    @property
    def device_id(self) -> str:
        return str(self._nio.device_id)

    async def close(self) -> None:
        """Close connections and the store; the device stays logged in."""
        await self._nio.close()
        store = self._nio.store
        if store is not None:
            store.database.close()

    async def call(
        self, method: str, path: str, body: object | None = None, *, seconds: float | None = None
    ) -> dict[str, Any]:
        """One request of the client-server API, made once.

        Raises
        ------
        MatrixRefusal
            When the homeserver answers with an error.
        aiohttp.ClientError, TimeoutError
            When it does not answer.
        """
        data = None if body is None else json.dumps(body)
        headers = {"Content-Type": "application/json"}
        return await self._call(method, path, data, headers, seconds)

    async def upload(self, content: bytes, media_type: str) -> str:
        """Put a file on the homeserver; its address there."""
        headers = {"Content-Type": media_type}
        answer = await self._call("POST", "/_matrix/media/v3/upload", content, headers, None)
        return str(answer["content_uri"])

    async def sync(self, since: str | None, wait_ms: int, *, whole: bool) -> Batch:
        """What happened since; decrypted where that was possible.

        Parameters
        ----------
        whole
            With the full state of every room: after a start, the library knows none.
        """
        response = await asyncio.wait_for(
            self._nio.sync(timeout=wait_ms, since=since, full_state=whole, sync_filter=FILTER),
            FIRST_SYNC_SECONDS if whole else wait_ms / 1000 + REQUEST_SECONDS,
        )
        check(response)
        rooms, ages = response.rooms, await ages_of(response)
        for room_id in rooms.join:
            # The filter loads every member: nobody is missing when keys are shared.
            self._nio.rooms[room_id].members_synced = True
        for room_id in rooms.leave:
            self._nio.rooms.pop(room_id, None)
        invited = self._nio.invited_rooms
        return Batch(
            position=str(response.next_batch),
            invites={
                room_id: str(invited[room_id].inviter or "")
                for room_id in rooms.invite
                if room_id in invited
            },
            timelines={
                room_id: timeline_of(room_id, info, ages) for room_id, info in rooms.join.items()
            },
            left={
                room_id: timeline_of(room_id, info, ages) for room_id, info in rooms.leave.items()
            },
        )

    async def before(
        self, room_id: str, position: str, until: str | None
    ) -> tuple[Sequence[Raw], str | None]:
        """A page of what came before a position, oldest first, and where the next page ends."""
        response = await self._nio.room_messages(
            room_id, position, end=until, direction=nio.MessageDirection.back, limit=PAGE
        )
        check(response)
        ages = await ages_of(response)
        events = [raw_of(room_id, event, ages) for event in reversed(response.chunk)]
        return [one for one in events if one is not None], response.end if events else None

    async def event(self, room_id: str, event_id: str) -> Raw | None:
        """One event of a room, decrypted where that is possible; ``None`` when it is not there."""
        response = await self._nio.room_get_event(room_id, event_id)
        try:
            check(response)
        except MatrixRefusal as refusal:
            if refusal.status in (400, 403, 404):
                return None
            raise
        return raw_of(room_id, response.event, {})

    async def tend(self) -> None:
        """What a device owes the others after each sync: keys, and answers about keys.

        Raises
        ------
        MatrixRefusal
            The first one; the rest is done after the next sync.
        """
        async with self._keys:
            for response in await self._nio.send_to_device_messages():
                check(response)
            if self._nio.should_upload_keys:
                check(await self._nio.keys_upload())
            if self._nio.should_query_keys:
                check(await self._nio.keys_query())
            if self._nio.should_claim_keys:
                check(await self._nio.keys_claim(self._nio.get_users_for_key_claiming()))

    def room(self, room_id: str) -> Room | None:
        """A room that we are in; ``None`` for any other."""
        known = self._nio.rooms.get(room_id)
        return room_of(known, self.user_id) if known is not None else None

    def rooms(self) -> Sequence[Room]:
        """Every room that we are in."""
        return [room_of(known, self.user_id) for known in self._nio.rooms.values()]

    def decrypt(self, event: Raw) -> Raw | None:
        """The event, when the key has come meanwhile."""
        try:
            opened = self._nio.decrypt_event(event.sealed)
        except nio.EncryptionError:
            return None
        return raw_of(event.room, opened, {event.id: event.age} if event.age is not None else {})

    def ask_for_key(self, event: Raw) -> None:
        """Ask the device that sent the event for its key; leaves with the next `tend`."""
        sealed = event.sealed
        message = sealed.as_key_request(
            event.sender, self.device_id, sealed.session_id, sealed.device_id
        )
        waiting = self._nio.olm.outgoing_to_device_messages
        if not any(getattr(one, "request_id", None) == message.request_id for one in waiting):
            waiting.append(message)

    async def share_key(self, room_id: str) -> None:
        """See to it that everybody in the room can read the next message, or raise.

        Raises
        ------
        MatrixRefusal
            When the homeserver did not take a key for a device that could have had it.
        """
        async with self._keys:
            if self._nio.should_query_keys:
                check(await self._nio.keys_query())
            olm = self._nio.olm
            if not olm.should_share_group_session(room_id):
                return
            if missing := self._nio.get_missing_sessions(room_id):
                check(await self._nio.keys_claim(missing))
            check(await self._nio.share_group_session(room_id, ignore_unverified_devices=True))
            session = olm.outbound_group_sessions[room_id]
            wanted = {
                (user, device.id)
                for user in self._nio.rooms[room_id].users
                for device in self._nio.device_store.active_user_devices(user)
                if device.id != self.device_id and olm.session_store.get(device.curve25519)
            }
            if wanted - session.users_shared_with - session.users_ignored:
                olm.outbound_group_sessions.pop(room_id, None)
                raise MatrixRefusal(503, "KEY_NOT_SHARED")

    def encrypt(self, room_id: str, event_type: str, content: Mapping[str, Any]) -> dict[str, Any]:
        """The content of an ``m.room.encrypted``; `share_key` comes first.

        What it relates to stays outside, in clear: servers need it, and so do clients.
        """
        olm = self._nio.olm
        session = olm.outbound_group_sessions[room_id]
        body = {"type": event_type, "content": content, "room_id": room_id}
        sealed: dict[str, Any] = {
            "algorithm": MEGOLM,
            "sender_key": olm.account.identity_keys["curve25519"],
            "ciphertext": session.encrypt(compact(body)),
            "session_id": session.id,
            "device_id": self.device_id,
        }
        if relates := content.get("m.relates_to"):
            sealed["m.relates_to"] = relates
        return sealed

    def sign(self, body: dict[str, Any]) -> str:
        """The device's own signature of an object."""
        return str(self._nio.olm.sign_json(body))

    async def _call(
        self,
        method: str,
        path: str,
        data: object | None,
        headers: dict[str, str],
        seconds: float | None,
    ) -> dict[str, Any]:
        headers["Authorization"] = f"Bearer {self._nio.access_token}"
        response = await self._nio.send(method, path, data, headers, timeout=seconds)
        try:
            answer = await response.json(content_type=None)
        except ValueError:
            answer = {}
        body = answer if isinstance(answer, dict) else {}
        if response.status >= 400:
            raise refusal_of(response.status, body)
        return body


class _Forwards:
    """Which keys handed over by another device are taken.

    The library takes those of our own verified devices alone, and we have one device. Here the
    device that made a session may also give its key again, once it was asked: what it says through
    its own Olm session has the same authority the second time.
    """

    def __init__(self, olm: Any) -> None:
        self._olm = olm

    def accepts(self, sender: str, sender_key: str, event: Any) -> bool:
        asked = self._olm.outgoing_key_requests.get(event.session_id)
        return (
            asked is not None
            and (event.algorithm, event.room_id) == (asked.algorithm, asked.room_id)
            and event.source["content"]["sender_key"] == sender_key
        )


def new_nio_client(
    homeserver: str, user_id: str, device_id: str | None, folder: Path, pickle_key: str
) -> Any:
    """A client of the library that keeps its keys in the folder, and never waits by itself."""
    config = nio.AsyncClientConfig(
        max_limit_exceeded=0,
        max_timeouts=0,
        request_timeout=REQUEST_SECONDS,
        store=nio.store.SqliteStore,
        store_name=STORE_NAME,
        store_sync_tokens=False,
        encryption_enabled=True,
        pickle_key=pickle_key,
    )
    return nio.AsyncClient(homeserver.rstrip("/"), user_id, device_id, str(folder), config)


def room_path(room_id: str, *parts: str) -> str:
    """The path of something in a room."""
    return "/".join((V3, "rooms", *(quote(part, safe="") for part in (room_id, *parts))))


def compact(body: object) -> str:
    """JSON as short as it gets: its size is limited, and most of it is text."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
