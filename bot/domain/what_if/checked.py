"""The limits tried, checked on whoever a plan looks at, and no further."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.domain.limits import Checks, History
from bot.domain.people import ProfessionalId
from bot.domain.verdicts import Refused, Verdict
from bot.domain.waves import Candidate, CaseView, unpromising
from bot.domain.what_if.search import Search

STEADY = frozenset({"person-gap", "person-day", "person-week", "person-month", "person-open"})
"""Refusals that hold until their date whatever the case, unless an ask of the same person closes
or stops counting."""


class Checked:
    """Implements `bot.domain.waves.Limits` for one look of a search."""

    def __init__(self, search: Search, case: CaseView, history: History, now: datetime) -> None:
        self._search, self._case, self._history, self._now = search, case, history, now
        self._never, self._blocked = search.never, search.tried.blocked
        self._checks: Checks | None = None
        self._others: Sequence[Candidate] | None = None
        self._free_at_first = False

    @property
    def checks(self) -> Checks:
        """Begun when somebody is needed: before, what the limits saw need not be read."""
        if self._checks is None:
            policy, about = self._search.tried.policy, self._search.seen.about
            self._checks = Checks(policy, about, self._history, self._now)
        return self._checks

    def __iter__(self) -> Iterator[Candidate]:
        """Candidates, the most promising first, but for those asked about the case already.

        While everybody is closed nobody can be asked, and all that a plan tells is when somebody is
        free: nobody is before the first opening, so whoever is then ends the search.
        """
        for candidate in self._unasked():
            yield candidate
            if self._free_at_first:
                return

    def _unasked(self) -> Sequence[Candidate]:
        if self._others is None:
            asked, ranked = self._search.asks, self._search.written.ranked
            self._others = [one for one in ranked if one.professional_id not in asked]
        return self._others

    def verdict(self, candidate: Candidate) -> Verdict:
        person = candidate.professional_id
        known = self._never.get(person) or self._blocked.get(person)
        if known is not None and (known.until is None or known.until > self._now):
            return known
        return unpromising(self._search.tried.policy, self._case, candidate) or self._check(person)

    def _check(self, person: ProfessionalId) -> Verdict:
        """What the limits say of somebody now; a refusal that lasts is kept."""
        verdict = self.checks.verdict(self._search.seen.person(person))
        if isinstance(verdict, Refused):
            if verdict.until is None:
                self._never[person] = verdict
            elif verdict.reason in STEADY:
                self._blocked[person] = verdict
            elif verdict.reason == "quiet-hours":
                self._free_at_first |= verdict.until <= self._search.seen.opening(self._now)
        return verdict

    def structure_room(self, candidate: Candidate) -> int:
        assert candidate.structure_id is not None
        return self.checks.structure_room(candidate.structure_id)

    def room(self) -> int | None:
        return None if self._case.room is None else self.checks.network_room()
