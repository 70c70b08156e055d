"""What the counsellor sees once the case has left."""

from datetime import datetime

from bot.dialogue.actions import Action
from bot.dialogue.screens.convening import call_choice
from bot.dialogue.screens.drafting import emergency, prompt
from bot.dialogue.screens.view import Row, View, forgotten, opening_words, quote, say
from bot.domain.answers import Answer, AnswerId, QuestionId
from bot.domain.cases import Case, CaseId, CaseState, OutcomeKind
from bot.domain.screens import Block, Choice, Heading, Phrase, Screen, Weight
from bot.domain.solicitations import COUNTED, Delivery
from bot.domain.vocabulary import themes
from bot.usecases.join_case import cases_read
from bot.usecases.read_digest import read_digest
from bot.usecases.record_outcome import ASKED_AFTER

UNDER_WAY = frozenset({CaseState.SEEKING, CaseState.ANSWERED, CaseState.EXHAUSTED})
CHOSEN_AMONG = 5
"""Answers among which to say which one helped."""


def progress(view: View) -> Screen | None:
    """One message, kept up to date: where the search stands."""
    case = _case(view)
    if case is None:
        return None
    match case.state:
        case CaseState.CONFIRMED:
            return _leaving(view, case)
        case CaseState.CANCELLED:
            return Screen((say("progress-cancelled"),))
        case CaseState.HELD:
            return Screen((say("progress-held"),))
        case _:
            return _search(view, case)


