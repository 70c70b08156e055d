"""Whom to ask now about one case, so that a useful answer is likely at the least cost (R3, R6).

Pure and deterministic: the same policy, case, candidates, moment and seed give the same plan.
Limits are not weighed here: each candidate comes with the verdict of
`bot.domain.limits.checks.check`, and nobody refused is ever planned.
"""

import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, NamedTuple, Protocol

from bot.domain.calendar import Hours, add_open
from bot.domain.cases import CaseId
from bot.domain.circles import CircleId
from bot.domain.estimates import usual_chance
from bot.domain.people import ProfessionalId, StructureId
from bot.domain.policy import Policy
from bot.domain.territory import Level
from bot.domain.verdicts import Allowed, Refused, Verdict


class Ending(StrEnum):
    """Why a search ends."""

    ENOUGH = "enough"
    DEADLINE = "deadline"
    NOBODY_LEFT = "nobody-left"


class Candidate(NamedTuple):
    """Somebody who might be asked. A tuple, because a what-if reads them by the million.

    Parameters
    ----------
    score
        How well they match the case, 0 to 1.
    silo
        The field they work in, however the network names it; a wave keeps a share for another.
    invisible
        A landlord, a school, a club: an actor whom no inclusion body lists.
    newcomer
        Somebody of whom little is known yet.
    verdict
        What the limits say now.
    structure_id, structure_room
        Where they work, and how many of its people may still be asked about the case
        (`bot.domain.limits.checks.Checks.structure_room`): a wave counts its own picks. ``None``
        counts nothing.
    chance
        Probability that asking them now brings a useful answer, as `bot.domain.estimates` learnt
        it; ``None`` takes what usually goes with the match.
    """

    professional_id: ProfessionalId
    score: float
    verdict: Verdict
    level: Level = Level.DEPARTEMENT
    structure_kind: str = ""
    silo: str = ""
    invisible: bool = False
    newcomer: bool = False
    structure_id: StructureId | None = None
    structure_room: int = 0
    chance: float | None = None

    @property
    def worth(self) -> float:
        """Expected useful answers from asking them."""
        return worth(self.score, self.chance)


def worth(score: float, chance: float | None) -> float:
    """Expected useful answers from asking somebody who matches so well."""
    return usual_chance(score) if chance is None else chance


class ChatCandidate(NamedTuple):
    """A circle's chat that might be asked: one ask; its members are then not asked in private."""

    circle_id: CircleId
    members: frozenset[ProfessionalId]
    verdict: Verdict


class CaseView(NamedTuple):
    """How far the search for one case has come. A tuple, as `Candidate` is.

    Parameters
    ----------
    waves_so_far
        Waves that asked somebody.
    asked
        Solicitations so far, of people and of chats.
    alive
        Those still awaiting a response, each counted for what its silence leaves of it, 0 to 1
        (`bot.domain.delays.Delays.alive`).
    answered
        Answers that the asker has not judged yet.
    useful
        Answers that the asker found useful.
    refused
        Solicitations declined: not my field, later, unreachable.
    last_wave_at
        When somebody was last asked; ``None`` before the first wave.
    trust
        What the silences and refusals so far, and the time left, leave of the candidates'
        chances (`bot.domain.doubts.Doubts.trust`): 1 as long as they tell nothing.
    room
        Asks about it, of the most that it may make, that the limits of the whole network still
        allow (`bot.domain.limits.checks.Checks.network_room`); ``None`` counts nothing.
    """

    case_id: CaseId
    confirmed_at: datetime
    deadline_at: datetime
    urgent: bool = False
    waves_so_far: int = 0
    asked: int = 0
    alive: float = 0.0
    answered: int = 0
    useful: int = 0
    refused: int = 0
    last_wave_at: datetime | None = None
    trust: float = 1.0
    room: int | None = None


class WavePlan(NamedTuple):
    """What to do now. A tuple, as `Candidate` is.

    Parameters
    ----------
    asks, chats
        Whom to ask now, the most promising first.
    verdicts
        Every candidate's: `Allowed` for those asked, else the limit that refuses them or
        ``not-needed``, ``below-floor`` (match too weak), ``unlikely`` (chance too small),
        ``asked-in-chat``, ``colleagues-asked`` (as many of their structure as may be).
    reason
        Stable code: ``first-wave``, ``replacing``, ``widening``, ``waiting``, ``enough``,
        ``deadline``, ``nobody-left``, ``quiet-hours``.
    look_again_at
        When to plan again if nothing happens before. With ``nobody-left``, the first date at which
        somebody worth asking is free; ``None`` when there is none.
    """

    asks: tuple[ProfessionalId, ...]
    verdicts: Mapping[ProfessionalId, Verdict]
    reason: str
    look_again_at: datetime | None = None
    ends: Ending | None = None
    chats: tuple[CircleId, ...] = ()


