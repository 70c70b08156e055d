"""Keep what somebody writes, encrypted and for a day, until they have decided."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.answers import AnswerId
from bot.domain.drafts import Draft, DraftId, Focus, Mode, Purpose
from bot.domain.people import Account, ProfessionalId
from bot.domain.places import Place
from bot.domain.texts import RawText
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork
from bot.usecases.telling import tell
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


def add_words(uow: UnitOfWork, draft: Draft, text: RawText, message_id: str) -> Draft | Refused:
    """Add a message to the draft. What was proposed before no longer stands."""
    return _written(uow, draft, (*_messages(draft), (message_id, _storable(text))), text)


def replace_words(uow: UnitOfWork, draft: Draft, text: RawText, message_id: str) -> Draft | Refused:
    """The author edited one of the messages of the draft."""
    edited = [
        (written, _storable(text) if written == message_id else part)
        for written, part in _messages(draft)
    ]
    return _written(uow, draft, edited, text)


def drop_words(uow: UnitOfWork, draft: Draft, message_id: str) -> Draft:
    """The author deleted one of the messages of the draft."""
    return _changed(uow, draft, [kept for kept in _messages(draft) if kept[0] != message_id])


def draft_with(uow: UnitOfWork, author_id: ProfessionalId, message_id: str) -> Draft | None:
    """The draft that a message of its author went into, while it is one; held."""
    for draft in uow.drafts.by_author(author_id):
        if message_id in draft.message_ids:
            held = uow.drafts.lock(draft.id)
            return held if held is not None and message_id in held.message_ids else None
    return None


def start_over(uow: UnitOfWork, world: World, draft: Draft) -> Draft:
    """Destroy the words, keep the intent: the author rewrites from nothing.

    What the old words were about, and where, is read again in the new ones.
    """
    _take_away(uow, world, draft, "keep", "themes")
    uow.drafts.set_focus(draft.account_id, Focus(draft.id))
    forgotten = replace(draft, tapped_themes=(), departement_chosen=False)
    return _changed(uow, forgotten, [])


def abandon(uow: UnitOfWork, world: World, draft: Draft) -> None:
    """Destroy the draft, and take away what showed its words as they were typed.

    Another draft that the author is busy with stays as it is.
    """
    uow.drafts.remove(draft.id)
    _take_away(uow, world, draft, "draft", "keep", "themes")


def turn_into(uow: UnitOfWork, draft: Draft, purpose: Purpose, target_id: str) -> Draft:
    """The words were meant for something else: an answer rather than a new case."""
    changed = replace(draft.unread(), purpose=purpose, target_id=target_id)
    uow.drafts.update(changed)
    return changed


def expire_drafts(uow: UnitOfWork, world: World) -> list[Draft]:
    """Destroy drafts that nobody confirmed in time; their authors are told by the caller."""
    held = [uow.drafts.lock(draft.id) for draft in uow.drafts.expired(world.now)]
    expired = [draft for draft in held if draft is not None]  # the others have just left
    for draft in expired:
        abandon(uow, world, draft)
    return expired


def focus_on(uow: UnitOfWork, draft: Draft, mode: Mode) -> None:
    """What the author types next is about this draft, in this way."""
    uow.drafts.set_focus(draft.account_id, Focus(draft.id, mode))


def _take_away(uow: UnitOfWork, world: World, draft: Draft, *kinds: str) -> None:
    """What these messages showed of the draft goes: nothing stands there any more."""
    accounts = uow.accounts.of(draft.author_id)
    place = next((one.home for one in accounts if one.id == draft.account_id), None)
    for slot in (f"{kind}:{draft.id}" for kind in kinds):
        if draft.author_id not in uow.outbox.readers(slot):
            continue
        tell(
            uow,
            world,
            draft.author_id,
            "taken-away",
            draft.id,
            details={"fresh": 1},
            slot=slot,
            quiet=False,
            place=place,
        )


_Message = tuple[str, RawText]


def _messages(draft: Draft) -> list[_Message]:
    return list(zip(draft.message_ids, draft.parts, strict=True))


def _written(
    uow: UnitOfWork, draft: Draft, messages: Sequence[_Message], text: RawText
) -> Draft | Refused:
    if not any(character.isalnum() for character in text.value):
        return Refused("empty-text")
    if sum(len(part.value) + 1 for _, part in messages) > LONGEST_DRAFT + 1:
        return Refused("too-long", details={"limit": LONGEST_DRAFT})
    return _changed(uow, draft, messages)


def _changed(uow: UnitOfWork, draft: Draft, messages: Sequence[_Message]) -> Draft:
    changed = replace(
        draft.unread(),
        message_ids=tuple(message_id for message_id, _ in messages),
        parts=tuple(part for _, part in messages),
    )
    uow.drafts.update(changed)
    return changed


def _storable(text: RawText) -> RawText:
    """Without the characters that no database takes; none of them is seen when read."""
    return RawText("".join(c for c in text.value if c != "\0" and not "\ud800" <= c <= "\udfff"))
