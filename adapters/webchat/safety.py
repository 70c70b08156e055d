"""What every request passes and every response carries, whatever the page."""

import json
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.webchat.inbound import Malformed, Posted

LONGEST_POST = 132 * 1024
"""In bytes: 10,000 characters, each escaped at its longest (twelve bytes), and their JSON."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class SafeHeaders:
    """ASGI middleware: the headers above on everything; nothing personal in any cache."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                cached = "no-cache" if scope["path"].startswith("/static/") else "no-store"
                headers["Cache-Control"] = cached
            await send(message)

        await self._app(scope, receive, send_safely if scope["type"] == "http" else send)


def from_own_page(headers: Headers) -> bool:
    """Whether a post comes from our own page, by what the browser itself vouches for."""
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc == headers.get("host")
    return headers.get("sec-fetch-site") == "same-origin"


async def posted(request: Request) -> Posted:
    """The JSON object of a post.

    Raises
    ------
    Malformed
        ``foreign`` when another site sent it, ``too-long``, ``malformed``.
    """
    if not from_own_page(request.headers):
        raise Malformed("foreign", 403)
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise Malformed("malformed", 415)
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > LONGEST_POST:
            raise Malformed("too-long", 413)
    try:
        parsed = json.loads(raw)
    except (ValueError, RecursionError):
        raise Malformed("malformed") from None
    if not isinstance(parsed, dict):
        raise Malformed("malformed")
    return parsed
