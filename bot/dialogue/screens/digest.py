"""The ranked answers of a case, as whoever asked or follows it reads them."""

from collections.abc import Sequence

from bot.dialogue.actions import Action
from bot.dialogue.screens.asking import about
from bot.dialogue.screens.view import Row, View, quote, say
from bot.domain.answers import Answer, AnswerId
from bot.domain.cases import Case, CaseId, CaseState
from bot.domain.digest import Group
from bot.domain.people import Professional
from bot.domain.reasons import Reason
from bot.domain.screens import Argument, Block, Bullets, Heading, Phrase, Screen, Weight
from bot.usecases.join_case import reads_answers
from bot.usecases.read_digest import ReadDigest, read_digest

ON_A_SCREEN = 3
"""Answers shown first; the rest behind a tap."""
REASONS_SHOWN = 2
SAID_ALREADY = 6
"""First letters of a kind of structure that a job repeats: "avocat", of "Avocats, notaires"."""


def digest(view: View) -> Screen | None:
    """The ranked answers: three at most, the best first, each with who says it and why."""
    case = view.uow.cases.get(CaseId(view.subject))
    reader = view.recipient
    if case is None or reader is None or not reads_answers(view.uow, case, reader.id):
        return None
    read = read_digest(view.uow, case, view.matchmaking)
    groups = read.digest.groups
    left_out = len(read.digest.left_out)
    if not groups:
        nothing = say("digest-left-out", count=left_out) if left_out else say("digest-empty")
        return Screen((nothing,))
    first = int(view.detail("page") or 0) * ON_A_SCREEN
    shown = list(enumerate(groups))[first : first + ON_A_SCREEN]
    blocks: list[Block] = [Heading(Phrase("digest-title", {"answers": len(read.answers)}))]
    blocks += about(view, case)
    for number, group in shown:
        blocks.extend(_group(view, read, number, group))
    if left_out:
        blocks.append(say("digest-left-out", count=left_out))
    rows = _asker_choices(view, case, shown) if case.asker_id == reader.id else ()
    return Screen(tuple(blocks), (*rows, _reading_choices(view, case, len(groups) - first)))


def reply_to_which(view: View) -> Screen | None:
    """Words that reply to the digest are for somebody: whom, only their author can say."""
    case = view.uow.cases.get(CaseId(view.subject))
    if case is None:
        return None
    groups = read_digest(view.uow, case, view.matchmaking).digest.groups
    rows = tuple(_go_further(view, *one) for one in enumerate(groups))
    return Screen((say("reply-to-which"),), rows)


def said_of(group: Group, reasons: Sequence[Reason]) -> list[Block]:
    """Why an answer stands where it does, and which others say the opposite."""
    blocks: list[Block] = []
    if reasons:
        why = tuple((Phrase(f"digest-why-{r.code}", dict(r.details)),) for r in reasons)
        blocks.append(Bullets(why))
    if group.contradicts:
        numbers = ", ".join(str(other + 1) for other in group.contradicts)
        blocks.append(say("digest-contradicts", numbers=numbers))
    return blocks


def _group(view: View, read: ReadDigest, number: int, group: Group) -> list[Block]:
    answer = read.answers.get(AnswerId(group.head_id))
    if answer is None or answer.text is None:
        return []
    said = said_of(group, group.reasons[:REASONS_SHOWN])
    return [_who(view, read, number, answer), quote(answer.text.value), *said]


def _who(view: View, read: ReadDigest, number: int, answer: Answer) -> Block:
    """Who says it: the kind of structure and the job; the name only with consent."""
    author = read.authors.get(answer.author_id)
    if author is None:
        return say("digest-author-unknown", number=number + 1)
    key = "digest-author-named" if author.shares_name else "digest-author"
    relayed = f"{key}-relayed" if answer.relayed else key
    return say(relayed, number=number + 1, name=author.display_name, **presented(view, author))


def presented(view: View, author: Professional) -> dict[str, Argument]:
    """What somebody is, without their name: the kind of structure where the job leaves it out."""
    job, kind = author.job, view.kind_label(author.structure.kind)
    told = kind.casefold()[:SAID_ALREADY] in job.casefold()
    return {
        "job": job,
        "kind": "none" if told else kind,
        "place": view.departement_name(author.departement),
    }


def _asker_choices(view: View, case: Case, shown: Sequence[tuple[int, Group]]) -> tuple[Row, ...]:
    """What the asker says of the answers, and may still ask their authors."""
    rows: list[Row] = []
    if case.state is CaseState.CLOSED:
        reopen = view.choice(
            Action.WIDEN, case.id, "choice-reopen", str(case.wanted_more), weight=Weight.QUIET
        )
        rows.append((reopen,))
    else:
        rows.append(
            tuple(
                view.choice(
                    Action.UNBLOCKED,
                    case.id,
                    "choice-this-unblocks",
                    group.head_id,
                    weight=Weight.MAIN,
                    number=number + 1,
                )
                for number, group in shown
            )
        )
        rows.append(
            (
                view.choice(Action.PARTLY, case.id, "choice-almost"),
                view.choice(Action.NOT_UNBLOCKED, case.id, "choice-no"),
            )
        )
    return (*rows, *(_go_further(view, number, group) for number, group in shown))


def _go_further(view: View, number: int, group: Group) -> Row:
    further = view.choice(
        Action.GO_FURTHER,
        group.head_id,
        "choice-go-further",
        weight=Weight.QUIET,
        number=number + 1,
    )
    return (further,)


def _reading_choices(view: View, case: Case, left: int) -> Row:
    keep = view.choice(Action.PRINT, case.id, "choice-print", weight=Weight.QUIET)
    if left <= ON_A_SCREEN:
        return (keep,)
    page = str(int(view.detail("page") or 0) + 1)
    return (view.choice(Action.DIGEST, case.id, "choice-more-answers", page), keep)
