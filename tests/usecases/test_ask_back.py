"""Questions back are few: each is a message to a counsellor who waits for an answer."""

from bot.domain.people import ProfessionalId
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork
from bot.usecases.ask_back import QUESTIONS_AT_MOST, asks_back
from tests.contract import samples
from tests.contract.samples import HELPER, SOLICITATION
from tests.fakes.memory import MemoryStore

IN_THE_CHAT = samples.solicitation("in-the-chat", None, circle_id=samples.CIRCLE)


def may_ask(uow: UnitOfWork, name: ProfessionalId) -> list[bool]:
    """Whether they may ask something more, from their own ask and from their circle's chat."""
    found = [asks_back(uow, ask, name) for ask in (SOLICITATION, IN_THE_CHAT.id)]
    return [not isinstance(one, Refused) for one in found]


def test_the_bound_is_of_a_person_and_a_case_however_they_were_asked() -> None:
    with MemoryStore().unit_of_work() as uow:
        for name in (samples.ASKER, HELPER, "other"):
            uow.professionals.add(samples.professional(ProfessionalId(name)))
        uow.circles.add(samples.circle())
        uow.cases.add(samples.case())
        uow.solicitations.add(samples.solicitation())
        uow.solicitations.add(IN_THE_CHAT)
        for number in range(QUESTIONS_AT_MOST):
            assert may_ask(uow, HELPER) == [True, True]
            ask = (SOLICITATION, IN_THE_CHAT.id)[number % 2]
            question = samples.question(f"question-{number}", HELPER, solicitation_id=ask)
            uow.answers.add_question(question)
        assert may_ask(uow, HELPER) == [False, False]
        assert may_ask(uow, ProfessionalId("other")) == [True, True]
