"""What somebody sees of a case that another asked: the same situation, and its answers."""

from bot.dialogue.screens.asking import see_digest, standing_answers
from bot.dialogue.screens.view import Row, View, forgotten, say
from bot.domain.cases import CaseId, CaseState
from bot.domain.screens import Screen


def twin_gone(view: View) -> Screen | None:
    """Where a case was offered to follow whose text is erased."""
    return forgotten(view)


def joined(view: View) -> Screen | None:
    case = view.uow.cases.get(CaseId(view.subject))
    if case is None:
        return None
    answers = len(standing_answers(view, case))
    rows: tuple[Row, ...] = (see_digest(view, case, answers),) if answers else ()
    return Screen((say("joined", answers=answers),), rows)


def followed_news(view: View) -> Screen | None:
    """The search ended, or its outcome is known."""
    case = view.uow.cases.get(CaseId(view.subject))
    if case is None:
        return None
    answers = len(standing_answers(view, case))
    if case.state is CaseState.CLOSED:
        key = "followed-unblocked"
    elif answers:
        key = "followed-answered"
    else:
        key = "followed-alone"
    rows: tuple[Row, ...] = (see_digest(view, case, answers),) if answers else ()
    return Screen((say(key, answers=answers),), rows)