def plan_wave(
    policy: Policy,
    case: CaseView,
    candidates: Sequence[Candidate],
    now: datetime,
    seed: int,
    hours: Hours,
    chats: Sequence[ChatCandidate] = (),
) -> WavePlan:
    """Decide whom to ask now.

    Parameters
    ----------
    candidates
        In any order; people already asked about this case may be among them (they are refused).
    seed
        Decides who is explored, and nothing else.
    hours
        In which waits are counted: the asker's.
    """
    told = _Told(policy, case)
    plan = plan_among(policy, case, _Sorted(candidates), told, now, seed, hours, chats)
    asked = Counter(c.structure_id for c in candidates if c.professional_id in plan.asks)
    in_chat = _members(chat for chat in chats if chat.circle_id in plan.chats)
    verdicts: dict[ProfessionalId, Verdict] = {}
    for candidate in candidates:
        person = candidate.professional_id
        verdict = told.verdict(candidate)
        if isinstance(verdict, Allowed) and person not in plan.asks:
            full = 0 < candidate.structure_room <= asked[candidate.structure_id]
            verdict = _IN_CHAT if person in in_chat else _COLLEAGUES if full else _UNNEEDED
        verdicts[person] = verdict
    return plan._replace(verdicts=verdicts)


Trait = Literal["silo", "invisible", "newcomer"]
"""What a seat may be kept by: for whoever is not as usual in it."""


class Ordered(Protocol):
    """Candidates in order, the most promising first (`ranking`)."""

    def __iter__(self) -> Iterator[Candidate]:
        """All of them."""

    def unlike(self, usual: object, trait: Trait) -> Iterator[Candidate]:
        """Those for whom a trait has another value than the usual one."""


class Limits(Protocol):
    """What the limits say of somebody, asked for only as far as it decides something."""

    def verdict(self, candidate: Candidate) -> Verdict:
        """Whether they may be asked now."""

    def structure_room(self, candidate: Candidate) -> int:
        """How many of their structure may still be asked about the case."""

    def room(self, wanted: int) -> int:
        """How many of so many the whole network may still be asked."""


def plan_among(
    policy: Policy,
    case: CaseView,
    ranked: Ordered,
    limits: Limits,
    now: datetime,
    seed: int,
    hours: Hours,
    chats: Iterable[ChatCandidate] = (),
) -> WavePlan:
    """Decide whom to ask now, looking no further down the ranking than need be.

    Parameters
    ----------
    ranked
        Gone through from the first once for each kind of seat, and not at all when nobody is
        needed. Nor are `chats`.

    Returns
    -------
    WavePlan
        As `plan_wave` gives it, with the verdicts of those who were looked at.
    """
    ending = _ending(policy, case, now)
    if ending is not None:
        return WavePlan((), {}, ending.value, ends=ending)
    reason, wanted = seats(policy, case, now)
    again = min(add_open(hours, now, policy.wait(urgent=case.urgent)), case.deadline_at)
    if wanted == 0:
        return WavePlan((), {}, reason, again)
    wanted = limits.room(wanted)
    free_chats = [c for c in chats if isinstance(c.verdict, Allowed)][:wanted]
    line = _Line(ranked, limits, _members(free_chats))
    asks = _choose(policy, line, wanted - len(free_chats), seed)
    if asks or free_chats:
        asked_chats = tuple(c.circle_id for c in free_chats)
        return WavePlan(asks, line.verdicts, reason, again, chats=asked_chats)
    return _nobody_now(case, line.everyone(), now)


def ranking(candidate: Candidate) -> tuple[float, str]:
    """Sorts candidates, the most promising first."""
    return -candidate.worth, candidate.professional_id


