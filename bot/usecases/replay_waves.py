"""The recorded past, as the what-if reads it; and whether it still replays exactly (R6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.answers import AnswerId
from bot.domain.cases import Case, CaseState, OutcomeKind
from bot.domain.limits.windows import MONTH
from bot.domain.policy import Value
from bot.domain.replay import differing
from bot.domain.what_if.comparison import Comparison, GivenAnswer, what_if
from bot.domain.what_if.past import Past, Stop
from bot.ports import UnitOfWork

CHECKED = 2_000
"""Recorded waves planned again before a comparison is shown. Of a rule that changed for one wave in
five hundred, so many show a trace 98 times in 100."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many recorded waves were planned again, and how many came out otherwise."""

    waves: int
    differing: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """A past, read: going through it needs no database."""

    past: Past
    answers: Sequence[GivenAnswer]

    def under(self, changes: Mapping[str, Value]) -> Comparison:
        """What these numbers would have made of it."""
        return what_if(self.past, changes, self.answers)

    def replayed(self, at_most: int | None = CHECKED) -> Replayed:
        """Plan recorded waves again from their inputs: so many, spread over the whole time, or with
        ``None`` every one."""
        waves = self.past.waves
        step = 1 if at_most is None else max(1, -(-len(waves) // at_most))
        again = waves[::step]
        return Replayed(len(again), len(differing(again)))


def recorded_past(uow: UnitOfWork, now: datetime, since: datetime) -> Recorded:
    """Everything recorded since then that a what-if goes through."""
    asks = uow.solicitations.planned_since(since - MONTH)
    by_id = {ask.id: ask for ask in asks}
    given = {answer.id: answer for answer in uow.answers.given_since(since)}
    who = {
        id: by_id[answer.solicitation_id].asked_id
        for id, answer in given.items()
        if answer.solicitation_id is not None and answer.solicitation_id in by_id
    }
    ended = [(case, _stop(case, who)) for case in uow.cases.closed_since(since)]
    past = Past(
        since=since,
        until=now,
        waves=uow.records.waves_since(since),
        asks=asks,
        stops={case.id: stop for case, stop in ended if stop is not None},
    )
    answers = [
        GivenAnswer(answer.case_id, who[answer.id], answer.marked_useful)
        for answer in given.values()
        if answer.withdrawn_at is None and answer.id in who
    ]
    return Recorded(past, answers)


def _stop(case: Case, who: Mapping[AnswerId, str]) -> Stop | None:
    """When the asker ended a case by themselves, and thanks to whom."""
    if case.state is CaseState.CANCELLED and case.closed_at is not None:
        return Stop(case.closed_at)
    if case.outcome is None or case.outcome.kind is not OutcomeKind.UNBLOCKED:
        return None
    return Stop(case.outcome.at, who.get(AnswerId(case.outcome.answer_id or "")))
