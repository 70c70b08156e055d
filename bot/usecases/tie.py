"""The human tie: a follow-up to whoever answered, then, with both consents, an introduction."""

from datetime import timedelta

from bot.domain.answers import Answer, AnswerId
from bot.domain.cases import Case
from bot.domain.people import ProfessionalId, Standing
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork
from bot.usecases.ask_back import QUESTIONS_AT_MOST, has_asked_enough
from bot.usecases.telling import tell
from bot.usecases.world import World

WAITED_FOR = timedelta(days=5)
"""How long an introduction waits before its silence is told: three working days at least."""
_FRESH = {"fresh": 1}


def propose_introduction(
    uow: UnitOfWork, world: World, answer_id: AnswerId, asker_id: ProfessionalId
) -> Answer | Refused:
    """The asker wishes to be put in touch; the author of the answer is asked, once.

    Should they say nothing, the asker is told so, once: nobody waits for ever.
    """
    found = answer_of_somebody_there(uow, world, answer_id, asker_id)
    if isinstance(found, Refused):
        return found
    answer, _ = found
    slot = f"introduction-wished:{answer.id}"
    tell(uow, world, answer.author_id, "introduction-wished", answer.id, slot=slot)
    slot = _outcome_slot(answer)
    if asker_id not in uow.outbox.readers(slot):
        kind = "introduction-unanswered"
        tell(uow, world, asker_id, kind, answer.id, slot=slot, after=WAITED_FOR)
    return answer


def accept_introduction(
    uow: UnitOfWork, world: World, answer_id: AnswerId, author_id: ProfessionalId
) -> Answer | Refused:
    """Both agree: each learns who the other is, and the bot leaves."""
    found = _answer_by(uow, answer_id, author_id)
    if isinstance(found, Refused):
        return found
    answer, case = found
    slot = _outcome_slot(answer)
    tell(
        uow,
        world,
        case.asker_id,
        "introduction",
        answer.id,
        details=_FRESH,
        slot=slot,
        quiet=False,
    )
    return answer


def refuse_introduction(
    uow: UnitOfWork, world: World, answer_id: AnswerId, author_id: ProfessionalId
) -> Answer | Refused:
    """They would rather not: the asker learns that, and nothing else."""
    found = _answer_by(uow, answer_id, author_id)
    if isinstance(found, Refused):
        return found
    answer, case = found
    slot = _outcome_slot(answer)
    tell(uow, world, case.asker_id, "introduction-refused", answer.id, details=_FRESH, slot=slot)
    return answer


def answer_to(
    uow: UnitOfWork, answer_id: AnswerId, asker_id: ProfessionalId
) -> tuple[Answer, Case] | Refused:
    """An answer that still stands, and its case, for the person who asked."""
    answer = uow.answers.get(answer_id)
    case = uow.cases.get(answer.case_id) if answer else None
    if answer is None or case is None or answer.text is None or answer.withdrawn_at is not None:
        return Refused("case-forgotten")
    if case.asker_id != asker_id:
        return Refused("not-yours")
    return answer, case


def answer_of_somebody_there(
    uow: UnitOfWork, world: World, answer_id: AnswerId, asker_id: ProfessionalId
) -> tuple[Answer, Case] | Refused:
    """The same, when its author may still be turned to: a pause is one for this too (R3)."""
    found = answer_to(uow, answer_id, asker_id)
    if isinstance(found, Refused):
        return found
    author = uow.professionals.get(found[0].author_id)
    if author is None or author.standing is not Standing.ACTIVE:
        return Refused("colleague-busy")
    if author.paused_until is not None and author.paused_until > world.now:
        return Refused("colleague-busy", author.paused_until)
    return found


def further_question(
    uow: UnitOfWork, world: World, answer_id: AnswerId, asker_id: ProfessionalId
) -> tuple[Answer, Case] | Refused:
    """The answer that may be asked about further: its author was solicited once, not for ever."""
    found = answer_of_somebody_there(uow, world, answer_id, asker_id)
    if isinstance(found, Refused):
        return found
    answer, case = found
    if has_asked_enough(uow, case, asker_id, of=answer.solicitation_id):
        return Refused("asked-further-enough", details={"count": QUESTIONS_AT_MOST})
    return found


def _outcome_slot(answer: Answer) -> str:
    """Of what the asker learns: the last word takes the place of the silence that was told."""
    return f"introduction:{answer.id}"


def _answer_by(
    uow: UnitOfWork, answer_id: AnswerId, author_id: ProfessionalId
) -> tuple[Answer, Case] | Refused:
    """An answer, withdrawn or forgotten ones included, and its case, for whoever gave it."""
    answer = uow.answers.get(answer_id)
    case = uow.cases.get(answer.case_id) if answer else None
    if answer is None or case is None or answer.author_id != author_id:
        return Refused("not-yours")
    return answer, case
