"""How far the events of a platform were read, where the platform leaves that to us."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where one account of the bot stopped reading.

    Parameters
    ----------
    epoch
        Random, and made once for each database: keys given to the platform begin with it. The
        numbers of notices begin again with a new database, and a platform that saw "notice 1"
        before would not show the new one.
    position
        The platform's own word for the place; ``None`` before the first reading.
    """

    epoch: str
    position: str | None = None
