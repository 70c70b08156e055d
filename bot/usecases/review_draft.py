"""Screen a draft and propose the exact wording that would leave, for its author to judge."""

from dataclasses import replace

from bot.domain.answers import AnswerId, QuestionId
from bot.domain.cases import CaseId
from bot.domain.danger import dangers
from bot.domain.drafts import MOST_THEMES, TELLS_THE_CASE, Draft, Mode, Purpose
from bot.domain.people import Professional
from bot.domain.screening import ScreeningUnavailable
from bot.domain.solicitations import SolicitationId
from bot.domain.territory import parse_departement, propose_departement
from bot.domain.texts import RawText, fingerprint
from bot.domain.verdicts import Refused
from bot.ports import Screener, UnitOfWork
from bot.usecases.matchmaking import Matchmaking
from bot.usecases.world import World
from bot.usecases.write_draft import focus_on

MASKED_MORE = "masked-more"
GIVEN_BACK = "given-back"


def review_draft(
    uow: UnitOfWork,
    draft: Draft,
    author: Professional,
    screener: Screener,
    matchmaking: Matchmaking,
) -> Draft | Refused:
    """Screen all the words written so far.

    Fails closed: when screening is unavailable the draft stays with its author, unread (R1).
    """
    if not draft.raw.value.strip():
        return Refused("empty-text")
    draft = draft.unread()
    numbered = _placeholders(uow, draft)
    try:
        proposed = screener.screen(
            draft.raw,
            language=author.language,
            placeholders=numbered,
            masked_more=draft.masked_more,
            given_back=draft.given_back,
            answer=draft.purpose not in TELLS_THE_CASE,
            departement=_likely_departement(uow, draft, author),
        )
    except ScreeningUnavailable as failure:
        return Refused("screening-unavailable", details={"cause": failure.reason})
    reviewed = replace(draft, proposed=proposed, numbered_from=numbered)
    if draft.purpose is Purpose.CASE:
        reviewed = _with_proposals(reviewed, author, matchmaking)
    uow.drafts.update(reviewed)
    focus_on(uow, reviewed, Mode.WRITING)
    return reviewed


def mask_more(uow: UnitOfWork, world: World, draft: Draft, words: RawText) -> Draft | Refused:
    """Hide words that screening left. They must stand in the text, in any capitals."""
    wanted = words.value.strip()
    if not wanted:
        return Refused("empty-text")
    if wanted.casefold() not in draft.raw.value.casefold():
        return Refused("words-not-found")
    uow.records.count_feedback("author", "unknown", MASKED_MORE, world.now)
    changed = replace(draft.unread(), masked_more=(*draft.masked_more, wanted))
    uow.drafts.update(changed)
    focus_on(uow, changed, Mode.WRITING)
    return changed


def give_back(
    uow: UnitOfWork, world: World, draft: Draft, index: int, seen: str
) -> Draft | Refused:
    """Keep words that screening would hide: a false alarm, on the author's word.

    Parameters
    ----------
    seen
        How the fingerprint begins of the wording whose replaced words the author was shown.
    """
    if draft.proposed is None or not fingerprint(draft.proposed.clean).startswith(seen):
        return Refused("preview-changed")
    if not 0 <= index < len(draft.proposed.found):
        return Refused("preview-changed")
    found = draft.proposed.found[index]
    words = draft.raw.value[found.start : found.end]
    uow.records.count_feedback(found.source, found.kind, GIVEN_BACK, world.now)
    changed = replace(
        draft.unread(),
        given_back=(*draft.given_back, words),
        masked_more=tuple(
            kept for kept in draft.masked_more if kept.casefold() != words.casefold()
        ),
    )
    uow.drafts.update(changed)
    return changed


def set_theme(uow: UnitOfWork, draft: Draft, theme: str, *, chosen: bool) -> Draft | Refused:
    """Add a theme, or take it away; three at most. Said twice, it is done once."""
    themes = tuple(kept for kept in draft.themes if kept != theme)
    if chosen and len(themes) >= MOST_THEMES:
        return Refused("three-themes")
    changed = replace(
        draft,
        themes=(*themes, theme) if chosen else themes,
        tapped_themes=(*(t for t in draft.tapped_themes if t != theme), theme),
    )
    uow.drafts.update(changed)
    return changed


def set_departement(uow: UnitOfWork, draft: Draft, words: RawText) -> Draft | Refused:
    """Correct where the situation is, by a département's name, number or a large town's name.

    What was proposed no longer stands: which of its namesakes a town is depends on it.
    """
    departement = parse_departement(words.value)
    if departement is None:
        return Refused("unknown-departement")
    changed = replace(draft.unread(), departement=departement, departement_chosen=True)
    uow.drafts.update(changed)
    focus_on(uow, changed, Mode.WRITING)
    return changed


def set_urgent(uow: UnitOfWork, draft: Draft, *, urgent: bool) -> Draft:
    """Urgent shortens waits; it never breaks a limit (R3)."""
    changed = replace(draft, urgent=urgent)
    uow.drafts.update(changed)
    return changed


def dangers_in(draft: Draft) -> tuple[str, ...]:
    """Codes of the dangers that the words speak of, for the emergency lines."""
    return dangers(draft.raw.value)


def case_of(uow: UnitOfWork, draft: Draft) -> CaseId | None:
    """The case that a text responds to."""
    if draft.target_id is None:
        return None
    match draft.purpose:
        case Purpose.ANSWER | Purpose.RELAYED_ANSWER | Purpose.QUESTION | Purpose.REFERRAL:
            solicitation = uow.solicitations.get(SolicitationId(draft.target_id))
            return None if solicitation is None else solicitation.case_id
        case Purpose.REPLY:
            question = uow.answers.get_question(QuestionId(draft.target_id))
            return None if question is None else question.case_id
        case Purpose.FOLLOW_UP:
            answer = uow.answers.get(AnswerId(draft.target_id))
            return None if answer is None else answer.case_id
        case Purpose.OUTCOME | Purpose.COMMITTEE:
            return CaseId(draft.target_id)
        case Purpose.CASE | Purpose.FICHE | Purpose.LIMITS:
            return None


def _placeholders(uow: UnitOfWork, draft: Draft) -> str:
    case_id = case_of(uow, draft)
    case = uow.cases.get(case_id) if case_id else None
    return case.placeholders if case else ""


def _likely_departement(uow: UnitOfWork, draft: Draft, author: Professional) -> str | None:
    """Where a text is most likely about: a town's name alone may be that of several.

    ``None`` for an answer: its towns stay as they are.
    """
    if draft.purpose not in TELLS_THE_CASE:
        return None
    case_id = case_of(uow, draft)
    case = uow.cases.get(case_id) if case_id else None
    return draft.departement or (case.departement if case else None) or author.departement


def _with_proposals(draft: Draft, author: Professional, matchmaking: Matchmaking) -> Draft:
    """What its author tapped, then what is proposed of the text as it is now."""
    read = matchmaking.propose_themes(draft.raw.value)
    proposed = (theme for theme in read if theme not in draft.tapped_themes)
    return replace(
        draft,
        themes=(*draft.themes, *proposed)[:MOST_THEMES],
        departement=draft.departement or _departement(draft) or author.departement,
    )


def _departement(draft: Draft) -> str | None:
    """Where the situation is: screening knows every commune, and takes no number for a postcode."""
    screened = propose_departement(draft.proposed.clean) if draft.proposed else None
    return screened or propose_departement(draft.raw.value)
