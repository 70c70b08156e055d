"""An ask is about to leave, or has left: recheck it, then record its fate (R2, R5)."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.cases import CaseState
from bot.domain.delivery import Gone, SendOutcome, Sent, Unknown
from bot.domain.limits.ask import Ask
from bot.domain.limits.checks import check
from bot.domain.limits.history import History
from bot.domain.solicitations import Delivery, Solicitation, SolicitationId
from bot.domain.verdicts import Allowed, Refused, Verdict
from bot.ports import UnitOfWork
from bot.usecases.asked import asked, chat_asked, past_ask, past_asks
from bot.usecases.keep_informed import moderators, show_progress
from bot.usecases.respond import look_again_now
from bot.usecases.telling import tell
from bot.usecases.world import World, current_policy

WORTH_WAITING = timedelta(hours=16)
"""An ask refused for longer than a night goes to somebody else instead."""

RESTART_SEEN_IN = timedelta(minutes=10)
"""How long after a restart the asks that waited for it leave, at most."""


def may_leave(uow: UnitOfWork, world: World, solicitation_id: SolicitationId) -> Verdict:
    """Recheck an ask at the moment it would leave.

    `Refused` with a date means: keep the slot and try then. Without a date the slot is freed and
    somebody else will be asked.
    """
    uow.policies.lock()
    solicitation = uow.solicitations.get(solicitation_id)
    if solicitation is None or solicitation.delivery is not Delivery.PLANNED:
        return Refused("already-settled")
    case = uow.cases.lock(solicitation.case_id)
    if case is None or case.state is not CaseState.SEEKING:
        return _withdraw(uow, world, solicitation, "case-ended")
    if current_policy(uow).paused:
        return Refused("network-paused", world.now + RESTART_SEEN_IN)
    verdict = _limits(uow, world, solicitation)
    if isinstance(verdict, Allowed):
        # From now on the slot counts from now: while it is on its way, others are weighed.
        uow.solicitations.update(replace(solicitation, delivered_at=world.now))
        return verdict
    if verdict.until is not None and verdict.until - world.now <= WORTH_WAITING:
        return verdict
    return _withdraw(uow, world, solicitation, verdict.reason)


def settle(
    uow: UnitOfWork, world: World, solicitation_id: SolicitationId, outcome: SendOutcome
) -> None:
    """Record what the platform said. An unknown fate counts as sent and is never tried again.

    A sender that was slower than its claim may still tell, after that, that it did arrive.
    """
    solicitation = uow.solicitations.get(solicitation_id)
    case = uow.cases.lock(solicitation.case_id) if solicitation else None
    solicitation = uow.solicitations.get(solicitation_id)  # its reader may have tapped meanwhile
    if solicitation is None:
        return
    late = solicitation.delivery is Delivery.UNCERTAIN and isinstance(outcome, Sent)
    if solicitation.delivery is not Delivery.PLANNED and not late:
        return
    match outcome:
        case Sent():
            delivery = Delivery.SENT
        case Unknown():
            delivery = Delivery.UNCERTAIN
        case Gone():
            delivery = Delivery.UNREACHABLE
        case _:
            return
    settled = replace(solicitation, delivery=delivery, delivered_at=world.now)
    uow.solicitations.update(settled)
    if case is None:
        return
    if delivery is Delivery.UNREACHABLE:
        look_again_now(uow, world, case)
    if delivery is Delivery.UNCERTAIN:
        _tell_moderators(uow, world, settled)
    if delivery is Delivery.SENT:
        show_progress(uow, world, case)


def _limits(uow: UnitOfWork, world: World, solicitation: Solicitation) -> Verdict:
    policy = current_policy(uow)
    own = past_ask(solicitation)
    others = past_asks(uow, world)
    if own in others:
        others.remove(own)
    about = Ask(solicitation.case_id, solicitation.asker_id, solicitation.themes)
    history = History.of(others)
    if solicitation.professional_id is not None:
        person = uow.professionals.get(solicitation.professional_id)
        if person is None:
            return Refused("not-active")
        return check(policy, asked(person, policy, world), about, history, world.now)
    circle = uow.circles.get(solicitation.circle_id) if solicitation.circle_id else None
    if circle is None or circle.chat is None:
        return Refused("not-active")
    return check(policy, chat_asked(circle, policy, world), about, history, world.now)


def _withdraw(uow: UnitOfWork, world: World, solicitation: Solicitation, reason: str) -> Refused:
    withdrawn = replace(solicitation, delivery=Delivery.WITHDRAWN, responded_at=world.now)
    uow.solicitations.update(withdrawn)
    case = uow.cases.get(solicitation.case_id)
    if case is not None:
        look_again_now(uow, world, case)
    return Refused(reason)


def _tell_moderators(uow: UnitOfWork, world: World, solicitation: Solicitation) -> None:
    for person_id in moderators(uow):
        tell(uow, world, person_id, "uncertain-delivery", solicitation.id)
