"""The case committee: wished by the asker, called by a pilot, joined or not."""

from bot.dialogue.drafting import begin
from bot.dialogue.turn import Turn
from bot.domain.cases import CaseId
from bot.domain.drafts import Purpose
from bot.domain.verdicts import Refused
from bot.usecases import committee


def tap_wish(turn: Turn, case_id: str, argument: str) -> None:
    wished = committee.wish_committee(turn.uow, turn.world, CaseId(case_id), turn.person.id)
    turn.conclude(wished, "committee-asked")


def tap_call(turn: Turn, case_id: str, argument: str) -> None:
    """The pilot writes where and when; the text takes the road of every text."""
    case = committee.may_call(turn.uow, CaseId(case_id), turn.person)
    if isinstance(case, Refused):
        turn.refuse(case)
        return
    draft = begin(turn, Purpose.COMMITTEE, case.id)
    turn.say("write-committee", case.id, {"draft": draft.id})


def tap_coming(turn: Turn, case_id: str, argument: str) -> None:
    _reply(turn, case_id, coming=True)


def tap_not_coming(turn: Turn, case_id: str, argument: str) -> None:
    _reply(turn, case_id, coming=False)


def _reply(turn: Turn, case_id: str, *, coming: bool) -> None:
    replied = committee.say_whether_coming(
        turn.uow, turn.world, CaseId(case_id), turn.person, coming=coming
    )
    turn.conclude(replied, "committee-noted")
