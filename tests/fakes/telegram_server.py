"""A Bot API server over HTTP, around `telegram_world`. Its log of requests is the judge.

It behaves as the documentation says of: offsets and redelivery, long polling, allowed_updates,
409 for two pollers, webhooks with their secret and retries, and errors by HTTP status.
"""

import asyncio
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.parser import BytesParser
from email.policy import HTTP
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from tests.fakes.telegram_world import (
    DEFAULT_KINDS,
    Chat,
    Json,
    Refusal,
    World,
    bad,
)

TOKEN = "7000000001:AAFictional-token_of-35-characters_x"
LONGEST_TEXT = 4_096
LONGEST_DATA = 64
WEBHOOK_RETRY_SECONDS = 0.02


@dataclass(frozen=True)
class Call:
    """One request: what was asked, when, and what was answered."""

    method: str
    params: Json
    at: datetime
    status: int
    description: str = ""

    @property
    def chat(self) -> str:
        return str(self.params.get("chat_id", ""))


@dataclass
class Webhook:
    url: str
    secret: str
    attempts: list[int] = field(default_factory=list)
    """What each delivery was answered."""


class TelegramServer:
    """Serves one bot.

    Attributes
    ----------
    loses_next
        The next message is obeyed, and its answer lost.
    """

    def __init__(self, world: World | None = None) -> None:
        self.world = world or World()
        self.world.on_update = self._wake
        self.log: list[Call] = []
        self.webhook: Webhook | None = None
        self.loses_next = False
        self.app = Starlette(
            routes=[Route("/bot{token}/{method}", self._call, methods=["GET", "POST"])]
        )
        self._loop: asyncio.AbstractEventLoop | None = None
        self._arrived = asyncio.Event()
        self._polling = 0
        self._delivering: asyncio.Task[None] | None = None

    def calls(self, *methods: str) -> list[Call]:
        return [call for call in self.log if call.method in methods]

    async def _call(self, request: Request) -> JSONResponse:
        self._loop = asyncio.get_running_loop()
        method = request.path_params["method"]
        if request.path_params["token"] != TOKEN:
            known = re.fullmatch(r"\d+:[\w-]{35}", request.path_params["token"])
            refusal = Refusal(401, "Unauthorized") if known else Refusal(404, "Not Found")
            return self._refused(method, {}, refusal)
        params = await _params(request)
        try:
            result = await self._result(method, params)
        except Refusal as refusal:
            return self._refused(method, params, refusal)
        self.log.append(Call(method, params, self.world.clock.now(), 200))
        if self.loses_next and method == "sendMessage":
            self.loses_next = False
            return JSONResponse({"ok": False, "error_code": 502}, 502)
        return JSONResponse({"ok": True, "result": result})

    async def _result(self, method: str, params: Json) -> Any:
        if (refusal := self.world.trouble(method, params)) is not None:
            raise refusal
        if method == "getUpdates":
            return await self._get_updates(params)
        answer = METHODS.get(method)
        if answer is None:
            raise Refusal(404, "Not Found: method not found")
        with self.world.lock:
            return answer(self, params)

    def _refused(self, method: str, params: Json, refusal: Refusal) -> JSONResponse:
        self.log.append(
            Call(method, params, self.world.clock.now(), refusal.status, refusal.description)
        )
        body: Json = {
            "ok": False,
            "error_code": refusal.status,
            "description": refusal.description,
        }
        if refusal.parameters:
            body["parameters"] = refusal.parameters
        return JSONResponse(body, refusal.status)

    # Updates

    async def _get_updates(self, params: Json) -> list[Json]:
        if self.webhook is not None:
            words = "can't use getUpdates method while webhook is active"
            raise Refusal(409, f"Conflict: {words}; use deleteWebhook to delete the webhook first")
        self._polling += 1
        me = self._polling
        self._arrived.set()  # an earlier poller finds out that it is no longer alone
        if "allowed_updates" in params:
            self.world.kinds = params["allowed_updates"] or DEFAULT_KINDS
        if params.get("offset"):
            self.world.confirm(params["offset"])
        limit = min(params.get("limit") or 100, 100)
        with suppress(TimeoutError):
            async with asyncio.timeout(params.get("timeout") or 0.001):
                while not self.world.updates and self._polling == me:
                    self._arrived.clear()
                    await self._arrived.wait()
        if self._polling != me:
            words = "terminated by other getUpdates request"
            raise Refusal(
                409, f"Conflict: {words}; make sure that only one bot instance is running"
            )
        return list(self.world.updates)[:limit]

    def set_webhook(self, params: Json) -> bool:
        if not params.get("url"):
            return self.delete_webhook(params)
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", params.get("secret_token") or ""):
            raise bad("secret token contains unallowed characters")
        if params.get("allowed_updates") is not None:
            self.world.kinds = params["allowed_updates"] or DEFAULT_KINDS
        self.webhook = Webhook(params["url"], params.get("secret_token") or "")
        self._delivering = asyncio.get_running_loop().create_task(self._deliver(self.webhook))
        return True

    def delete_webhook(self, params: Json) -> bool:
        if self._delivering is not None:
            self._delivering.cancel()
        self.webhook = self._delivering = None
        if params.get("drop_pending_updates"):
            self.world.updates.clear()
        return True

    async def _deliver(self, webhook: Webhook) -> None:
        """One update at a time, again and again until it is answered with success."""
        async with httpx.AsyncClient(timeout=5) as client:
            while True:
                if not self.world.updates:
                    self._arrived.clear()
                    await self._arrived.wait()
                    continue
                update = self.world.updates[0]
                headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret}
                try:
                    answer = await client.post(webhook.url, json=update, headers=headers)
                    webhook.attempts.append(answer.status_code)
                except httpx.HTTPError:
                    webhook.attempts.append(0)
                if 200 <= webhook.attempts[-1] < 300:
                    self.world.confirm(update["update_id"] + 1)
                else:
                    await asyncio.sleep(WEBHOOK_RETRY_SECONDS)

    def close(self) -> None:
        """Stop bringing updates."""
        if self._loop is not None and self._delivering is not None:
            self._loop.call_soon_threadsafe(self._delivering.cancel)

    def _wake(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._arrived.set)


