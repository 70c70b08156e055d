"""Going further with whoever answered: a question to them, or an introduction."""

from bot.dialogue.drafting import begin
from bot.dialogue.turn import Turn
from bot.domain.answers import AnswerId
from bot.domain.drafts import Purpose
from bot.domain.verdicts import Refused
from bot.usecases import tie


def tap_go_further(turn: Turn, answer_id: str, argument: str) -> None:
    found = tie.answer_to(turn.uow, AnswerId(answer_id), turn.person.id)
    if isinstance(found, Refused):
        turn.refuse(found)
    else:
        turn.say("go-further", answer_id)


def tap_follow_up(turn: Turn, answer_id: str, argument: str) -> None:
    found = tie.further_question(turn.uow, turn.world, AnswerId(answer_id), turn.person.id)
    if isinstance(found, Refused):
        turn.refuse(found)
        return
    draft = begin(turn, Purpose.FOLLOW_UP, answer_id)
    turn.say("write-follow-up", answer_id, {"draft": draft.id})


def tap_introduce(turn: Turn, answer_id: str, argument: str) -> None:
    wished = tie.propose_introduction(turn.uow, turn.world, AnswerId(answer_id), turn.person.id)
    turn.conclude(wished, "introduction-asked")


def tap_accept(turn: Turn, answer_id: str, argument: str) -> None:
    accepted = tie.accept_introduction(turn.uow, turn.world, AnswerId(answer_id), turn.person.id)
    turn.conclude(accepted, "introduction")


def tap_refuse(turn: Turn, answer_id: str, argument: str) -> None:
    refused = tie.refuse_introduction(turn.uow, turn.world, AnswerId(answer_id), turn.person.id)
    turn.conclude(refused, "introduction-declined")
