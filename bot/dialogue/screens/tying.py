"""Going further with whoever answered, as both see it."""

from bot.dialogue.actions import Action
from bot.dialogue.screens.asking import UNDER_WAY, see_digest, standing_answers, widen_choice
from bot.dialogue.screens.drafting import prompt
from bot.dialogue.screens.view import Row, View, opening_words, quote, say
from bot.domain.answers import Answer, AnswerId, QuestionId
from bot.domain.cases import Case
from bot.domain.people import Professional
from bot.domain.screens import Heading, Phrase, Screen, Weight
from bot.usecases.ask_back import has_asked_enough


def go_further(view: View) -> Screen | None:
    found = _answer(view)
    if found is None or found[0].text is None:
        return None
    answer = found[0]
    assert answer.text is not None
    return Screen(
        (say("go-further"), quote(opening_words(answer.text.value, 160))),
        (
            (view.choice(Action.FOLLOW_UP, answer.id, "choice-follow-up", weight=Weight.MAIN),),
            (view.choice(Action.INTRODUCE, answer.id, "choice-contact"),),
        ),
    )


def write_follow_up(view: View) -> Screen | None:
    return prompt(view, "write-follow-up")


def follow_up_sent(view: View) -> Screen | None:
    question = view.uow.answers.get_question(QuestionId(view.subject))
    text = (quote(question.text.value),) if question and question.text else ()
    return Screen((say("follow-up-sent"), *text))


def follow_up(view: View) -> Screen | None:
    """For the author of an answer: the asker would like to know more."""
    question = view.uow.answers.get_question(QuestionId(view.subject))
    if question is None or question.text is None:
        return Screen((say("solicitation-forgotten"),))
    answer = view.choice(
        Action.ANSWER, question.solicitation_id, "choice-answer", weight=Weight.MAIN
    )
    return Screen((Heading(Phrase("follow-up")), quote(question.text.value)), ((answer,),))


def introduction_asked(view: View) -> Screen | None:
    return Screen((say("introduction-asked"),))


def introduction_wished(view: View) -> Screen | None:
    """For the author: who they helped would like to talk; names are told only if they agree."""
    found = _answer(view)
    if found is None or found[0].text is None:
        return Screen((say("solicitation-forgotten"),))
    answer = found[0]
    assert answer.text is not None
    return Screen(
        (say("introduction-wished"), quote(opening_words(answer.text.value, 160))),
        (
            (
                view.choice(Action.ACCEPT, answer.id, "choice-accept", weight=Weight.MAIN),
                view.choice(Action.DECLINE, answer.id, "choice-decline"),
            ),
        ),
    )


def introduction(view: View) -> Screen | None:
    """Who the other is. From here on it is between the two of them."""
    found = _answer(view)
    if found is None or view.recipient is None:
        return None
    answer, case = found
    other_id = case.asker_id if view.recipient.id == answer.author_id else answer.author_id
    other = view.uow.professionals.get(other_id)
    return None if other is None else Screen((say("introduction", **_presented(view, other)),))


def introduction_unanswered(view: View) -> Screen | None:
    """The author has said nothing; what may be done meanwhile."""
    found = _answer(view)
    if found is None:
        return None
    answer, case = found
    rows: list[Row] = []
    if answer.text is not None and not has_asked_enough(
        view.uow, case, case.asker_id, of=answer.solicitation_id
    ):
        rows.append((view.choice(Action.FOLLOW_UP, answer.id, "choice-follow-up"),))
    if count := len(standing_answers(view, case)):
        rows.append(see_digest(view, case, count))
    if case.state in UNDER_WAY and case.text is not None:
        rows.append((widen_choice(view, case),))
    which = (quote(opening_words(answer.text.value, 160)),) if answer.text else ()
    return Screen((say("introduction-unanswered"), *which), tuple(rows))


def introduction_refused(view: View) -> Screen | None:
    return Screen((say("introduction-refused"),))


def introduction_declined(view: View) -> Screen | None:
    return Screen((say("introduction-declined"),))


def _answer(view: View) -> tuple[Answer, Case] | None:
    answer = view.uow.answers.get(AnswerId(view.subject))
    case = view.uow.cases.get(answer.case_id) if answer else None
    return None if answer is None or case is None else (answer, case)


def _presented(view: View, person: Professional) -> dict[str, str]:
    return {
        "name": person.display_name,
        "job": person.job,
        "structure": person.structure.name,
        "place": view.departement_name(person.departement),
    }
