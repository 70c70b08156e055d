"""The numbering of placeholders along the life of a case, without a table of who is who."""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from anonymize.values import Kind

Sex = Literal["f", "m"]

_VERSION = 1


@dataclass(slots=True)
class _Person:
    """One person, as keyed hashes of the words of their names and of their initials."""

    words: set[str] = field(default_factory=set)
    initials: set[str] = field(default_factory=set)
    sex: Sex | None = None


class CaseMemory:
    """Same identifier, same number, from the first draft to the last answer.

    Only keyed hashes (HMAC-SHA-256, 64 bits kept) of folded forms are held: without the case's
    key nothing can be read back, and destroying the key ends it. The key is not part of
    `to_dict`. Not safe for two threads at once; screen one text of a case at a time.
    """

    def __init__(self, key: bytes | None = None) -> None:
        """`key`: at least 16 random bytes of this case alone; drawn when absent."""
        self.key = secrets.token_bytes(32) if key is None else key
        if len(self.key) < 16:
            raise ValueError("a case's key needs at least 16 bytes")
        self._persons: list[_Person] = []
        self._numbers: dict[str, dict[str, int]] = {}

    @classmethod
    def from_dict(cls, data: dict[str, Any], key: bytes) -> CaseMemory:
        """Take up again what `to_dict` gave. Raises ValueError for another version."""
        memory = cls(key)
        memory.update(data)
        return memory

    def to_dict(self) -> dict[str, Any]:
        """Plain data for storage: hashes and numbers, no key, no text."""
        return {
            "version": _VERSION,
            "persons": [
                {"words": sorted(p.words), "initials": sorted(p.initials), "sex": p.sex}
                for p in self._persons
            ],
            "numbers": {kind: dict(table) for kind, table in self._numbers.items()},
        }

    def update(self, data: dict[str, Any]) -> None:
        """Replace the state by that of `to_dict`, under the same key."""
        if data.get("version") != _VERSION:
            raise ValueError("unknown version of a case's memory")
        self._persons = [
            _Person(set(p["words"]), set(p["initials"]), p["sex"]) for p in data["persons"]
        ]
        self._numbers = {kind: dict(table) for kind, table in data["numbers"].items()}

    def number(self, kind: Kind, folded: str) -> int:
        """The number of an identifier; its punctuation does not count."""
        table = self._numbers.setdefault(str(kind), {})
        compact = re.sub(r"[^a-z0-9]", "", folded) or folded
        return table.setdefault(self._hash(compact), len(table) + 1)

    def person(self, words: Sequence[str], sex: Sex | None = None) -> int:
        """The number of the person called by these folded words ("benali", "samira b").

        "Mme Benali", "Samira Benali" and "Samira B." are one; "M. Benali" is another.
        """
        whole = {self._hash(w) for w in words if len(w) > 1}
        initials = {self._hash("initial:" + w[0]) for w in words if w}
        lone = {self._hash("initial:" + w) for w in words if len(w) == 1}
        best = self._known(whole, lone, sex)
        if best is None:
            best = len(self._persons)
            self._persons.append(_Person())
        person = self._persons[best]
        person.words |= whole
        person.initials |= initials
        person.sex = person.sex or sex
        return best + 1

    def _known(self, whole: set[str], lone: set[str], sex: Sex | None) -> int | None:
        for at, person in enumerate(self._persons):
            if sex and person.sex and sex != person.sex:
                continue
            if not whole:
                if lone and lone <= person.initials:
                    return at
                continue
            contained = whole <= person.words or (person.words and person.words <= whole)
            if contained and lone <= person.initials:
                return at
            # "Samira B." then "Samira Benali": what is new begins with a known initial.
            if whole & person.words and person.words and len(whole ^ person.words) == 1 and lone:
                return at
        return None

    def _hash(self, folded: str) -> str:
        return hmac.digest(self.key, folded.encode(), "sha256")[:8].hex()