class _Sorted:
    """Candidates given in any order."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._ranked = sorted(candidates, key=ranking)

    def __iter__(self) -> Iterator[Candidate]:
        return iter(self._ranked)

    def unlike(self, usual: object, trait: Trait) -> Iterator[Candidate]:
        return (candidate for candidate in self._ranked if getattr(candidate, trait) != usual)


def _members(chats: Iterable[ChatCandidate]) -> frozenset[ProfessionalId]:
    return frozenset[ProfessionalId]().union(*(chat.members for chat in chats))


_BELOW = Refused("below-floor")
_UNLIKELY = Refused("unlikely")
_UNNEEDED = Refused("not-needed")
_IN_CHAT = Refused("asked-in-chat")
_COLLEAGUES = Refused("colleagues-asked")

ANSWER_WORTH = 3
"""Fresh asks that an answer not judged yet stands for: it is more likely to be useful."""


@dataclass(frozen=True, slots=True)
class _Told:
    """The limits, as each candidate carries them."""

    policy: Policy
    case: CaseView

    def verdict(self, candidate: Candidate) -> Verdict:
        told = candidate.verdict
        if isinstance(told, Refused) and told.until is None:
            return told
        return unpromising(self.policy, self.case, candidate) or told

    def structure_room(self, candidate: Candidate) -> int:
        return candidate.structure_room

    def room(self, wanted: int) -> int:
        return wanted if self.case.room is None else min(wanted, self.case.room)


def unpromising(policy: Policy, case: CaseView, candidate: Candidate) -> Refused | None:
    """Why nothing is to be hoped for from asking somebody; ``None`` when something is."""
    if candidate.score < policy.relevance_floor:
        return _BELOW
    return _UNLIKELY if candidate.worth * case.trust < policy.least_chance else None


class _Line:
    """Candidates in order, each judged once, and only when it comes to their turn."""

    def __init__(self, ranked: Ordered, limits: Limits, in_chat: frozenset[ProfessionalId]) -> None:
        self.ranked, self._limits, self._in_chat = ranked, limits, in_chat
        self.verdicts: dict[ProfessionalId, Verdict] = {}

    def free(self, among: Iterable[Candidate], chosen: Sequence[Candidate]) -> Iterator[Candidate]:
        """Those among some of them who may be asked beside the ones chosen."""
        for candidate in among:
            if self._is_free(candidate) and self._fits(candidate, chosen):
                yield candidate

    def everyone(self) -> Mapping[ProfessionalId, Verdict]:
        """The verdict of each."""
        for candidate in self.ranked:
            self._is_free(candidate)
        return self.verdicts

    def _is_free(self, candidate: Candidate) -> bool:
        person = candidate.professional_id
        verdict = self.verdicts.get(person)
        if verdict is None:
            verdict = self._limits.verdict(candidate)
            if person in self._in_chat and isinstance(verdict, Allowed):
                verdict = _IN_CHAT
            self.verdicts[person] = verdict
        return isinstance(verdict, Allowed)

    def _fits(self, candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
        """Whether their structure may be asked once more."""
        if candidate.structure_id is None or not chosen:
            return True
        taken = sum(c.structure_id == candidate.structure_id for c in chosen)
        return taken == 0 or taken < self._limits.structure_room(candidate)


def _ending(policy: Policy, case: CaseView, now: datetime) -> Ending | None:
    if case.useful >= policy.wanted_useful:
        return Ending.ENOUGH
    if case.answered + case.useful >= policy.wanted_answers:
        return Ending.ENOUGH
    return Ending.DEADLINE if now >= case.deadline_at else None


def seats(policy: Policy, case: CaseView, now: datetime) -> tuple[str, int]:
    """How many to ask now, and why; with none there is no need to rank anybody.

    Patient first: while there is time, whoever was asked may be enough. As it runs out, an answer
    that might still come is worth less than one more ask.
    """
    left = max(0, policy.most_asks - case.asked)
    if case.last_wave_at is None:
        return "first-wave", min(policy.first_wave, left)
    passed = (now - case.confirmed_at) / (case.deadline_at - case.confirmed_at)
    late = max(policy.keep_alive, policy.keep_alive_late)
    keep = policy.keep_alive + (late - policy.keep_alive) * min(1.0, max(0.0, passed))
    missing = math.ceil(keep - case.alive - ANSWER_WORTH * case.answered - 1e-9)
    if missing <= 0 or left == 0:
        return "waiting", 0
    reason = "replacing" if case.refused else "widening"
    return reason, min(missing, policy.largest_wave, left)


def _choose(policy: Policy, line: _Line, wanted: int, seed: int) -> tuple[ProfessionalId, ...]:
    """The most promising, with seats kept for another silo, invisible actors and newcomers."""
    chosen: list[Candidate] = []
    if wanted > 0:
        for candidate in line.free(line.ranked, chosen):
            chosen.append(candidate)
            if len(chosen) == wanted:
                break
    if not chosen:
        return ()
    chance = random.Random(seed)  # noqa: S311  a recorded seed, so that plans can be replayed
    kept: tuple[tuple[float, Trait, object], ...] = (
        (policy.other_silo_share, "silo", chosen[0].silo),
        (policy.invisible_share, "invisible", False),
        (policy.explore_share, "newcomer", False),
    )
    for share, trait, usual in kept:
        present = any(getattr(c, trait) != usual for c in chosen)
        if present or chance.random() >= share * len(chosen):
            continue
        others = chosen[:-1]
        seat = next(line.free(line.ranked.unlike(usual, trait), others), None)
        if seat is not None:
            chosen = [seat, *others]
    return tuple(c.professional_id for c in sorted(chosen, key=ranking))


def _nobody_now(
    case: CaseView, verdicts: Mapping[ProfessionalId, Verdict], now: datetime
) -> WavePlan:
    """Everybody worth asking is refused: wait for the first who is free, or for who is alive."""
    dates = [v.until for v in verdicts.values() if isinstance(v, Refused) and v.until is not None]
    first = min((date for date in dates if date > now), default=None)
    if first is not None and first < case.deadline_at:
        quiet = all(
            not isinstance(v, Refused) or v.until is None or v.reason == "quiet-hours"
            for v in verdicts.values()
        )
        return WavePlan((), verdicts, "quiet-hours" if quiet else "waiting", first)
    if case.alive + case.answered > 0:
        return WavePlan((), verdicts, "waiting", case.deadline_at)
    return WavePlan((), verdicts, "nobody-left", first, Ending.NOBODY_LEFT)
