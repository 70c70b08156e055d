"""Events come in: written down, then handled in order, one place at a time (R4)."""

from collections.abc import Callable

import structlog

from bot.dialogue.conversation import Conversation
from bot.domain.inbound import Inbound
from bot.ports import Chance, Clock, Holidays, StoredInbound, UnitOfWorkFactory
from bot.usecases.telling import reply
from bot.usecases.world import World

log = structlog.get_logger(__name__)

LEASE_SECONDS = 30
BATCH = 20
TRIES = 3
"""After so many failures an event is parked and its author told."""


class Reception:
    """Implements `bot.ports.Intake`, and works through what was received.

    Parameters
    ----------
    ring
        Called when there is something to handle or to send; must return at once.
    """

    def __init__(
        self,
        unit_of_work: UnitOfWorkFactory,
        conversation: Conversation,
        clock: Clock,
        chance: Chance,
        holidays: Holidays,
        ring: Callable[[], None],
    ) -> None:
        self._unit_of_work = unit_of_work
        self._conversation = conversation
        self._clock = clock
        self._chance = chance
        self._holidays = holidays
        self._ring = ring

    def receive(self, inbound: Inbound) -> bool:
        """Write the event down; once this returns, it will be handled, whatever happens."""
        with self._unit_of_work() as uow:
            fresh = uow.inbox.receive(inbound)
            uow.commit()
        self._ring()
        return fresh

    def work(self) -> int:
        """Handle what waits, at most one batch; how many events were taken."""
        with self._unit_of_work() as uow:
            taken = list(uow.inbox.claim(self._clock.now(), LEASE_SECONDS, BATCH))
            uow.commit()
        for stored in taken:
            self._handle(stored)
        return len(taken)

    def _handle(self, stored: StoredInbound) -> None:
        if stored.attempts > TRIES:
            self._park(stored)
            return
        try:
            with self._unit_of_work() as uow:
                world = World(self._clock.now(), self._chance, self._holidays)
                self._conversation.handle(uow, world, stored.inbound)
                uow.inbox.done(stored.id)
                uow.commit()
            self._ring()
        except Exception as error:
            # The event stays in the inbox and is tried again; its text is in no message here.
            log.error(
                "event_failed",
                inbound_id=stored.id,
                attempt=stored.attempts,
                error=type(error).__name__,
            )

    def _park(self, stored: StoredInbound) -> None:
        with self._unit_of_work() as uow:
            uow.inbox.park(stored.id)
            reply(uow, stored.inbound, "could-not-handle", None, recipient_id=None)
            uow.commit()
        log.error("event_parked", inbound_id=stored.id)
