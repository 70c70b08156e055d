"""The web chat's server: one page, its stream, and the posts that bring events in."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import structlog
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from adapters.webchat import inbound
from adapters.webchat.hub import Hub
from adapters.webchat.inbound import TAKEN_AS_THEY_ARE, Malformed, Posted
from adapters.webchat.log import WebChatLog
from adapters.webchat.pages import chat_page, entrance_page, leaving_page
from adapters.webchat.parts import LANGUAGE_COOKIE, Parts, Spot, language_of, parts_of
from adapters.webchat.people import (
    LIFETIME_SECONDS,
    People,
    Personas,
    Sessions,
    group_place,
    private_place,
)
from adapters.webchat.safety import SafeHeaders, posted
from adapters.webchat.stage import STEPS, Stage
from adapters.webchat.stream import MOST_PAGES, conversation
from bot.domain.inbound import BotPresence, Event, Inbound, Said
from bot.domain.texts import RawText
from bot.ports import Chance, Clock, ConcurrentChange, Intake, Texts

HERE = Path(__file__).parent

LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")

log_event = structlog.get_logger(__name__)

Handler = Callable[[Request], Awaitable[Response]]


def create_app(
    *,
    intake: Intake,
    log: WebChatLog,
    texts: Texts,
    clock: Clock,
    chance: Chance,
    hub: Hub,
    people: People,
    session_key: bytes,
    cookie: str = "entraide",
    encrypted: bool = False,
    hosts: Sequence[str] = LOCAL_HOSTS,
    timezone: str = "Europe/Paris",
    stage: Stage | None = None,
) -> Starlette:
    """Build the web chat.

    Parameters
    ----------
    hub
        The same that the `WebChat` channel announces to.
    session_key
        A Fernet key; sessions outlive a restart as long as it stays.
    cookie
        Name of the session's cookie.
    encrypted
        Whether people reach the page by HTTPS alone.
    hosts
        Names under which the page is served; a request for another one is refused.
    stage
        Makes it a demo: persona, clock and examples, and no invitation to give.
    """
    sessions = Sessions(session_key, cookie, encrypted=encrypted)
    identities = sessions if stage is None else Personas(stage)
    app = Starlette(
        routes=_routes(demo=stage is not None),
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts)),
            Middleware(SafeHeaders),
        ],
        exception_handlers={ConcurrentChange: _busy},
    )
    app.state.sessions = sessions
    app.state.parts = Parts(
        intake, log, texts, clock, chance, hub, people, identities, timezone, stage
    )
    return app


def _routes(*, demo: bool) -> list[BaseRoute]:
    shared: list[BaseRoute] = [
        Route("/", front),
        Route("/stream", stream),
        Route("/say", _post(say), methods=["POST"]),
        Route("/edit", _post(edit), methods=["POST"]),
        Route("/delete", _post(delete), methods=["POST"]),
        *(Route(f"/{kind}", _post(take), methods=["POST"]) for kind in TAKEN_AS_THEY_ARE),
        Mount("/static", StaticFiles(directory=HERE / "static")),
    ]
    if demo:
        return [*shared, Route("/stage/advance", _post(advance), methods=["POST"])]
    return [
        *shared,
        Route("/enter", _answered(enter), methods=["POST"]),
        Route("/leave", leaving),
        Route("/leave", _post(leave), methods=["POST"]),
    ]


async def front(request: Request) -> Response:
    """The conversation, or the entrance for a stranger."""
    parts = parts_of(request)
    language = language_of(request, parts.texts)
    user = await _user(request)
    if user is None:
        return _in_language(request, entrance_page(parts, language), language)
    if (spot := await _spot(request)) is None:
        return RedirectResponse("/", 303)
    if request.query_params.get("lang") == language != request.cookies.get(LANGUAGE_COOKIE):
        # The bot speaks the language that was chosen on the page.
        chosen = Said(RawText(f"/language {language}"), parts.chance.new_id())
        await asyncio.to_thread(_receive, request, spot, parts.chance.new_id(), chosen)
    rooms = await asyncio.to_thread(parts.people.rooms, user)
    page = chat_page(parts, spot, rooms, request.query_params.get("as"), language)
    if parts.stage is None:
        sessions: Sessions = request.app.state.sessions
        sessions.renew(request, page, user, parts.clock.now().timestamp())
    return _in_language(request, page, language)


async def stream(request: Request) -> Response:
    """Everything that the conversation shows after ``Last-Event-ID``, then as it comes."""
    parts = parts_of(request)
    if (spot := await _spot(request)) is None:
        return Response(status_code=403)
    if parts.hub.pages_of(spot.user) >= MOST_PAGES:
        return Response(status_code=429)
    after = request.headers.get("last-event-id") or request.query_params.get("after", "0")
    # Digits beyond any revision there can be, or than a number is read from, are no cursor.
    cursor = int(after) if after.isascii() and after.isdigit() and len(after) <= 18 else 0
    frames = conversation(parts, spot, cursor, language_of(request, parts.texts))
    headers = {"X-Accel-Buffering": "no"}
    return StreamingResponse(frames, media_type="text/event-stream", headers=headers)


async def say(request: Request, body: Posted, spot: Spot) -> Response:
    """A text. The conversation keeps that it was said; only the intake gets the words."""
    parts = parts_of(request)
    update = inbound.update_id(body)
    inbound.text(body)  # refused before anything is shown

    def keep() -> str:
        message = parts.log.append(
            spot.place.address,
            update,
            parts.clock.now(),
            author=spot.user,
            reply_to=inbound.reply_to(body),
        )
        _receive(request, spot, update, inbound.said(body, message))
        return message

    message = await asyncio.to_thread(keep)
    parts.hub.changed(spot.place.address)
    return JSONResponse({"message_id": message}, 202)


async def edit(request: Request, body: Posted, spot: Spot) -> Response:
    """A text already said is changed."""
    return await _of_mine(request, body, spot, inbound.edited, parts_of(request).log.replace)


async def delete(request: Request, body: Posted, spot: Spot) -> Response:
    """A text already said is taken back."""
    return await _of_mine(request, body, spot, inbound.deleted, parts_of(request).log.delete)


async def take(request: Request, body: Posted, spot: Spot) -> Response:
    """A tap, an attachment that is not read, an arrival."""
    update = inbound.update_id(body)
    event = TAKEN_AS_THEY_ARE[request.url.path.removeprefix("/")](body)
    await asyncio.to_thread(_receive, request, spot, update, event)
    return JSONResponse({}, 202)


async def enter(request: Request, body: Posted) -> Response:
    """An invitation code, from somebody who has no session yet: the bot judges the code."""
    if body.get("invitation") is None:
        raise Malformed("invitation")
    event, update = inbound.arrived(body), inbound.update_id(body)
    sessions: Sessions = request.app.state.sessions
    # Never the session that the browser came with: who knows who put it there.
    user = sessions.newcomer(update, event.invitation or "")
    here = Spot(user, private_place(user))
    await asyncio.to_thread(_receive, request, here, update, event)
    response = JSONResponse({}, 202)
    sessions.open(request, response, user)
    return response


async def leaving(request: Request) -> Response:
    """What leaving this device means, before doing it."""
    parts = parts_of(request)
    if await _user(request) is None:
        return RedirectResponse("/", 303)
    return leaving_page(parts, language_of(request, parts.texts))


async def leave(request: Request, body: Posted, spot: Spot) -> Response:
    """The session is over, in this browser and wherever it was copied to.

    Nothing is written any more where nobody reads, and what was shown there goes.
    """
    parts = parts_of(request)
    home = Spot(spot.user, private_place(spot.user))
    update = inbound.update_id(body)

    def shut() -> None:
        _receive(request, home, update, BotPresence(present=False))
        parts.log.shut(spot.user, parts.clock.now())

    await asyncio.to_thread(shut)
    parts.hub.gone(spot.user)
    response = JSONResponse({}, 202)
    sessions: Sessions = request.app.state.sessions
    sessions.close(request, response)
    return response


async def advance(request: Request, body: Posted, spot: Spot) -> Response:
    """Move the demo's clock."""
    parts = parts_of(request)
    step = STEPS.get(str(body.get("step")))
    if parts.stage is None or step is None:
        raise Malformed("malformed")
    await asyncio.to_thread(parts.stage.advance, step)
    parts.hub.everyone()
    return JSONResponse({}, 202)


