"""What a professional may do with an ask, other than answer it: each is obeyed at once (R3)."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.calendar import next_open
from bot.domain.cases import Case
from bot.domain.limits.weekly_cap import halved
from bot.domain.people import Professional
from bot.domain.solicitations import Response, Solicitation, SolicitationId
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork
from bot.usecases.keep_informed import refresh_ask
from bot.usecases.telling import tell
from bot.usecases.world import World, current_policy, hours_of


def _open_ask(
    uow: UnitOfWork, solicitation_id: SolicitationId, person: Professional
) -> tuple[Solicitation, Case] | Refused:
    solicitation = uow.solicitations.get(solicitation_id)
    if solicitation is None:
        return Refused("case-forgotten")
    if solicitation.professional_id not in (None, person.id):
        return Refused("not-yours")
    case = uow.cases.lock(solicitation.case_id)
    solicitation = uow.solicitations.get(solicitation_id)  # as the one before left it
    if solicitation is None or case is None:
        return Refused("case-forgotten")
    if solicitation.response is Response.ANSWERED:
        return Refused("already-answered")
    return solicitation, case


def decline(
    uow: UnitOfWork, world: World, solicitation_id: SolicitationId, person: Professional
) -> Solicitation | Refused:
    """Not my field: somebody else is asked at once, and this person is left in peace a while."""
    found = _open_ask(uow, solicitation_id, person)
    if isinstance(found, Refused):
        return found
    solicitation, case = found
    declined = replace(
        solicitation, response=Response.NOT_MY_FIELD, responded_at=world.now, remind_at=None
    )
    uow.solicitations.update(declined)
    if solicitation.circle_id is None:
        policy = current_policy(uow)
        cooling = world.now + timedelta(days=policy.refusal_cooldown_days)
        uow.professionals.update(replace(person, cooling_until=cooling))
    else:
        refresh_ask(uow, world, declined)
    look_again_now(uow, world, case)
    return declined


def answer_later(
    uow: UnitOfWork, world: World, solicitation_id: SolicitationId, person: Professional
) -> Solicitation | Refused:
    """Later: shown again the next working day; the same ask, so counted once."""
    found = _open_ask(uow, solicitation_id, person)
    if isinstance(found, Refused):
        return found
    solicitation, case = found
    hours = hours_of(person, current_policy(uow), world)
    later = replace(
        solicitation,
        response=Response.LATER,
        responded_at=world.now,
        remind_at=next_open(hours, world.now + timedelta(hours=20)),
    )
    uow.solicitations.update(later)
    look_again_now(uow, world, case)
    return later


def less_often(uow: UnitOfWork, person: Professional) -> Professional:
    """Less often: the person's own weekly cap is halved, at once."""
    cap = halved(current_policy(uow), person.weekly_cap)
    changed = replace(person, weekly_cap=cap)
    uow.professionals.update(changed)
    return changed


def as_often_as_others(uow: UnitOfWork, person: Professional) -> Professional:
    """Back to the network's limit: "less often" was tapped by mistake, or times are better."""
    changed = replace(person, weekly_cap=None)
    uow.professionals.update(changed)
    return changed


def remind_later_asks(uow: UnitOfWork, world: World) -> None:
    """Show again the asks that people put off to now, while their case is still open."""
    if current_policy(uow).paused:
        return
    for solicitation in uow.solicitations.to_remind(world.now):
        uow.solicitations.update(replace(solicitation, remind_at=None))
        case = uow.cases.get(solicitation.case_id)
        if case is None or not case.is_open or solicitation.professional_id is None:
            continue
        tell(
            uow,
            world,
            solicitation.professional_id,
            "solicitation",
            solicitation.id,
            details={"fresh": 1},
            slot=f"solicitation:{solicitation.id}",
        )


def look_again_now(uow: UnitOfWork, world: World, case: Case) -> None:
    """A refusal is replaced at once: the case is due now, as it stands once nobody changes it."""
    held = uow.cases.lock(case.id)
    if held is not None and held.is_open and held.due_at is not None:
        uow.cases.update(replace(held, due_at=min(held.due_at, max(world.now, held.leaves_at))))
