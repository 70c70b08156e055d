"""The audit in words: who did what, when, and why; the newest first, a page at a time.

No words of a case, and no name but those of members who act here or are acted upon: a case is told
by its day, its subject and its place; whoever was erased, by nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby

from bot.dialogue.actions import Action
from bot.dialogue.screens.limits import CODES, changed_lines, reason_of
from bot.dialogue.screens.view import View, say
from bot.domain.cases import Case, CaseId
from bot.domain.circles import CircleId
from bot.domain.fiches import FicheId
from bot.domain.people import ProfessionalId
from bot.domain.records import Act, AuditEntry
from bot.domain.screens import (
    Argument,
    Block,
    Bullets,
    Heading,
    Inline,
    Paragraph,
    Phrase,
    Screen,
    Verbatim,
    Weight,
)
from bot.domain.solicitations import SolicitationId

ON_A_PAGE = 8
WRONG_CODES_COUNTED = timedelta(days=7)
"""Wrong codes are a count: there may be a great many, and none is a member's act."""

OF_LIMITS = frozenset({Act.CHANGE_LIMITS, Act.UNDO_LIMITS, Act.PAUSE_ALL, Act.RESUME_ALL})
OF_CASES = frozenset({Act.HOLD_CASE, Act.RELEASE_CASE, Act.CALL_COMMITTEE})
OF_MEMBERS = frozenset({Act.REMOVE_MEMBER, Act.READMIT_MEMBER, Act.INVITE_MEMBER, Act.LET_BACK_IN})
OF_FICHES = frozenset({Act.PUBLISH_FICHE, Act.REFUSE_FICHE, Act.OUTDATE_FICHE})


def journal(view: View) -> Screen | None:
    """One page, by day."""
    after = int(view.detail("after") or 0)
    entries = view.uow.records.audited(ON_A_PAGE + 1, after, but=Act.WRONG_CODE)
    blocks: list[Block] = [Heading(Phrase("journal"))]
    if not after:
        blocks += _wrong_codes(view)
    if not entries:
        blocks.append(say("journal-nothing"))
    blocks += by_day(view, entries[:ON_A_PAGE])
    settings = view.choice(Action.HISTORY, "", "choice-journal-limits", weight=Weight.QUIET)
    if len(entries) <= ON_A_PAGE:
        return Screen(tuple(blocks), ((settings,),))
    older = view.choice(Action.JOURNAL, "", "choice-journal-older", str(after + ON_A_PAGE))
    return Screen(tuple(blocks), ((older,), (settings,)))


def by_day(view: View, entries: Sequence[AuditEntry]) -> Iterator[Block]:
    """A line for each act, under its day."""
    for _, acts in groupby(entries, key=lambda entry: view.local(entry.at).date()):
        of_the_day = list(acts)
        day = Phrase("journal-day", {"at": view.local(of_the_day[0].at)})
        yield Paragraph((day,), emphasis=True)
        yield Bullets(tuple(tuple(_told(view, entry)) for entry in of_the_day))


def _wrong_codes(view: View) -> list[Block]:
    tries = len(view.uow.records.audited_since(Act.WRONG_CODE, view.now - WRONG_CODES_COUNTED))
    return [say("journal-wrong-codes", tries=tries)] if tries else []


def _told(view: View, entry: AuditEntry) -> Iterator[Inline]:
    who = (view.member_name(entry.actor_id) or "gone") if entry.actor_id else "none"
    yield Phrase("journal-who", {"at": view.local(entry.at), "name": who})
    yield Phrase(f"journal-{entry.action}", _facts(view, entry))
    if entry.action not in OF_LIMITS:
        return
    version = view.uow.policies.get(int(entry.details["version"]))
    if version is None:
        return
    if entry.action in (Act.CHANGE_LIMITS, Act.UNDO_LIMITS):
        for line in changed_lines(view, version):
            yield Verbatim(" ")
            yield from line
            yield Verbatim(".")
    if entry.action in (Act.CHANGE_LIMITS, Act.PAUSE_ALL) and version.reason not in CODES:
        yield Phrase("journal-why")
        yield reason_of(version)


def _facts(view: View, entry: AuditEntry) -> dict[str, Argument]:
    """What the sentence of an act needs, by what it was done to."""
    subject = entry.subject_id or ""
    facts: dict[str, Argument] = dict(entry.details)
    if entry.action in OF_MEMBERS:
        facts["member"] = view.member_name(subject) or "gone"
    elif entry.action in OF_CASES:
        facts |= _case(view, view.uow.cases.get(CaseId(subject)))
    elif entry.action in OF_FICHES:
        fiche = view.uow.fiches.get(FicheId(subject))
        facts["subject"] = view.theme_labels(fiche.themes) if fiche else "gone"
    elif entry.action is Act.ADOPT_CHAT:
        circle = view.uow.circles.get(CircleId(subject))
        facts["circle"] = circle.name if circle else "gone"
    elif entry.action is Act.SETTLE_UNCERTAIN:
        ask = view.uow.solicitations.get(SolicitationId(subject))
        to = ask.professional_id if ask else None
        facts["member"] = view.member_name(ProfessionalId(to)) or "gone" if to else "circle"
    return facts


def _case(view: View, case: Case | None) -> dict[str, Argument]:
    """A case, without a word of it."""
    themes, place = (case.themes, case.departement) if case else ((), None)
    return {
        "subject": view.theme_labels(themes) or "–",
        "place": view.departement_name(place) or "–",
        "day": view.local(case.confirmed_at if case else view.now),
    }
