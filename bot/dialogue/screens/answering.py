"""What a professional sees of an ask, and of the answers of others."""

import hashlib
from collections.abc import Sequence

from bot.dialogue.actions import Action
from bot.dialogue.listing import those_listed
from bot.dialogue.screens.drafting import prompt
from bot.dialogue.screens.view import Row, View, forgotten, quote, say
from bot.domain.answers import Answer, AnswerId, Question, QuestionId
from bot.domain.cases import Case, CaseId, OutcomeKind
from bot.domain.people import ProfessionalId
from bot.domain.screens import Block, Heading, Paragraph, Phrase, Screen, Verbatim, Weight
from bot.domain.solicitations import Response, Solicitation, SolicitationId
from bot.usecases.read_digest import votes_that_stand

VOTED_ON = 5
"""Answers shown at once for a vote: reliability falls with their number."""


def solicitation(view: View) -> Screen | None:
    """The ask itself; once the search has ended, a word to say that nothing more is needed."""
    found = _ask(view)
    if found is None:
        return None
    ask, case = found
    if case.text is None:
        return Screen((say("solicitation-forgotten"),))
    if not case.is_open and ask.response is not Response.ANSWERED:
        again = view.choice(Action.ANSWER, ask.id, "choice-answer-anyway", weight=Weight.QUIET)
        return Screen((say("solicitation-closed"), quote(case.text.value)), ((again,),))
    return Screen(
        (
            Heading(Phrase("solicitation-title", _about(view, case))),
            quote(case.text.value),
            *_precisions(view, case),
            *_why(view, case),
        ),
        _responses(view, ask),
    )


def circle_solicitation(view: View) -> Screen | None:
    """The ask in a circle's chat: one message; a reply to it is an answer."""
    found = _ask(view)
    if found is None:
        return None
    ask, case = found
    if case.text is None:
        return Screen((say("solicitation-forgotten"),))
    if not case.is_open or ask.response is Response.NOT_MY_FIELD:
        key = "circle-declined" if case.is_open else "solicitation-closed"
        again = view.choice(Action.ANSWER, ask.id, "choice-answer-anyway", weight=Weight.QUIET)
        return Screen((say(key), quote(case.text.value)), ((again,),))
    return Screen(
        (
            Heading(Phrase("solicitation-title", _about(view, case))),
            quote(case.text.value),
            *_precisions(view, case),
            say("circle-solicitation-how"),
        ),
        (
            (view.choice(Action.ANSWER, ask.id, "choice-answer", weight=Weight.MAIN),),
            (view.choice(Action.NOT_MY_FIELD, ask.id, "choice-not-us"),),
        ),
    )


def write_answer(view: View) -> Screen | None:
    """What to write; with the case again when it was asked in a circle's chat, elsewhere."""
    found = _ask(view)
    text = found[1].text if found and found[0].circle_id else None
    return prompt(view, "write-answer", *((quote(text.value),) if text else ()))


def write_relayed_answer(view: View) -> Screen | None:
    return prompt(view, "write-relayed-answer")


def write_question(view: View) -> Screen | None:
    return prompt(view, "write-question")


def write_correction(view: View) -> Screen | None:
    return prompt(view, "write-correction")


def ask_colleague(view: View) -> Screen | None:
    return prompt(view, "ask-colleague")


def choose_colleague(view: View) -> Screen | None:
    """Members whose name fits; and, outside the network, a way to bring their answer back."""
    rows: list[Row] = []
    for colleague_id in those_listed("colleague", view.notice.details):
        person = view.uow.professionals.get(ProfessionalId(colleague_id))
        if person is not None:
            choice = view.choice(
                Action.REFER_TO,
                view.subject,
                "choice-colleague",
                person.id,
                name=person.display_name,
                structure=person.structure.name,
            )
            rows.append((choice,))
    key = "choose-colleague" if rows else "no-such-colleague"
    rows.append((view.choice(Action.REFER, view.subject, "choice-other-name"),))
    rows.append((view.choice(Action.BRING_ANSWER, view.subject, "choice-bring-answer"),))
    return Screen((say(key),), tuple(rows))


def referred(view: View) -> Screen | None:
    return Screen((say("referred"),))


def declined(view: View) -> Screen | None:
    row = (
        view.choice(Action.REFER, view.subject, "choice-relay"),
        view.choice(Action.LESS, view.subject, "choice-less", weight=Weight.QUIET),
    )
    return Screen((say("declined"),), (row,))


