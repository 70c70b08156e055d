"""What a homeserver refuses, as one question: what became of the message?"""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

import aiohttp

from bot.domain.delivery import Gone, RetryAt, SendOutcome, Unknown

UNCONNECTED_WAIT = timedelta(seconds=10)
DEFAULT_WAIT = timedelta(seconds=5)
TOKEN_REFUSED_WAIT = timedelta(minutes=1)
BETWEEN_CLOCKS = timedelta(milliseconds=50)

LIMITED = "M_LIMIT_EXCEEDED"
TOKEN_REFUSED = frozenset({"M_UNKNOWN_TOKEN", "M_MISSING_TOKEN"})
EXPIRED = "ORG_MATRIX_EXPIRED_ACCOUNT"
"""What servers with account validity, Tchap among them, answer to an account that ran out."""
OUT_OF_ACCOUNT = frozenset({*TOKEN_REFUSED, EXPIRED, "M_USER_DEACTIVATED", "M_USER_LOCKED"})
"""The account or its device is refused, whatever it asks for."""

REFUSALS: Mapping[str, str] = MappingProxyType(
    {
        "M_FORBIDDEN": "blocked",
        "M_GUEST_ACCESS_FORBIDDEN": "blocked",
        "M_NOT_FOUND": "unknown-place",
        "M_UNKNOWN_USER": "unknown-place",
        "M_TOO_LARGE": "too-long",
    }
)
"""Error codes that will be the same next time; sources: the client-server specification."""

NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
"""Failures that come before the first byte has left."""

UNREACHED = (aiohttp.ClientError, asyncio.TimeoutError, OSError)
"""Nobody answered, or not to the end."""


class MatrixRefusal(Exception):
    """The homeserver answered with an error.

    Attributes
    ----------
    code
        Its error code, such as ``M_FORBIDDEN``; empty when it gave none.
    retry_after
        What it asks to wait, when it does.
    session
        What to come back with when it asks for a password.
    """

    def __init__(
        self,
        status: int,
        code: str,
        retry_after: timedelta | None = None,
        session: str | None = None,
    ) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.retry_after = retry_after
        self.session = session

    @property
    def is_limit(self) -> bool:
        return self.status == 429 or self.code == LIMITED

    @property
    def is_of_account(self) -> bool:
        return self.code in OUT_OF_ACCOUNT


def refusal_of(status: int, body: Mapping[str, Any]) -> MatrixRefusal:
    """An error answer, as what it says for sure."""
    wait = body.get("retry_after_ms")
    retry_after = timedelta(milliseconds=wait) if isinstance(wait, int | float) else None
    session = body.get("session")
    return MatrixRefusal(
        status,
        str(body.get("errcode") or ""),
        retry_after,
        session if isinstance(session, str) else None,
    )


class AccountRefused(Exception):
    """The account cannot be used until somebody acts. `cause` says why, in a word."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


def cause_of(refusal: MatrixRefusal) -> str:
    """A refusal of the account, in a word."""
    if refusal.code == EXPIRED:
        return "account-expired"
    return "token-refused" if refusal.code in TOKEN_REFUSED else "account-refused"


def outcome_of(error: Exception, now: datetime) -> SendOutcome:
    """What an error says of the message that it is about."""
    match error:
        case MatrixRefusal() if error.is_limit:
            return RetryAt(now + wait_of(error), "too-many")
        case MatrixRefusal() if error.is_of_account:
            return RetryAt(now + TOKEN_REFUSED_WAIT, "token-refused")
        case MatrixRefusal(status=status) if status >= 500:
            return Unknown(f"http-{status}")
        case MatrixRefusal(code=code):
            return Gone(REFUSALS.get(code, "refused-content"))
        case _ if isinstance(error, NOT_SENT):
            return RetryAt(now + UNCONNECTED_WAIT, "not-connected")
        case _:
            return Unknown(type(error).__name__)


def wait_of(refusal: MatrixRefusal) -> timedelta:
    """What was asked, and a little more: our clock and theirs are not one."""
    return (refusal.retry_after or DEFAULT_WAIT) + BETWEEN_CLOCKS
