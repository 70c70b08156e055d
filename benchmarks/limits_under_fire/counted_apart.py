"""Limits counted from what is stored and what arrived, by a reader that knows nothing of the bot's
own rules: every pair and every window, one by one.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.policy import Policy

DAY, WEEK, MONTH = timedelta(days=1), timedelta(days=7), timedelta(days=31)
PARIS = ZoneInfo("Europe/Paris")
RESERVED, ARRIVED = ("planned", "sent", "uncertain"), ("sent", "uncertain")

Row = Any
"""One row of the table of solicitations."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One ask, as the chat platform saw it arrive."""

    at: datetime
    place: str
    case_id: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed for one schedule.

    Parameters
    ----------
    own
        Own weekly caps, those of newcomers included, by person.
    alike
        Pairs of cases that ask the same thing for two askers.
    """

    policy: Policy
    own: Mapping[str, int] = field(default_factory=dict)
    alike: Collection[frozenset[str]] = ()


@dataclass(slots=True)
class Count:
    """By kind of limit: how often it was exceeded, and how often reached exactly (a gap: how often
    less than twice as long).
    """

    exceeded: Counter[str] = field(default_factory=Counter)
    reached: Counter[str] = field(default_factory=Counter)

    def __iadd__(self, other: "Count") -> "Count":
        self.exceeded += other.exceeded
        self.reached += other.reached
        return self

    def most(self, kind: str, found: int, cap: int) -> None:
        """At most `cap` were to be found."""
        self.exceeded[kind] += found > cap
        self.reached[kind] += found == cap

    def window(self, kind: str, times: Sequence[datetime], cap: int, span: timedelta) -> None:
        """At most `cap` in any `span`."""
        within = (sum(at <= t < at + span for t in times) for at in times)
        self.most(kind, max(within, default=0), cap)

    def gap(self, kind: str, times: Sequence[datetime], hours: int) -> None:
        """Every two are so far apart."""
        apart = [abs(a - b) for a, b in combinations(times, 2)]
        self.exceeded[kind] += any(each < timedelta(hours=hours) for each in apart)
        near = timedelta(hours=2 * hours)
        self.reached[kind] += any(each < near for each in apart)


def count(rows: Sequence[Row], arrivals: Sequence[Arrival], terms: Terms) -> Count:
    """Every limit of one schedule, once it is over."""
    found, policy = Count(), terms.policy
    for person, asks in _by(rows, "professional_id", RESERVED):
        times = _times(asks)
        found.window("person, day", times, policy.person_day, DAY)
        found.window("person, week", times, policy.person_week, WEEK)
        found.window("person, month", times, policy.person_month, MONTH)
        found.window("own weekly cap", times, terms.own.get(person, len(times) + 1), WEEK)
        found.gap("person, gap", times, policy.min_gap_hours)
        cases = [ask.case_id for ask in asks]
        found.exceeded["one case, twice"] += len(set(cases)) != len(cases)
        found.exceeded["the same thing, twice"] += any(pair <= set(cases) for pair in terms.alike)
        for _, both in _by(asks, "asker_id", RESERVED):
            found.window("asker and professional", _times(both), policy.pair_month, MONTH)
    for _, asks in _by(rows, "structure_id", ARRIVED):
        found.window("structure, week", _times(asks), policy.structure_week, WEEK)
        for _, same in _by(asks, "case_id", ARRIVED):
            found.most("structure, case", len(same), policy.structure_case)
    for _, asks in _by(rows, "circle_id", ARRIVED):
        found.window("circle, week", _times(asks), policy.circle_chat_week, WEEK)
        found.gap("circle, gap", _times(asks), policy.circle_chat_gap_hours)
    left = [row for row in rows if row.delivery in ARRIVED]
    for theme in {theme for row in left for theme in row.themes}:
        times = _times(row for row in left if theme in row.themes)
        found.window("theme, week", times, policy.theme_week, WEEK)
    found.window("network, day", _times(left), policy.network_day, DAY)
    _seen(found, left, arrivals)
    return found


def _seen(found: Count, left: Sequence[Row], arrivals: Sequence[Arrival]) -> None:
    """What the platform saw is what is stored, once each, in nobody's evening."""
    stored = {(row.professional_id or row.circle_id, row.case_id) for row in left}
    seen = Counter((arrival.place, arrival.case_id) for arrival in arrivals)
    found.exceeded["arrived, not counted"] += len(seen.keys() - stored)
    found.exceeded["arrived twice"] += sum(times > 1 for times in seen.values())
    found.exceeded["quiet hours"] += sum(not _is_open(arrival.at) for arrival in arrivals)


def still_open(found: Count, open_asks: Iterable[int], policy: Policy) -> None:
    """Asks that each person has yet to respond to, at one moment."""
    for number in open_asks:
        found.most("person, open", number, policy.person_open)


def _by(
    rows: Iterable[Row], column: str, deliveries: Collection[str]
) -> Iterator[tuple[str, list[Row]]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if getattr(row, column) is not None and row.delivery in deliveries:
            groups[getattr(row, column)].append(row)
    yield from groups.items()


def _times(rows: Iterable[Row]) -> list[datetime]:
    return [row.delivered_at or row.planned_at for row in rows]


def _is_open(moment: datetime) -> bool:
    local = moment.astimezone(PARIS)
    return local.weekday() < 5 and 8 * 60 + 30 <= local.hour * 60 + local.minute < 18 * 60 + 30
