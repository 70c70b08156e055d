"""The road between the bot and its server: everything passes, but for what a test arranges."""

from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from aiohttp import web
from yarl import URL

Happens = Callable[[web.Request], Awaitable[web.StreamResponse | None]]
"""What becomes of a call instead of passing; ``None`` to let it pass."""

HOP_BY_HOP = frozenset({"connection", "content-encoding", "content-length", "transfer-encoding"})


class Road:
    """An HTTP proxy before one server.

    Attributes
    ----------
    calls
        Method and path of each call so far.
    happens
        Asked about each call.
    """

    def __init__(self, server: str) -> None:
        self._server = server
        self._runner: web.AppRunner | None = None
        self._session: aiohttp.ClientSession | None = None
        self.url = ""
        self.calls: list[tuple[str, str]] = []
        self.happens: Happens = passes

    async def open(self) -> None:
        self._session = aiohttp.ClientSession()
        app = web.Application(client_max_size=10_000_000)
        app.router.add_route("*", "/{path:.*}", self._pass)
        self._runner = web.AppRunner(app, shutdown_timeout=0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def close(self) -> None:
        assert self._runner is not None
        assert self._session is not None
        await self._runner.cleanup()
        await self._session.close()

    def once(self, happens: Happens, chosen: Callable[[web.Request], bool]) -> None:
        """To the first call that is chosen, this happens; the others pass."""

        async def first(request: web.Request) -> web.StreamResponse | None:
            if not chosen(request):
                return None
            self.happens = passes
            return await happens(request)

        self.happens = first

    async def carry(self, request: web.Request) -> web.StreamResponse:
        """Take a call to the server, and its answer back."""
        assert self._session is not None
        url = self._server + request.raw_path
        headers = {k: v for k, v in request.headers.items() if k.lower() != "host"}
        body = await request.read()
        async with self._session.request(
            request.method, URL(url, encoded=True), headers=headers, data=body
        ) as answer:
            kept = {k: v for k, v in answer.headers.items() if k.lower() not in HOP_BY_HOP}
            return web.Response(status=answer.status, headers=kept, body=await answer.read())

    async def lose_the_answer(self, request: web.Request) -> web.StreamResponse | None:
        """The server obeys, and the connection breaks in the middle of its answer."""
        await self.carry(request)
        answer = web.StreamResponse(headers={"Content-Length": "1000"})
        await answer.prepare(request)
        await answer.write(b"{")
        assert request.transport is not None
        request.transport.close()
        return answer

    async def _pass(self, request: web.Request) -> web.StreamResponse:
        self.calls.append((request.method, request.path))
        return await self.happens(request) or await self.carry(request)


async def passes(request: web.Request) -> web.StreamResponse | None:
    return None


def refusing(status: int, errcode: str, **more: Any) -> Happens:
    """The server says no."""

    async def refuse(request: web.Request) -> web.StreamResponse | None:
        return web.json_response({"errcode": errcode, "error": errcode, **more}, status=status)

    return refuse


def is_message(request: web.Request) -> bool:
    return request.method == "PUT" and "/send/" in request.path
