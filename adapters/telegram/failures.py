"""A platform's refusal, as one question: what became of the message?"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

import httpx
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.domain.delivery import Gone, RetryAt, SendOutcome, Unknown

UNCONNECTED_WAIT = timedelta(seconds=10)
TOKEN_REFUSED_WAIT = timedelta(minutes=1)
BETWEEN_CLOCKS = timedelta(milliseconds=50)

REFUSALS: Mapping[str, str] = MappingProxyType(
    {
        "chat not found": "unknown-place",
        "peer_id_invalid": "unknown-place",
        "user not found": "unknown-place",
        "not enough rights": "muted",
        "no rights to send": "muted",
        "need administrator rights": "muted",
        "chat_write_forbidden": "muted",
        "topic_closed": "muted",
        "message to edit not found": "no-such-message",
        "message can't be edited": "no-such-message",
        "message to delete not found": "no-such-message",
        "message can't be deleted": "too-old",
        "message_id_invalid": "no-such-message",
        "message identifier is not specified": "no-such-message",
        "message is too long": "too-long",
        "message_too_long": "too-long",
    }
)
"""The platform gives words and no codes; these are the ones it is known to use."""

NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""Failures that come before the first byte has left."""


def is_unchanged(error: Exception) -> bool:
    """The message already shows what it was asked to show."""
    return isinstance(error, BadRequest) and "message is not modified" in error.message.lower()


def is_lost_topic(error: Exception) -> bool:
    return isinstance(error, BadRequest) and "message thread not found" in error.message.lower()


def outcome_of(error: Exception, now: datetime) -> SendOutcome:
    """What an error says of the message that it is about.

    `BadRequest` is a kind of `NetworkError` in the library: the order below matters.
    """
    match error:
        case RetryAfter():
            return RetryAt(now + wait_of(error), "too-many")
        case Forbidden():
            return Gone("blocked")
        case BadRequest(message=message):
            words = message.lower()
            found = (reason for sign, reason in REFUSALS.items() if sign in words)
            return Gone(next(found, "refused-content"))
        case InvalidToken():
            return RetryAt(now + TOKEN_REFUSED_WAIT, "token-refused")
        case NetworkError(__cause__=cause) if isinstance(cause, NOT_SENT):
            return RetryAt(now + UNCONNECTED_WAIT, "not-connected")
        case _:
            return Unknown(type(error).__name__)


def wait_of(error: RetryAfter) -> timedelta:
    """What was asked, to the second, and a little more: our clock and theirs are not one."""
    asked = error.retry_after
    wait = asked if isinstance(asked, timedelta) else timedelta(seconds=asked)
    return wait + BETWEEN_CLOCKS
