"""A case that stays blocked may be looked at by several professionals together, at one time.

The asker wishes it, a pilot calls it, and those invited are who already know the case: nobody is
asked anything new, so no limit is touched.
"""

from dataclasses import replace

from bot.domain.cases import Case, CaseId, CaseState, Committee
from bot.domain.people import Professional, ProfessionalId
from bot.domain.permissions import Right, may
from bot.domain.records import Act, AuditEntry
from bot.domain.texts import CleanText
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork
from bot.usecases.keep_informed import contributors, pilots_of, refresh
from bot.usecases.telling import tell
from bot.usecases.world import World


def wish_committee(
    uow: UnitOfWork, world: World, case_id: CaseId, asker_id: ProfessionalId
) -> Case | Refused:
    """Tell the pilots who work on the subject that the asker would like a committee, once."""
    case = uow.cases.get(case_id)
    if case is None or case.asker_id != asker_id:
        return Refused("not-yours")
    if case.text is None:
        return Refused("case-forgotten")
    if case.state in (CaseState.CANCELLED, CaseState.CLOSED):
        return Refused("case-ended")
    pilots = pilots_of(uow, case)
    if not pilots:
        return Refused("no-pilot")
    for pilot in pilots:
        slot = f"committee-wished:{case.id}"
        tell(uow, world, pilot, "committee-wished", case.id, slot=slot)
    return case


def may_call(uow: UnitOfWork, case_id: CaseId, pilot: Professional) -> Case | Refused:
    """Whether this person may call a committee on this case."""
    if isinstance(verdict := may(pilot, Right.CALL_COMMITTEES), Refused):
        return verdict
    case = uow.cases.lock(case_id)
    if case is None or case.text is None:
        return Refused("case-forgotten")
    if case.state in (CaseState.CANCELLED, CaseState.CLOSED):
        return Refused("case-ended")
    return case


def call_committee(
    uow: UnitOfWork, world: World, case_id: CaseId, pilot: Professional, text: CleanText
) -> Case | Refused:
    """Invite the asker, those who helped and the other pilots; a second call replaces the first.

    Parameters
    ----------
    text
        Where and when, in the pilot's words.
    """
    case = may_call(uow, case_id, pilot)
    if isinstance(case, Refused):
        return case
    called = replace(case, committee=Committee(pilot.id, world.now, text))
    uow.cases.update(called)
    uow.records.audit(AuditEntry(world.now, pilot.id, Act.CALL_COMMITTEE, case.id, {}))
    for person in _invited(uow, called):
        fresh, slot = {"fresh": 1}, f"committee-called:{case.id}"
        tell(uow, world, person, "committee-called", case.id, details=fresh, slot=slot)
    return called


def say_whether_coming(
    uow: UnitOfWork, world: World, case_id: CaseId, person: Professional, *, coming: bool
) -> Case | Refused:
    """Tell the pilot who called it, with the person's name: they agreed to it by saying so."""
    case = uow.cases.get(case_id)
    if case is None or case.committee is None or case.committee.text is None:
        return Refused("stale-choice")
    if person.id not in _invited(uow, case):
        return Refused("not-yours")
    details: dict[str, str | int] = {"who": person.id, "coming": int(coming)}
    slot = f"committee-reply:{case.id}:{person.id}"
    pilot = case.committee.pilot_id
    tell(uow, world, pilot, "committee-reply", case.id, details=details, slot=slot)
    return case


def refresh_invitations(uow: UnitOfWork, world: World, case: Case) -> None:
    """A text was erased: it leaves the invitations that were shown."""
    if case.committee is not None:
        for person in _invited(uow, case):
            refresh(uow, world, person, "committee-called", case.id)


def _invited(uow: UnitOfWork, case: Case) -> list[ProfessionalId]:
    everyone = (case.asker_id, *contributors(uow, case), *pilots_of(uow, case))
    caller = case.committee.pilot_id if case.committee else None
    return [person for person in dict.fromkeys(everyone) if person != caller]
