"""Whom to ask now about one case, so that a useful answer is likely at the least cost (R3, R6).

Pure and deterministic: the same policy, case, candidates, moment and seed give the same plan.
Limits are not weighed here: each candidate comes with the verdict of `bot.domain.limits.check`,
and nobody refused is ever planned.
"""

import json
import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache
from typing import Any

from bot.domain.calendar import Hours, add_open
from bot.domain.cases import CaseId
from bot.domain.circles import CircleId
from bot.domain.estimates import usual_chance
from bot.domain.people import ProfessionalId
from bot.domain.policy import Policy, Value
from bot.domain.territory import Level
from bot.domain.verdicts import Allowed, Refused, Verdict


class Ending(StrEnum):
    """Why a search ends."""

    ENOUGH = "enough"
    DEADLINE = "deadline"
    NOBODY_LEFT = "nobody-left"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who might be asked.

    Parameters
    ----------
    score
        How well they match the case, 0 to 1.
    chance
        Probability that asking them now brings a useful answer, as `bot.domain.estimates` learnt
        it; ``None`` takes what usually goes with the match.
    silo
        The field they work in, however the network names it; a wave keeps a share for another.
    invisible
        A landlord, a school, a club: an actor whom no inclusion body lists.
    newcomer
        Somebody of whom little is known yet.
    verdict
        What the limits say now.
    """

    professional_id: ProfessionalId
    score: float
    verdict: Verdict
    level: Level = Level.DEPARTEMENT
    structure_kind: str = ""
    silo: str = ""
    invisible: bool = False
    newcomer: bool = False
    chance: float | None = None

    @property
    def worth(self) -> float:
        """Expected useful answers from asking them."""
        return usual_chance(self.score) if self.chance is None else self.chance


@dataclass(frozen=True, slots=True)
class ChatCandidate:
    """A circle's chat that might be asked: one ask; its members are then not asked in private."""

    circle_id: CircleId
    members: frozenset[ProfessionalId]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class CaseView:
    """How far the search for one case has come.

    Parameters
    ----------
    waves_so_far
        Waves that asked somebody.
    asked
        Solicitations so far, of people and of chats.
    alive
        Those still awaiting a response, each counted for what its silence leaves of it, 0 to 1
        (`bot.domain.estimates.Delays.alive`).
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
        chances, 0 to 1 (`bot.domain.estimates.Doubts.reading`).
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


@dataclass(frozen=True, slots=True)
class WavePlan:
    """What to do now.

    Parameters
    ----------
    asks, chats
        Whom to ask now, the most promising first.
    verdicts
        Every candidate's: `Allowed` for those asked, else the limit that refuses them or
        ``not-needed``, ``below-floor`` (match too weak), ``unlikely`` (chance too small),
        ``asked-in-chat``.
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
    verdicts: dict[ProfessionalId, Verdict] = {
        c.professional_id: _verdict(policy, case, c) for c in candidates
    }
    ending = _ending(policy, case, now)
    if ending is not None:
        return WavePlan((), _unneeded(verdicts, ()), ending.value, ends=ending)
    reason, wanted = seats(policy, case, now)
    again = min(add_open(hours, now, policy.wait(urgent=case.urgent)), case.deadline_at)
    if wanted == 0:
        return WavePlan((), _unneeded(verdicts, ()), reason, again)

    chosen_chats = tuple(c.circle_id for c in chats if isinstance(c.verdict, Allowed))[:wanted]
    in_chat = frozenset[ProfessionalId]().union(
        *(c.members for c in chats if c.circle_id in chosen_chats)
    )
    for person in in_chat & verdicts.keys():
        if isinstance(verdicts[person], Allowed):
            verdicts[person] = Refused("asked-in-chat")
    free = [c for c in candidates if isinstance(verdicts[c.professional_id], Allowed)]
    asks = _choose(policy, free, wanted - len(chosen_chats), seed)
    if asks or chosen_chats:
        return WavePlan(asks, _unneeded(verdicts, asks), reason, again, chats=chosen_chats)
    return _nobody_now(case, verdicts, now)


