"""What is written but not yet confirmed is encrypted with a key that is not in the database."""

import base64
import hmac
import json
from collections.abc import Sequence
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class KeyLost(Exception):
    """No key of the configuration opens this text."""


class Cipher:
    """Seals JSON values with Fernet (AES-128-CBC, HMAC-SHA256).

    Parameters
    ----------
    keys
        Fernet keys, the one to seal with first; the others only open what they sealed before.
        A replaced key may go a day later, when the last draft has; what the web chat showed before
        is then not read any more, and it may go a month later instead.

    Raises
    ------
    ValueError
        When there is no key, or one is not 32 bytes in URL-safe base 64. Never quotes it.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError:
            raise ValueError("encryption keys: 32 bytes in URL-safe base 64, one or more") from None
        self._keys = [base64.urlsafe_b64decode(key) for key in keys]

    @staticmethod
    def new_key() -> str:
        return Fernet.generate_key().decode()

    def seal(self, value: Any) -> str:
        """Encrypt a JSON value; any character is allowed in its texts."""
        return self._fernet.encrypt(json.dumps(value).encode()).decode()

    def open(self, sealed: str) -> Any:
        """The value again.

        Raises
        ------
        KeyLost
            When no key fits, or the text was altered.
        """
        try:
            return json.loads(self._fernet.decrypt(sealed))
        except InvalidToken:
            raise KeyLost from None

    def digests(self, code: str) -> list[str]:
        """What stands for a code that must not be read back, under each key: the one in use first.

        Without a key nobody can try all the codes there are: eight digits are few.
        """
        return [hmac.digest(key, f"code\n{code}".encode(), "sha256").hex() for key in self._keys]
