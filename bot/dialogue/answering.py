"""The professional's taps on an ask."""

from bot.dialogue.drafting import FRESH, begin
from bot.dialogue.turn import Turn
from bot.domain.answers import AnswerId
from bot.domain.cases import Case, CaseState
from bot.domain.drafts import Draft, Purpose
from bot.domain.people import ProfessionalId
from bot.domain.solicitations import Solicitation, SolicitationId
from bot.domain.verdicts import Refused
from bot.usecases import refer, respond, vote, withdraw_answer
from bot.usecases.ask_back import asks_back


def start_text(turn: Turn, solicitation_id: str, purpose: Purpose) -> Draft | None:
    """Open a draft in response to an ask. None, with a sentence, when it cannot be."""
    ask = _ask(turn, solicitation_id)
    if isinstance(ask, Refused):
        turn.refuse(ask)
        return None
    return begin(turn, purpose, ask[0].id)


def tap_answer(turn: Turn, solicitation_id: str, argument: str) -> None:
    _prompt(turn, "write-answer", solicitation_id, Purpose.ANSWER)


def tap_bring_answer(turn: Turn, solicitation_id: str, argument: str) -> None:
    _prompt(turn, "write-relayed-answer", solicitation_id, Purpose.RELAYED_ANSWER)


def tap_ask_back(turn: Turn, solicitation_id: str, argument: str) -> None:
    found = asks_back(turn.uow, SolicitationId(solicitation_id), turn.person.id)
    if isinstance(found, Refused):
        turn.refuse(found)
    else:
        _prompt(turn, "write-question", solicitation_id, Purpose.QUESTION)


def tap_refer(turn: Turn, solicitation_id: str, argument: str) -> None:
    _prompt(turn, "ask-colleague", solicitation_id, Purpose.REFERRAL)


def tap_refer_to(turn: Turn, solicitation_id: str, colleague_id: str) -> None:
    handed_on = refer.refer(
        turn.uow,
        turn.world,
        SolicitationId(solicitation_id),
        turn.person,
        ProfessionalId(colleague_id),
    )
    turn.conclude(handed_on, "referred")


def tap_not_my_field(turn: Turn, solicitation_id: str, argument: str) -> None:
    declined = respond.decline(turn.uow, turn.world, SolicitationId(solicitation_id), turn.person)
    if isinstance(declined, Refused):
        turn.refuse(declined)
    else:
        turn.say("declined", declined.id, slot=f"solicitation:{declined.id}")


def tap_later(turn: Turn, solicitation_id: str, argument: str) -> None:
    later = respond.answer_later(turn.uow, turn.world, SolicitationId(solicitation_id), turn.person)
    turn.conclude(later, "later")


def tap_less(turn: Turn, solicitation_id: str, argument: str) -> None:
    changed = respond.less_often(turn.uow, turn.person)
    turn.say("less-often", solicitation_id, {"cap": changed.weekly_cap or 0})


def tap_as_before(turn: Turn, subject: str, argument: str) -> None:
    respond.as_often_as_others(turn.uow, turn.person)
    turn.say("as-before")


def tap_others(turn: Turn, case_id: str, argument: str) -> None:
    turn.say("other-answers", case_id, slot=f"other-answers:{case_id}")


def tap_vote_right(turn: Turn, answer_id: str, argument: str) -> None:
    _vote(turn, answer_id, 1)


def tap_vote_wrong(turn: Turn, answer_id: str, argument: str) -> None:
    _vote(turn, answer_id, -1)


def tap_correct(turn: Turn, answer_id: str, argument: str) -> None:
    answer = turn.uow.answers.get(AnswerId(answer_id))
    if answer is None or answer.author_id != turn.person.id or answer.text is None:
        turn.refuse(Refused("case-forgotten"))
        return
    draft = begin(turn, Purpose.ANSWER, answer.solicitation_id, replaces=answer.id)
    turn.say("write-correction", answer.id, {"draft": draft.id})


def tap_withdraw(turn: Turn, answer_id: str, argument: str) -> None:
    withdrawn = withdraw_answer.withdraw_answer(
        turn.uow, turn.world, AnswerId(answer_id), turn.person
    )
    if isinstance(withdrawn, Refused):
        turn.refuse(withdrawn)
    else:
        slot = f"answer-sent:{withdrawn.id}"
        turn.say("answer-withdrawn", withdrawn.id, FRESH, slot=slot)


def _prompt(turn: Turn, kind: str, solicitation_id: str, purpose: Purpose) -> None:
    """Say what to write, with a way out while nothing is written."""
    draft = start_text(turn, solicitation_id, purpose)
    if draft is not None:
        turn.say(kind, solicitation_id, {"draft": draft.id})


def _vote(turn: Turn, answer_id: str, value: int) -> None:
    cast = vote.vote(turn.uow, turn.world, AnswerId(answer_id), turn.person, value)
    if isinstance(cast, Refused):
        turn.refuse(cast)
        return
    answer = turn.uow.answers.get(cast.answer_id)
    if answer is not None:
        turn.say("other-answers", answer.case_id, slot=f"other-answers:{answer.case_id}")


def _ask(turn: Turn, solicitation_id: str) -> tuple[Solicitation, Case] | Refused:
    solicitation = turn.uow.solicitations.get(SolicitationId(solicitation_id))
    case = turn.uow.cases.get(solicitation.case_id) if solicitation else None
    if solicitation is None or case is None or case.text is None:
        return Refused("case-forgotten")
    if solicitation.professional_id not in (None, turn.person.id):
        return Refused("not-yours")
    if case.asker_id == turn.person.id:
        return Refused("own-case")
    if case.state is CaseState.CANCELLED:
        return Refused("case-cancelled")
    return solicitation, case
