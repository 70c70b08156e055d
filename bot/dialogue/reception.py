"""Events come in: written down, then handled in order, one place at a time (R4)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from queue import Empty, SimpleQueue

import structlog

from bot.dialogue.beforehand import Beforehand, NotYet, ToCompare, ToScreen
from bot.dialogue.conversation import Conversation
from bot.domain.inbound import Inbound
from bot.domain.what_if.comparison import Comparison
from bot.ports import (
    Chance,
    Clock,
    ConcurrentChange,
    Holidays,
    Ring,
    Screener,
    StoredInbound,
    UnitOfWork,
    UnitOfWorkFactory,
    Worker,
)
from bot.usecases.preview_limits import recorded_lately
from bot.usecases.telling import reply
from bot.usecases.world import World

log = structlog.get_logger(__name__)

LEASE_SECONDS = 30
BATCH = 20
TRIES = 3
"""After so many failures an event is parked and its author told."""
AT_ONCE = 3
"""Times an event is handled in a row when somebody else changed the same thing first."""
KEEP_EVERY = timedelta(seconds=LEASE_SECONDS / 3)


@dataclass(frozen=True, slots=True)
class _Aside:
    """An event in hand, until what it waits for is there. In memory: its lease brings it back."""

    stored: StoredInbound
    beforehand: Beforehand
    wanted: ToScreen | ToCompare


class Reception:
    """Implements `bot.ports.Intake`, and works through what was received.

    Parameters
    ----------
    ring
        Called when there is something to handle, to screen or to send.
    """

    def __init__(
        self,
        unit_of_work: UnitOfWorkFactory,
        conversation: Conversation,
        screener: Screener,
        clock: Clock,
        chance: Chance,
        holidays: Holidays,
        ring: Ring,
    ) -> None:
        self._unit_of_work = unit_of_work
        self._conversation = conversation
        self._screener = screener
        self._clock = clock
        self._chance = chance
        self._holidays = holidays
        self._ring = ring
        self._aside: SimpleQueue[_Aside] = SimpleQueue()
        self._in_hand: set[int] = set()
        self._kept_at: datetime | None = None

    def receive(self, inbound: Inbound) -> bool:
        """Write the event down; once this returns, it will be handled, whatever happens."""
        with self._unit_of_work() as uow:
            fresh = uow.inbox.receive(inbound)
            uow.commit()
        self._ring(Worker.RECEPTION)
        return fresh

    def work(self) -> int:
        """Handle what waits, at most one batch; how many events were taken.

        An event that needs a text screened, or the past compared, is put aside for `screen`, and
        holds back only what comes next from its own place.
        """
        with self._unit_of_work() as uow:
            now = self._clock.now()
            self._keep_what_is_in_hand(uow, now)
            taken = list(uow.inbox.claim(now, LEASE_SECONDS, BATCH))
            uow.commit()
        for stored in taken:
            if stored.id in self._in_hand:
                continue
            if stored.attempts > TRIES:
                self._park(stored)
            else:
                self._attempt(stored, Beforehand())
        return len(taken)

    def _keep_what_is_in_hand(self, uow: UnitOfWork, now: datetime) -> None:
        """A text that waits long for its screening is not a failure, and not for somebody else."""
        in_hand = tuple(self._in_hand)
        if in_hand and (self._kept_at is None or now - self._kept_at >= KEEP_EVERY):
            self._kept_at = now
            uow.inbox.keep(in_hand, now + timedelta(seconds=LEASE_SECONDS))

    def screen(self) -> int:
        """Do what was put aside the longest waits for, and handle it; 0 when there is none.

        In a thread of its own, it keeps nobody else waiting.
        """
        try:
            aside = self._aside.get_nowait()
        except Empty:
            return 0
        self._attempt(aside.stored, aside.beforehand, aside.wanted)
        return 1

    def _attempt(
        self,
        stored: StoredInbound,
        beforehand: Beforehand,
        wanted: ToScreen | ToCompare | None = None,
    ) -> None:
        self._in_hand.add(stored.id)
        try:
            if isinstance(wanted, ToScreen):
                beforehand.prepare(wanted, self._screener)
            if isinstance(wanted, ToCompare):
                beforehand.keep(wanted, self._compare(wanted))
            self._handle(stored, beforehand)
        except NotYet as missing:
            self._aside.put(_Aside(stored, beforehand, missing.wanted))
            self._ring(Worker.SCREENING)
            return
        except Exception as error:
            # The event stays in the inbox and is tried again.
            log.error(
                "event_failed",
                inbound_id=stored.id,
                attempt=stored.attempts,
                error=type(error).__name__,
                exc_info=True,
            )
        self._in_hand.discard(stored.id)
        self._ring(Worker.RECEPTION)  # what comes next from that place
        self._ring(Worker.COURIER)

    def _compare(self, wanted: ToCompare) -> Comparison:
        """Read the past, let go of the database, then go through it."""
        with self._unit_of_work() as uow:
            past = recorded_lately(uow, self._clock.now())
        return past.under(dict(wanted.changes))

    def _handle(self, stored: StoredInbound, beforehand: Beforehand) -> None:
        for _ in range(AT_ONCE - 1):
            try:
                return self._handle_once(stored, beforehand)
            except ConcurrentChange:
                continue
        return self._handle_once(stored, beforehand)

    def _handle_once(self, stored: StoredInbound, beforehand: Beforehand) -> None:
        with self._unit_of_work() as uow:
            world = World(self._clock.now(), self._chance, self._holidays)
            self._conversation.handle(uow, world, beforehand, stored.inbound)
            uow.inbox.done(stored.id)
            uow.commit()

    def _park(self, stored: StoredInbound) -> None:
        with self._unit_of_work() as uow:
            uow.inbox.park(stored.id)
            reply(uow, stored.inbound, "could-not-handle", None, recipient_id=None)
            uow.commit()
        log.error("event_parked", inbound_id=stored.id)
