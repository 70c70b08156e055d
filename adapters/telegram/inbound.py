"""Update -> Inbound: what somebody did, in the words of the domain. Nothing is downloaded."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from telegram import CallbackQuery, Chat, ChatMemberRestricted, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from adapters.telegram.links import Links
from adapters.telegram.outbound import NAME
from bot.domain.inbound import (
    Arrived,
    Attached,
    BotPresence,
    Edited,
    Event,
    Inbound,
    Moved,
    Said,
    Tapped,
    Unreadable,
)
from bot.domain.places import Place, PlaceKind
from bot.domain.texts import RawText

GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)

WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
"""Kinds of updates that we ask for. Reactions are not: nothing rides on one."""

KINDS: Sequence[tuple[str, Unreadable]] = (
    ("voice", Unreadable.VOICE),
    ("audio", Unreadable.VOICE),
    ("video_note", Unreadable.VOICE),
    ("photo", Unreadable.PHOTO),
    ("video", Unreadable.PHOTO),
    ("animation", Unreadable.PHOTO),
    ("sticker", Unreadable.STICKER),
    ("venue", Unreadable.LOCATION),
    ("location", Unreadable.LOCATION),
    ("contact", Unreadable.CONTACT),
    ("document", Unreadable.FILE),
)
"""An animation is also a document, a venue is also a location: the first that fits is it."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads updates for one bot.

    Parameters
    ----------
    me
        The bot's own id and user name.
    languages
        Those that we speak.
    """

    me: tuple[int, str]
    links: Links
    languages: Sequence[str]

    def read(self, update: Update, now: datetime) -> Inbound | None:
        """What the update says; ``None`` when it is not for us or says nothing."""
        update_id = f"{self.me[0]}:{update.update_id}"
        if update.message is not None:
            return self._message(update.message, update_id, now)
        if update.edited_message is not None:
            return self._edited(update.edited_message, update_id, now)
        if update.callback_query is not None:
            return self._tapped(update.callback_query, update_id, now)
        if update.my_chat_member is not None:
            return self._presence(update.my_chat_member, update_id, now)
        return None

    def moved(self, old: str, new: str, user: str, now: datetime) -> Inbound:
        """A group became a supergroup. It is said by both chats and by refused calls: once here."""
        place = Place(NAME, old, PlaceKind.GROUP)
        return Inbound(f"{self.me[0]}:moved:{old}:{new}", place, user, Moved(new), now)

    def _message(self, message: Message, update_id: str, now: datetime) -> Inbound | None:
        user = message.from_user
        if user is None or message.chat.type not in (ChatType.PRIVATE, *GROUPS):
            return None
        if message.migrate_to_chat_id:
            old, new = message.chat.id, message.migrate_to_chat_id
            return self.moved(str(old), str(new), str(user.id), now)
        if message.migrate_from_chat_id:
            old, new = message.migrate_from_chat_id, message.chat.id
            return self.moved(str(old), str(new), str(user.id), now)
        if user.is_bot:  # another bot, or an administrator who hides behind the group
            return None
        if message.media_group_id:  # one answer for a whole album
            # In a private chat its id is the person's: what is remembered must not name them.
            album = f"{message.chat.id}:{message.media_group_id}".encode()
            update_id = f"{self.me[0]}:album:{hashlib.sha256(album).hexdigest()[:24]}"
        event = self._event(message)
        if event is None:
            return None
        return self._inbound(update_id, message, str(user.id), event, now)

    def _event(self, message: Message) -> Event | None:
        private = message.chat.type == ChatType.PRIVATE
        if message.text is None:
            return self._attached(message, private=private)
        if private and message.text.split(maxsplit=1)[:1] == ["/start"]:
            return Arrived(message.text.partition(" ")[2].strip() or None)
        reply_to = self._root(message)
        if not private and not self._for_us(message, reply_to):
            return None
        own = str(message.message_id)
        if reply_to is not None:
            self.links.tie(str(message.chat.id), own, reply_to)
        return Said(RawText(message.text), own, reply_to)

    def _attached(self, message: Message, *, private: bool) -> Event | None:
        """In a group, pictures are for us when they reply to us, as words are."""
        kind = _kind(message)
        reply_to = None if private else self._root(message)
        return Attached(kind, reply_to) if kind and (private or reply_to) else None

    def _edited(self, message: Message, update_id: str, now: datetime) -> Inbound | None:
        user = message.from_user
        if user is None or user.is_bot or message.text is None:
            return None
        private = message.chat.type == ChatType.PRIVATE
        if not private and not self._for_us(message, self._root(message)):
            return None
        event = Edited(RawText(message.text), str(message.message_id))
        return self._inbound(update_id, message, str(user.id), event, now)

    def _tapped(self, query: CallbackQuery, update_id: str, now: datetime) -> Inbound | None:
        if query.data is None or query.message is None:
            return None
        chat, message_id = str(query.message.chat.id), str(query.message.message_id)
        user = str(query.from_user.id)
        if self.links.is_same_tap(chat, message_id, user, query.data, update_id, now):
            return None
        thread = _thread(query.message) if isinstance(query.message, Message) else None
        place = _place(query.message.chat, thread)
        root = self.links.root(chat, message_id) or message_id
        language = self._language(query.from_user.language_code)
        return Inbound(update_id, place, user, Tapped(query.data, root), now, language)

    def _presence(self, change: ChatMemberUpdated, update_id: str, now: datetime) -> Inbound | None:
        """Added or removed; in private, blocked or not.

        Muted, it is still there: what it sends is refused, each time.
        """
        if change.chat.type == ChatType.CHANNEL:
            return None
        member = change.new_chat_member
        gone = member.status in (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED) or (
            isinstance(member, ChatMemberRestricted) and not member.is_member
        )
        place = _place(change.chat, None)
        user = str(change.from_user.id)
        return Inbound(update_id, place, user, BotPresence(present=not gone), now)

    def _for_us(self, message: Message, reply_to: str | None) -> bool:
        """In a group, what is no command and no reply is not even written down."""
        words = (message.text or "").split(maxsplit=1)
        if words and words[0][0] in "/!":
            _, at, name = words[0].partition("@")
            return not at or name.casefold() == self.me[1].casefold()
        return reply_to is not None

    def _root(self, message: Message) -> str | None:
        """What a reply is about, through replies to replies."""
        replied = message.reply_to_message
        chat = str(message.chat.id)
        if replied is None or replied.forum_topic_created is not None:
            return None
        known = self.links.root(chat, str(replied.message_id))
        if known is not None:
            return known
        ours = replied.from_user is not None and replied.from_user.id == self.me[0]
        if not ours and message.message_thread_id and not message.is_topic_message:
            # In a supergroup, a chain of replies carries the id of its first message.
            return str(message.message_thread_id)
        return str(replied.message_id)

    def _inbound(
        self, update_id: str, message: Message, user: str, event: Event, now: datetime
    ) -> Inbound:
        code = message.from_user.language_code if message.from_user else None
        place = _place(message.chat, _thread(message))
        return Inbound(update_id, place, user, event, now, self._language(code))

    def _language(self, code: str | None) -> str | None:
        short = (code or "")[:2].casefold()
        return short if short in self.languages else None


def _kind(message: Message) -> Unreadable | None:
    for name, kind in KINDS:
        if getattr(message, name):
            return kind
    # Polls, dice, and whatever comes next: not read either.
    return Unreadable.FILE if message.effective_attachment else None


def _place(chat: Chat, thread: str | None) -> Place:
    kind = PlaceKind.GROUP if chat.type in GROUPS else PlaceKind.PRIVATE
    return Place(NAME, str(chat.id), kind, thread)


def _thread(message: Message) -> str | None:
    return str(message.message_thread_id) if message.is_topic_message else None
