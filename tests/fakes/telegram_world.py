"""Telegram's side of things: people, chats and messages, as its documentation describes them.

Nothing here talks HTTP; `telegram_server` does. Objects are those of the Bot API, as dicts.
Sources: core.telegram.org/bots/api, /bots/faq and /bots/features (privacy mode, deep links).
"""

import itertools
import math
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import RLock
from typing import Any, Protocol

Json = dict[str, Any]

BOT_ID = 7_000_000_001
DEFAULT_KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""Of those that this world produces, what a bot gets that names none."""
TOO_OLD = timedelta(hours=48)


class Clock(Protocol):
    def now(self) -> datetime: ...


class RealClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class Refusal(Exception):
    """An answer that is not ok."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status, self.description, self.parameters = status, description, parameters


def bad(description: str) -> Refusal:
    return Refusal(400, f"Bad Request: {description}")


def forbidden(description: str) -> Refusal:
    return Refusal(403, f"Forbidden: {description}")


@dataclass
class Person:
    id: int
    name: str
    language: str | None = "fr"
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def as_user(self) -> Json:
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.name.capitalize()}
        return {**user, "language_code": self.language} if self.language else user


@dataclass
class Chat:
    id: int
    kind: str
    title: str = ""
    members: dict[int, str] = field(default_factory=dict)
    bot_status: str = "left"
    bot_muted: bool = False
    topics: set[int] | None = None
    migrated_to: int | None = None
    messages: dict[int, Json] = field(default_factory=dict)
    meant_for_bot: set[int] = field(default_factory=set)

    def as_chat(self) -> Json:
        chat: Json = {"id": self.id, "type": self.kind}
        if self.kind == "private":
            return {**chat, "first_name": self.title}
        return {**chat, "title": self.title, **({"is_forum": True} if self.topics else {})}


@dataclass(frozen=True)
class Ceilings:
    """Messages in a second overall, in a second per chat, in a minute per group."""

    overall: int = 30
    chat: int = 1
    group: int = 20


