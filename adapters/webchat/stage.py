"""What the page shows around the conversation when it is a demo: personas, clock, examples."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.screens import Phrase

STEPS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
"""How far each clock button moves time."""


@dataclass(frozen=True, slots=True)
class Persona:
    """Someone the visitor may be. Their tab is named by the sentence ``stage-persona-KEY``."""

    key: str
    user: str
    name: str


@dataclass(frozen=True, slots=True)
class Example:
    """A fictional case, ready to paste."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Glimpse:
    """One thing that happened out of the visitor's sight."""

    number: int
    at: datetime
    what: Phrase


class Stage(Protocol):
    @property
    def personas(self) -> Sequence[Persona]:
        """At least one; the first is who a visitor is to begin with."""
        ...

    @property
    def examples(self) -> Sequence[Example]: ...

    @property
    def shift(self) -> timedelta:
        """How far the demo's present is ahead of the machine's."""
        ...

    def now(self) -> datetime:
        """The demo's present, aware."""
        ...

    def advance(self, by: timedelta) -> None:
        """Move the demo's present forward, and let what has come due happen."""
        ...

    def glimpses(self, after: int) -> Sequence[Glimpse]:
        """What happened since the given number, oldest first."""
        ...
