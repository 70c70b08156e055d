"""What a page posts -> an event. Whatever is malformed is refused with a code."""

import re
from collections.abc import Callable, Mapping

from bot.domain.inbound import (
    Arrived,
    Attached,
    Deleted,
    Edited,
    Event,
    Said,
    Tapped,
    Unreadable,
)
from bot.domain.texts import RawText

LONGEST_SAID = 10_000
"""In characters: six pages. The page says so before it sends."""

UPDATE_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
MESSAGE_ID = re.compile(r"[0-9]{1,20}")
TOKEN_BYTES = 64
INVITATION_CHARACTERS = 64

Posted = Mapping[str, object]


class Malformed(Exception):
    """A post that makes no event. `code` names its sentence, ``webchat-problem-CODE``."""

    def __init__(self, code: str, status: int = 400) -> None:
        super().__init__(code)
        self.code = code
        self.status = status


def update_id(posted: Posted) -> str:
    """The page's own name for this post: the same when it is sent again."""
    return _matching(posted, "update_id", UPDATE_ID)


def message_id(posted: Posted) -> str:
    return _matching(posted, "message_id", MESSAGE_ID)


def reply_to(posted: Posted) -> str | None:
    return _matching(posted, "reply_to", MESSAGE_ID) if posted.get("reply_to") else None


def text(posted: Posted) -> RawText:
    """What was typed.

    Raises
    ------
    Malformed
        ``empty`` or ``too-long``.
    """
    typed = _string(posted, "text").replace("\r\n", "\n").replace("\x00", "")
    if not typed.strip():
        raise Malformed("empty")
    if len(typed) > LONGEST_SAID:
        raise Malformed("too-long", 413)
    return RawText(typed)


def said(posted: Posted, message: str) -> Event:
    return Said(text(posted), message, reply_to(posted))


def edited(posted: Posted, message: str) -> Event:
    return Edited(text(posted), message)


def deleted(posted: Posted, message: str) -> Event:
    return Deleted(message)


def tapped(posted: Posted) -> Event:
    token = _string(posted, "token")
    if not token or len(token.encode()) > TOKEN_BYTES:
        raise Malformed("malformed")
    return Tapped(token, message_id(posted))


def attached(posted: Posted) -> Event:
    """Something that is not text: only its kind was sent, nothing of it was read."""
    try:
        return Attached(Unreadable(_string(posted, "kind")))
    except ValueError:
        raise Malformed("malformed") from None


def arrived(posted: Posted) -> Arrived:
    code = posted.get("invitation")
    if code is None:
        return Arrived()
    if not isinstance(code, str) or not 0 < len(code.strip()) <= INVITATION_CHARACTERS:
        raise Malformed("invitation")
    return Arrived(code.strip())


TAKEN_AS_THEY_ARE: Mapping[str, Callable[[Posted], Event]] = {
    "tap": tapped,
    "attach": attached,
    "arrive": arrived,
}
"""Posts that leave no message of the person behind."""


def _string(posted: Posted, name: str) -> str:
    value = posted.get(name)
    if not isinstance(value, str) or any("\ud800" <= c <= "\udfff" for c in value):
        raise Malformed("malformed")
    return value


def _matching(posted: Posted, name: str, pattern: re.Pattern[str]) -> str:
    value = _string(posted, name)
    if not pattern.fullmatch(value):
        raise Malformed("malformed")
    return value
