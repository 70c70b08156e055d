"""A question back: whoever was asked needs to know more before they can answer."""

from bot.domain.cases import Case
from bot.domain.people import ProfessionalId
from bot.domain.solicitations import Solicitation, SolicitationId
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork

QUESTIONS_AT_MOST = 3
"""Questions of one person about one case, and of its asker to each who answered.

After that, people talk without a bot.
"""


def asks_back(
    uow: UnitOfWork, solicitation_id: SolicitationId, author_id: ProfessionalId
) -> tuple[Solicitation, Case] | Refused:
    """The ask and its case, when this person may still ask something about it.

    Each question comes to the counsellor, and each reply to everyone who was asked.
    """
    solicitation = uow.solicitations.get(solicitation_id)
    case = uow.cases.get(solicitation.case_id) if solicitation else None
    if solicitation is None or case is None or not case.is_open:
        return Refused("case-ended")
    if has_asked_enough(uow, case, author_id):
        return Refused("asked-back-enough", details={"count": QUESTIONS_AT_MOST})
    return solicitation, case


def has_asked_enough(
    uow: UnitOfWork,
    case: Case,
    author_id: ProfessionalId,
    *,
    of: SolicitationId | None = None,
) -> bool:
    """Whether this person asked as many questions about a case as one may.

    However often they were asked about it: alone, and in the chats of their circles. With `of`,
    those to whoever answered that ask.
    """
    asked = [
        question
        for question in uow.answers.questions(case.id)
        if question.author_id == author_id and of in (None, question.solicitation_id)
    ]
    return len(asked) >= QUESTIONS_AT_MOST
