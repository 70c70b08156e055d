"""Who is in front of the page, and which conversations are theirs."""

import base64
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from cryptography.fernet import Fernet, InvalidToken
from starlette.requests import Request
from starlette.responses import Response

from adapters.webchat.outbound import NAME
from adapters.webchat.stage import Stage
from bot.domain.places import Place, PlaceKind
from bot.settings import WEB_SESSION_DAYS

LIFETIME_SECONDS = WEB_SESSION_DAYS * 24 * 3600
RENEWED_AFTER_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Room:
    """A group conversation and the name that its members know it by."""

    address: str
    name: str


class People(Protocol):
    def rooms(self, user: str) -> Sequence[Room]:
        """Group conversations of the web chat that this person belongs to now."""
        ...


def private_place(user: str) -> Place:
    """Where the bot and this person talk alone: its address is the user's id."""
    return Place(NAME, user)


def group_place(room: Room) -> Place:
    return Place(NAME, room.address, PlaceKind.GROUP)


class Identities(Protocol):
    def user_of(self, request: Request) -> str | None:
        """The user id behind a request; ``None`` for a stranger."""
        ...


class Sessions:
    """A signed, dated token in a cookie; what is kept on the server is who logged out.

    Parameters
    ----------
    key
        A Fernet key (32 bytes, URL-safe base64): a session cannot be made without it.
    cookie
        Its name: two networks on one host need two.
    encrypted
        Whether people reach the page by HTTPS alone, whatever a proxy says: the cookie then never
        travels in clear, and no neighbouring site can put one there.
    """

    def __init__(self, key: bytes, cookie: str, *, encrypted: bool = False) -> None:
        self._seal = Fernet(key)
        self._key = key
        self._encrypted = encrypted
        self.cookie = f"__Host-{cookie}" if encrypted else cookie

    def user_of(self, request: Request) -> str | None:
        """The user whose token is valid and under `LIFETIME_SECONDS` old."""
        token = request.cookies.get(self.cookie, "")
        try:
            return self._seal.decrypt(token.encode(), ttl=LIFETIME_SECONDS).decode()
        except (InvalidToken, UnicodeError):
            return None

    def newcomer(self, update: str, invitation: str) -> str:
        """Who enters by this post: the same when it is sent again, its response having been lost.

        Nobody else can be them: a page draws its update id by chance.
        """
        entering = f"enter\n{update}\n{invitation}".encode()
        digest = hmac.digest(self._key, entering, "sha256")
        return base64.b32encode(digest[:10]).decode().lower()

    def open(self, request: Request, response: Response, user: str) -> None:
        """Give this user a fresh session."""
        response.set_cookie(
            self.cookie,
            self._seal.encrypt(user.encode()).decode(),
            max_age=LIFETIME_SECONDS,
            httponly=True,
            samesite="lax",
            secure=self._secure(request),
        )

    def close(self, request: Request, response: Response) -> None:
        """Take the session out of the browser."""
        response.delete_cookie(
            self.cookie, httponly=True, samesite="lax", secure=self._secure(request)
        )

    def _secure(self, request: Request) -> bool:
        return self._encrypted or request.url.scheme == "https"

    def renew(self, request: Request, response: Response, user: str, now: float) -> None:
        """A visit prolongs the session, once in a while."""
        token = request.cookies.get(self.cookie, "")
        if now - self._seal.extract_timestamp(token) >= RENEWED_AFTER_SECONDS:
            self.open(request, response, user)


class Personas:
    """The demo's identities: whoever the address of the page says, so that tabs can differ."""

    def __init__(self, stage: Stage) -> None:
        self._users = {persona.key: persona.user for persona in stage.personas}
        self._first = stage.personas[0].user

    def user_of(self, request: Request) -> str | None:
        """The persona named by ``as``; the first one when it is absent or unknown."""
        return self._users.get(request.query_params.get("as", ""), self._first)
