"""The bot without its channels: decisions, wired to a database and to any channels."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from adapters.courier import Courier
from adapters.stemming import FrenchStemmer
from bot.dialogue.conversation import Conversation
from bot.dialogue.reception import Reception
from bot.dialogue.rounds import Rounds
from bot.dialogue.tokens import Signer
from bot.dialogue.turn import Tools
from bot.ports import (
    Chance,
    Channel,
    Clock,
    Holidays,
    Illustrator,
    Ring,
    Screener,
    UnitOfWorkFactory,
)
from bot.usecases.matchmaking import Matchmaking


@dataclass(frozen=True, slots=True)
class Core:
    """The bot without its channels: what tests and channels are built around."""

    clock: Clock
    reception: Reception
    courier: Courier
    rounds: Rounds

    async def settle_all(self) -> None:
        """Handle and deliver until nothing is due: for journeys that choose their time."""
        while True:
            handled = await asyncio.to_thread(self.reception.work)
            handled += await asyncio.to_thread(self.reception.screen)
            await asyncio.to_thread(self.rounds.run_due)
            delivered = await self.courier.deliver_due()
            if not handled and not delivered:
                return


def build_core(
    *,
    unit_of_work: UnitOfWorkFactory,
    clock: Clock,
    chance: Chance,
    holidays: Holidays,
    screener: Screener,
    illustrator: Illustrator,
    channels: Mapping[str, Channel],
    key: bytes,
    language: str = "fr",
    lifetimes: Mapping[str, int] | None = None,
    ring: Ring = lambda _: None,
) -> Core:
    """Wire decisions to a database and to channels."""
    matchmaking = Matchmaking(FrenchStemmer())
    signer = Signer(key)
    numbered = frozenset(n for n, channel in channels.items() if not channel.abilities.buttons)
    conversation = Conversation(Tools(matchmaking, signer, numbered))
    return Core(
        clock=clock,
        reception=Reception(unit_of_work, conversation, screener, clock, chance, holidays, ring),
        courier=Courier(
            unit_of_work,
            channels,
            signer,
            matchmaking,
            illustrator,
            clock,
            chance,
            holidays,
            language,
            ring,
        ),
        rounds=Rounds(unit_of_work, clock, chance, holidays, matchmaking, dict(lifetimes or {})),
    )