def _leaving(view: View, case: Case) -> Screen:
    seconds = int((case.leaves_at - case.confirmed_at).total_seconds())
    if not seconds:
        return Screen((*emergency(case.dangers), say("progress-leaving-at-once")))
    unit, n = ("seconds", seconds) if seconds % 60 else ("minutes", seconds // 60)
    undo = view.choice(Action.UNDO, case.id, "choice-undo")
    leaving = say("progress-leaving", unit=unit, n=n)
    text = (quote(case.text.value),) if case.text else ()
    return Screen((*emergency(case.dangers), leaving, *text), ((undo,),))


def search_ended(view: View) -> Screen | None:
    case = _case(view)
    if case is None:
        return None
    count = len(standing_answers(view, case))
    ended = say("search-ended", answers=count)
    row = see_digest(view, case, count) if count else (widen_choice(view, case),)
    return Screen((*about(view, case), ended), (row,))


def search_exhausted(view: View) -> Screen | None:
    """Nobody answered: said plainly, with a date when there is one."""
    case = _case(view)
    if case is None:
        return None
    ending = view.detail("ending")
    blocks: list[Block] = [
        *emergency(case.dangers),
        *about(view, case),
        say(f"search-exhausted-{ending}"),
    ]
    if free := view.detail("free-again-at"):
        blocks.append(say("search-free-again", at=view.local(datetime.fromisoformat(free))))
    if int(view.detail("pilots") or 0):
        blocks.append(say("search-pilots-told"))
    return Screen(tuple(blocks), ((widen_choice(view, case),), (_wish_committee(view, case),)))


def late_answer(view: View) -> Screen | None:
    case = _case(view)
    if case is None:
        return None
    count = len(standing_answers(view, case))
    if not count:
        return None
    return Screen((*about(view, case), say("late-answer")), (see_digest(view, case, count),))


def case_stuck(view: View) -> Screen | None:
    """For the pilots: a case that found no answer."""
    case = view.uow.cases.get(CaseId(view.subject))
    if case is None or case.text is None:
        return forgotten(view)
    return Screen(
        (Heading(Phrase("case-stuck")), quote(case.text.value), say("case-stuck-todo")),
        ((call_choice(view, case),),),
    )


def question_back(view: View) -> Screen | None:
    question = view.uow.answers.get_question(QuestionId(view.subject))
    if question is None or question.text is None:
        return forgotten(view)
    reply = view.choice(Action.REPLY, question.id, "choice-reply", weight=Weight.MAIN)
    case = view.uow.cases.get(question.case_id)
    return Screen(
        (
            Heading(Phrase("question-back")),
            *(about(view, case) if case else ()),
            quote(question.text.value),
            say("question-back-why"),
        ),
        ((reply,),),
    )


def write_reply(view: View) -> Screen | None:
    return prompt(view, "write-reply")


def reply_sent(view: View) -> Screen | None:
    question = view.uow.answers.get_question(QuestionId(view.subject))
    case = view.uow.cases.get(question.case_id) if question else None
    searching = "yes" if case is not None and case.is_open else "no"
    text = (quote(question.reply.value),) if question and question.reply else ()
    return Screen((say("reply-sent", searching=searching), *text))


def ask_outcome(view: View) -> Screen | None:
    case = _case(view)
    if case is None or (case.outcome is not None and case.outcome.kind is OutcomeKind.UNBLOCKED):
        return None
    opening = opening_words(case.text.value) if case.text else ""
    return Screen(
        (say("ask-outcome", opening=opening),),
        (
            (view.choice(Action.UNBLOCKED, case.id, "choice-unblocked", weight=Weight.MAIN),),
            (
                view.choice(Action.PARTLY, case.id, "choice-almost"),
                view.choice(Action.NOT_UNBLOCKED, case.id, "choice-no"),
            ),
            (view.choice(Action.TOO_EARLY, case.id, "choice-too-early", weight=Weight.QUIET),),
        ),
    )


def outcome_kept(view: View) -> Screen | None:
    case = _case(view)
    if case is None or case.outcome is None:
        return None
    kind = case.outcome.kind
    rows: list[Row] = []
    how = kind.value
    if kind is OutcomeKind.UNBLOCKED and case.outcome.answer_id is None:
        rows = _which_answer(view, case)
        how = "which" if rows else how
    elif kind in (OutcomeKind.NOT, OutcomeKind.PARTLY) and case.text is not None:
        rows.append((widen_choice(view, case, Weight.MAIN),))
        rows.append((_wish_committee(view, case),))
    elif kind is OutcomeKind.TOO_EARLY and case.outcome_asked >= len(ASKED_AFTER):
        how = "last"
    if kind is not OutcomeKind.TOO_EARLY:
        rows.append((view.choice(Action.COMMENT, case.id, "choice-comment"),))
    return Screen((say(f"outcome-kept-{how}"),), tuple(rows))


def _which_answer(view: View, case: Case) -> list[Row]:
    """The answers, by their first words: whoever unblocked the case is to be told."""
    read = read_digest(view.uow, case, view.matchmaking)
    heads = [read.answers.get(AnswerId(group.head_id)) for group in read.digest.groups]
    return [
        (
            view.choice(
                Action.UNBLOCKED,
                case.id,
                "choice-which-answer",
                answer.id,
                number=number,
                opening=opening_words(answer.text.value, 40),
            ),
        )
        for number, answer in enumerate(heads[:CHOSEN_AMONG], start=1)
        if answer is not None and answer.text is not None
    ]


def write_comment(view: View) -> Screen | None:
    return prompt(view, "write-comment")


def comment_kept(view: View) -> Screen | None:
    case = _case(view)
    comment = case.outcome.comment if case and case.outcome else None
    return Screen((say("comment-kept"), *((quote(comment.value),) if comment else ())))


def read_again(view: View) -> Screen | None:
    """Refusals say that the case was misread: what it is taken for now, and other themes to tap."""
    case = _case(view)
    if case is None:
        return None
    before = tuple(str(view.detail("before") or "").split(","))
    text = case.text.value if case.text else ""
    others = (*before, *view.matchmaking.propose_themes(text))
    choices = [
        view.choice(
            Action.CASE_THEME, case.id, "choice-theme", theme, theme=view.theme_label(theme)
        )
        for theme in dict.fromkeys((*case.themes, *others))
        if theme in themes()
    ]
    told = say(
        "read-again",
        before=view.theme_labels(tuple(theme for theme in before if theme in themes())) or "none",
        now=view.theme_labels(case.themes) or "none",
    )
    return Screen((told,), tuple((choice,) for choice in choices) if case.is_open else ())


def theme_corrected(view: View) -> Screen | None:
    case = _case(view)
    if case is None:
        return None
    return Screen((say("theme-corrected", theme=view.theme_labels(case.themes)),))


def widened(view: View) -> Screen | None:
    return Screen((say("widened"),))


def my_cases(view: View) -> Screen | None:
    """The situations that the person asked or follows, the newest first."""
    if view.recipient is None:
        return None
    cases = [c for c in cases_read(view.uow, view.recipient.id) if c.text is not None][:8]
    if not cases:
        return Screen((say("no-case"),))
    rows = tuple((opening_choice(view, Action.DIGEST, case),) for case in cases)
    return Screen((say("my-cases", count=len(cases)),), rows)


def opening_choice(view: View, action: Action, case: Case) -> Choice:
    """A case among others, by its first words."""
    return view.choice(
        action,
        case.id,
        "choice-open-case",
        opening=opening_words(case.text.value if case.text else "…", 40),
        answers=len(standing_answers(view, case)),
    )


def about(view: View, case: Case) -> tuple[Block, ...]:
    """Which situation, for whoever has several under way: nothing needs saying of a single one."""
    if view.recipient is None or case.text is None:
        return ()
    under_way = [c for c in cases_read(view.uow, view.recipient.id) if c.state in UNDER_WAY]
    if len(under_way) < 2:
        return ()
    return (say("about-case", opening=opening_words(case.text.value)),)


def _case(view: View) -> Case | None:
    case = view.uow.cases.get(CaseId(view.subject))
    if case is None or view.recipient is None or case.asker_id != view.recipient.id:
        return None
    return case


def standing_answers(view: View, case: Case) -> list[Answer]:
    answers = view.uow.answers.of_case(case.id)
    return [a for a in answers if a.withdrawn_at is None and a.text is not None]


def _search(view: View, case: Case) -> Screen:
    sent = [s for s in view.uow.solicitations.of_case(case.id) if s.delivery in COUNTED]
    waiting = [s for s in sent if s.delivery is Delivery.PLANNED]
    answers = len(standing_answers(view, case))
    which = (say("about-case", opening=opening_words(case.text.value)),) if case.text else ()
    blocks: list[Block] = [
        *(emergency(case.dangers) if case.is_open or case.state is CaseState.EXHAUSTED else ()),
        *which,
        say(
            f"progress-{case.state.value}",
            waves=case.waves,
            asked=len(sent),
            answers=answers,
        ),
    ]
    if case.state is CaseState.SEEKING:
        if not sent and case.due_at is not None and case.due_at > view.now:
            quiet = view.detail("why") == "quiet-hours"
            key = "progress-waits-until" if quiet else "progress-waits-for-somebody"
            blocks.append(say(key, at=view.local(case.due_at)))
        elif len(waiting) == len(sent) and sent:
            blocks.append(say("progress-on-their-way"))
        if not answers:
            blocks.append(say("progress-nothing-to-do"))
    rows: list[Row] = []
    if answers:
        rows.append(see_digest(view, case, answers))
    if case.state in (CaseState.ANSWERED, CaseState.EXHAUSTED) and case.text is not None:
        rows.append((widen_choice(view, case, Weight.QUIET),))
    return Screen(tuple(blocks), tuple(rows))


def widen_choice(view: View, case: Case, weight: Weight = Weight.PLAIN) -> Choice:
    """Search further, once."""
    return view.choice(Action.WIDEN, case.id, "choice-widen", str(case.wanted_more), weight=weight)


def _wish_committee(view: View, case: Case) -> Choice:
    return view.choice(Action.WISH_COMMITTEE, case.id, "choice-wish-committee", weight=Weight.QUIET)


def see_digest(view: View, case: Case, answers: int) -> Row:
    return (
        view.choice(
            Action.DIGEST, case.id, "choice-see-digest", weight=Weight.MAIN, answers=answers
        ),
    )
