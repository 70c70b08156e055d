"""The recorded past, and what becomes of it in a run."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

from bot.domain.cases import CaseId
from bot.domain.records import WaveRecord
from bot.domain.solicitations import COUNTED, Solicitation
from bot.domain.what_if.supposed import Supposed
from bot.domain.written import is_readable


@dataclass(frozen=True, slots=True)
class Stop:
    """Its asker ended the case: always, or only thanks to the answer of whoever `thanks_to` is."""

    at: datetime
    thanks_to: str | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What happened between two moments.

    Parameters
    ----------
    waves
        Recorded, in any order; those without what the limits saw are left as they were.
    asks
        Of the same time and of the month before it, whatever became of them.
    """

    since: datetime
    until: datetime
    waves: Sequence[WaveRecord]
    asks: Sequence[Solicitation]
    stops: Mapping[CaseId, Stop] = field(default_factory=dict)


class Made(NamedTuple):
    """One ask that was, or would have been, made and counted.

    Parameters
    ----------
    who
        A professional's id, or a circle's for its chat.
    supposed
        Chance of an answer, for an ask that was never made.
    """

    case_id: CaseId
    who: str
    at: datetime
    supposed: float = 0.0


def freed_at(ask: Solicitation) -> datetime | None:
    """When an ask stopped counting; ``None`` for one that counts."""
    if ask.delivery in COUNTED:
        return None
    return ask.responded_at or ask.delivered_at or ask.planned_at


class Chronicle:
    """The past, in order, as runs look things up in it.

    Attributes
    ----------
    waves
        Those that can be decided again, the oldest first.
    given
        Asks that none of them planned: from before the time looked at, or handed on by a colleague.
    """

    def __init__(self, past: Past) -> None:
        self.since, self.until, self.stops = past.since, past.until, past.stops
        readable = (wave for wave in past.waves if is_readable(wave.inputs))
        self.waves = sorted(readable, key=attrgetter("at"))
        self.given: list[Solicitation] = []
        self.supposed = Supposed(past.asks)
        self._asks: dict[tuple[CaseId, str], Solicitation] = {}
        self._planned: defaultdict[tuple[CaseId, datetime], set[str]] = defaultdict(set)
        planned = {(wave.case_id, wave.at) for wave in self.waves}
        for ask in past.asks:
            if (ask.case_id, ask.planned_at) in planned:
                self._asks[ask.case_id, ask.asked_id] = ask
                self._planned[ask.case_id, ask.planned_at].add(ask.asked_id)
            else:
                self.given.append(ask)

    def ask(self, case_id: CaseId, who: str) -> Solicitation | None:
        """What a wave of the past asked somebody about a case, and what became of it."""
        return self._asks.get((case_id, who))

    def planned(self, case_id: CaseId, at: datetime) -> set[str]:
        """Whom the past asked about a case at one moment."""
        return self._planned.get((case_id, at), set())
