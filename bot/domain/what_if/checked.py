"""The limits tried, checked on whoever a plan looks at, and no further."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from bot.domain.limits.checks import Checks
from bot.domain.limits.history import History
from bot.domain.people import ProfessionalId
from bot.domain.verdicts import Refused, Verdict
from bot.domain.waves import Candidate, CaseView, Trait, unpromising
from bot.domain.what_if.search import Kept, Search
from bot.domain.written import Ranked

STEADY = frozenset(
    {"person-gap", "person-day", "person-week", "person-month", "person-open", "structure-week"}
)
"""Refusals that hold until their date whatever the case, unless an ask of the same person closes,
or one of the same person or structure stops counting."""


class Checked:
    """Implements `bot.domain.waves.Ordered` and `Limits` for one look of a search.

    Parameters
    ----------
    blocked
        Refusals that last, kept from earlier looks: nobody is free before theirs ends, but what
        refuses them longest may differ from case to case, and the date with it.
    nobody
        Nobody can be asked: all that a plan then tells is when somebody is free.

    Attributes
    ----------
    left_out
        Whether it passed over somebody who may be the first to be free.
    steady
        Refusals that last which it found.
    """

    def __init__(
        self,
        search: Search,
        case: CaseView,
        history: History,
        now: datetime,
        blocked: Mapping[ProfessionalId, Kept],
        *,
        nobody: bool = False,
    ) -> None:
        self._search, self._case, self._history, self._now = search, case, history, now
        self._blocked, self._nobody = blocked, nobody
        self._checks: Checks | None = None
        self._shut_until = now
        self._first: datetime | None = None
        self._free_at_first = False
        self.left_out = False
        self.steady: dict[ProfessionalId, Kept] = {}

    @property
    def checks(self) -> Checks:
        """Begun when somebody is needed: before, what the limits saw need not be read."""
        if self._checks is None:
            policy, about = self._search.tried.policy, self._search.seen.about
            self._checks = Checks(policy, about, self._history, self._now)
        return self._checks

    def __iter__(self) -> Iterator[Candidate]:
        return self._free(self._ranked.places)

    def unlike(self, usual: object, trait: Trait) -> Iterator[Candidate]:
        return self._free(self._ranked.unlike(usual, trait))

    @property
    def _ranked(self) -> Ranked:
        """As recorded; read when somebody is needed."""
        return self._search.written.ranked

    def _free(self, places: Iterable[int]) -> Iterator[Candidate]:
        """Those at some places whom nothing found at an earlier look refuses.

        Where nobody can be asked, it passes over whoever cannot be free before somebody already
        looked at, and looks no further than whoever is free when the first may be.
        """
        ranked, never, blocked, now = self._ranked, self._search.never, self._blocked, self._now
        for place in places:
            person = ranked.people[place]
            if person in never:
                continue
            kept = blocked.get(person)
            if kept and kept.until > now and kept.structure_id == ranked.workplaces[place]:
                if not self._nobody:
                    self.left_out = True
                    continue
                if self._first is not None and kept.until >= self._first:
                    continue
            yield ranked.candidate(place)
            if self._free_at_first:
                self.left_out = False
                return

    def verdict(self, candidate: Candidate) -> Verdict:
        refusal = unpromising(self._search.tried.policy, self._case, candidate)
        return refusal or self._check(candidate)

    def _check(self, candidate: Candidate) -> Verdict:
        """What the limits say of somebody now; a refusal that lasts is kept."""
        person = candidate.professional_id
        verdict = self.checks.verdict(self._search.seen.person(person))
        if isinstance(verdict, Refused):
            if verdict.until is None:
                self._search.never[person] = verdict
                return verdict
            if verdict.reason in STEADY:
                kept = Kept(verdict.reason, verdict.until, candidate.structure_id)
                self.steady[person] = kept
            if self._first is None or verdict.until <= self._first:
                self._first = verdict.until
                if self._nobody or verdict.reason == "quiet-hours":
                    opening = self._search.seen.opening(self._shut_until)
                    self._free_at_first = verdict.until <= opening
        return verdict

    def structure_room(self, candidate: Candidate) -> int:
        assert candidate.structure_id is not None
        return self.checks.structure_room(candidate.structure_id)

    def room(self, wanted: int) -> int:
        if self._case.room is None:
            return wanted
        room = self.checks.network_room(wanted)
        if not room:
            self._nobody = True
            self._shut_until = self.checks.network_frees()
        return room
