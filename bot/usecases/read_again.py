"""Refusals say that a case was misread: look elsewhere, and let its asker correct it in a tap."""

from dataclasses import replace

from bot.domain.cases import Case, CaseId
from bot.domain.people import Professional
from bot.domain.solicitations import Response
from bot.domain.verdicts import Refused
from bot.domain.vocabulary import themes
from bot.ports import UnitOfWork
from bot.usecases.lessons import was_read_again
from bot.usecases.matchmaking import Matchmaking
from bot.usecases.respond import look_again_now
from bot.usecases.telling import tell
from bot.usecases.world import World

DENIALS = 2
"""Colleagues who say "not my field", before anybody answers, for a case to be read again."""


def read_again(uow: UnitOfWork, world: World, case: Case, matchmaking: Matchmaking) -> Case:
    """The case as it is to be understood from now on; its asker is told when that changes.

    Once only: a second reading that fails too is no better than a third.
    """
    asks = uow.solicitations.of_case(case.id)
    denied = [ask for ask in asks if ask.response is Response.NOT_MY_FIELD and ask.professional_id]
    answered = any(ask.response is Response.ANSWERED for ask in asks)
    if len(denied) < DENIALS or answered or was_read_again(case, asks):
        return case
    found = [uow.professionals.get(ask.professional_id) for ask in denied if ask.professional_id]
    read = matchmaking.read_again(case, [person for person in found if person is not None])
    if read == case.themes:
        return case
    again = replace(case, themes=read)
    uow.cases.update(again)
    details: dict[str, str | int] = {"before": ",".join(case.themes)}
    tell(uow, world, case.asker_id, "read-again", case.id, details=details, slot=f"read:{case.id}")
    return again


def correct_theme(
    uow: UnitOfWork, world: World, asker: Professional, case_id: CaseId, theme: str
) -> Case | Refused:
    """Its asker says what the case is about: those who know it are looked for at once."""
    case = uow.cases.lock(case_id)
    if case is None or case.asker_id != asker.id:
        return Refused("case-forgotten")
    if not case.is_open:
        return Refused("case-ended")
    if theme not in themes():
        return Refused("stale-choice")
    if case.themes == (theme,):
        return case
    corrected = replace(case, themes=(theme,))
    uow.cases.update(corrected)
    look_again_now(uow, world, corrected)
    return corrected
