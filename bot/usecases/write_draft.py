"""Keep what somebody writes, encrypted and for a day, until they have decided."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.answers import AnswerId
from bot.domain.drafts import Draft, DraftId, Focus, Mode, Purpose
from bot.domain.people import Account
from bot.domain.places import Place
from bot.domain.texts import RawText
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork
from bot.usecases.world import World

LONGEST_DRAFT = 10_000
"""Characters. More is not a situation, and screening refuses it anyway."""
KEPT_FOR = timedelta(hours=24)


def open_draft(
    uow: UnitOfWork,
    world: World,
    account: Account,
    place: Place,
    purpose: Purpose,
    target_id: str | None = None,
    replaces: AnswerId | None = None,
) -> Draft:
    """Begin a text; the next words of this account go into it."""
    draft = Draft(
        id=DraftId(world.chance.new_id()),
        author_id=account.professional_id,
        account_id=account.id,
        place=place,
        purpose=purpose,
        target_id=target_id,
        parts=(),
        created_at=world.now,
        expires_at=world.now + KEPT_FOR,
        replaces=replaces,
    )
    uow.drafts.add(draft)
    uow.drafts.set_focus(account.id, Focus(draft.id))
    return draft


def add_words(uow: UnitOfWork, draft: Draft, text: RawText) -> Draft | Refused:
    """Add a message to the draft. What was proposed before no longer stands."""
    if not text.value.strip():
        return Refused("empty-text")
    if len(draft.raw.value) + len(text.value) > LONGEST_DRAFT:
        return Refused("too-long", details={"limit": LONGEST_DRAFT})
    return _changed(uow, draft, (*draft.parts, text))


def replace_last_words(uow: UnitOfWork, draft: Draft, text: RawText) -> Draft | Refused:
    """The author edited their last message."""
    if not text.value.strip():
        return Refused("empty-text")
    if len(text.value) > LONGEST_DRAFT:
        return Refused("too-long", details={"limit": LONGEST_DRAFT})
    return _changed(uow, draft, (*draft.parts[:-1], text))


def drop_last_words(uow: UnitOfWork, draft: Draft) -> Draft:
    """The author deleted their last message."""
    return _changed(uow, draft, draft.parts[:-1])


def start_over(uow: UnitOfWork, draft: Draft) -> Draft:
    """Destroy the words, keep the intent: the author rewrites from nothing."""
    uow.drafts.set_focus(draft.account_id, Focus(draft.id))
    return _changed(uow, draft, ())


def abandon(uow: UnitOfWork, draft: Draft) -> None:
    """Destroy the draft. Nobody will have read it."""
    uow.drafts.remove(draft.id)
    uow.drafts.set_focus(draft.account_id, None)


def turn_into(uow: UnitOfWork, draft: Draft, purpose: Purpose, target_id: str) -> Draft:
    """The words were meant for something else: an answer rather than a new case."""
    changed = replace(draft, purpose=purpose, target_id=target_id, proposed=None)
    uow.drafts.update(changed)
    return changed


def expire_drafts(uow: UnitOfWork, world: World) -> list[Draft]:
    """Destroy drafts that nobody confirmed in time; their authors are told by the caller."""
    expired = list(uow.drafts.expired(world.now))
    for draft in expired:
        abandon(uow, draft)
    return expired


def _changed(uow: UnitOfWork, draft: Draft, parts: tuple[RawText, ...]) -> Draft:
    changed = replace(draft, parts=parts, proposed=None)
    uow.drafts.update(changed)
    return changed


def focus_on(uow: UnitOfWork, draft: Draft, mode: Mode) -> None:
    """What the author types next is about this draft, in this way."""
    uow.drafts.set_focus(draft.account_id, Focus(draft.id, mode))