# Methods


def _send_message(server: TelegramServer, params: Json) -> Json:
    world = server.world
    text = _text(params)
    markup = _markup(params)
    chat = world.chat_for_sending(_chat_id(params))
    world.count(chat)
    message = world.post(chat, text, params)
    message |= _entities(params, text)
    if markup:
        message["reply_markup"] = markup
    return message


def _send_photo(server: TelegramServer, params: Json) -> Json:
    file = {**_file(params, "photo"), "width": 1_000, "height": 1_000}
    return _send_with(server, params, {"photo": [file]})


def _send_document(server: TelegramServer, params: Json) -> Json:
    file = _file(params, "document")
    return _send_with(server, params, {"document": {**file, "file_name": params["document"][0]}})


def _send_with(server: TelegramServer, params: Json, file: Json) -> Json:
    world = server.world
    chat = world.chat_for_sending(_chat_id(params))
    world.count(chat)
    message = world.post(chat, None, params)
    message |= file
    return message


def _file(params: Json, name: str) -> Json:
    if not isinstance(params.get(name), tuple) or not params[name][1]:
        raise bad(f"there is no {name} in the request")
    content = params[name][1]
    digest = hashlib.sha256(content).hexdigest()
    return {"file_id": digest, "file_unique_id": digest[:16], "file_size": len(content)}


def _edit_message_text(server: TelegramServer, params: Json) -> Json:
    world = server.world
    text = _text(params)
    markup = _markup(params)
    chat = world.chat_for_sending(_chat_id(params))
    message = world.of_bot(chat, params["message_id"], "edit")
    entities = _entities(params, text)
    before = (message["text"], message.get("entities", []), message.get("reply_markup"))
    if before == (text, entities.get("entities", []), markup):
        raise bad(
            "message is not modified: specified new message content and reply markup are exactly"
            " the same as a current content and reply markup of the message"
        )
    world.count(chat)
    for name in ("entities", "reply_markup"):
        message.pop(name, None)
    message |= {"text": text, "edit_date": int(world.clock.now().timestamp()), **entities}
    if markup:
        message["reply_markup"] = markup
    return message


def _delete_message(server: TelegramServer, params: Json) -> bool:
    chat = server.world.chat_for_sending(_chat_id(params))
    server.world.of_bot(chat, params["message_id"], "delete")
    del chat.messages[params["message_id"]]
    return True


def _answer_callback_query(server: TelegramServer, params: Json) -> bool:
    query_id = str(params.get("callback_query_id"))
    if query_id not in server.world.queries:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    server.world.queries[query_id] = True
    return True


def _set_my_commands(server: TelegramServer, params: Json) -> bool:
    for one in params["commands"]:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", one["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(one["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    server.world.commands[_scope(params)] = params["commands"]
    return True


def _scope(params: Json) -> str:
    scope = params.get("scope") or {"type": "default"}
    return "/".join(
        str(part)
        for part in (scope["type"], scope.get("chat_id"), params.get("language_code"))
        if part
    )


def _get_chat(server: TelegramServer, params: Json) -> Json:
    chat = server.world.chats.get(_chat_id(params))
    if chat is None:
        raise bad("chat not found")
    more = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": GIFTS}
    return {**chat.as_chat(), **more}


GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
     "gifts_from_channels"),
    True,
)  # fmt: skip


def _get_chat_member(server: TelegramServer, params: Json) -> Json:
    chat = server.world.chats.get(_chat_id(params))
    if chat is None:
        raise bad("chat not found")
    user = int(params["user_id"])
    if user == server.world.bot["id"]:
        return server.world.member("restricted" if chat.bot_muted else chat.bot_status)
    if user not in chat.members:
        raise bad("user not found")
    return server.world.member(chat.members[user], server.world.people[user].as_user())


