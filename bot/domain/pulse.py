"""How the bot is doing at this moment: figures, nobody's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

RECENTLY = timedelta(hours=24)
"""How far back what was done is counted."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """Counts by codes: channels, kinds of messages, states. No text, no name, no identifier.

    Parameters
    ----------
    cases
        Open cases, by state.
    asks
        Planned in the last 24 hours, by what became of the message.
    responses
        To the same asks.
    waiting
        Messages that have not left, by channel; and how late the latest of those due is.
    settled
        Messages of the last 24 hours, by channel, kind and fate (``sent``, ``gone``, ``unknown``).
    unhandled
        What people sent and was not handled yet.
    given_up
        What people sent in the last 24 hours that could not be handled, after several tries.
    """

    cases: Mapping[str, int] = field(default_factory=dict)
    asks: Mapping[str, int] = field(default_factory=dict)
    responses: Mapping[str, int] = field(default_factory=dict)
    waiting: Mapping[str, int] = field(default_factory=dict)
    late: timedelta = timedelta()
    settled: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    unhandled: int = 0
    given_up: int = 0
