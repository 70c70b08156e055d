"""Reading the homeserver: nothing is passed over before the inbox holds it.

Our own loop. The position in the stream is ours, kept in our database, and is saved once all that
came before it is in the inbox. A batch whose handling failed is handled again, from memory: the
library would not decrypt it a second time.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from adapters.matrix.client import MatrixClient, room_path
from adapters.matrix.doors import Doors
from adapters.matrix.events import Batch, Raw
from adapters.matrix.failures import UNREACHED, AccountRefused, MatrixRefusal, cause_of
from adapters.matrix.inbound import Reader
from adapters.matrix.joining import Joining
from adapters.matrix.queues import Queues
from adapters.matrix.rooms import NAME, Welcomes
from bot.domain.inbound import Inbound
from bot.ports import Clock, Intake, Texts, Unstorable

RECEIPT_SECONDS = 5

Save = Callable[[str], None]
"""Keeps the position, in the database."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Follower:
    """Follows the rooms of one device.

    Parameters
    ----------
    position
        Where the inbox ends; ``None`` before the first reading, which takes nothing in but
        invitations: what was said before the bot was there is not for it.
    on_joined
        Told of each room that the bot enters.
    """

    client: MatrixClient
    reader: Reader
    intake: Intake
    welcomes: Welcomes
    texts: Texts
    clock: Clock
    save: Save
    position: str | None
    language: str = "fr"
    on_joined: Callable[[str], None] = lambda _: None
    queues: Queues = field(init=False)
    _doors: Doors = field(init=False)
    joining: Joining = field(init=False)
    _batch: Batch | None = None
    _is_queued: bool = False
    _read_to: str | None = None
    _number: int = 0
    _handed: int = 0
    _positions: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.joining = Joining(self.client, self.clock, self.on_joined)
        self._doors = Doors(
            self.client, self.reader, self.joining, self.welcomes, self.texts, self.clock,
            self.language,
        )  # fmt: skip
        self.queues = Queues(self.client, self.reader, self._doors, self.clock, self._commit)

    async def once(self, wait_ms: int = 0) -> bool:
        """One answer of the homeserver, and all that it brought, committed; whether it did.

        Raises
        ------
        AccountRefused
            When the account or its device is refused: nothing but a person can help.
        Exception
            Whatever kept the homeserver from answering or the intake from committing; call again.
        """
        try:
            if self._batch is None:
                first = self._read_to is None
                self._batch = await self.client.sync(
                    self._read_to or self.position,
                    0 if first else self._patience(wait_ms),
                    whole=first,
                )
            batch, before = self._batch, self._handed
            if not self._is_queued:
                await self._queue(batch)
                self._is_queued = True
            read = await self.queues.hand_over()
            await self.joining.go_on()
            await self._save_position()
            self._batch, self._is_queued = None, False
            await self._acknowledge(read)
            await self.client.tend()
            return bool(batch.invites or batch.timelines or batch.left) or self._handed > before
        except MatrixRefusal as refusal:
            if refusal.is_of_account:
                raise AccountRefused(cause_of(refusal)) from refusal
            raise

    def close(self) -> None:
        """Ask nothing more of the homeserver."""
        self.queues.close()
        self.joining.close()

    def _patience(self, wait_ms: int) -> int:
        """How long the homeserver may keep us, for what else there is to do meanwhile."""
        for again_at in (self.queues.again_at(), self.joining.again_at()):
            if again_at is not None:
                left = (again_at - self.clock.now()) / timedelta(milliseconds=1)
                wait_ms = min(wait_ms, max(0, int(left)))
        return wait_ms

    async def _queue(self, batch: Batch) -> None:
        """Each room's news behind what it still has to say."""
        number = self._number + 1
        starting = self.position is None and self._read_to is None
        for room_id, timeline in batch.left.items():
            self.queues.drop(room_id)
            await self._commit(self._doors.left(room_id, timeline, batch.position))
        for room_id, inviter in batch.invites.items():
            self._doors.invited(room_id, inviter, number)
        for room_id, timeline in batch.timelines.items():
            room = self.client.room(room_id)
            if room is not None and self._doors.may_stay(room) and not starting:
                self.queues.put(room_id, timeline, number, self._read_to or self.position)
        self._number = number
        self._positions[number] = batch.position
        self._read_to = batch.position

    async def _save_position(self) -> None:
        """The last batch before the oldest event, or invitation, that still waits."""
        waiting = [*self.queues.batches(), *self.joining.batches()]
        done = min(waiting, default=self._number + 1) - 1
        reached = self._positions.get(done)
        if reached is not None and reached != self.position:
            await asyncio.to_thread(self.save, reached)
            self.position = reached
        self._positions = {n: at for n, at in self._positions.items() if n > done}

    async def _commit(self, inbound: Inbound) -> None:
        self._handed += 1
        try:
            await asyncio.to_thread(self.intake.receive, inbound)
        except Unstorable as error:
            log.error("update_unstorable", channel=NAME, error=type(error).__name__)

    async def _acknowledge(self, read: Mapping[str, Raw]) -> None:
        """Show people how far their room was read; nothing depends on it."""
        await asyncio.gather(*(self._receipt(room_id, event) for room_id, event in read.items()))

    async def _receipt(self, room_id: str, event: Raw) -> None:
        with suppress(MatrixRefusal, *UNREACHED):
            path = room_path(room_id, "receipt", "m.read", event.id)
            await self.client.call("POST", path, {}, seconds=RECEIPT_SECONDS)
