"""What words typed out of the blue may be an answer to, even once the search has ended."""

from datetime import datetime, timedelta

from bot.domain.cases import Case, CaseState
from bot.domain.people import ProfessionalId
from bot.domain.solicitations import Delivery, Response, Solicitation
from bot.ports import UnitOfWork

STILL_IN_MIND = timedelta(days=3)
"""How long after the end of a search, or after a first answer, one may still be writing about it:
a week-end, and the day after."""
OFFERED = 3
_STILL_WELCOME = frozenset({Response.LAPSED, Response.ANSWERED})
_ARRIVED = frozenset({Delivery.SENT, Delivery.UNCERTAIN})


def asks_to_answer(
    uow: UnitOfWork, person_id: ProfessionalId, now: datetime
) -> list[tuple[Solicitation, Case]]:
    """The asks of one person, with their cases: those that wait, then those that ended lately.

    A late answer is welcome, and so is one more: neither is to become a situation of its author's.
    """
    waiting = uow.solicitations.open_of(person_id)
    ended = [
        ask
        for ask in uow.solicitations.of_person(person_id)
        if ask.response in _STILL_WELCOME
        and ask.delivery in _ARRIVED
        and ask.responded_at is not None
        and ask.responded_at >= now - STILL_IN_MIND
    ]
    ended.sort(key=lambda ask: ask.responded_at or now, reverse=True)
    found = ((ask, uow.cases.get(ask.case_id)) for ask in (*waiting, *ended))
    return [
        (ask, case)
        for ask, case in found
        if case is not None and case.text is not None and case.state is not CaseState.CANCELLED
    ][:OFFERED]
