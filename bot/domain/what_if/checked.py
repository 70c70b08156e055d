"""The limits tried, checked on whoever a plan looks at, and no further."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from bot.domain.limits.checks import Checks
from bot.domain.limits.history import History
from bot.domain.people import ProfessionalId
from bot.domain.verdicts import Refused, Verdict
from bot.domain.waves import Candidate, CaseView, Trait, unpromising
from bot.domain.what_if.search import Search
from bot.domain.written import Ranked

STEADY = frozenset({"person-gap", "person-day", "person-week", "person-month", "person-open"})
"""Refusals that hold until their date whatever the case, unless an ask of the same person closes
or stops counting."""


class Checked:
    """Implements `bot.domain.waves.Ordered` and `Limits` for one look of a search.

    Parameters
    ----------
    blocked
        Refusals that last, kept from earlier looks.

    Attributes
    ----------
    left_out
        Whether it passed over somebody whom one of them still refuses: what refuses them longest
        may differ from case to case, and the date with it.
    steady
        The lasting refusals that it found.
    """

    def __init__(
        self,
        search: Search,
        case: CaseView,
        history: History,
        now: datetime,
        blocked: Mapping[ProfessionalId, Refused],
    ) -> None:
        self._search, self._case, self._history, self._now = search, case, history, now
        self._blocked = blocked
        self._checks: Checks | None = None
        self._free_at_first = False
        self.left_out = False
        self.steady: dict[ProfessionalId, Refused] = {}

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

        While everybody is closed nobody can be asked, and all that a plan tells is when somebody is
        free: nobody is before the first opening, so it looks no further than whoever is then.
        """
        ranked, never, blocked, now = self._ranked, self._search.never, self._blocked, self._now
        for place in places:
            person = ranked.people[place]
            if person in never:
                continue
            known = blocked.get(person)
            if known is not None and known.until is not None and known.until > now:
                self.left_out = True
                continue
            yield ranked.candidate(place)
            if self._free_at_first:
                self.left_out = False
                return

    def verdict(self, candidate: Candidate) -> Verdict:
        refusal = unpromising(self._search.tried.policy, self._case, candidate)
        return refusal or self._check(candidate.professional_id)

    def _check(self, person: ProfessionalId) -> Verdict:
        """What the limits say of somebody now; a refusal that lasts is kept."""
        verdict = self.checks.verdict(self._search.seen.person(person))
        if isinstance(verdict, Refused):
            if verdict.until is None:
                self._search.never[person] = verdict
            elif verdict.reason in STEADY:
                self.steady[person] = verdict
            elif verdict.reason == "quiet-hours":
                self._free_at_first |= verdict.until <= self._search.seen.opening(self._now)
        return verdict

    def structure_room(self, candidate: Candidate) -> int:
        assert candidate.structure_id is not None
        return self.checks.structure_room(candidate.structure_id)

    def room(self, wanted: int) -> int:
        return wanted if self._case.room is None else self.checks.network_room(wanted)