def _post(handle: Callable[[Request, Posted, Spot], Awaitable[Response]]) -> Handler:
    """A post from somebody known, in a conversation of theirs."""

    async def located(request: Request, body: Posted) -> Response:
        if (spot := await _spot(request)) is None:
            raise Malformed("stranger", 403)
        return await handle(request, body, spot)

    return _answered(located)


def _answered(handle: Callable[[Request, Posted], Awaitable[Response]]) -> Handler:
    """Check a post, and answer every trouble with a sentence."""

    async def answered(request: Request) -> Response:
        try:
            return await handle(request, await posted(request))
        except Malformed as problem:
            return _problem(request, problem.code, problem.status)
        except ConcurrentChange:
            return await _busy(request, None)
        except Exception as problem:  # its message may hold what was typed: only its type is told
            log_event.error("webchat_post_failed", error=type(problem).__name__)
            return _problem(request, "not-kept", 503)

    return answered


async def _busy(request: Request, _: Exception | None) -> Response:
    return _problem(request, "busy", 503)


def _problem(request: Request, code: str, status: int) -> Response:
    parts = parts_of(request)
    sentence = parts.texts.say(f"webchat-problem-{code}", language_of(request, parts.texts))
    return JSONResponse({"problem": code, "sentence": sentence}, status)


