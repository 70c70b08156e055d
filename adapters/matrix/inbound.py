"""Event of a room -> Inbound: what somebody did, in the words of the domain. No file is fetched."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from adapters.matrix.events import Raw, Room
from adapters.matrix.relations import body_of, is_id, is_word, relation
from adapters.matrix.rooms import NAME, kind_of, place_of
from adapters.matrix.threads import Threads
from bot.domain.inbound import (
    Arrived,
    Attached,
    BotPresence,
    Deleted,
    Edited,
    Event,
    Inbound,
    Moved,
    Reacted,
    Said,
    Unreadable,
)
from bot.domain.places import Place, PlaceKind
from bot.domain.texts import RawText

WRITTEN = frozenset({"m.text", "m.emote"})
BY_A_PROGRAM = "m.notice"
"""What programs say: answering it could go on for ever."""

KINDS: Mapping[str, Unreadable] = {
    "m.audio": Unreadable.VOICE,
    "m.video": Unreadable.PHOTO,
    "m.image": Unreadable.PHOTO,
    "m.file": Unreadable.FILE,
    "m.location": Unreadable.LOCATION,
    "m.key.verification.request": Unreadable.VERIFICATION,
}
ATTACHMENTS: Mapping[str, Unreadable] = {
    "m.sticker": Unreadable.STICKER,
    "m.poll.start": Unreadable.FILE,
    "org.matrix.msc3381.poll.start": Unreadable.FILE,
    "m.call.invite": Unreadable.CALL,
}
IN_CLEAR = frozenset({"m.reaction", "m.room.redaction"})
"""Kinds that no client encrypts; anything else in clear in an encrypted room is not read."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the events of rooms for one account of the bot."""

    own_id: str
    threads: Threads

    async def read(
        self,
        event: Raw,
        room: Room,
        now: datetime,
        *,
        came_at: datetime | None = None,
        is_alone: bool = False,
    ) -> Inbound | None:
        """What the event says; ``None`` when it is our own or says nothing.

        Parameters
        ----------
        came_at
            When the homeserver told of it; now, unless it had to wait.
        is_alone
            The homeserver is not asked what a reply leads to: only what it replies to is known.

        Raises
        ------
        MatrixRefusal, aiohttp.ClientError, TimeoutError
            When the homeserver cannot tell now what a reply leads to.
        """
        if event.sender == self.own_id or not event.id:
            return None
        if event.type == "m.room.member":
            return self._shut(event, room, now)
        if room.is_encrypted and not event.was_encrypted and event.type not in IN_CLEAR:
            # Its words could be the server's own.
            said = self._in_clear(event)
        else:
            said = await self._event(event, room, is_alone=is_alone)
        if said is None:
            return None
        written_at = _written_at(event, came_at or now)
        return Inbound(event.id, place_of(room), event.sender, said, now, written_at=written_at)

    def unread(self, event: Raw, room: Room, now: datetime) -> Inbound:
        """The event could not be decrypted, and the key did not come."""
        said = Attached(Unreadable.UNDECRYPTABLE, self.threads.known(event))
        return Inbound(f"{event.id}:unread", place_of(room), event.sender, said, now)

    def missed(self, room: Room, gap: str, now: datetime) -> Inbound:
        """Something was said there that the homeserver never told."""
        place = place_of(room)
        user = next(iter(room.others)) if place.kind is PlaceKind.PRIVATE else self.own_id
        return Inbound(f"{room.id}:{gap}", place, user, Attached(Unreadable.MISSED), now)

    def arrived(self, room: Room, joined: str, now: datetime) -> Inbound:
        """The bot is in a room: welcome to whoever it is private with, presence to a group."""
        place = place_of(room)
        private = place.kind is PlaceKind.PRIVATE
        user = next(iter(room.others)) if private else self.own_id
        event = Arrived() if private else BotPresence(present=True)
        return Inbound(joined, place, user, event, now)

    def gone(self, room_id: str, update_id: str, now: datetime) -> Inbound:
        """The bot is in a room no more. Only circles are concerned, and theirs are groups."""
        place = Place(NAME, room_id, PlaceKind.GROUP)
        return Inbound(update_id, place, self.own_id, BotPresence(present=False), now)

    def moved(self, old: Place, new: str, user: str, now: datetime) -> Inbound:
        """A place goes on in another room; said once, whoever says it."""
        return Inbound(f"moved:{old.address}:{new}", old, user, Moved(new), now)

    def _shut(self, event: Raw, room: Room, now: datetime) -> Inbound | None:
        """Whoever leaves their private room reads it no more; in a group, people come and go."""
        user, now_is = event.source.get("state_key"), event.content.get("membership")
        if room.others or room.is_named or now_is not in ("leave", "ban") or not is_word(user):
            return None
        return Inbound(event.id, Place(NAME, room.id), user, BotPresence(present=False), now)

    async def _event(self, event: Raw, room: Room, *, is_alone: bool) -> Event | None:
        if event.type == "m.room.message":
            return await self._message(event, room, is_alone=is_alone)
        if event.type == "m.reaction":
            relates = relation(event)
            emoji, about = relates.get("key"), relates.get("event_id")
            return Reacted(about, emoji) if is_word(emoji) and is_id(about) else None
        if event.type == "m.room.redaction":
            taken = event.source.get("redacts") or event.content.get("redacts")
            return Deleted(taken) if is_id(taken) else None
        kind = ATTACHMENTS.get(event.type)
        return Attached(kind, self.threads.known(event)) if kind is not None else None

    def _in_clear(self, event: Raw) -> Event | None:
        if event.type != "m.room.message" or event.content.get("msgtype") not in WRITTEN:
            return None
        return Attached(Unreadable.IN_CLEAR, self.threads.known(event))

    async def _message(self, event: Raw, room: Room, *, is_alone: bool) -> Event | None:
        kind, relates = event.content.get("msgtype"), relation(event)
        if relates.get("rel_type") == "m.replace":
            return self._edited(event, relates)
        if kind == BY_A_PROGRAM or not is_word(kind):
            # An empty message has no kind: it was taken back before it was read.
            return None
        text = body_of(event.content)
        if kind in WRITTEN and text is None:
            return None
        if is_alone:
            about = self.threads.known(event)
            if about is not None and kind_of(room) is PlaceKind.GROUP:
                # It may be for a colleague as well as for us.
                return Attached(Unreadable.UNRELATED, about)
        else:
            about = await self.threads.subject(event, room)
        if kind in WRITTEN and text is not None:
            return Said(RawText(text), event.id, about)
        return Attached(KINDS.get(kind, Unreadable.FILE), about)

    def _edited(self, event: Raw, relates: Mapping[str, Any]) -> Event | None:
        new, original = event.content.get("m.new_content"), relates.get("event_id")
        if not isinstance(new, dict) or new.get("msgtype") not in WRITTEN or not is_id(original):
            return None
        text = body_of(new)
        return Edited(RawText(text), original) if text is not None else None


def _written_at(event: Raw, came_at: datetime) -> datetime | None:
    """When somebody wrote it, by our clock; ``None`` when nothing says so.

    A homeserver says how old an event was when it told of it, and knows both moments by its own
    clock. Where it does not, there is the date that the sender's homeserver gave it.
    """
    if event.age is not None:
        return came_at - event.age
    said = event.source.get("origin_server_ts")
    if not isinstance(said, int) or not 0 < said < came_at.timestamp() * 1000:
        return None
    return datetime.fromtimestamp(said / 1000, UTC)
