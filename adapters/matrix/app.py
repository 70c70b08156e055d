"""The life of the bot on Matrix: which process holds its device, how it starts, when it stops."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import structlog

from adapters.matrix.account import Keeper, Kept, MatrixAccount, Seal, open_device
from adapters.matrix.client import MatrixClient
from adapters.matrix.failures import UNREACHED, AccountRefused, MatrixRefusal, wait_of
from adapters.matrix.inbound import Reader
from adapters.matrix.outbound import MatrixChannel
from adapters.matrix.pace import Pace
from adapters.matrix.rooms import NAME, Welcomes
from adapters.matrix.signing import sign_device
from adapters.matrix.sync import Follower
from adapters.matrix.threads import Threads
from bot.domain.cursors import Cursor
from bot.domain.inbound import Inbound
from bot.domain.places import Place
from bot.ports import Chance, Clock, Intake, Texts, UnitOfWorkFactory

LONG_POLL_MS = 30_000
BETWEEN_TRIES = 5.0
BETWEEN_ELECTIONS = 10.0
PACES = {"server": timedelta(), "tchap": timedelta(seconds=1)}
"""Time between two messages. Tchap takes about one call a second."""

Sleep = Callable[[float], Awaitable[None]]

log = structlog.get_logger(__name__)


class Election(Protocol):
    """Chooses the one process that holds the device, where several machines run."""

    def hold(self) -> bool:
        """Whether this process is the one, from now on and still."""
        ...

    def release(self) -> None: ...


class MatrixApp:
    """The channel, and what runs beside it until it is cancelled.

    Parameters
    ----------
    folder
        Where the device is kept: its store, its keys, sealed. One process at a time holds it.
    election
        Beside the folder's own lock, for processes that do not share the machine.
    """

    def __init__(
        self,
        account: MatrixAccount,
        folder: Path,
        seal: Seal,
        unit_of_work: UnitOfWorkFactory,
        texts: Texts,
        clock: Clock,
        chance: Chance,
        *,
        welcomes: Welcomes | None = None,
        pace: str = "server",
        election: Election | None = None,
        language: str = "fr",
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._account = account
        self._keeper = Keeper(folder, seal)
        self._unit_of_work = unit_of_work
        self._texts = texts
        self._clock = clock
        self._chance = chance
        self._welcomes = welcomes or Welcomes()
        self._election = election
        self._language = language
        self._sleep = sleep
        self._intake: Intake | None = None
        self._client: MatrixClient | None = None
        self._follower: Follower | None = None
        self._reader: Reader | None = None
        self.channel = MatrixChannel(
            texts, clock, Pace(clock, PACES[pace]), self._welcomes, self._moved
        )

    def bring_to(self, intake: Intake) -> None:
        """Where events go; to be said once, before `run`."""
        self._intake = intake

    async def run(self) -> None:
        """Hold the device whenever no other process does, and follow its rooms, until cancelled.

        Ends by itself when the account or its device is refused: only a person can help then, and
        the rest of the bot goes on.
        """
        try:
            while True:
                try:
                    if not await asyncio.to_thread(self._elected):
                        await self.close()
                        await self._sleep(BETWEEN_ELECTIONS)
                        continue
                    if self._follower is None:
                        await self.begin()
                    await self.once(LONG_POLL_MS)
                except AccountRefused as refused:
                    log.error("matrix_account_refused", reason=refused.cause)
                    return
                except Exception as error:
                    await self._sleep(self._wait_after(error))
        finally:
            await self.close()
            if self._election is not None:
                await asyncio.to_thread(self._election.release)

    async def begin(self) -> None:
        """Open the device, have it signed, read what happened meanwhile; then the channel opens.

        Raises
        ------
        AccountRefused
            When nothing but a person can help.
        Exception
            When it is worth trying again.
        """
        assert self._intake is not None, "bring_to comes first"
        if not self._keeper.hold():
            raise AccountRefused("folder-held")
        try:
            self._client, kept = await open_device(self._account, self._keeper)
            cursor = await asyncio.to_thread(self._cursor)
            follower = self._following(self._client, cursor, self._intake)
            self._follower, self._reader = follower, follower.reader
            await follower.once()
            await self._sign(self._client, kept)
        except BaseException:
            await self.close()
            raise
        self.channel.open(self._client, cursor.epoch)
        log.info("matrix_open")

    async def once(self, wait_ms: int = 0) -> bool:
        """One look at what is new, committed to the intake; whether anything was.

        Raises
        ------
        AccountRefused
            When the account or its device is refused.
        Exception
            When it is worth trying again.
        """
        assert self._follower is not None, "begin comes first"
        return await self._follower.once(wait_ms)

    async def close(self) -> None:
        """Leave the device as it is, for the next start; never logs out."""
        self.channel.close()
        client, follower = self._client, self._follower
        self._client = self._follower = None
        if follower is not None:
            follower.close()
        if client is not None:
            await client.close()
        self._keeper.release()

    def _elected(self) -> bool:
        if self._election is not None and not self._election.hold():
            return False
        return self._keeper.hold()

    def _following(self, client: MatrixClient, cursor: Cursor, intake: Intake) -> Follower:
        def save(position: str) -> None:
            with self._unit_of_work() as uow:
                uow.cursors.save(self._reads_as, Cursor(cursor.epoch, position))
                uow.commit()

        return Follower(
            client=client,
            reader=Reader(client.user_id, Threads(client.user_id, client.event)),
            intake=intake,
            welcomes=self._welcomes,
            texts=self._texts,
            clock=self._clock,
            save=save,
            position=cursor.position,
            language=self._language,
            on_joined=self.channel.expect,
        )

    @property
    def _reads_as(self) -> str:
        return f"{NAME}:{self._account.user_id}"

    def _cursor(self) -> Cursor:
        """Where this database has read to; its epoch is made at the first start."""
        with self._unit_of_work() as uow:
            cursor = uow.cursors.get(self._reads_as)
            if cursor is None:
                cursor = Cursor(self._chance.new_id())
                uow.cursors.save(self._reads_as, cursor)
                uow.commit()
            return cursor

    async def _sign(self, client: MatrixClient, kept: Kept) -> None:
        """Without it strict clients shut the bot out; the others read it all the same."""
        try:
            if await sign_device(client, kept.seeds, self._account.password):
                log.info("matrix_device_signed")
        except MatrixRefusal as refusal:
            if refusal.is_limit or refusal.status >= 500:
                raise
            log.error("matrix_device_not_signed", reason=refusal.code or "refused")

    async def _moved(self, place: Place, room_id: str, user: str) -> None:
        assert self._reader is not None
        await self._received(self._reader.moved(place, room_id, user, self._clock.now()))

    async def _received(self, inbound: Inbound) -> None:
        assert self._intake is not None
        await asyncio.to_thread(self._intake.receive, inbound)

    def _wait_after(self, error: Exception) -> float:
        if isinstance(error, MatrixRefusal) and error.is_limit:
            return wait_of(error).total_seconds()
        if isinstance(error, (MatrixRefusal, *UNREACHED)):
            log.warning("matrix_unavailable", error=type(error).__name__)
        else:
            log.error("matrix_unavailable", error=type(error).__name__)
        return BETWEEN_TRIES