_BELOW = Refused("below-floor")
_UNLIKELY = Refused("unlikely")
_UNNEEDED = Refused("not-needed")

ANSWER_WORTH = 3
"""Fresh asks that an answer not judged yet stands for: it is more likely to be useful."""


def _verdict(policy: Policy, case: CaseView, candidate: Candidate) -> Verdict:
    if isinstance(candidate.verdict, Refused) and candidate.verdict.until is None:
        return candidate.verdict
    if candidate.score < policy.relevance_floor:
        return _BELOW
    if candidate.worth * case.trust < policy.least_chance:
        return _UNLIKELY
    return candidate.verdict


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


def _choose(
    policy: Policy, free: Sequence[Candidate], wanted: int, seed: int
) -> tuple[ProfessionalId, ...]:
    """The most promising, with seats kept for another silo, invisible actors and newcomers."""
    ranked = sorted(free, key=lambda c: (-c.worth, c.professional_id))
    chosen = ranked[: max(0, wanted)]
    if not chosen:
        return ()
    chance = random.Random(seed)  # noqa: S311  a recorded seed, so that plans can be replayed
    main_silo = chosen[0].silo
    kept: tuple[tuple[float, Callable[[Candidate], bool]], ...] = (
        (policy.other_silo_share, lambda c: c.silo != main_silo),
        (policy.invisible_share, lambda c: c.invisible),
        (policy.explore_share, lambda c: c.newcomer),
    )
    for share, wants in kept:
        if any(wants(c) for c in chosen) or chance.random() >= share * len(chosen):
            continue
        seat = next((c for c in ranked if wants(c)), None)
        if seat is not None:
            chosen = [seat, *chosen[:-1]]
    kept_people = {c.professional_id for c in chosen}
    return tuple(c.professional_id for c in ranked if c.professional_id in kept_people)


def _unneeded(
    verdicts: Mapping[ProfessionalId, Verdict], asks: Sequence[ProfessionalId]
) -> Mapping[ProfessionalId, Verdict]:
    return {
        person: _UNNEEDED if isinstance(verdict, Allowed) and person not in asks else verdict
        for person, verdict in verdicts.items()
    }


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


def inputs_to_json(
    policy: Policy,
    case: CaseView,
    candidates: Sequence[Candidate],
    now: datetime,
    seed: int,
    hours: Hours,
    chats: Sequence[ChatCandidate] = (),
) -> str:
    """Everything that decides a plan, as `bot.domain.records.WaveRecord` keeps it."""
    return _dumps(
        {
            "policy": dict(policy.values()),
            "case": _flat(case),
            "candidates": _columns(candidates),
            "now": now,
            "seed": seed,
            "hours": hours_to_plain(hours),
            "chats": [_flat(c) | {"verdict": _told(c.verdict)} for c in chats],
        }
    )


def plan_to_json(plan: WavePlan) -> str:
    """A plan, as `bot.domain.records.WaveRecord` keeps it."""
    verdicts = {person: _told(verdict) for person, verdict in plan.verdicts.items()}
    return _dumps(
        {
            "asks": plan.asks,
            "chats": plan.chats,
            "verdicts": verdicts,
            "reason": plan.reason,
            "look_again_at": plan.look_again_at,
            "ends": plan.ends,
        }
    )


@dataclass(frozen=True, slots=True)
class Inputs:
    """What decided a recorded plan: the arguments of `plan_wave`."""

    policy: Policy
    case: CaseView
    candidates: tuple[Candidate, ...]
    now: datetime
    seed: int
    hours: Hours
    chats: tuple[ChatCandidate, ...] = ()

    def plan(self) -> WavePlan:
        """Plan from these."""
        return self.plan_among(self.candidates, self.chats)

    def plan_among(
        self, candidates: Sequence[Candidate], chats: Sequence[ChatCandidate] = ()
    ) -> WavePlan:
        """Plan from these, with other people and chats."""
        return plan_wave(self.policy, self.case, candidates, self.now, self.seed, self.hours, chats)


