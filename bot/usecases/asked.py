"""Whom is asked, and what they were asked before, as the limits see it."""

from bot.domain.circles import Circle
from bot.domain.limits.ask import Asked, ChatAsked
from bot.domain.limits.history import PastAsk
from bot.domain.limits.windows import MONTH
from bot.domain.people import Professional, Standing
from bot.domain.policy import Policy
from bot.domain.solicitations import AWAITED, Solicitation
from bot.ports import UnitOfWork
from bot.usecases.world import World, hours_in, hours_of


def asked(person: Professional, policy: Policy, world: World) -> Asked:
    """A professional."""
    return Asked(
        professional_id=person.id,
        hours=hours_of(person, policy, world),
        structure_id=person.structure.id,
        weekly_cap=person.weekly_cap,
        paused_until=person.paused_until,
        cooling_until=person.cooling_until,
        standing_active=person.standing is Standing.ACTIVE,
        joined_at=person.joined_at,
    )


def chat_asked(circle: Circle, policy: Policy, world: World) -> ChatAsked:
    """A circle's chat, on the clock of its département; of Paris for a circle of the country."""
    return ChatAsked(circle.id, hours_in(circle.departement or "75", "Europe/Paris", policy, world))


def past_ask(solicitation: Solicitation) -> PastAsk:
    """A solicitation, dated when it set out, or else when it was planned."""
    return PastAsk(
        at=solicitation.delivered_at or solicitation.planned_at,
        professional_id=solicitation.professional_id,
        structure_id=solicitation.structure_id,
        circle_id=solicitation.circle_id,
        themes=solicitation.themes,
        asker_id=solicitation.asker_id,
        case_id=solicitation.case_id,
        open=solicitation.response in AWAITED,
        response=solicitation.response,
    )


def past_asks(uow: UnitOfWork, world: World) -> list[PastAsk]:
    """Counted asks of the last month, of everyone: what limits are checked against."""
    return [past_ask(s) for s in uow.solicitations.since(world.now - MONTH)]
