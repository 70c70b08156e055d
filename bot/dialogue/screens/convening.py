"""The case committee, as the asker, the pilot and those invited see it."""

from bot.dialogue.actions import Action
from bot.dialogue.screens.drafting import prompt
from bot.dialogue.screens.view import View, forgotten, quote, say
from bot.domain.answers import AnswerId
from bot.domain.cases import Case, CaseId
from bot.domain.people import ProfessionalId
from bot.domain.screens import Block, Choice, Heading, Phrase, Screen, Weight
from bot.usecases.read_digest import read_digest

ANSWERS_SHOWN = 3


def committee_asked(view: View) -> Screen | None:
    return Screen((say("committee-asked"),))


def committee_wished(view: View) -> Screen | None:
    """For a pilot: the case, what was answered, and how to call the committee."""
    case = view.uow.cases.get(CaseId(view.subject))
    if case is None or case.text is None:
        return forgotten(view)
    blocks: list[Block] = [Heading(Phrase("committee-wished")), quote(case.text.value)]
    read = read_digest(view.uow, case, view.matchmaking)
    blocks.append(say("committee-wished-answers", answers=len(read.answers)))
    for group in read.digest.groups[:ANSWERS_SHOWN]:
        answer = read.answers.get(AnswerId(group.head_id))
        if answer is not None and answer.text is not None:
            blocks.append(quote(answer.text.value))
    return Screen(tuple(blocks), ((call_choice(view, case),),))


def call_choice(view: View, case: Case) -> Choice:
    return view.choice(Action.CALL_COMMITTEE, case.id, "choice-call-committee", weight=Weight.MAIN)


def write_committee(view: View) -> Screen | None:
    return prompt(view, "write-committee")


def committee_sent(view: View) -> Screen | None:
    return Screen((say("committee-sent"),))


def committee_called(view: View) -> Screen | None:
    """For those who already know the case: where and when."""
    case = view.uow.cases.get(CaseId(view.subject))
    if case is None or case.text is None or case.committee is None or case.committee.text is None:
        return forgotten(view)
    return Screen(
        (
            Heading(Phrase("committee-called")),
            quote(case.committee.text.value),
            say("committee-about"),
            quote(case.text.value),
            say("committee-names"),
        ),
        (
            (
                view.choice(Action.COMING, case.id, "choice-coming", weight=Weight.MAIN),
                view.choice(Action.NOT_COMING, case.id, "choice-not-coming"),
            ),
        ),
    )


def committee_noted(view: View) -> Screen | None:
    return Screen((say("committee-noted"),))


def committee_reply(view: View) -> Screen | None:
    """For the pilot: who comes, who cannot."""
    person = view.uow.professionals.get(ProfessionalId(view.detail("who")))
    if person is None or not person.display_name:
        return None
    coming = bool(int(view.detail("coming") or 0))
    key = "committee-coming" if coming else "committee-not-coming"
    return Screen(
        (say(key, name=person.display_name, job=person.job, structure=person.structure.name),)
    )
