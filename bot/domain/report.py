"""The quarterly report: figures of the network, of nobody in particular.

Pure arithmetic over what outlives the texts: dates, themes, places, counts.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from statistics import median
from typing import TypeVar

from bot.domain.cases import OutcomeKind
from bot.domain.records import Deflection

_QUARTER = re.compile(
    r"(?:(\d{4})\W*)?[tq]?([1-4])(?:(?:er|re|e|ème|st|nd|rd|th)?\W+(?:trimestre|quarter))?"
    r"(?:\W+(?:of\W+)?(\d{4}))?",
    re.IGNORECASE,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a year; `number` from 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, words: str, today: date) -> "Quarter | None":
        """As in "2026-T3", "T3 2026" or "Q3", which is this year's; ``None`` for other words."""
        found = _QUARTER.fullmatch(words.strip())
        if found is None:
            return None
        return cls(int(found[1] or found[3] or today.year), int(found[2]))

    @property
    def before(self) -> "Quarter":
        return (
            Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)
        )

    def bounds(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """Its first moment, and the one after its last."""
        following = Quarter(self.year + self.number // 4, self.number % 4 + 1)
        first, end = (datetime(q.year, 3 * q.number - 2, 1, tzinfo=zone) for q in (self, following))
        return first, end

    def __str__(self) -> str:
        return f"{self.year}-T{self.number}"


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What is counted of one case.

    Parameters
    ----------
    first_answer, first_useful
        How long after it left; useful is the asker's own word.
    over
        Whether the search has ended.
    """

    themes: tuple[str, ...]
    departement: str | None
    asks: int
    answers: int
    over: bool
    outcome: OutcomeKind | None = None
    first_answer: timedelta | None = None
    first_useful: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Figures of a period.

    Parameters
    ----------
    cases
        Situations that were asked; those cancelled are not among them.
    told
        Cases whose asker said what became of them, "too early" left aside.
    asks_a_resolved
        Every ask of the period over the cases unblocked: what one costs the network.
    deflected
        Situations answered without asking anybody.
    alone
        Themes and départements of the searches that ended without an answer, most first.
    uncovered
        Themes that were asked and that no member declares, most asked first.
    by_theme
        Cases by theme, most first.
    """

    since: datetime
    until: datetime
    cases: int
    over: int
    answered: int
    told: int
    unblocked: int
    partly: int
    not_yet: int
    asks: int
    answers: int
    deflected: int
    joined: int
    first_answer: timedelta | None
    first_useful: timedelta | None
    alone: tuple[tuple[str, str | None, int], ...]
    uncovered: tuple[tuple[str, int], ...]
    by_theme: tuple[tuple[str, int], ...]

    @property
    def unblocked_share(self) -> float | None:
        """Of the cases whose outcome was told."""
        return _share(self.unblocked, self.told)

    @property
    def satisfaction(self) -> float | None:
        """Unblocked or partly, of the cases whose outcome was told."""
        return _share(self.unblocked + self.partly, self.told)

    @property
    def asks_a_resolved(self) -> float | None:
        return _share(self.asks, self.unblocked)

    @property
    def answers_a_case(self) -> float | None:
        return _share(self.answers, self.over)

    @property
    def deflected_share(self) -> float | None:
        """Of the situations that people came with."""
        return _share(self.deflected, self.deflected + self.cases)


def make_report(
    facts: Sequence[CaseFacts],
    deflections: Sequence[Deflection],
    covered: Collection[str],
    since: datetime,
    until: datetime,
) -> Report:
    """Count a period.

    Parameters
    ----------
    covered
        Themes that some member declares.
    """
    over = [case for case in facts if case.over]
    outcomes = Counter(case.outcome for case in facts)
    told = (OutcomeKind.UNBLOCKED, OutcomeKind.PARTLY, OutcomeKind.NOT)
    themes = Counter(theme for case in facts for theme in case.themes)
    alone = Counter(
        (theme, case.departement) for case in over if not case.answers for theme in case.themes
    )
    return Report(
        since=since,
        until=until,
        cases=len(facts),
        over=len(over),
        answered=sum(case.answers > 0 for case in over),
        told=sum(outcomes[kind] for kind in told),
        unblocked=outcomes[OutcomeKind.UNBLOCKED],
        partly=outcomes[OutcomeKind.PARTLY],
        not_yet=outcomes[OutcomeKind.NOT],
        asks=sum(case.asks for case in facts),
        answers=sum(case.answers for case in over),
        deflected=len(deflections),
        joined=sum(one.how == "joined" for one in deflections),
        first_answer=_median([c.first_answer for c in facts if c.first_answer is not None]),
        first_useful=_median([c.first_useful for c in facts if c.first_useful is not None]),
        alone=tuple((theme, place, n) for (theme, place), n in _most(alone)),
        uncovered=tuple((t, n) for t, n in _most(themes) if t not in covered),
        by_theme=tuple(_most(themes)),
    )


def _most(counted: "Counter[T]") -> list[tuple[T, int]]:
    return sorted(counted.items(), key=lambda one: (-one[1], str(one[0])))


def _median(waits: Sequence[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(w.total_seconds() for w in waits)) if waits else None


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
