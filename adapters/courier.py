"""The courier: claims due notices, composes and sends them, settles what became of them (R5)."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from bot.dialogue.screens import compose
from bot.dialogue.screens.view import View
from bot.dialogue.tokens import Signer
from bot.domain.delivery import Gone, Outgoing, RetryAt, SendOutcome, Sent, Unknown
from bot.domain.notices import ASKS, Claimed, Notice
from bot.domain.people import ProfessionalId
from bot.domain.screens import Screen
from bot.domain.solicitations import SolicitationId
from bot.domain.verdicts import Allowed, Refused
from bot.ports import (
    Chance,
    Channel,
    Clock,
    ConcurrentChange,
    Holidays,
    Illustrator,
    Ring,
    UnitOfWork,
    UnitOfWorkFactory,
    Worker,
)
from bot.usecases import deliver_solicitation
from bot.usecases.matchmaking import Matchmaking
from bot.usecases.telling import AT_ONCE, when_to_disturb
from bot.usecases.world import World

log = structlog.get_logger(__name__)

LEASE_SECONDS = 60
BATCH = 10
MOST_ON_THEIR_WAY = 100
"""Messages that channels have in hand at once: at a call a second, a minute and a half of them."""
TRIES = 1_000
"""A message refused for now so many times is given up: hours of a platform out of reach."""
REPEATED_AT_MOST = 4
"""Times a message that is no ask is said, where nobody can tell whether it arrived."""
COMPOSED_AT_MOST = 5
"""Tries after which a message that cannot be composed is given up."""
WRITTEN_DOWN_TRIES = 5
"""Tries to write down what became of a message, when the database lets others go first."""
AGAIN_AFTER = timedelta(seconds=5)
"""Between two tries of what may be repeated without doubling."""
UPDATES = frozenset({"progress", "digest", "other-answers"})
"""Messages that update what a person already has: no sound."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A message rechecked and composed; or what its fate is to be; or neither, once it is.

    One that is shown anew, and has nothing left to show, takes away what was shown before.
    """

    claimed: Claimed
    outgoing: Outgoing | None
    settled: SendOutcome | None = None
    takes_away: bool = False


class Courier:
    """Sends what the outbox holds, through the channels there are.

    Parameters
    ----------
    ring
        Called when a place is free for what comes next there.
    """

    def __init__(
        self,
        unit_of_work: UnitOfWorkFactory,
        channels: Mapping[str, Channel],
        signer: Signer,
        matchmaking: Matchmaking,
        illustrator: Illustrator,
        clock: Clock,
        chance: Chance,
        holidays: Holidays,
        language: str,
        ring: Ring,
    ) -> None:
        self._unit_of_work = unit_of_work
        self._channels = channels
        self._signer = signer
        self._matchmaking = matchmaking
        self._illustrator = illustrator
        self._clock = clock
        self._chance = chance
        self._holidays = holidays
        self._language = language
        self._ring = ring
        self._on_their_way: set[asyncio.Task[None]] = set()

    async def deliver_due(self) -> int:
        """Send what is due, at most one batch, and settle it; how many notices were taken."""
        taken = await self.set_out()
        await self.arrive()
        return taken

    async def set_out(self) -> int:
        """Leave with what is due, at most one batch; how many notices were taken.

        What is still on its way elsewhere, to a platform that is slow, keeps nobody waiting.
        """
        if len(self._on_their_way) >= MOST_ON_THEIR_WAY:
            await asyncio.wait(self._on_their_way, return_when=asyncio.FIRST_COMPLETED)
        ready = await asyncio.to_thread(self._take)
        for one in ready:
            task = asyncio.create_task(self._deliver(one))
            self._on_their_way.add(task)
            task.add_done_callback(self._on_their_way.discard)
        return len(ready)

    async def arrive(self, seconds: float | None = None) -> None:
        """Wait for everything on its way, as long as that at most."""
        if self._on_their_way:
            await asyncio.wait(self._on_their_way, timeout=seconds)

    def recover(self) -> None:
        """Settle what a dead sender left.

        An ask is repeated only where a repeat cannot double: elsewhere its fate is uncertain (R5).
        Everything else is said again: better twice than never.
        """
        with self._unit_of_work() as uow:
            for claimed in uow.outbox.abandoned(self._clock.now()):
                channel = self._channels.get(claimed.notice.place.channel)
                edits = claimed.edits is not None and "fresh" not in claimed.notice.details
                again = edits or claimed.notice.kind not in ASKS
                if channel is not None and (channel.abilities.idempotent or again):
                    uow.outbox.requeue(claimed.id, self._clock.now())
                else:
                    self._settle_in(uow, claimed, Unknown("sender-died"))
            uow.commit()

    def _take(self) -> Sequence[_Ready]:
        """Claim what is due and compose it, in one go: a thread's turn costs more than either."""
        closed = [channel.name for channel in self._channels.values() if not channel.is_open]
        with self._unit_of_work() as uow:
            claimed = uow.outbox.claim(self._clock.now(), LEASE_SECONDS, BATCH, closed)
            uow.commit()
        return [self._ready(one) for one in claimed]

    def _ready(self, claimed: Claimed) -> _Ready:
        if claimed.notice.place.channel not in self._channels:
            return _Ready(claimed, None, Gone("no-such-channel"))
        try:
            return self._prepare(claimed)
        except ConcurrentChange:
            return _Ready(claimed, None, RetryAt(self._clock.now(), "another-worker"))
        except Exception as error:
            log.error(
                "notice_failed",
                notice_id=claimed.id,
                kind=claimed.notice.kind,
                error=type(error).__name__,
                exc_info=True,
            )
            return _Ready(claimed, None, self._not_composed(claimed))

    async def _deliver(self, ready: _Ready) -> None:
        claimed, outcome = ready.claimed, ready.settled
        channel = self._channels.get(claimed.notice.place.channel)
        if ready.takes_away and channel is not None:
            outcome = await self._take_away(channel, claimed)
        if ready.outgoing is not None and channel is not None:
            outcome = await self._send(channel, claimed, ready.outgoing)
            if isinstance(outcome, Unknown) and _worth_repeating(channel, claimed):
                outcome = RetryAt(self._clock.now() + AGAIN_AFTER, outcome.reason)
        if outcome is not None:
            screen = ready.outgoing.screen if ready.outgoing else None
            await asyncio.to_thread(self._written_down, claimed, outcome, screen)
        self._ring(Worker.COURIER)

    def _not_composed(self, claimed: Claimed) -> SendOutcome:
        """The database was busy, perhaps: that is worth a few tries, and a fault of ours is not."""
        if claimed.attempts < COMPOSED_AT_MOST:
            return RetryAt(self._clock.now() + AGAIN_AFTER, "not-composed")
        return Gone("not-composed")

    async def _send(self, channel: Channel, claimed: Claimed, outgoing: Outgoing) -> SendOutcome:
        try:
            if claimed.edits is None:
                return await channel.send(outgoing)
            if claimed.notice.details.get("edit-only") and not channel.abilities.edits:
                return Gone("cannot-edit")
            if claimed.notice.details.get("fresh") or not channel.abilities.edits:
                return await self._send_again_below(channel, claimed.edits, outgoing)
            outcome = await channel.edit(claimed.edits, outgoing)
            if isinstance(outcome, Gone) and not claimed.notice.details.get("edit-only"):
                return await channel.send(outgoing)
            return outcome
        except Exception as error:
            # Whether it arrived, nobody can tell.
            name = type(error).__name__
            log.error("send_failed", notice_id=claimed.id, error=name, exc_info=True)
            return Unknown(name)

    async def _send_again_below(
        self, channel: Channel, earlier: str, outgoing: Outgoing
    ) -> SendOutcome:
        outcome = await channel.send(outgoing)
        if isinstance(outcome, Sent) and channel.abilities.deletes:
            try:
                await channel.delete(outgoing.place, earlier)
            except Exception as error:  # the message has arrived, and that is what is told
                log.error("not_taken_away", error=type(error).__name__, exc_info=True)
        return outcome

    async def _take_away(self, channel: Channel, claimed: Claimed) -> SendOutcome:
        """Nothing is left to show: neither is what was shown, where the channel can."""
        if claimed.edits is None or not channel.abilities.deletes:
            return Gone("nothing-to-show")
        try:
            outcome = await channel.delete(claimed.notice.place, claimed.edits)
        except Exception as error:
            log.error("not_taken_away", error=type(error).__name__, exc_info=True)
            return RetryAt(self._clock.now() + AGAIN_AFTER, "not-taken-away")
        return Gone("taken-away") if isinstance(outcome, Sent) else outcome

    def _prepare(self, claimed: Claimed) -> _Ready:
        """Recheck and compose, or settle at once what is not to leave now."""
        notice, asleep = claimed.notice, False
        with self._unit_of_work() as uow:
            world = self._world()
            if notice.solicitation_id is not None:
                verdict = deliver_solicitation.may_leave(
                    uow, world, SolicitationId(notice.solicitation_id)
                )
                if isinstance(verdict, Refused):
                    return self._refused(uow, claimed, verdict)
                assert isinstance(verdict, Allowed)
            elif _disturbs(notice):
                when = when_to_disturb(uow, world, notice.recipient_id)
                asleep = when > world.now
                if asleep and AT_ONCE not in notice.details:
                    return self._refused(uow, claimed, Refused("quiet-hours", when))
            if notice.details.get("edit-only") and claimed.edits is None:
                return _Ready(claimed, None, Gone("nothing-to-edit"))
            view = self._view(uow, notice, world)
            screen = compose(view)
            uow.commit()
        if screen is None:
            anew = "fresh" in notice.details
            return _Ready(claimed, None, Gone("nothing-to-show"), takes_away=anew)
        return _Ready(claimed, self._outgoing(claimed, screen, view, asleep))

    def _refused(self, uow: UnitOfWork, claimed: Claimed, verdict: Refused) -> _Ready:
        if verdict.until is not None:
            uow.outbox.requeue(claimed.id, verdict.until)
        else:
            uow.outbox.settle(claimed.id, Gone(verdict.reason), self._clock.now())
        uow.commit()
        return _Ready(claimed, None)

    def _view(self, uow: UnitOfWork, notice: Notice, world: World) -> View:
        recipient = (
            uow.professionals.get(ProfessionalId(notice.recipient_id))
            if notice.recipient_id
            else None
        )
        language = recipient.language if recipient else notice.language
        return View(
            uow=uow,
            signer=self._signer,
            matchmaking=self._matchmaking,
            notice=notice,
            recipient=recipient,
            language=language or self._language,
            now=world.now,
            doors={name: channel.invitation for name, channel in self._channels.items()},
        )

    def _outgoing(self, claimed: Claimed, screen: Screen, view: View, asleep: bool) -> Outgoing:
        notice, language = claimed.notice, view.language
        silent = asleep or (view.recipient is not None and view.recipient.silent)
        file = None
        if screen.enclosed is not None and self._channels[notice.place.channel].abilities.files:
            try:
                file = self._illustrator.draw(screen.enclosed, language)
            except Exception as error:  # the words say what matters: they leave alone
                name = type(error).__name__
                log.error("not_drawn", notice_id=claimed.id, error=name, exc_info=True)
        return Outgoing(
            place=notice.place,
            screen=screen,
            language=language,
            key=f"notice-{claimed.id}",
            silent=silent or notice.kind in UPDATES,
            protected=notice.kind in ASKS,
            prompted=notice.prompted,
            file=file,
        )

    def _written_down(self, claimed: Claimed, outcome: SendOutcome, screen: Screen | None) -> None:
        """What became of it is known here alone: another worker in the way is no reason to lose it.

        After the last try the lease says it: of unknown fate (R5).
        """
        for _ in range(WRITTEN_DOWN_TRIES - 1):
            with suppress(ConcurrentChange):
                return self._settle(claimed, outcome, screen)
        return self._settle(claimed, outcome, screen)

    def _settle(self, claimed: Claimed, outcome: SendOutcome, screen: Screen | None) -> None:
        with self._unit_of_work() as uow:
            self._settle_in(uow, claimed, outcome)
            if isinstance(outcome, Sent) and screen is not None and not self._has_buttons(claimed):
                # So that "2" typed there means the second.
                tokens = [choice.token for row in screen.choices for choice in row]
                uow.outbox.shown(claimed.id, tokens, self._clock.now())
            uow.commit()

    def _has_buttons(self, claimed: Claimed) -> bool:
        return self._channels[claimed.notice.place.channel].abilities.buttons

    def _settle_in(self, uow: UnitOfWork, claimed: Claimed, outcome: SendOutcome) -> None:
        now = self._clock.now()
        if isinstance(outcome, RetryAt) and claimed.attempts >= TRIES:
            outcome = Gone("too-many-tries")
        uow.outbox.settle(claimed.id, outcome, now)
        if claimed.notice.solicitation_id is not None:
            deliver_solicitation.settle(
                uow, self._world(), SolicitationId(claimed.notice.solicitation_id), outcome
            )
        if isinstance(outcome, Gone) and outcome.reason in ("blocked", "unknown-place"):
            _mark_unreachable(uow, claimed.notice, self._world())

    def _world(self) -> World:
        return World(self._clock.now(), self._chance, self._holidays)


def _worth_repeating(channel: Channel, claimed: Claimed) -> bool:
    """Whether a message of unknown fate is said again.

    Under the same key a repeat cannot double: it is made until the fate is known. Elsewhere an ask
    never is (R5), and the rest is said a few times: better twice than never (R4).
    """
    if channel.abilities.idempotent:
        return True
    return claimed.notice.kind not in ASKS and claimed.attempts < REPEATED_AT_MOST


def _disturbs(notice: Notice) -> bool:
    """Whether it is new to somebody who did not just ask for it."""
    return not notice.prompted and "edit-only" not in notice.details


def _mark_unreachable(uow: UnitOfWork, notice: Notice, world: World) -> None:
    """Until the person writes again, nothing more is planned for this account."""
    if notice.recipient_id is None:
        return
    for account in uow.accounts.of(notice.recipient_id):
        if account.home == notice.place and account.unreachable_since is None:
            uow.accounts.update(replace(account, unreachable_since=world.now))
