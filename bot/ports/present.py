"""What a decision is given instead of looking: the present, chance, the days off."""

from datetime import date, datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The present, aware, in UTC."""
        ...


class Chance(Protocol):
    """The only source of randomness: identifiers, codes and seeds."""

    def new_id(self) -> str:
        """A fresh identifier: 16 characters of ``a-z2-7``, 80 bits."""
        ...

    def seed(self) -> int:
        """A seed for one decision, recorded with it (R6)."""
        ...

    def code(self) -> str:
        """Eight digits, for a person to copy from one screen to another."""
        ...


class Holidays(Protocol):
    def within(self, departement: str, first: date, last: date) -> frozenset[date]:
        """Public holidays of a département between two dates, both included."""
        ...
