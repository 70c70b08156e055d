"""Pages to keep: the digest of a case, a fiche. No name stands on them, whoever shares theirs."""

from bot.dialogue.actions import Action
from bot.dialogue.screens.asking import opening_choice
from bot.dialogue.screens.digest import presented, said_of
from bot.dialogue.screens.remembering import about_fiche
from bot.dialogue.screens.view import View, quote, say
from bot.domain.answers import Answer, AnswerId
from bot.domain.cases import Case, CaseId
from bot.domain.digest import Group
from bot.domain.fiches import FicheId
from bot.domain.screens import Argument, Block, Heading, Paragraph, Phrase, Screen, Sheet
from bot.usecases.join_case import reads_answers
from bot.usecases.read_digest import ReadDigest, printable_cases, read_digest

LISTED = 8
"""Cases among which to choose."""


def case_sheet(view: View) -> Screen | None:
    """The whole digest, the best first, with what was asked and what was made precise."""
    case = view.uow.cases.get(CaseId(view.subject))
    if case is None or view.recipient is None:
        return None
    if not reads_answers(view.uow, case, view.recipient.id):
        return None
    read = read_digest(view.uow, case, view.matchmaking)
    if not read.answers:
        return Screen((say("digest-empty"),))
    blocks: list[Block] = [Heading(_sheet_name(view)), *_asked(view, case)]
    blocks.append(
        _title("sheet-answers", answers=len(read.answers), groups=len(read.digest.groups))
    )
    for number, group in enumerate(read.digest.groups, start=1):
        blocks.extend(_group(view, read, number, group))
    if read.digest.left_out:
        blocks.append(say("digest-left-out", count=len(read.digest.left_out)))
    blocks.append(say("sheet-caution"))
    return Screen((say("case-sheet"),), enclosed=Sheet(_sheet_name(view), tuple(blocks)))


def choose_printed(view: View) -> Screen | None:
    if view.recipient is None:
        return None
    cases = printable_cases(view.uow, view.recipient)[:LISTED]
    rows = tuple((opening_choice(view, Action.PRINT, case),) for case in cases)
    return Screen((say("choose-printed"),), rows)


def fiche_sheet(view: View) -> Screen | None:
    fiche = view.uow.fiches.get(FicheId(view.subject))
    if fiche is None:
        return None
    since = fiche.published_at or fiche.proposed_at
    place = view.departement_name(fiche.departement) or "none"
    name = Phrase("sheet-fiche", {"at": view.local(since), "place": place})
    blocks: list[Block] = [Heading(name)]
    if fiche.themes:
        blocks.append(say("sheet-themes", themes=view.theme_labels(fiche.themes)))
    blocks += [quote(fiche.text.value), *about_fiche(view, fiche), say("sheet-caution")]
    return Screen((say("fiche-sheet"),), enclosed=Sheet(name, tuple(blocks)))


def _title(key: str, /, **args: Argument) -> Paragraph:
    return Paragraph((Phrase(key, args),), emphasis=True)


def _sheet_name(view: View) -> Phrase:
    return Phrase("sheet-digest", {"at": view.local(view.now)})


def _asked(view: View, case: Case) -> list[Block]:
    if case.text is None:
        return [say("text-forgotten")]
    blocks: list[Block] = [_title("sheet-case"), quote(case.text.value)]
    for question in view.uow.answers.questions(case.id):
        if question.text is not None and question.reply is not None:
            blocks += [
                say("sheet-precision"),
                quote(f"{question.text.value}\n{question.reply.value}"),
            ]
    return blocks


def _group(view: View, read: ReadDigest, number: int, group: Group) -> list[Block]:
    answers = [a for i in group.answer_ids if (a := read.answers.get(AnswerId(i))) and a.text]
    if not answers:
        return []
    first, *others = answers
    assert first.text is not None
    blocks: list[Block] = [
        _who(view, read, number, first),
        quote(first.text.value),
        *said_of(group, group.reasons),
    ]
    for other in others:
        assert other.text is not None
        blocks += [say("sheet-same"), quote(other.text.value)]
    return blocks


def _who(view: View, read: ReadDigest, number: int, answer: Answer) -> Block:
    """The kind of structure and the job alone: a page goes further than a conversation."""
    author = read.authors.get(answer.author_id)
    if author is None:
        return _title("digest-author-unknown", number=number)
    return _title(
        "digest-author-relayed" if answer.relayed else "digest-author",
        number=number,
        **presented(view, author),
    )
