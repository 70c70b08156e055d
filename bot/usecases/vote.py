"""Colleagues asked on the same case say which answers are right: one person, one voice."""

from bot.domain.answers import AnswerId, Vote
from bot.domain.cases import CaseId
from bot.domain.people import Professional
from bot.domain.solicitations import COUNTED
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork
from bot.usecases.keep_informed import show_digest
from bot.usecases.world import World


def vote(
    uow: UnitOfWork, world: World, answer_id: AnswerId, voter: Professional, value: int
) -> Vote | Refused:
    """Say that an answer is right (+1) or wrong (-1); a second vote replaces the first.

    Only people who were asked on the case vote, and never on their own answer.
    """
    answer = uow.answers.get(answer_id)
    case = uow.cases.get(answer.case_id) if answer else None
    if answer is None or case is None or answer.withdrawn_at is not None:
        return Refused("case-forgotten")
    if answer.author_id == voter.id:
        return Refused("own-answer")
    if not _was_asked(uow, case.id, voter):
        return Refused("not-asked")
    cast = Vote(answer_id, voter.id, 1 if value > 0 else -1, world.now)
    uow.answers.vote(cast)
    show_digest(uow, world, case)
    return cast


def _was_asked(uow: UnitOfWork, case_id: CaseId, voter: Professional) -> bool:
    circles = {circle.id for circle in uow.circles.of_member(voter.id)}
    return any(
        solicitation.delivery in COUNTED
        and (solicitation.professional_id == voter.id or solicitation.circle_id in circles)
        for solicitation in uow.solicitations.of_case(case_id)
    )
