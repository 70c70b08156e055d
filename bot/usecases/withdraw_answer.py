"""Take an answer back: it leaves the digest and every screen, and its text is destroyed."""

from dataclasses import replace

from bot.domain.answers import Answer, AnswerId
from bot.domain.people import Professional
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork
from bot.usecases.keep_informed import refresh_answers, show_progress
from bot.usecases.world import World


def withdraw_answer(
    uow: UnitOfWork, world: World, answer_id: AnswerId, author: Professional
) -> Answer | Refused:
    """Withdraw one's own answer. Said twice, it is done once."""
    answer = uow.answers.get(answer_id)
    if answer is None or answer.author_id != author.id:
        return Refused("case-forgotten")
    forgotten = answer.without_text()
    withdrawn = replace(forgotten, withdrawn_at=answer.withdrawn_at or world.now)
    uow.answers.update(withdrawn)
    case = uow.cases.get(answer.case_id)
    if case is not None:
        refresh_answers(uow, world, case)
        show_progress(uow, world, case)
    return withdrawn
