"""What the network remembers, as people see it."""

from collections.abc import Sequence

from bot.dialogue.actions import Action
from bot.dialogue.listing import those_listed
from bot.dialogue.screens.asking import standing_answers
from bot.dialogue.screens.drafting import emergency_in
from bot.dialogue.screens.view import Row, View, opening_words, quote, say
from bot.domain.cases import CaseId
from bot.domain.drafts import DraftId
from bot.domain.fiches import FINDABLE, KEPT, Fiche, FicheId, FicheState
from bot.domain.screens import Block, Choice, Heading, Phrase, Screen, Weight

OPENING = 120
"""Characters of each fiche, when there are several: a whole one is a screen of a phone."""


def fiches_offered(view: View) -> Screen | None:
    """What already answers a case like this one; one tap, and nobody is asked."""
    fiches = _fiches(view)
    twin = view.uow.cases.get(CaseId(view.detail("twin")))
    draft = view.uow.drafts.get(DraftId(view.subject))
    blocks: list[Block] = []
    rows: list[Row] = []
    if twin is not None and twin.text is not None:
        answers = len(standing_answers(view, twin))
        blocks += [Heading(Phrase("twin-offered", {"answers": answers})), quote(twin.text.value)]
        rows.append((view.choice(Action.JOIN, view.subject, "choice-join", twin.id),))
    if fiches:
        blocks.append(Heading(Phrase("fiches-offered")))
    shown, to_tap = _listed(view, fiches, view.subject)
    ask = view.choice(Action.PREVIEW, view.subject, "choice-ask-anyway", weight=Weight.MAIN)
    blocks += shown
    if not blocks:
        return None
    lines = emergency_in(draft) if draft else ()
    return Screen((*lines, *blocks), (*rows, *to_tap, (ask,)))


def fiches_found(view: View) -> Screen | None:
    fiches = _fiches(view)
    if not fiches:
        return Screen((say("no-fiche-found"),))
    shown, to_tap = _listed(view, fiches, "")
    return Screen((say("fiches-found", count=len(fiches)), *shown), to_tap)


def fiche_whole(view: View) -> Screen | None:
    """One fiche among those offered or found; asking all the same stays one tap away."""
    fiche = view.uow.fiches.get(FicheId(view.subject))
    if fiche is None:
        return Screen((say("fiche-gone"),))
    draft = view.uow.drafts.get(DraftId(view.detail("draft")))
    rows: list[Row] = [(_settled(view, fiche, draft.id if draft else ""),)]
    if draft is not None:
        rows.append((view.choice(Action.PREVIEW, draft.id, "choice-ask-anyway"),))
    return Screen(_whole(view, fiche), tuple(rows))


def settled_with_fiche(view: View) -> Screen | None:
    keep = view.choice(Action.PRINT_FICHE, view.subject, "choice-print", weight=Weight.QUIET)
    asked = bool(view.detail("draft"))
    key = "settled-with-fiche" if asked else "fiche-was-useful"
    return Screen((say(key),), ((keep,),))


def fiche_served(view: View) -> Screen | None:
    fiche = view.uow.fiches.get(FicheId(view.subject))
    return None if fiche is None else Screen((say("fiche-served", times=fiche.served),))


def fiche_proposed(view: View) -> Screen | None:
    """For a pilot: a solved case that could serve the others."""
    fiche = view.uow.fiches.get(FicheId(view.subject))
    if fiche is None:
        return Screen((say("fiche-gone"),))
    if fiche.state is not FicheState.PROPOSED:
        return None
    return Screen(
        (Heading(Phrase("fiche-proposed")), quote(fiche.text.value), say("fiche-proposed-why")),
        (
            (view.choice(Action.READ_FICHE, fiche.id, "choice-read-fiche", weight=Weight.MAIN),),
            (view.choice(Action.REFUSE_FICHE, fiche.id, "choice-refuse-fiche"),),
        ),
    )


def fiche_published(view: View) -> Screen | None:
    return Screen((say("fiche-published"),))


def fiche_refused(view: View) -> Screen | None:
    return Screen((say("fiche-refused"),))


def fiche_still_true(view: View) -> Screen | None:
    fiche = view.uow.fiches.get(FicheId(view.subject))
    if fiche is None or fiche.state not in KEPT:
        return None
    return Screen(
        (Heading(Phrase("fiche-still-true")), quote(fiche.text.value)),
        (
            (
                view.choice(Action.STILL_TRUE, fiche.id, "choice-still-true"),
                view.choice(Action.OUTDATED, fiche.id, "choice-outdated"),
            ),
        ),
    )


def fiche_kept(view: View) -> Screen | None:
    return Screen((say("fiche-kept"),))


def fiche_outdated(view: View) -> Screen | None:
    return Screen((say("fiche-outdated"),))


def _fiches(view: View) -> list[Fiche]:
    ids = those_listed("fiche", view.notice.details)
    found = (view.uow.fiches.get(FicheId(one)) for one in ids)
    return [f for f in found if f is not None and f.state in FINDABLE]


def _listed(
    view: View, fiches: Sequence[Fiche], draft_id: str
) -> tuple[tuple[Block, ...], tuple[Row, ...]]:
    """Fiches as they are shown, and their choices: one alone is there whole, others begin."""
    if len(fiches) == 1:
        return _whole(view, fiches[0]), ((_settled(view, fiches[0], draft_id),),)
    blocks: list[Block] = []
    rows: list[Row] = []
    for number, fiche in enumerate(fiches, start=1):
        title = say(
            "fiche-title",
            number=number,
            themes=view.theme_labels(fiche.themes[:1]) or "none",
            place=view.departement_name(fiche.departement) or "none",
        )
        blocks += [title, quote(opening_words(fiche.text.value, OPENING))]
        read = view.choice(
            Action.OPEN_FICHE, draft_id, "choice-open-fiche", fiche.id, number=number
        )
        rows.append((read,))
    return tuple(blocks), tuple(rows)


def _settled(view: View, fiche: Fiche, draft_id: str) -> Choice:
    return view.choice(Action.SETTLED, draft_id, "choice-settled", fiche.id)


def _whole(view: View, fiche: Fiche) -> tuple[Block, ...]:
    since = fiche.published_at or fiche.proposed_at
    heading = say(
        "fiche-heading",
        place=view.departement_name(fiche.departement) or "none",
        at=view.local(since),
    )
    return (heading, quote(fiche.text.value), *about_fiche(view, fiche))


def about_fiche(view: View, fiche: Fiche) -> tuple[Block, ...]:
    """Where it comes from, and whether it is sure to hold."""
    blocks: list[Block] = []
    kinds = [label for kind in fiche.sources if (label := view.kind_label(kind))]
    if kinds:
        blocks.append(say("fiche-sources", kinds=view.in_a_row(kinds)))
    if fiche.state is FicheState.IN_REVIEW:
        blocks.append(say("fiche-marked-in-review"))
    if fiche.state is FicheState.OUTDATED:
        blocks.append(say("fiche-marked-outdated"))
    return tuple(blocks)