@dataclass
class World:
    """One bot and everybody around it.

    Attributes
    ----------
    ceilings
        The platform's own rates; ``None`` for none.
    privacy
        The bot's privacy mode in groups.
    trouble
        What to answer instead, decided for each call; ``None`` to answer.
    edits_expire
        Whether messages older than 48 hours can no longer be edited.
    """

    clock: Clock = field(default_factory=RealClock)
    ceilings: Ceilings | None = None
    privacy: bool = True
    edits_expire: bool = False
    trouble: Callable[[str, Json], Refusal | None] = lambda method, params: None
    people: dict[int, Person] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    updates: deque[Json] = field(default_factory=deque)
    kinds: Sequence[str] = DEFAULT_KINDS
    commands: dict[str, list[Json]] = field(default_factory=dict)
    queries: dict[str, bool] = field(default_factory=dict)
    """Taps by id, and whether they were answered."""
    on_update: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.lock = RLock()
        self.bot: Json = {
            "id": BOT_ID,
            "is_bot": True,
            "first_name": "Entraide",
            "username": "entraide_bot",
            "can_join_groups": True,
            "can_read_all_group_messages": not self.privacy,
            "supports_inline_queries": False,
        }
        self._ids = itertools.count(1)
        self._update_ids = itertools.count(500_001)
        self._supergroup_ids: dict[int, itertools.count[int]] = {}
        self._sent: deque[tuple[datetime, int]] = deque(maxlen=20_000)

    # What people do

    def person(self, name: str, *, started: bool = True, language: str | None = "fr") -> Person:
        """Somebody with an account, who has perhaps opened the private chat."""
        person = Person(1_000 + len(self.people), name, language, started)
        self.people[person.id] = person
        self.chats[person.id] = Chat(person.id, "private", name.capitalize())
        return person

    def group(
        self, title: str, *members: Person, kind: str = "supergroup", topics: Sequence[int] = ()
    ) -> Chat:
        number = 1_000_000 + len(self.chats)
        chat_id = -number if kind == "group" else -1_000_000_000_000 - number
        chat = Chat(chat_id, kind, title, {one.id: "member" for one in members}, "member")
        chat.topics = set(topics) or None
        self.chats[chat_id] = chat
        return chat

    def start(self, person: Person, payload: str = "") -> Json:
        """Press "Start", perhaps by a deep link ``t.me/entraide_bot?start=PAYLOAD``."""
        if person.blocked:
            self._presence(self.chats[person.id], person, "kicked", "member")
        person.started, person.blocked = True, False
        return self.say(person, person.id, f"/start {payload}".strip())

    def say(
        self,
        person: Person,
        chat_id: int,
        text: str | None,
        *,
        reply_to: int | None = None,
        thread: int | None = None,
        **content: Any,
    ) -> Json:
        """Write in a chat: a text, or with `content` a photo, a voice message..."""
        with self.lock:
            chat = self.chats[chat_id]
            message = self._message(chat, person.as_user(), text, thread)
            message |= content
            if text and text.startswith("/"):
                length = len(text.split()[0])
                message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
            self._reply(chat, message, reply_to, thread)
            chat.messages[message["message_id"]] = message
            if self._reaches_bot(chat, message):
                chat.meant_for_bot.add(message["message_id"])
                self.push("message", message)
            return message

    def edit(self, person: Person, chat_id: int, message_id: int, text: str) -> None:
        with self.lock:
            chat = self.chats[chat_id]
            message = chat.messages[message_id]
            assert message["from"]["id"] == person.id, "people edit their own messages"
            message |= {"text": text, "edit_date": self._date()}
            if self._reaches_bot(chat, message):
                self.push("edited_message", message)

    def tap(self, person: Person, chat_id: int, message_id: int, data: str) -> str:
        """Touch a button; the id of the tap."""
        with self.lock:
            chat = self.chats[chat_id]
            query_id = str(4_000_000_000 + len(self.queries))
            self.queries[query_id] = False
            query: Json = {
                "id": query_id,
                "from": person.as_user(),
                "message": chat.messages[message_id],
                "chat_instance": str(chat_id * 7),
                "data": data,
            }
            self.push("callback_query", query)
            return query_id

    def block(self, person: Person) -> None:
        person.blocked = True
        self._presence(self.chats[person.id], person, "member", "kicked")

    # What becomes of groups

    def bot_becomes(self, chat: Chat, by: Person, status: str, *, muted: bool = False) -> None:
        """Somebody adds the bot, removes it, mutes it or makes it an administrator."""
        with self.lock:
            before, chat.bot_status, chat.bot_muted = chat.bot_status, status, muted
            self._presence(chat, by, before, "restricted" if muted else status)

    def migrate(self, chat: Chat, by: Person) -> Chat:
        """The group becomes a supergroup, with another id; both chats say so."""
        with self.lock:
            new = self.group(chat.title, kind="supergroup")
            new.members, new.bot_status = chat.members, chat.bot_status
            chat.migrated_to = new.id
            told = self._message(chat, by.as_user(), None, None)
            self.push("message", {**told, "migrate_to_chat_id": new.id})
            told = self._message(new, by.as_user(), None, None)
            self.push("message", {**told, "migrate_from_chat_id": chat.id})
            return new

    # Updates

    def push(self, kind: str, payload: Json) -> int:
        """Keep an update for the bot, unless it does not want this kind."""
        with self.lock:
            update_id = next(self._update_ids)
            if kind in self.kinds:
                self.updates.append({"update_id": update_id, kind: _frozen(payload)})
        self.on_update()
        return update_id

    def confirm(self, offset: int) -> None:
        """Forget what is before the offset: it was acknowledged."""
        with self.lock:
            if offset < 0:
                while len(self.updates) > -offset:
                    self.updates.popleft()
                return
            while self.updates and self.updates[0]["update_id"] < offset:
                self.updates.popleft()

    # What the bot does

    def chat_for_sending(self, chat_id: int) -> Chat:
        """The chat, if the bot may write there.

        Raises
        ------
        Refusal
        """
        chat = self.chats.get(chat_id)
        if chat is None:
            raise bad("chat not found")
        if chat.migrated_to is not None:
            words = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refusal(400, words, migrate_to_chat_id=chat.migrated_to)
        if chat.kind == "private":
            self._may_write_to(self.people[chat_id])
        elif chat.bot_status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        elif chat.bot_status == "left":
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
        elif chat.bot_muted:
            raise bad("not enough rights to send text messages to the chat")
        return chat

    def _may_write_to(self, person: Person) -> None:
        if person.deactivated:
            raise forbidden("user is deactivated")
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if person.started:
            return
        if any(person.id in chat.members for chat in self.chats.values()):
            raise forbidden("bot can't initiate conversation with a user")
        raise bad("chat not found")

    def count(self, chat: Chat) -> None:
        """Count a message against the rates.

        Raises
        ------
        Refusal
            429, with the seconds to wait; that call counts for nothing.
        """
        if self.ceilings is None:
            return
        now = self.clock.now()
        recent = [one for one in self._sent if now - one[0] < timedelta(minutes=1)]
        in_chat = [at for at, chat_id in recent if chat_id == chat.id]
        windows: list[tuple[list[datetime], int, int]] = [
            ([at for at, _ in recent], 1, self.ceilings.overall),
            (in_chat, 1, self.ceilings.chat),
        ]
        if chat.kind != "private":
            windows.append((in_chat, 60, self.ceilings.group))
        for times, seconds, most in windows:
            window = [at for at in times if now - at < timedelta(seconds=seconds)]
            if len(window) >= most:
                wait = (window[0] + timedelta(seconds=seconds) - now).total_seconds()
                raise too_many(max(1, math.ceil(wait)))
        self._sent.append((now, chat.id))

    def post(self, chat: Chat, text: str | None, params: Json) -> Json:
        """A message of the bot."""
        thread = params.get("message_thread_id")
        if thread is not None and (chat.topics is None or thread not in chat.topics):
            raise bad("message thread not found")
        message = self._message(chat, self.bot, text, thread)
        reply = params.get("reply_parameters") or {}
        reply_to = reply.get("message_id")
        if reply_to is not None and reply_to not in chat.messages:
            if not reply.get("allow_sending_without_reply"):
                raise bad("message to be replied not found")
            reply_to = None
        self._reply(chat, message, reply_to, thread)
        if params.get("protect_content"):
            message["has_protected_content"] = True
        chat.messages[message["message_id"]] = message
        return message

    def of_bot(self, chat: Chat, message_id: int, verb: str) -> Json:
        """A message of the bot, young enough to be changed."""
        message = chat.messages.get(message_id)
        if message is None:
            raise bad(f"message to {verb} not found")
        if message["from"]["id"] != BOT_ID:
            raise bad(f"message can't be {verb}{'ed' if verb == 'edit' else 'd'}")
        age = self.clock.now() - datetime.fromtimestamp(message["date"], UTC)
        if age > TOO_OLD and verb == "delete":
            raise bad("message can't be deleted for everyone")
        if age > TOO_OLD and self.edits_expire:
            raise bad("message can't be edited")
        return message

    # What a test looks at

    def seen(self, chat_id: int) -> list[Json]:
        """The bot's messages in a chat as they stand, oldest first."""
        messages = self.chats[chat_id].messages.values()
        return [one for one in messages if one["from"]["id"] == BOT_ID]

    # Inside

    def _message(self, chat: Chat, sender: Json, text: str | None, thread: int | None) -> Json:
        if chat.kind == "supergroup":
            ids = self._supergroup_ids.setdefault(chat.id, itertools.count(1))
        else:
            ids = self._ids
        message: Json = {
            "message_id": next(ids),
            "from": sender,
            "chat": chat.as_chat(),
            "date": self._date(),
        }
        if text is not None:
            message["text"] = text
        if thread is not None:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        return message

    def _reply(self, chat: Chat, message: Json, reply_to: int | None, thread: int | None) -> None:
        replied = chat.messages.get(reply_to) if reply_to is not None else None
        if replied is not None:
            # "will not contain further reply_to_message fields"
            kept = {k: v for k, v in replied.items() if k != "reply_to_message"}
            message["reply_to_message"] = kept
            if chat.kind == "supergroup" and thread is None:
                message["message_thread_id"] = replied.get(
                    "message_thread_id", replied["message_id"]
                )
        elif thread is not None:
            opening = self._message(chat, self.bot, None, None)
            created = {"name": "Sujet", "icon_color": 7_322_096}
            message["reply_to_message"] = {**opening, "forum_topic_created": created}

    def _reaches_bot(self, chat: Chat, message: Json) -> bool:
        if chat.kind == "private" or not self.privacy or chat.bot_status == "administrator":
            return chat.kind == "private" or chat.bot_status in ("member", "administrator")
        if chat.bot_status != "member":
            return False
        words = (message.get("text") or "").split()
        if words and words[0].startswith("/"):
            _, at, name = words[0].partition("@")
            return not at or name == self.bot["username"]
        replied = message.get("reply_to_message")
        if replied is None or "forum_topic_created" in replied:
            return False
        meant = replied["message_id"] in chat.meant_for_bot
        return bool(meant or replied["from"]["id"] == BOT_ID)

    def _presence(self, chat: Chat, by: Person, before: str, after: str) -> None:
        self.push(
            "my_chat_member",
            {
                "chat": chat.as_chat(),
                "from": by.as_user(),
                "date": self._date(),
                "old_chat_member": self.member(before),
                "new_chat_member": self.member(after),
            },
        )

    def member(self, status: str, user: Json | None = None) -> Json:
        """A ChatMember, with the fields that its status must have."""
        member: Json = {"status": status, "user": user or self.bot}
        match status:
            case "administrator":
                rights = dict.fromkeys(ADMINISTRATOR_RIGHTS, False)
                return {**member, **rights, "can_manage_chat": True}
            case "creator":
                return {**member, "is_anonymous": False}
            case "restricted":
                rights = dict.fromkeys(MEMBER_RIGHTS, False)
                return {**member, **rights, "is_member": True, "until_date": 0}
            case "kicked":
                return {**member, "until_date": 0}
        return member

    def _date(self) -> int:
        return int(self.clock.now().timestamp())


def too_many(seconds: int) -> Refusal:
    words = f"Too Many Requests: retry after {seconds}"
    return Refusal(429, words, retry_after=seconds)


ADMINISTRATOR_RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages",
    "can_manage_video_chats", "can_restrict_members", "can_promote_members", "can_change_info",
    "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
    "can_send_welcome_messages",
)  # fmt: skip

MEMBER_RIGHTS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos",
    "can_send_videos", "can_send_video_notes", "can_send_voice_notes", "can_send_polls",
    "can_send_other_messages", "can_add_web_page_previews", "can_change_info",
    "can_invite_users", "can_pin_messages", "can_manage_topics", "can_react_to_messages",
    "can_edit_tag",
)  # fmt: skip


def _frozen(value: Any) -> Any:
    """A copy: what happens later does not change what was said."""
    if isinstance(value, Mapping):
        return {key: _frozen(one) for key, one in value.items()}
    return [_frozen(one) for one in value] if isinstance(value, list) else value
