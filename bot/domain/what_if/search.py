"""One case of a run: where its search stands under the limits tried."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.domain.calendar import Hours, open_between
from bot.domain.delays import Delays
from bot.domain.limits.history import PastAsk
from bot.domain.people import ProfessionalId, StructureId
from bot.domain.policy import Policy
from bot.domain.verdicts import Refused
from bot.domain.waves import CaseView
from bot.domain.written import Seen, Written, hours_under

USUAL_DELAYS = Delays()
"""Before any is learnt: what a search that differs takes for the silence of its asks."""

ALREADY = Refused("already-asked")


@dataclass(slots=True)
class RunAsk:
    """One ask of a run, as it stands."""

    now: PastAsk
    made_at: datetime
    counted: bool = True
    answered: bool = False
    refused: bool = False


class Kept(NamedTuple):
    """A refusal until a date, whatever the case; of whoever works there."""

    reason: str
    until: datetime
    structure_id: StructureId | None


@dataclass(slots=True)
class Tried:
    """The limits tried, on the days of one policy in force.

    Parameters
    ----------
    blocked
        Refusals that last.
    """

    policy: Policy
    blocked: dict[ProfessionalId, Kept] = field(default_factory=dict)


@dataclass(slots=True)
class Search:
    """One case; `differs` once it goes another way than recorded.

    What it does not decide itself is as its last recorded wave has it.

    Parameters
    ----------
    began
        When its first wave was planned: the open time that asks have waited is counted from then.
    never
        Refused for this case without a date: until an ask stops counting, whoever's it was.
    """

    written: Written
    tried: Tried
    case: CaseView
    hours: Hours
    began: datetime
    differs: bool
    asks: dict[str, RunAsk] = field(default_factory=dict)
    waves: int = 0
    due: datetime | None = None
    over: bool = False
    never: dict[str, Refused] = field(default_factory=dict)
    _seen: Seen | None = None
    _opened: dict[datetime, timedelta] = field(default_factory=dict)
    """Open time from the beginning to each moment at which it was looked at."""

    @classmethod
    def beginning(
        cls, written: Written, tried: Tried, began: datetime, *, differs: bool
    ) -> "Search":
        """From its first recorded wave on."""
        return cls(written, tried, _case(written, tried), _hours(written, tried), began, differs)

    def go_on(self, written: Written, tried: Tried) -> None:
        """Go on from a later wave."""
        if tried is not self.tried or written.seen_text != self.written.seen_text:
            self.forget()
            self._seen = None
        if tried is not self.tried or written.hours_text != self.written.hours_text:
            self.hours = _hours(written, tried)
            self._opened.clear()
        self.written, self.tried, self.case = written, tried, _case(written, tried)

    def forget(self) -> None:
        """Check anew whoever was refused without a date, but for those asked already: once a search
        differs nobody is asked twice, even if the first ask never arrived."""
        asked = ((who, ask.counted or self.differs) for who, ask in self.asks.items())
        self.never = {who: ALREADY for who, keeps in asked if keeps}

    def depart(self) -> None:
        """From now on it goes another way than recorded."""
        self.differs = True
        self.forget()

    @property
    def seen(self) -> Seen:
        """What the limits saw."""
        if self._seen is None:
            self._seen = self.written.seen(self.tried.policy)
        return self._seen

    def view(self, now: datetime) -> CaseView:
        """How far it has come, when it went another way."""
        awaited: dict[datetime, int] = {}
        asked = answered = refused = 0
        last: datetime | None = None
        for ask in self.asks.values():
            answered += ask.answered
            if not ask.counted:
                refused += 1
                continue
            asked += 1
            made_at = ask.made_at
            if last is None or made_at > last:
                last = made_at
            if ask.refused:
                refused += 1
            elif not ask.answered:
                awaited[made_at] = awaited.get(made_at, 0) + 1
        case_id, confirmed_at, deadline_at, urgent, *_, trust, room = self.case
        alive, useful = self._alive(awaited, now), 0
        so_far = (self.waves, asked, alive, answered, useful, refused, last)
        return CaseView(case_id, confirmed_at, deadline_at, urgent, *so_far, trust, room)

    def _alive(self, awaited: Mapping[datetime, int], now: datetime) -> float:
        """How many of the asks made at these moments, so many at each, are as good as fresh."""
        so_far, haste = self._open_until(now), self.tried.policy.haste(urgent=self.case.urgent)
        alive = 0.0
        for made_at, many in awaited.items():
            alive += many * USUAL_DELAYS.left(so_far - self._open_until(made_at), haste)
        return alive

    def _open_until(self, moment: datetime) -> timedelta:
        """Open time from the beginning on: asked for again by every later look."""
        known = self._opened.get(moment)
        if known is None:
            known = self._opened[moment] = open_between(self.hours, self.began, moment)
        return known


def _hours(written: Written, tried: Tried) -> Hours:
    return hours_under(tried.policy.opens, tried.policy.closes, written.hours)


def _case(written: Written, tried: Tried) -> CaseView:
    """A recorded case, with the time that the limits tried leave it."""
    more = timedelta(hours=tried.policy.deadline_hours - written.policy.deadline_hours)
    case = written.case
    return case._replace(deadline_at=case.deadline_at + more) if more else case
