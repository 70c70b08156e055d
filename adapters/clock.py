"""The present."""

from datetime import UTC, datetime


class SystemClock:
    """The machine's clock, in UTC. Implements `bot.ports.Clock`."""

    def now(self) -> datetime:
        """The present, aware, in UTC."""
        return datetime.now(UTC)
