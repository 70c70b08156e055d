"""Opaque, signed tokens for choices: who may use one is part of its signature (R10).

Nothing is stored: a token names an action, its subject and an argument, and the signature ties
them to one person or one place. What it may still do is decided by the state of its subject when
it comes back, so a stale choice is harmless and explains itself.
"""

import base64
import hmac
from dataclasses import dataclass

from bot.dialogue.actions import Action
from bot.domain.verdicts import Refused

LONGEST = 64
"""Bytes: what the strictest platform allows."""
_SIGNATURE = 10


@dataclass(frozen=True, slots=True)
class Tap:
    """A choice made by somebody entitled to it."""

    action: Action
    subject: str
    argument: str


class Signer:
    """Signs and reads tokens with one secret key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def token(self, action: Action, subject: str, argument: str, audience: str) -> str:
        """A token for one audience: a professional's id, or a place's address in a group.

        Raises
        ------
        ValueError
            When it would be longer than platforms allow: a programming error.
        """
        body = f"{action.value}.{subject}.{argument}"
        token = f"{body}.{self._sign(body, audience)}"
        if len(token.encode()) > LONGEST:
            raise ValueError(f"token of {len(token)} bytes for action {action.name}")
        return token

    def read(self, token: str, audiences: tuple[str, ...]) -> Tap | Refused:
        """What a token means, when one of these audiences may use it."""
        body, _, signature = token.rpartition(".")
        parts = body.split(".", 2)
        if len(parts) != 3 or not any(
            hmac.compare_digest(signature.encode(), self._sign(body, audience).encode())
            for audience in audiences
        ):
            return Refused("not-for-you")
        try:
            return Tap(Action(parts[0]), parts[1], parts[2])
        except ValueError:
            return Refused("stale-choice")

    def _sign(self, body: str, audience: str) -> str:
        digest = hmac.digest(self._key, f"{audience}\n{body}".encode(), "sha256")
        return base64.urlsafe_b64encode(digest)[:_SIGNATURE].decode()
