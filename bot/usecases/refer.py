"""Ask X instead: hand the ask on to a colleague of the network, within their limits."""

from dataclasses import replace

from bot.domain.cases import Case
from bot.domain.drafts import Draft
from bot.domain.limits.ask import Ask
from bot.domain.limits.checks import check
from bot.domain.limits.history import History
from bot.domain.people import Professional, ProfessionalId
from bot.domain.solicitations import Response, Solicitation, SolicitationId
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork
from bot.usecases.asked import asked, past_asks
from bot.usecases.respond import look_again_now
from bot.usecases.solicit import ask_person
from bot.usecases.telling import home_of
from bot.usecases.world import World, current_policy

OFFERED = 4
"""Namesakes shown at most."""


def colleagues_named(uow: UnitOfWork, draft: Draft) -> list[Professional]:
    """Members whose name holds the words typed; the author is not among them."""
    named = uow.professionals.named_like(draft.raw.value)
    return [person for person in named if person.id != draft.author_id][:OFFERED]


def refer(
    uow: UnitOfWork,
    world: World,
    solicitation_id: SolicitationId,
    referrer: Professional,
    colleague_id: ProfessionalId,
) -> Solicitation | Refused:
    """Ask the named colleague instead, if their limits allow it; the referrer keeps the credit."""
    uow.policies.lock()
    found = _ask_to_hand_on(uow, solicitation_id, referrer, colleague_id)
    if isinstance(found, Refused):
        return found
    ask, case, colleague = found
    policy = current_policy(uow)
    about = Ask(case.id, case.asker_id, case.themes)
    history = History.of(past_asks(uow, world))
    verdict = check(policy, asked(colleague, policy, world), about, history, world.now)
    home = home_of(uow, colleague.id)
    if isinstance(verdict, Refused) and verdict.reason == "already-asked":
        return Refused("colleague-asked-already")
    if isinstance(verdict, Refused) and verdict.reason != "quiet-hours":
        return Refused("colleague-busy", verdict.until)
    if home is None:
        return Refused("colleague-busy")
    due_at = verdict.until if isinstance(verdict, Refused) else None  # the end of quiet hours
    wave = max(1, case.waves)
    handed_on = ask_person(uow, world, case, colleague, home, wave=wave, due_at=due_at)
    if ask.circle_id is None:
        uow.solicitations.update(
            replace(ask, response=Response.RELAYED, responded_at=world.now, remind_at=None)
        )
    look_again_now(uow, world, case)
    return handed_on


def _ask_to_hand_on(
    uow: UnitOfWork,
    solicitation_id: SolicitationId,
    referrer: Professional,
    colleague_id: ProfessionalId,
) -> tuple[Solicitation, Case, Professional] | Refused:
    """The ask, its case, held until the end, and whom to ask; or why it is not handed on."""
    ask = uow.solicitations.get(solicitation_id)
    case = uow.cases.lock(ask.case_id) if ask else None
    colleague = uow.professionals.get(colleague_id)
    if ask is None or case is None or colleague is None:
        return Refused("case-forgotten")
    if ask.professional_id not in (None, referrer.id):
        return Refused("not-yours")
    if not case.is_open:
        return Refused("case-ended")
    if colleague.id == case.asker_id:
        return Refused("colleague-asked")
    return ask, case, colleague
