"""Going into rooms and out of them: what a homeserver cannot do now is tried again.

A room of another server cannot be entered while that server is away, for hours perhaps. Each is
tried beside the others, and beside the reading of every room.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from adapters.matrix.client import MatrixClient
from adapters.matrix.failures import UNREACHED, MatrixRefusal
from bot.ports import Clock

AT_ONCE_SECONDS = 1.0
"""How long the rest waits, in a round, for what is being tried."""
LOOKED_AT_AGAIN = timedelta(seconds=1)
PATIENCE_SECONDS = 10
"""For one try. What takes longer goes on at the homeserver: the bot is in, a moment later."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=2), timedelta(minutes=10)
"""Between two tries, doubled each time."""
GIVEN_UP = timedelta(days=1)
"""Whoever still wants the bot there invites it again."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Wanted:
    """`batch` is the one to be read again by a next life; ``None`` to go out, not in."""

    path: str
    body: Mapping[str, str]
    batch: int | None
    until: datetime
    again_at: datetime
    wait: timedelta = FIRST_WAIT
    trying: asyncio.Task[bool] | None = None


class Joining:
    """Rooms that the bot is to be in and is not yet, and those that it is to leave.

    Parameters
    ----------
    on_joined
        Told of each room that the bot enters.
    """

    def __init__(
        self, client: MatrixClient, clock: Clock, on_joined: Callable[[str], None]
    ) -> None:
        self._client = client
        self._clock = clock
        self._on_joined = on_joined
        self._wanted: dict[str, _Wanted] = {}
        self.at_once_seconds = AT_ONCE_SECONDS

    def close(self) -> None:
        """Nothing is tried any more."""
        for one in self._wanted.values():
            if one.trying is not None:
                one.trying.cancel()

    def batches(self) -> Sequence[int]:
        """Those in which the bot was invited to where it still has to go."""
        return [one.batch for one in self._wanted.values() if one.batch is not None]

    def again_at(self) -> datetime | None:
        """When `go_on` will next have something to try."""
        soon = self._clock.now() + LOOKED_AT_AGAIN
        moments = (soon if one.trying else one.again_at for one in self._wanted.values())
        return min(moments, default=None)

    def want(self, room_id: str, path: str, batch: int) -> None:
        """To be entered, by this call, at the next `go_on`."""
        self._want(room_id, path, {}, batch)

    def leave(self, room_id: str, path: str, reason: str) -> bool:
        """To be left, by this call, at the next `go_on`; False when that was wanted already."""
        return self._want(room_id, path, {"reason": reason}, None)

    def _want(self, room_id: str, path: str, body: Mapping[str, str], batch: int | None) -> bool:
        known, now = self._wanted.get(room_id), self._clock.now()
        if known is not None and (known.batch is None) == (batch is None):
            return False
        if known is not None and known.trying is not None:
            known.trying.cancel()
        self._wanted[room_id] = _Wanted(path, body, batch, now + GIVEN_UP, now)
        return True

    async def go_on(self) -> None:
        """Enter and leave what can be now.

        Raises
        ------
        MatrixRefusal
            When the account or its device is refused.
        """
        for room_id, one in self._wanted.items():
            if one.trying is None and self._clock.now() >= one.again_at:
                one.trying = asyncio.create_task(self._is_settled(room_id, one))
        if trying := [one.trying for one in self._wanted.values() if one.trying is not None]:
            await asyncio.wait(trying, timeout=self.at_once_seconds)
        for room_id, one in list(self._wanted.items()):
            if one.trying is None or not one.trying.done():
                continue
            tried, one.trying = one.trying, None
            if tried.result():
                del self._wanted[room_id]

    async def _is_settled(self, room_id: str, one: _Wanted) -> bool:
        """Whether there is nothing left to try."""
        enters = one.batch is not None
        if enters and self._client.room(room_id) is not None:
            return True
        asked, reason = None, "unreached"
        try:
            await self._client.call("POST", one.path, one.body, seconds=PATIENCE_SECONDS)
        except MatrixRefusal as refusal:
            if refusal.is_of_account:
                raise
            asked, reason = refusal.retry_after, refusal.code or "refused"
            # Else whoever invited took it back, the room is no more, or it wants an invitation.
            may_work = refusal.is_limit or refusal.status >= 500
        except UNREACHED:
            may_work = True
        else:
            if enters:
                self._on_joined(room_id)
            return True
        now = self._clock.now()
        if may_work and now < one.until:
            one.again_at, one.wait = now + (asked or one.wait), min(2 * one.wait, LONGEST_WAIT)
            return False
        if enters:
            log.info("matrix_room_not_joined", reason=reason)
        else:
            log.warning("matrix_room_not_left", reason=reason)
        return True
