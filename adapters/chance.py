"""The only source of randomness."""

import secrets

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
"""Base 32 of RFC 4648, lower case: nothing that a link or a button would have to escape."""

ID_LENGTH = 16
CODE_LENGTH = 8
SEED_BITS = 31
"""A seed fits a signed 32-bit column and stays exact as a JSON number."""


class SystemChance:
    """Randomness of the operating system. Implements `bot.ports.Chance`."""

    def new_id(self) -> str:
        """A fresh identifier: 16 characters of ``a-z2-7``, 80 bits."""
        return "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))

    def seed(self) -> int:
        """A seed for one decision, recorded with it (R6)."""
        return secrets.randbits(SEED_BITS)

    def code(self) -> str:
        """Eight digits, for a person to copy from one screen to another."""
        return "".join(secrets.choice("0123456789") for _ in range(CODE_LENGTH))
