"""A chat platform, on both sides, and who is woken when something waits."""

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from bot.domain.delivery import Abilities, Outgoing, SendOutcome
from bot.domain.inbound import Inbound
from bot.domain.places import Place


class Channel(Protocol):
    """A chat platform, as the courier sees it."""

    @property
    def name(self) -> str: ...

    @property
    def abilities(self) -> Abilities: ...

    @property
    def is_open(self) -> bool:
        """Whether this process can send there now; if not, what waits is left in the outbox."""
        ...

    async def send(self, message: Outgoing) -> SendOutcome: ...

    async def edit(self, message_id: str, message: Outgoing) -> SendOutcome:
        """Replace a message already sent. `Gone` when the platform no longer allows it."""
        ...

    async def delete(self, place: Place, message_id: str) -> SendOutcome: ...

    def invitation(self, code: str) -> str | None:
        """An address that opens the bot here with this code; ``None`` where there is none."""
        ...


class Worker(StrEnum):
    """Who works without end, each at what the others leave: see `bot.bootstrap.workers`."""

    RECEPTION = "reception"
    SCREENING = "screening"
    COURIER = "courier"


Ring = Callable[[Worker], None]
"""Wakes a worker: there is something for it, committed. From any thread; returns at once."""


class Intake(Protocol):
    """Where channels bring events. Returns once the event is committed."""

    def receive(self, inbound: Inbound) -> bool:
        """False when the event is a repeat."""
        ...