def later(view: View) -> Screen | None:
    found = _ask(view)
    if found is None or found[0].remind_at is None:
        return None
    return Screen((say("later", at=view.local(found[0].remind_at)),))


def less_often(view: View) -> Screen | None:
    """Their own cap from now on; below one a week, the honest offer is a pause."""
    cap = int(view.detail("cap") or 1)
    row: Row = (view.choice(Action.AS_BEFORE, "", "choice-as-before", weight=Weight.QUIET),)
    if cap == 1:
        row = (view.choice(Action.PAUSE, "", "choice-pause", weight=Weight.QUIET), *row)
    return Screen((say("less-often", cap=cap),), (row,))


def answer_sent(view: View) -> Screen | None:
    answer = view.uow.answers.get(AnswerId(view.subject))
    case = view.uow.cases.get(answer.case_id) if answer else None
    if answer is None or answer.text is None or case is None:
        return None
    rows: list[Row] = []
    if others := _others(view, case):
        rows.append((view.choice(Action.OTHERS, case.id, "choice-see-answers", count=len(others)),))
    rows.append(
        (
            view.choice(Action.CORRECT, answer.id, "choice-correct", weight=Weight.QUIET),
            view.choice(Action.WITHDRAW, answer.id, "choice-withdraw", weight=Weight.QUIET),
        )
    )
    if view.detail("edited") == "1":
        key = "answer-corrected"
    else:
        key = "answer-sent-late" if answer.late else "answer-sent"
    return Screen((say(key), quote(answer.text.value)), tuple(rows))


def answer_withdrawn(view: View) -> Screen | None:
    return Screen((say("answer-withdrawn"),))


def question_sent(view: View) -> Screen | None:
    question = view.uow.answers.get_question(QuestionId(view.subject))
    text = (quote(question.text.value),) if question and question.text else ()
    return Screen((say("question-sent"), *text))


def question_replied(view: View) -> Screen | None:
    """The counsellor's precision, for everyone who was asked."""
    question = view.uow.answers.get_question(QuestionId(view.subject))
    if question is None or question.text is None or question.reply is None:
        return forgotten(view)
    rows: list[Row] = []
    if view.recipient is not None:
        mine = [
            s
            for s in view.uow.solicitations.of_case(question.case_id)
            if s.professional_id == view.recipient.id
        ]
        if mine:
            rows.append(
                (view.choice(Action.ANSWER, mine[0].id, "choice-answer", weight=Weight.MAIN),)
            )
    return Screen(
        (
            Heading(Phrase("question-replied")),
            quote(question.text.value),
            quote(question.reply.value),
        ),
        tuple(rows),
    )


def other_answers(view: View) -> Screen | None:
    """What colleagues answered, in an order of the voter's own, counts unseen until they vote."""
    case = view.uow.cases.get(CaseId(view.subject))
    if case is None or view.recipient is None:
        return None
    others = _others(view, case)[:VOTED_ON]
    if not others:
        return Screen((say("no-other-answer"),))
    voter = view.recipient.id
    own = {v.answer_id: v.value for v in votes_that_stand(view.uow, case) if v.voter_id == voter}
    blocks: list[Block] = [say("other-answers", count=len(others))]
    rows: list[Row] = []
    for number, answer in enumerate(others, start=1):
        assert answer.text is not None
        blocks.append(Paragraph((Verbatim(f"{number}."),), emphasis=True))
        blocks.append(quote(answer.text.value))
        if answer.id in own:
            blocks.append(say("voted-right" if own[answer.id] > 0 else "voted-wrong"))
        rows.append(
            (
                view.choice(Action.VOTE_RIGHT, answer.id, "choice-vote-right", number=number),
                view.choice(Action.VOTE_WRONG, answer.id, "choice-vote-wrong", number=number),
            )
        )
    return Screen(tuple(blocks), tuple(rows))


