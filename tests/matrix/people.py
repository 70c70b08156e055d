"""People with the strictest Matrix client there is, each on their phone.

matrix-js-sdk with Rust crypto, in a Node.js process that holds them all: it shares no code with the
bot. A client is cross-signed, neither reads a device that its owner has not signed nor is read by
it, and says of each message whether it could be decrypted and which shield stands beside it.
"""

import asyncio
import base64
import json
import subprocess
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from tests.matrix.synapse import PASSWORD, Login

SCRIPT = Path(__file__).parent / "js" / "client.js"
PATIENCE = 20.0
"""Seconds until something that ought to come is held to be missing."""
NO_SHIELD, GREY, RED = 0, 1, 2


class Refused(Exception):
    """The client could not do it, or the server would not."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event as the client has it: decrypted, or with the reason why not.

    Attributes
    ----------
    relates
        What it relates to, as everybody on the way can read it.
    session
        Under which key it was encrypted.
    failure
        Why it cannot be read.
    shield
        `NO_SHIELD`, `GREY`, `RED`; ``None`` for what is not encrypted.
    """

    id: str
    sender: str
    type: str
    at: int
    content: Mapping[str, Any]
    relates: Mapping[str, Any] | None
    encrypted: bool
    session: str | None
    failure: str | None
    shield: int | None
    redacted: bool


@dataclass(slots=True)
class Message:
    """A message as it stands: its latest wording, unless it was taken back."""

    first: Event
    content: Mapping[str, Any]
    edits: int = 0

    @property
    def id(self) -> str:
        return self.first.id

    @property
    def body(self) -> str:
        return str(self.content["body"])

    @property
    def reply_to(self) -> str | None:
        relates = self.first.relates or {}
        reply = None if relates.get("is_falling_back") else relates.get("m.in_reply_to")
        return str(reply["event_id"]) if reply else None

    @property
    def thread(self) -> str | None:
        relates = self.first.relates or {}
        return str(relates["event_id"]) if relates.get("rel_type") == "m.thread" else None


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as the server has it, and as the client shows it."""

    stored: bytes
    clear: bytes


def standing(events: list[Event]) -> list[Message]:
    """What a person reads: edits by the author take effect, what was redacted is gone."""
    messages: dict[str, Message] = {}
    for event in events:
        relates = event.relates or {}
        edited = messages.get(relates.get("event_id", ""))
        if event.redacted or event.type != "m.room.message":
            continue
        if relates.get("rel_type") == "m.replace":
            if edited is not None and edited.first.sender == event.sender:
                edited.content = event.content["m.new_content"]
                edited.edits += 1
        else:
            messages[event.id] = Message(event, event.content)
    return list(messages.values())


class Phones:
    """The Node.js process in which the clients run."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            ["node", str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._numbers = count(1)
        self._waiting: dict[int, Future[Any]] = {}
        self._lock = threading.Lock()
        threading.Thread(target=self._listen, daemon=True).start()

    def call(self, client: str, do: str, **arguments: object) -> Future[Any]:
        answer: Future[Any] = Future()
        number = next(self._numbers)
        command = {"id": number, "client": client, "do": do, **arguments}
        assert self._process.stdin is not None
        with self._lock:
            self._waiting[number] = answer
            self._process.stdin.write(json.dumps(command) + "\n")
            self._process.stdin.flush()
        return answer

    def hand(self, login: Login, **habits: bool) -> "Phone":
        """Give somebody a phone on which they are signed in."""
        return self.hand_all([login], **habits)[0]

    def hand_all(
        self, logins: list[Login], *, joins: bool = True, signs: bool = True
    ) -> list["Phone"]:
        """Phones for several people at once.

        Parameters
        ----------
        joins
            Whether they enter each room that they are invited to.
        signs
            Whether the device is signed with its owner's keys; only then is it strict itself.
        """
        phones = [Phone(self, login) for login in logins]
        signing_in = [phone.sign_in(joins=joins, signs=signs) for phone in phones]
        for one in signing_in:
            one.result(60)
        return phones

    def close(self) -> None:
        self._process.kill()
        self._process.wait()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            answer = json.loads(line)
            with self._lock:
                waiting = self._waiting.pop(answer["id"])
            if "error" in answer:
                waiting.set_exception(Refused(answer["error"]))
            else:
                waiting.set_result(answer["ok"])
        with self._lock:
            for abandoned in self._waiting.values():
                abandoned.set_exception(Refused("the client's process has ended"))
            self._waiting.clear()


