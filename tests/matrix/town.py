"""Those who live on the server: people with their phones, and the bot's account.

They stay from test to test, as do the direct rooms that each shares with the bot: to make them
takes longer than a journey. A test reads from where it began.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from adapters.chance import SystemChance
from adapters.matrix.account import MatrixAccount
from adapters.matrix.app import MatrixApp
from adapters.matrix.rooms import Welcomes
from bot.ports import Clock, Texts, UnitOfWorkFactory
from storage.cipher import Cipher
from tests.fakes.memory import MemoryStore
from tests.journeys.theatre import FIVE_ALIVE
from tests.matrix.people import Phone, Phones
from tests.matrix.synapse import PASSWORD, SERVER, Login, Synapse

DIRECT, MEGOLM = "trusted_private_chat", "m.megolm.v1.aes-sha2"


def is_extra(name: str) -> bool:
    """Whether somebody is there to be counted only: they have an account, and no phone."""
    return name.startswith("h") and name[1:].isdecimal()


@dataclass
class Town:
    """One server and who is on it.

    Attributes
    ----------
    folder
        Where the bot keeps the keys of its device.
    """

    synapse: Synapse
    phones: Phones
    folder: Path
    bot: Login
    cipher: Cipher
    unit_of_work: UnitOfWorkFactory = field(
        default_factory=lambda: MemoryStore(FIVE_ALIVE).unit_of_work
    )
    _rooms: dict[str, str] = field(default_factory=dict)
    _phones: dict[str, Phone] = field(default_factory=dict)

    def user_id(self, name: str) -> str:
        return f"@{name}:{self.bot.user_id.partition(':')[2]}"

    async def phone(self, name: str) -> Phone:
        """The phone of somebody, who comes to live here when they are not known yet."""
        if name not in self._phones:
            login = await asyncio.to_thread(self.synapse.register, name)
            self._phones[name] = await asyncio.to_thread(self.phones.hand, login)
        return self._phones[name]

    async def direct_room(self, name: str, app: MatrixApp) -> str:
        """The direct room of somebody with the bot, opened by them the first time."""
        if name not in self._rooms:
            if is_extra(name):
                self._rooms[name] = await asyncio.to_thread(self._room_of_extra, name)
                await app.once()
                await app.once()
            else:
                phone = await self.phone(name)
                self._rooms[name] = await phone.opens_direct(self.bot.user_id)
                await self.welcome(app, self._rooms[name], name)
        return self._rooms[name]

    async def group_room(self, title: str, names: Sequence[str], app: MatrixApp) -> str:
        """A room of several people and the bot; the first of them made it."""
        known = " ".join((title, *names))
        if known not in self._rooms:
            self._rooms[known] = await self.new_group(title, names, app)
        return self._rooms[known]

    def spoil(self, room: str) -> None:
        """Let the bot leave a room that no other test can use: its start reads all it has."""
        self._rooms = {name: one for name, one in self._rooms.items() if one != room}
        with suppress(httpx.HTTPStatusError):  # it may have been put out already
            self.synapse.call(self.bot, "POST", f"rooms/{room}/leave")

    async def new_group(self, title: str, names: Sequence[str], app: MatrixApp) -> str:
        host, *others = [await self.phone(name) for name in names]
        guests = [self.bot.user_id, *(one.user_id for one in others)]
        room = await host.opens_group(title, *guests)
        await self.welcome(app, room, *names)
        return room

    def _room_of_extra(self, name: str) -> str:
        login = self.synapse.register(name)
        invited = {"invite": [self.bot.user_id], "is_direct": True, "preset": DIRECT}
        encrypted = {"type": "m.room.encryption", "content": {"algorithm": MEGOLM}}
        asked = {**invited, "initial_state": [encrypted]}
        return str(self.synapse.call(login, "POST", "createRoom", asked)["room_id"])

    async def welcome(self, app: MatrixApp, room: str, *names: str) -> None:
        """Wait until the bot and these people are in a room, and know it of each other."""
        await app.once()
        host = await self.phone(names[0])
        for user_id in (self.bot.user_id, *map(self.user_id, names)):
            await host.sees_in(room, user_id)
        await app.once()

    def app(
        self,
        clock: Clock,
        *,
        texts: Texts,
        url: str = "",
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> MatrixApp:
        """The bot, started again on the device it has."""
        return MatrixApp(
            MatrixAccount(url or self.synapse.url, self.bot.user_id, password=PASSWORD),
            folder=self.folder,
            seal=self.cipher,
            unit_of_work=self.unit_of_work,
            texts=texts,
            clock=clock,
            chance=SystemChance(),
            welcomes=Welcomes(allowed=(SERVER,)),
            sleep=sleep,
        )

    def phone_now(self, name: str) -> Phone:
        """That of somebody who already has one."""
        return self._phones[name]
