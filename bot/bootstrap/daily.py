"""What is done once a day, and sooner again when it failed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.ports import Clock

log = structlog.get_logger(__name__)

EVERY = timedelta(hours=24)
AGAIN_AFTER = timedelta(minutes=10)
"""A database that was busy at the wrong moment is no reason to forget nothing for a day."""


@dataclass(slots=True)
class Daily:
    """Works by name, each in its own time: one that fails keeps no other from being done."""

    clock: Clock
    works: Mapping[str, Callable[[], object]]
    _due: dict[str, datetime] = field(default_factory=dict)

    def run_due(self) -> None:
        """Do what was not done for a day; everything, at the first call."""
        now = self.clock.now()
        for name, work in self.works.items():
            if now < self._due.get(name, now):
                continue
            try:
                work()
                self._due[name] = now + EVERY
            except Exception as error:
                self._due[name] = now + AGAIN_AFTER
                log.error("step_failed", step=name, error=type(error).__name__, exc_info=True)