class Phone:
    """One client of one person, on one device."""

    def __init__(self, phones: Phones, login: Login) -> None:
        self._phones = phones
        self._name = f"{login.user_id} {login.device_id}"
        self.login = login
        self.user_id = login.user_id

    def sign_in(self, **habits: bool) -> Future[Any]:
        login = self.login
        return self._phones.call(
            self._name, "login", url=login.url, user_id=login.user_id, device_id=login.device_id,
            token=login.token, password=PASSWORD, **habits,
        )  # fmt: skip

    async def sign_out(self) -> None:
        """The device is gone, and its keys with it."""
        await self._do("logout")

    async def switch_off(self) -> None:
        await self._do("stop")

    # Rooms

    async def opens_direct(self, user_id: str, *, encrypted: bool = True) -> str:
        """A direct room with somebody, who was invited; its id."""
        invited = {"invite": [user_id], "direct": True, "encrypted": encrypted}
        return str(await self._do("create", **invited))

    async def opens_group(self, name: str, *user_ids: str, encrypted: bool = True) -> str:
        invited = {"invite": user_ids, "direct": False, "encrypted": encrypted}
        return str(await self._do("create", name=name, **invited))

    async def sees_in(self, room: str, user_id: str, membership: str = "join") -> None:
        """Wait until somebody is there (``join``), or no longer is (``leave``, ``ban``)."""
        await self._waits("member", room=room, user=user_id, membership=membership)

    async def joins(self, room: str) -> None:
        await self._do("join", room=room)

    async def leaves(self, room: str) -> None:
        await self._do("leave", room=room)

    async def invites(self, room: str, user_id: str) -> None:
        await self._do("invite", room=room, user=user_id)

    async def kicks(self, room: str, user_id: str) -> None:
        await self._do("kick", room=room, user=user_id)

    async def upgrades(self, room: str, version: str) -> str:
        """Replace a room by one of another version; the new one's id."""
        return str(await self._do("upgrade", room=room, version=version))

    # Messages

    async def says(
        self, room: str, text: str, *, reply_to: str | None = None, thread: str | None = None
    ) -> str:
        return await self.sends(
            room, {"msgtype": "m.text", "body": text}, reply_to=reply_to, thread=thread
        )

    async def sends(
        self,
        room: str,
        content: Mapping[str, Any],
        *,
        event_type: str = "m.room.message",
        reply_to: str | None = None,
        thread: str | None = None,
        replaces: str | None = None,
    ) -> str:
        related = {"reply_to": reply_to, "thread": thread, "replaces": replaces}
        what = {"room": room, "type": event_type, "content": content}
        return str(await self._do("send", **what, **related))

    async def edits(self, room: str, event_id: str, text: str) -> str:
        content = {"msgtype": "m.text", "body": text}
        return await self.sends(room, content, replaces=event_id)

    async def redacts(self, room: str, event_id: str) -> None:
        await self._do("redact", room=room, event=event_id)

    async def reacts(self, room: str, event_id: str, key: str) -> str:
        return str(await self._do("react", room=room, event=event_id, key=key))

    # What is seen

    async def events(self, room: str, after: str | None = None) -> list[Event]:
        """Everything in a room after an event, oldest first, whoever it is from."""
        return _events(await self._waits("read", room=room, after=after))

    def events_now(self, room: str, after: str | None = None) -> list[Event]:
        """The same for who cannot await."""
        milliseconds = int(PATIENCE * 1000)
        reading = self._phones.call(
            self._name, "read", room=room, after=after, patience=milliseconds
        )
        return _events(reading.result(2 * PATIENCE))

    async def latest(self, room: str) -> str | None:
        """The id of the last event there."""
        found = await self._do("latest", room=room)
        return str(found) if found else None

    async def devices_of(self, user_id: str) -> dict[str, bool]:
        """Devices of somebody, and whether each is signed by its owner."""
        return {one["id"]: one["signed"] for one in await self._do("devices", user=user_id)}

    async def opens(self, message: Message) -> Opened:
        """The file that came in a message, fetched and decrypted."""
        return _opened(await self._do("open", file=message.content["file"]))

    def opens_now(self, message: Message) -> Opened:
        """The same for who cannot await."""
        file = message.content["file"]
        return _opened(self._phones.call(self._name, "open", file=file).result(PATIENCE))

    async def _do(self, what: str, **arguments: object) -> Any:
        return await asyncio.wrap_future(self._phones.call(self._name, what, **arguments))

    async def _waits(self, what: str, patience: float = PATIENCE, **arguments: object) -> Any:
        return await self._do(what, patience=int(patience * 1000), **arguments)


def _opened(file: Mapping[str, str]) -> Opened:
    return Opened(base64.b64decode(file["stored"]), base64.b64decode(file["clear"]))


def _events(read: list[dict[str, Any]]) -> list[Event]:
    return [Event(**one) for one in read]
