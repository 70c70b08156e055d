"""The recorded past beside what other limits would have made of it (R11).

`bot.domain.limits.checks.check` and `bot.domain.waves.plan_wave` decide again at every recorded
wave, under the changed numbers, against the history that those decisions would have made. As long
as a case goes as it went, everything is as recorded: with no change at all, every wave comes out
exactly. From the first difference on, some things are taken for granted: `ASSUMPTIONS`.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import NamedTuple

from bot.domain.cases import CaseId
from bot.domain.limits.windows import WEEK
from bot.domain.policy import Policy, Value
from bot.domain.solicitations import COUNTED
from bot.domain.what_if.past import Chronicle, Made, Past
from bot.domain.what_if.rerun import Rerun, go_through

ASSUMPTIONS = (
    "only-recorded-waves",
    "same-response",
    "others-at-their-rate",
    "same-profiles",
    "leave-at-once",
)
"""What a comparison takes for granted; each has its sentence in ``locales/``."""

AIMS = frozenset(
    {
        "opens",
        "closes",
        "keep_alive",
        "keep_alive_late",
        "least_chance",
        "largest_wave",
        "most_asks",
        "wanted_useful",
        "wanted_answers",
        "deadline_hours",
        "wave_wait_hours",
        "urgent_wave_wait_hours",
    }
)
"""Numbers that change when a search looks again. Moments at which nobody was asked are not
recorded, so both sides are then worked out in the same way, from each first wave on."""


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """A recorded answer to an ask; `useful` is the asker's word, ``None`` without one."""

    case_id: CaseId
    who: str
    useful: bool | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """What one way of asking costs, and what it brings.

    Parameters
    ----------
    asks
        Of people and of circles' chats.
    people
        How many were asked, chats included.
    busiest
        Most asks of one of them in seven days.
    supposed
        Answers expected from those who were never asked.
    """

    asks: int
    people: int
    busiest: int
    supposed: float = 0.0


@dataclass(frozen=True, slots=True)
class Change:
    """How often one person, or one chat, was asked, and would have been.

    `busiest_...` counts the seven days with the most asks.
    """

    who: str
    before: int
    after: int
    busiest_before: int
    busiest_after: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The past beside what it would have been.

    Parameters
    ----------
    waves, unread
        Recorded waves, and those that cannot be decided again.
    changes
        Everyone for whom something changes, the most changed first.
    lost_answers, lost_useful
        Recorded answers of those who would not have been asked.
    """

    since: datetime
    until: datetime
    waves: int
    unread: int
    cases: int
    cases_changed: int
    before: Load
    after: Load
    changes: tuple[Change, ...]
    lost_answers: int
    lost_useful: int
    assumptions: tuple[str, ...] = ASSUMPTIONS

    @property
    def asks_a_week(self) -> float:
        """How many more asks a week, over the network."""
        weeks = max((self.until - self.since) / WEEK, 1 / 7)
        return (self.after.asks - self.before.asks) / weeks

    def beyond(self, cap: int) -> int:
        """How many people would newly be asked more than `cap` times in some seven days."""
        return sum(c.busiest_after > cap >= c.busiest_before for c in self.changes)


def changed(policy: Policy, tried: Policy) -> Mapping[str, Value]:
    """The numbers of `tried` that are not those of `policy`."""
    old = policy.values()
    return {name: value for name, value in tried.values().items() if value != old[name]}


class Side(NamedTuple):
    """What one way of asking comes to, with when each was asked and their most asks in a week."""

    load: Load
    times: Mapping[str, list[datetime]]
    busiest: Mapping[str, int]


Apart = Callable[[Callable[[], Side]], Callable[[], Side]]
"""Begins some work elsewhere, and gives what waits for its result."""


def what_if(
    past: Past,
    changes: Mapping[str, Value],
    answers: Sequence[GivenAnswer] = (),
    apart: Apart | None = None,
) -> Comparison:
    """Compare the recorded past with what these numbers would have made of it.

    Parameters
    ----------
    apart
        Where the other side of an aim is worked out; ``None`` takes both through the past
        together, which costs less and lasts longer.
    """
    with _uncollected():
        return _compared(past, changes, answers, apart)


def _compared(
    past: Past,
    changes: Mapping[str, Value],
    answers: Sequence[GivenAnswer],
    apart: Apart | None,
) -> Comparison:
    chronicle = Chronicle(past)
    modelled = bool(AIMS & changes.keys())
    after = Rerun(chronicle, changes, modelled=modelled)
    if not modelled:
        go_through(chronicle, after)
        before = _side(_recorded(past))
    else:
        same = Rerun(chronicle, {}, modelled=True)
        if apart is None:
            go_through(chronicle, same, after)
            before = _side(same.made)
        else:
            other_side = apart(partial(_gone_through, chronicle, same))
            go_through(chronicle, after)
            before = other_side()
    found = _side(after.made)
    asked = {(made.case_id, made.who) for made in after.made}
    lost = [given for given in answers if (given.case_id, given.who) not in asked]
    return Comparison(
        since=past.since,
        until=past.until,
        waves=len(past.waves),
        unread=len(past.waves) - len(chronicle.waves),
        cases=after.cases,
        cases_changed=after.cases_changed,
        before=before.load,
        after=found.load,
        changes=_changes(before, found),
        lost_answers=len(lost),
        lost_useful=sum(given.useful is True for given in lost),
    )


def _gone_through(past: Chronicle, run: Rerun) -> Side:
    go_through(past, run)
    return _side(run.made)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: a run makes none, and it would look for them again and again
    among everything that a long past holds, for a sixth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _recorded(past: Past) -> list[Made]:
    return [
        Made(ask.case_id, ask.asked_id, ask.planned_at)
        for ask in past.asks
        if ask.planned_at >= past.since and ask.delivery in COUNTED
    ]


def _side(made: Sequence[Made]) -> Side:
    times: dict[str, list[datetime]] = {}
    for one in made:
        times.setdefault(one.who, []).append(one.at)
    busiest = {who: _busiest(own) for who, own in times.items()}
    load = Load(
        asks=len(made),
        people=len(times),
        busiest=max(busiest.values(), default=0),
        supposed=sum(one.supposed for one in made),
    )
    return Side(load, times, busiest)


def _changes(before: Side, after: Side) -> tuple[Change, ...]:
    found = [
        Change(
            who,
            len(before.times.get(who, ())),
            len(after.times.get(who, ())),
            before.busiest.get(who, 0),
            after.busiest.get(who, 0),
        )
        for who in before.times.keys() | after.times.keys()
        if before.times.get(who, []) != after.times.get(who, [])
    ]
    return tuple(sorted(found, key=lambda c: (-abs(c.after - c.before), c.who)))


def _busiest(times: Iterable[datetime]) -> int:
    """Most of these within any seven days."""
    ordered = sorted(times)
    first = most = 0
    for last, moment in enumerate(ordered):
        while moment - ordered[first] >= WEEK:
            first += 1
        most = max(most, last - first + 1)
    return most