def _get_chat_administrators(server: TelegramServer, params: Json) -> list[Json]:
    chat: Chat = server.world.chat_for_sending(_chat_id(params))
    people = server.world.people
    named = [(status, people[user].as_user()) for user, status in chat.members.items()]
    return [
        server.world.member(status, user)
        for status, user in named
        if status in ("creator", "administrator")
    ]


def _get_webhook_info(server: TelegramServer, params: Json) -> Json:
    info: Json = {
        "url": server.webhook.url if server.webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(server.world.updates),
    }
    if server.webhook and server.webhook.attempts and server.webhook.attempts[-1] != 200:
        info["last_error_date"] = int(server.world.clock.now().timestamp())
        info["last_error_message"] = "Wrong response from the webhook"
    return info


METHODS: Mapping[str, Callable[[TelegramServer, Json], Any]] = {
    "getMe": lambda server, params: server.world.bot,
    "setWebhook": TelegramServer.set_webhook,
    "deleteWebhook": TelegramServer.delete_webhook,
    "getWebhookInfo": _get_webhook_info,
    "sendMessage": _send_message,
    "sendPhoto": _send_photo,
    "sendDocument": _send_document,
    "editMessageText": _edit_message_text,
    "deleteMessage": _delete_message,
    "answerCallbackQuery": _answer_callback_query,
    "setMyCommands": _set_my_commands,
    "getMyCommands": lambda server, params: server.world.commands.get(_scope(params), []),
    "getChat": _get_chat,
    "getChatMember": _get_chat_member,
    "getChatAdministrators": _get_chat_administrators,
}


# Parameters


async def _params(request: Request) -> Json:
    """Query, form, JSON, or multipart when there is a file: its name and bytes."""
    given: Json = dict(request.query_params)
    body = await request.body()
    kind = request.headers.get("content-type", "")
    if "json" in kind:
        sent: Json = json.loads(body)
        return given | sent
    if "multipart" in kind:
        whole = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\n\n".encode() + body)
        for part in whole.iter_parts():
            name = part.get_param("name", header="content-disposition")
            content = part.get_payload(decode=True)
            assert isinstance(name, str) and isinstance(content, bytes)
            file = part.get_filename()
            given[name] = (file, content) if file else _read(name, content.decode())
        return given
    given |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    return {name: _read(name, value) for name, value in given.items()}


READ = re.compile(r"-?\d{1,18}|true|false|[\[{].*", re.DOTALL)
TEXTS = frozenset({"text", "url", "secret_token", "callback_query_id"})


def _read(name: str, value: str) -> Any:
    """Objects, arrays, whole numbers and booleans arrive as JSON; anything else is a text."""
    if name not in TEXTS and READ.fullmatch(value):
        with suppress(ValueError):
            return json.loads(value)
    return value


def _text(params: Json) -> str:
    text: str = params.get("text", "").strip()
    if not text:
        raise bad("message text is empty")
    if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise bad("message is too long")
    return text


def _entities(params: Json, text: str) -> Json:
    """Kept as given, once they lie inside the text and within or beside each other."""
    entities = params.get("entities") or []
    length = len(text.encode("utf-16-le")) // 2
    spans = [(one["offset"], one["offset"] + one["length"]) for one in entities]
    for start, end in spans:
        crossed = any(start < s < end < e or s < start < e < end for s, e in spans)
        if not 0 <= start < end <= length or crossed:
            raise bad("can't parse entities: ENTITY_BOUNDS_INVALID")
    return {"entities": entities} if entities else {}


def _markup(params: Json) -> Json | None:
    markup: Json | None = params.get("reply_markup")
    for row in (markup or {}).get("inline_keyboard", []):
        for button in row:
            if not button.get("text"):
                raise bad("inline keyboard button text must be non-empty")
            data = button.get("callback_data")
            if data is None and not button.get("url"):
                raise bad("inline keyboard button must have exactly one of the optional fields")
            if data is not None and not 1 <= len(data.encode()) <= LONGEST_DATA:
                raise bad("BUTTON_DATA_INVALID")
    return markup if markup and markup.get("inline_keyboard") else None


def _chat_id(params: Json) -> int:
    try:
        return int(params["chat_id"])
    except (KeyError, ValueError):
        raise bad("chat not found") from None


@contextmanager
def listening(app: Any) -> Iterator[str]:
    """An application on a free port of this machine, for the time of the block: its address."""
    config = uvicorn.Config(
        app,
        host="127.0.0.1",
        port=0,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=1,
        lifespan="off",
    )
    running = uvicorn.Server(config)
    bound = config.bind_socket()
    bound.listen()  # whoever calls before the thread has begun waits for it
    thread = Thread(target=running.run, args=([bound],), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    finally:
        running.should_exit = True
        thread.join()
