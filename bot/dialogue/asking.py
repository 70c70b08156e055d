"""The counsellor's taps once the case has left."""

from bot.dialogue.drafting import begin
from bot.dialogue.turn import Turn
from bot.domain.answers import AnswerId, QuestionId
from bot.domain.cases import CaseId, OutcomeKind
from bot.domain.drafts import Purpose
from bot.domain.verdicts import Refused
from bot.usecases import read_again, record_outcome, undo_case
from bot.usecases.join_case import reads_answers


def tap_undo(turn: Turn, case_id: str, argument: str) -> None:
    undone = undo_case.undo_case(turn.uow, turn.world, CaseId(case_id), turn.person.id)
    if isinstance(undone, Refused):
        turn.refuse(undone)


def tap_digest(turn: Turn, case_id: str, page: str) -> None:
    """Show the digest, or its rest."""
    case = turn.uow.cases.get(CaseId(case_id))
    if case is None or not reads_answers(turn.uow, case, turn.person.id):
        turn.refuse(Refused("not-yours"))
        return
    turn.say("digest", case.id, {"page": int(page or 0), "fresh": 1}, slot=f"digest:{case.id}")


def is_asker(turn: Turn, case_id: str) -> bool:
    """Whether the case is theirs: whoever follows it has nobody to write to."""
    case = turn.uow.cases.get(CaseId(case_id))
    return case is not None and case.asker_id == turn.person.id


def tap_unblocked(turn: Turn, case_id: str, answer_id: str) -> None:
    _outcome(turn, case_id, OutcomeKind.UNBLOCKED, AnswerId(answer_id) if answer_id else None)


def tap_partly(turn: Turn, case_id: str, argument: str) -> None:
    _outcome(turn, case_id, OutcomeKind.PARTLY)


def tap_not_unblocked(turn: Turn, case_id: str, argument: str) -> None:
    _outcome(turn, case_id, OutcomeKind.NOT)


def tap_too_early(turn: Turn, case_id: str, argument: str) -> None:
    _outcome(turn, case_id, OutcomeKind.TOO_EARLY)


def tap_widen(turn: Turn, case_id: str, so_far: str) -> None:
    widened = record_outcome.widen(
        turn.uow, turn.world, CaseId(case_id), turn.person.id, int(so_far)
    )
    turn.conclude(widened, "widened")


def tap_case_theme(turn: Turn, case_id: str, theme: str) -> None:
    """The asker says what the case is about, after it was read again."""
    corrected = read_again.correct_theme(turn.uow, turn.world, turn.person, CaseId(case_id), theme)
    turn.conclude(corrected, "theme-corrected")


def tap_reply(turn: Turn, question_id: str, argument: str) -> None:
    question = turn.uow.answers.get_question(QuestionId(question_id))
    case = turn.uow.cases.get(question.case_id) if question else None
    if question is None or case is None or case.asker_id != turn.person.id:
        turn.refuse(Refused("case-forgotten"))
        return
    draft = begin(turn, Purpose.REPLY, question.id)
    turn.say("write-reply", question.id, {"draft": draft.id})


def tap_comment(turn: Turn, case_id: str, argument: str) -> None:
    draft = begin(turn, Purpose.OUTCOME, case_id)
    turn.say("write-comment", case_id, {"draft": draft.id})


def _outcome(
    turn: Turn, case_id: str, kind: OutcomeKind, answer_id: AnswerId | None = None
) -> None:
    told = record_outcome.record_outcome(
        turn.uow, turn.world, CaseId(case_id), turn.person.id, kind, answer_id
    )
    turn.conclude(told, "outcome-kept")
