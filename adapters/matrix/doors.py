"""Coming into rooms, staying there, leaving them, and following them where they go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

import structlog

from adapters.matrix.client import V3, MatrixClient, room_path
from adapters.matrix.events import Raw, Room, Timeline
from adapters.matrix.failures import MatrixRefusal
from adapters.matrix.inbound import Reader
from adapters.matrix.joining import Joining
from adapters.matrix.memberships import is_membership
from adapters.matrix.relations import is_id
from adapters.matrix.rooms import NAME, Welcomes, kind_of, server_of
from bot.domain.inbound import Inbound
from bot.domain.places import Place, PlaceKind
from bot.ports import Clock, Texts

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Doors:
    """Which rooms one device is in, and why."""

    client: MatrixClient
    reader: Reader
    joining: Joining
    welcomes: Welcomes
    texts: Texts
    clock: Clock
    language: str = "fr"

    def invited(self, room_id: str, inviter: str, batch: int) -> None:
        """Go where somebody may bring the bot; else decline, with the reason."""
        if self.welcomes.may_invite(inviter, self.client.user_id):
            self.joining.want(room_id, room_path(room_id, "join"), batch)
        else:
            log.info("matrix_invitation_refused", reason="stranger")
            self._leave(room_id, "matrix-refused-stranger")

    def may_stay(self, room: Room) -> bool:
        """Whether the room is one to be in; else it is left, with the reason."""
        if not self.welcomes.encrypted_only or room.is_encrypted:
            return True
        if self._leave(room.id, "matrix-refused-not-encrypted"):
            log.info("matrix_room_left", reason="not-encrypted")
        return False

    def arrived(self, room: Room, events: Sequence[Raw], joined: str) -> list[Inbound]:
        """Whoever brought the bot in is greeted; who is written to first hears what it came for."""
        own = self.client.user_id
        if any(one.type == "m.room.create" and one.sender == own for one in events):
            return []
        return [self.reader.arrived(room, joined, self.clock.now())]

    def left(self, room_id: str, timeline: Timeline, position: str) -> Inbound:
        """We are in a room no more, by our own will or by somebody else's."""
        own = [one for one in timeline.events if is_membership(one, self.client.user_id)]
        update_id = own[-1].id if own else f"left:{room_id}:{position}"
        return self.reader.gone(room_id, update_id, self.clock.now())

    async def upgraded(self, room: Room, event: Raw, batch: int) -> list[Inbound]:
        """The room says where it goes on; it is followed there once that room says so too.

        Raises
        ------
        MatrixRefusal, aiohttp.ClientError, TimeoutError
            When the homeserver cannot tell now.
        """
        new = event.content.get("replacement_room")
        if not is_id(new, "!"):
            return []
        if self.client.room(new) is not None:
            return await self._succession(room, new)
        # An id may hold no server: the one of whoever upgraded the room has it.
        via = quote(server_of(event.sender), safe="")
        path = f"{V3}/join/{quote(new, safe='')}?server_name={via}&via={via}"
        self.joining.want(new, path, batch)
        return []

    async def succeeded(self, room: Room) -> list[Inbound]:
        """A room that was just entered may be what others became; raises as `upgraded`."""
        moved: list[Inbound] = []
        for old in self.client.rooms():
            if old.replacement == room.id:
                moved += await self._succession(old, room.id)
        return moved

    async def _succession(self, old: Room, new: str) -> list[Inbound]:
        """Both rooms must say so: either alone could be anybody's word."""
        try:
            created = await self.client.call("GET", room_path(new, "state", "m.room.create", ""))
        except MatrixRefusal as refusal:
            if refusal.status in (403, 404):
                return []
            raise
        predecessor = created.get("predecessor")
        if not isinstance(predecessor, dict) or predecessor.get("room_id") != old.id:
            return []
        kind = kind_of(old)
        user = next(iter(old.others)) if kind is PlaceKind.PRIVATE else self.client.user_id
        return [self.reader.moved(Place(NAME, old.id, kind), new, user, self.clock.now())]

    def _leave(self, room_id: str, sentence: str) -> bool:
        """Leave, as often as it takes: else the bot stays where it neither reads nor writes."""
        words = self.texts.say(sentence, self.language)
        return self.joining.leave(room_id, room_path(room_id, "leave"), words)