def thanks(view: View) -> Screen | None:
    """What became of the case, for somebody who helped; they are thanked even when nobody knows."""
    case = view.uow.cases.get(CaseId(view.subject))
    if case is None or view.recipient is None:
        return None
    author = view.recipient.id
    own = [a for a in view.uow.answers.of_case(case.id) if a.author_id == author]
    blocks: list[Block] = [say(_thanks_key(case, own), **_about(view, case))]
    if case.outcome is not None and case.outcome.comment is not None:
        blocks.append(quote(case.outcome.comment.value))
    kind = case.outcome.kind if case.outcome else None
    asks = [answer.solicitation_id for answer in own if answer.solicitation_id]
    if kind is not OutcomeKind.NOT or not asks or case.text is None:
        return Screen(tuple(blocks))
    more = view.choice(Action.ANSWER, asks[0], "choice-answer-more", weight=Weight.QUIET)
    return Screen((*blocks, quote(case.text.value)), ((more,),))


def _thanks_key(case: Case, own: Sequence[Answer]) -> str:
    outcome = case.outcome
    match outcome.kind if outcome else None:
        case OutcomeKind.NOT:
            return "thanks-not-yet"
        case None | OutcomeKind.TOO_EARLY:
            return "thanks-unknown"
    if not own:
        return "thanks-relayed"
    assert outcome is not None
    if outcome.kind is OutcomeKind.PARTLY:
        return "thanks-partly"
    decisive = any(answer.id == outcome.answer_id for answer in own)
    return "thanks-decisive" if decisive else "thanks-unblocked"


def deletion_noticed(view: View) -> Screen | None:
    if not view.subject:
        return Screen((say("deletion-nothing"),))
    withdraw = view.choice(Action.WITHDRAW, view.subject, "choice-withdraw")
    return Screen((say("deletion-noticed"),), ((withdraw,),))


def edit_unused(view: View) -> Screen | None:
    return Screen((say("edit-unused"),))


def edit_in_part(view: View) -> Screen | None:
    """Its answer was in several messages, of which one was edited."""
    correct = view.choice(Action.CORRECT, view.subject, "choice-correct")
    return Screen((say("edit-in-part"),), ((correct,),))


def _ask(view: View) -> tuple[Solicitation, Case] | None:
    ask = view.uow.solicitations.get(SolicitationId(view.subject))
    case = view.uow.cases.get(ask.case_id) if ask else None
    if ask is None or case is None:
        return None
    return ask, case


def _about(view: View, case: Case) -> dict[str, str]:
    return {
        "themes": view.theme_labels(case.themes[:2]) or "none",
        "place": view.departement_name(case.departement) or "none",
        "urgent": "yes" if case.urgent else "no",
    }


def _why(view: View, case: Case) -> tuple[Block, ...]:
    """Why this person: what they and the case have in common."""
    if view.recipient is None:
        return ()
    shared = tuple(theme for theme in case.themes if theme in view.recipient.themes)
    near = view.recipient.departement == case.departement
    if not shared and not near:
        return (say("why-elsewhere"),)
    return (
        say(
            "why-asked",
            themes=view.theme_labels(shared) or "none",
            near="yes" if near else "no",
        ),
    )


def _precisions(view: View, case: Case) -> tuple[Block, ...]:
    replied: Sequence[Question] = [
        q for q in view.uow.answers.questions(case.id) if q.reply is not None and q.text
    ]
    blocks: list[Block] = []
    for question in replied:
        assert question.text is not None and question.reply is not None
        blocks.append(say("precision"))
        blocks.append(quote(f"{question.text.value}\n{question.reply.value}"))
    return tuple(blocks)


def _responses(view: View, ask: Solicitation) -> tuple[Row, ...]:
    if ask.response is Response.ANSWERED:
        return ((view.choice(Action.ANSWER, ask.id, "choice-answer-more"),),)
    return (
        (view.choice(Action.ANSWER, ask.id, "choice-answer", weight=Weight.MAIN),),
        (
            view.choice(Action.NOT_MY_FIELD, ask.id, "choice-not-my-field"),
            view.choice(Action.LATER, ask.id, "choice-later"),
        ),
        (
            view.choice(Action.REFER, ask.id, "choice-relay"),
            view.choice(Action.ASK_BACK, ask.id, "choice-ask-back"),
        ),
        (view.choice(Action.LESS, ask.id, "choice-less", weight=Weight.QUIET),),
    )


def _others(view: View, case: Case) -> list[Answer]:
    if view.recipient is None:
        return []
    reader = view.recipient.id
    others = [
        a
        for a in view.uow.answers.of_case(case.id)
        if a.author_id != reader and a.withdrawn_at is None and a.text is not None
    ]
    return sorted(others, key=lambda a: hashlib.sha256(f"{reader}{a.id}".encode()).digest())