def replay(inputs: str) -> str:
    """Plan again from recorded inputs; equal to the recorded plan, character for character (R6)."""
    return plan_to_json(read_inputs(json.loads(inputs)).plan())


def read_inputs(read: Mapping[str, Any]) -> Inputs:
    """What `inputs_to_json` wrote, once parsed; keys of others are left alone."""
    return Inputs(
        policy=_policy(tuple(read["policy"].items())),
        case=CaseView(**_moments(read["case"])),
        candidates=_candidates(read["candidates"]),
        now=datetime.fromisoformat(read["now"]),
        seed=read["seed"],
        hours=read_hours(read["hours"]),
        chats=tuple(
            ChatCandidate(c["circle_id"], frozenset(c["members"]), _heard(c["verdict"]))
            for c in read["chats"]
        ),
    )


@lru_cache(maxsize=64)
def _policy(values: tuple[tuple[str, Value], ...]) -> Policy:
    return Policy.from_values(dict(values))


def hours_to_plain(hours: Hours) -> dict[str, Any]:
    """Hours, as they are recorded."""
    return {
        "opens": hours.opens.isoformat(),
        "closes": hours.closes.isoformat(),
        "timezone": hours.timezone,
        "holidays": sorted(day.isoformat() for day in hours.holidays),
        "days": sorted(hours.days),
    }


def read_hours(read: Mapping[str, Any]) -> Hours:
    """Recorded hours."""
    return _hours(
        read["opens"],
        read["closes"],
        read["timezone"],
        tuple(read["holidays"]),
        tuple(read["days"]),
    )


@lru_cache(maxsize=256)
def _hours(
    opens: str, closes: str, timezone: str, holidays: tuple[str, ...], days: tuple[int, ...]
) -> Hours:
    return Hours(
        time.fromisoformat(opens),
        time.fromisoformat(closes),
        timezone,
        frozenset(date.fromisoformat(day) for day in holidays),
        frozenset(days),
    )


def _flat(value: CaseView | Candidate | ChatCandidate) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _dumps(value: object) -> str:
    return json.dumps(value, default=_plain, sort_keys=True, separators=(",", ":"))


def _plain(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(type(value).__name__)


def _moments(case: dict[str, Any]) -> dict[str, Any]:
    return {
        key: datetime.fromisoformat(value) if key.endswith("_at") and value else value
        for key, value in case.items()
    }


def _told(verdict: Verdict) -> dict[str, Any] | None:
    if isinstance(verdict, Allowed):
        return None
    details = dict(verdict.details)
    return {"reason": verdict.reason, "until": verdict.until, "details": details}


_ALLOWED = Allowed()


def _heard(told: dict[str, Any] | None) -> Verdict:
    if told is None:
        return _ALLOWED
    until = told["until"] and _moment(told["until"])
    return Refused(told["reason"], until, told["details"])


@lru_cache(maxsize=4096)
def _moment(told: str) -> datetime:
    return datetime.fromisoformat(told)


_COLUMNS = tuple(field.name for field in fields(Candidate))
_READ: Mapping[str, Callable[[Any], object]] = {
    "verdict": _heard,
    "level": {level.value: level for level in Level}.__getitem__,
}


def _columns(candidates: Sequence[Candidate]) -> dict[str, list[Any]]:
    """One list a field: a third of the room that one object a candidate takes."""
    columns = {name: [getattr(c, name) for c in candidates] for name in _COLUMNS}
    return columns | {"verdict": [_told(c.verdict) for c in candidates]}


def _candidates(columns: Mapping[str, Sequence[Any]]) -> tuple[Candidate, ...]:
    ready = (
        map(_READ[name], columns[name]) if name in _READ else columns[name] for name in _COLUMNS
    )
    return tuple(map(Candidate, *ready))