async def _of_mine(
    request: Request,
    body: Posted,
    spot: Spot,
    told: Callable[[Posted, str], Event],
    change: Callable[..., bool],
) -> Response:
    """What becomes of a text of one's own: the log changes, then the bot learns of it."""
    parts = parts_of(request)
    update, message = inbound.update_id(body), inbound.message_id(body)
    event = told(body, message)

    def keep() -> bool:
        mine = change(spot.place.address, message, parts.clock.now(), author=spot.user)
        if mine:
            _receive(request, spot, update, event)
        return mine

    if not await asyncio.to_thread(keep):
        raise Malformed("not-yours", 404)
    parts.hub.changed(spot.place.address)
    return JSONResponse({}, 202)


def _receive(request: Request, spot: Spot, update: str, event: Event) -> None:
    parts = parts_of(request)
    parts.intake.receive(
        Inbound(
            update_id=f"{spot.user}:{update}",
            place=spot.place,
            user=spot.user,
            event=event,
            received_at=parts.clock.now(),
            language=language_of(request, parts.texts),
        )
    )


async def _user(request: Request) -> str | None:
    """Who this is; ``None`` for a stranger, and for whoever logged out with this session."""
    parts = parts_of(request)
    user = parts.identities.user_of(request)
    if user is None or await asyncio.to_thread(parts.log.is_shut, user):
        return None
    return user


async def _spot(request: Request) -> Spot | None:
    """Who this is and where: alone with the bot, or in a group of theirs named by ``place``."""
    parts = parts_of(request)
    user = await _user(request)
    if user is None:
        return None
    address = request.query_params.get("place")
    if address is None or address == user:
        return Spot(user, private_place(user))
    rooms = await asyncio.to_thread(parts.people.rooms, user)
    room = next((room for room in rooms if room.address == address), None)
    return Spot(user, group_place(room)) if room is not None else None


def _in_language(request: Request, page: Response, language: str) -> Response:
    if request.query_params.get("lang") == language:
        page.set_cookie(LANGUAGE_COOKIE, language, max_age=LIFETIME_SECONDS, samesite="lax")
    return page
