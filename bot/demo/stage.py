"""The demo's stage: personas, clock, examples, and what goes on out of the visitor's sight."""

import tomllib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from importlib.resources import files

from adapters.webchat.stage import Example, Glimpse, Persona
from bot.demo.clock import ShiftedClock
from bot.demo.network import Network
from bot.domain.people import Professional
from bot.domain.screens import Phrase


class DemoStage:
    """Implements `adapters.webchat.stage.Stage`.

    Parameters
    ----------
    on_moved
        Called once the clock was moved: whatever has come due must be looked at now.
    on_seen
        Called at each new glimpse: pages must be woken.
    """

    def __init__(
        self,
        network: Network,
        clock: ShiftedClock,
        on_moved: Callable[[], None],
        on_seen: Callable[[], None],
    ) -> None:
        self._network = network
        self._clock = clock
        self._on_moved = on_moved
        self._on_seen = on_seen
        self._glimpses: list[Glimpse] = []
        self._examples = read_examples()

    @property
    def personas(self) -> Sequence[Persona]:
        return self._network.personas

    @property
    def examples(self) -> Sequence[Example]:
        return self._examples

    @property
    def shift(self) -> timedelta:
        return self._clock.shift

    def now(self) -> datetime:
        """The demo's present."""
        return self._clock.now()

    def advance(self, by: timedelta) -> None:
        """Move the demo's present forward, and let what has come due happen."""
        self._clock.advance(by)
        self._on_moved()

    def report(self, key: str, person: Professional) -> None:
        """Somebody of the cast does something: one more glimpse."""
        what = Phrase(key, {"name": person.display_name, "structure": person.structure.name})
        self._glimpses.append(Glimpse(len(self._glimpses) + 1, self._clock.now(), what))
        self._on_seen()

    def glimpses(self, after: int) -> Sequence[Glimpse]:
        """What happened since the given number, oldest first."""
        return self._glimpses[after:]


def read_examples() -> tuple[Example, ...]:
    """The cases of ``examples.toml``."""
    read = tomllib.loads((files("bot.demo") / "examples.toml").read_text(encoding="utf-8"))
    return tuple(Example(row["title"], row["text"].strip()) for row in read["examples"])
