"""What a person sees while they write."""

from bot.dialogue.actions import Action
from bot.dialogue.screens.view import Row, View, opening_words, quote, say, words
from bot.domain.danger import LINES, dangers
from bot.domain.drafts import MOST_THEMES, TELLS_THE_CASE, Draft, DraftId, Purpose
from bot.domain.screening import RiskLevel, Screened, roughly
from bot.domain.screens import (
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
from bot.domain.texts import fingerprint
from bot.domain.vocabulary import themes
from bot.usecases.asks_to_answer import asks_to_answer

LISTED = 12
"""Replaced words listed at most: a phone's screen."""
KEPT_OFFERED = 10
NATIONALITY_MATTERS = "nationality-matters"
"""A code of screening."""


def emergency(dangers: tuple[str, ...]) -> tuple[Block, ...]:
    """The lines to call, before anything else."""
    if not dangers:
        return ()
    lines = dict.fromkeys(line for danger in dangers for line in LINES.get(danger, ()))
    items: tuple[tuple[Inline, ...], ...] = tuple((Phrase(f"line-{line}"),) for line in lines)
    return (
        Paragraph((Phrase("danger"),), emphasis=True),
        Bullets(items),
        say("danger-goes-on"),
    )


def emergency_in(draft: Draft) -> tuple[Block, ...]:
    """The same, for words that tell of the person accompanied, for as long as they are written."""
    if draft.purpose not in TELLS_THE_CASE:
        return ()
    return emergency(dangers(draft.raw.value))


def noted(view: View) -> Screen | None:
    draft = _draft(view)
    if draft is None or not draft.parts:
        return None
    return Screen(
        (*emergency_in(draft), *_apart(view, draft), say("noted", messages=len(draft.parts))),
        (
            (view.choice(Action.REVIEW, draft.id, "choice-review", weight=Weight.MAIN),),
            *_rather_an_answer(view, draft),
            (view.choice(Action.ABANDON, draft.id, "choice-abandon", weight=Weight.QUIET),),
        ),
    )


def preview(view: View) -> Screen | None:
    """The exact text that would leave, what was replaced, and what risk is left."""
    draft = _draft(view)
    if draft is None or draft.proposed is None:
        return None
    proposed = draft.proposed
    blocks: list[Block] = [
        *emergency_in(draft),
        Heading(Phrase("preview-correction" if draft.replaces else f"preview-{draft.purpose}")),
        quote(proposed.clean),
        *_replaced(draft, proposed),
        *_risk(proposed),
        *_nationality(proposed),
    ]
    if draft.purpose is Purpose.CASE:
        blocks.append(_routing(view, draft))
    return Screen(tuple(blocks), _preview_choices(view, draft, proposed))


def choose_words_to_keep(view: View) -> Screen | None:
    draft = _draft(view)
    if draft is None or draft.proposed is None:
        return None
    seen = fingerprint(draft.proposed.clean)[:8]
    first = int(view.detail("first") or 0)
    offered: dict[str, int] = {}
    for index, found in enumerate(draft.proposed.found):
        offered.setdefault(draft.raw.value[found.start : found.end], index)
    rows: list[Row] = [
        (
            view.choice(
                Action.GIVE_BACK,
                draft.id,
                "choice-keep-words",
                f"{index}-{seen}",
                words=opening_words(surface, 40),
            ),
        )
        for surface, index in list(offered.items())[first : first + KEPT_OFFERED]
    ]
    if len(offered) > first + KEPT_OFFERED:
        further = f"+{first + KEPT_OFFERED}"
        rows.append((view.choice(Action.GIVE_BACK, draft.id, "choice-more-words", further),))
    return Screen((say("choose-words-to-keep"),), (*rows, _back(view, draft)))


def ask_words_to_mask(view: View) -> Screen | None:
    return _ask(view, "ask-words-to-mask")


def ask_territory(view: View) -> Screen | None:
    return _ask(view, "ask-territory")


def choose_themes(view: View) -> Screen | None:
    draft = _draft(view)
    if draft is None:
        return None
    chosen = draft.themes
    offered = themes() if len(chosen) < MOST_THEMES else chosen
    choices = [
        view.choice(
            Action.THEME,
            draft.id,
            "choice-theme-chosen" if theme in chosen else "choice-theme",
            f"-{theme}" if theme in chosen else f"+{theme}",
            theme=view.theme_label(theme),
        )
        for theme in offered
    ]
    rows = tuple(tuple(choices[first : first + 2]) for first in range(0, len(choices), 2))
    return Screen((say("choose-themes", count=len(chosen)),), (_back(view, draft), *rows))


def write_again(view: View) -> Screen | None:
    draft = _draft(view)
    if draft is None:
        return None
    return Screen((*_emergency_before(view), say("write-again")), (_abandon(view, draft),))


def prompt(view: View, key: str, *before: Block) -> Screen:
    """What to write, and the way out for whoever tapped by mistake."""
    draft = view.uow.drafts.get(DraftId(view.detail("draft")))
    return Screen((*before, say(key)), () if draft is None else (_abandon(view, draft),))


def taken_away(view: View) -> Screen | None:
    """Nothing: what showed a draft goes with it."""
    return None


def draft_shortened(view: View) -> Screen | None:
    draft = _draft(view)
    if draft is None:
        return None
    rows: tuple[Row, ...] = (_abandon(view, draft),)
    if draft.parts:
        review = view.choice(Action.REVIEW, draft.id, "choice-review", weight=Weight.MAIN)
        rows = ((review,), *rows)
    shortened = say("draft-shortened", messages=len(draft.parts))
    return Screen((*emergency_in(draft), shortened), rows)


def draft_abandoned(view: View) -> Screen | None:
    return Screen((*_emergency_before(view), say("draft-abandoned")))


def draft_expired(view: View) -> Screen | None:
    return Screen((say("draft-expired"),))


def _emergency_before(view: View) -> tuple[Block, ...]:
    """The lines to call stay in sight: what told them goes with the words just destroyed."""
    return emergency(tuple(code for code in view.detail("dangers").split(",") if code))


def _draft(view: View) -> Draft | None:
    draft = view.uow.drafts.get(DraftId(view.subject))
    if draft is None or view.recipient is None or draft.author_id != view.recipient.id:
        return None
    return draft


def _ask(view: View, key: str) -> Screen | None:
    draft = _draft(view)
    return None if draft is None else Screen((say(key),), (_back(view, draft),))


def back_to_preview(view: View) -> tuple[Row, ...]:
    """The way back to the preview of the draft that the notice names; screened again if need be."""
    draft = _draft(view)
    return () if draft is None or not draft.parts else (_back(view, draft),)


def _back(view: View, draft: Draft) -> Row:
    return (view.choice(Action.PREVIEW, draft.id, "choice-back-to-preview", weight=Weight.MAIN),)


def _abandon(view: View, draft: Draft) -> Row:
    return (view.choice(Action.ABANDON, draft.id, "choice-abandon", weight=Weight.QUIET),)


def _replaced(draft: Draft, proposed: Screened) -> tuple[Block, ...]:
    pairs: dict[str, str] = {}
    for found in proposed.found:
        pairs.setdefault(draft.raw.value[found.start : found.end], found.replacement)
    if not pairs:
        return (say("preview-nothing-replaced"),)
    shown = list(pairs.items())[:LISTED]
    bullets: tuple[tuple[Inline, ...], ...] = tuple(
        (Verbatim(surface), Phrase("preview-becomes"), *words(replacement))
        for surface, replacement in shown
    )
    blocks: tuple[Block, ...] = (say("preview-replaced", count=len(pairs)), Bullets(bullets))
    if len(pairs) > len(shown):
        blocks = (*blocks, say("preview-more-replaced", count=len(pairs) - len(shown)))
    return blocks


def _risk(proposed: Screened) -> tuple[Block, ...]:
    risk = proposed.risk
    if risk.level is RiskLevel.LOW:
        return ()
    if risk.estimate is None:
        return (Paragraph((Phrase(f"risk-{risk.level.value}"),), emphasis=True),)
    people = roughly(risk.estimate)
    few = Phrase(
        f"risk-{risk.level.value}-estimated",
        {"people": people.count, "below": "yes" if people.is_ceiling else "no"},
    )
    return (Paragraph((few,), emphasis=True),)


def _nationality(proposed: Screened) -> tuple[Block, ...]:
    """The question turns on a nationality that was widened: the author decides."""
    return (say("risk-nationality"),) if NATIONALITY_MATTERS in proposed.risk.reasons else ()


def _routing(view: View, draft: Draft) -> Paragraph:
    place = view.departement_name(draft.departement)
    if not draft.themes:
        return say("preview-routing-no-theme", place=place)
    return say(
        "preview-routing",
        themes=view.theme_labels(draft.themes),
        place=place,
        urgent="yes" if draft.urgent else "no",
    )


def _preview_choices(view: View, draft: Draft, proposed: Screened) -> tuple[Row, ...]:
    send = view.choice(
        Action.SEND,
        draft.id,
        "choice-publish" if draft.purpose is Purpose.FICHE else "choice-send",
        fingerprint(proposed.clean),
        weight=Weight.MAIN,
    )
    masking: Row = (view.choice(Action.MASK_MORE, draft.id, "choice-mask-more"),)
    if proposed.found:
        masking = (*masking, view.choice(Action.GIVE_BACK, draft.id, "choice-give-back"))
    rows: list[Row] = [(send,), masking]
    if draft.purpose is Purpose.CASE:
        urgent, wanted = ("choice-not-urgent", "no") if draft.urgent else ("choice-urgent", "yes")
        rows.append(
            (
                view.choice(Action.THEMES, draft.id, "choice-themes"),
                view.choice(Action.TERRITORY, draft.id, "choice-territory"),
                view.choice(Action.URGENT, draft.id, urgent, wanted),
            )
        )
    rows.append(
        (
            view.choice(Action.REWRITE, draft.id, "choice-rewrite", weight=Weight.QUIET),
            view.choice(Action.ABANDON, draft.id, "choice-abandon", weight=Weight.QUIET),
        )
    )
    return tuple(rows)


def _apart(view: View, draft: Draft) -> tuple[Block, ...]:
    """What is typed while one's case is searched is another case: said, since it looks added."""
    if draft.purpose is not Purpose.CASE or len(draft.parts) > 1:
        return ()
    searched = any(case.is_open for case in view.uow.cases.by_asker(draft.author_id))
    return (say("noted-apart"),) if searched else ()


def _rather_an_answer(view: View, draft: Draft) -> tuple[Row, ...]:
    """Whoever was asked something may have meant to answer it, in time or late."""
    if draft.purpose is not Purpose.CASE or view.recipient is None:
        return ()
    return tuple(
        (
            view.choice(
                Action.AS_ANSWER,
                draft.id,
                "choice-as-answer",
                ask.id,
                opening=opening_words(case.text.value, 40) if case.text else "…",
            ),
        )
        for ask, case in asks_to_answer(view.uow, view.recipient.id, view.now)
    )
