"""What decided a wave, written down so that it can be decided again (R6).

A record is one JSON text: the arguments of `bot.domain.waves.plan_wave`, its keys in order; then,
in a key of its own, what the limits saw of the candidates on that day (their own cap, a pause, a
cool-down) and their hours, each distinct one once. `Written` reads it part by part.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time
from functools import lru_cache
from itertools import repeat
from operator import neg
from typing import Any

from bot.domain.calendar import Hours
from bot.domain.cases import CaseId
from bot.domain.circles import CircleId
from bot.domain.limits import Ask, Asked, ChatAsked
from bot.domain.people import ProfessionalId
from bot.domain.policy import Policy, Value
from bot.domain.territory import Level
from bot.domain.verdicts import Allowed, Refused, Verdict
from bot.domain.waves import Candidate, CaseView, ChatCandidate, WavePlan, plan_wave, worth

KEY = "limits"
"""Where what the limits saw stands in a record."""


# Writing


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
            "hours": _hours_to_plain(hours),
            "chats": [_flat(c) | {"verdict": _told(c.verdict)} for c in chats],
        }
    )


def with_limits(
    inputs: str, about: Ask, people: Sequence[Asked], chats: Sequence[ChatAsked]
) -> str:
    """The recorded inputs of a plan, with what the limits saw of each candidate."""
    hours: dict[Hours, int] = {}
    seen = {
        "about": [about.asker_id, about.themes, sorted(about.alike)],
        "people": [who.professional_id for who in people],
        "facts": [
            _without_end(
                hours.setdefault(who.hours, len(hours)),
                who.structure_id,
                _date_told(who.paused_until),
                _date_told(who.cooling_until),
                who.weekly_cap,
                _date_told(who.joined_at),
            )
            for who in people
        ],
        "chats": {who.circle_id: hours.setdefault(who.hours, len(hours)) for who in chats},
        "hours": [_hours_to_plain(one) for one in hours],
    }
    return f'{inputs[:-1]},"{KEY}":{json.dumps(seen, separators=(",", ":"))}}}'


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


def replay(inputs: str) -> str:
    """Plan again from recorded inputs; equal to the recorded plan, character for character (R6)."""
    written = Written(inputs)
    plan = plan_wave(
        written.policy,
        written.case,
        written.candidates(),
        written.now,
        written.seed,
        written.hours,
        written.chats(),
    )
    return plan_to_json(plan)


# Reading


_MARKS = tuple(f',"{key}":' for key in ("case", "chats", "hours", "now", "policy", "seed", KEY))
_BEGINS = '{"candidates":'
_VERDICTS = ',"verdict":['


class Written:
    """A record, each part read when it is asked for: few looks need them all.

    A part is found by the key it begins with. No value can hold one: a quote is escaped in JSON.

    Attributes
    ----------
    hours
        The asker's, in which waits are counted.
    """

    def __init__(self, inputs: str) -> None:
        begins, marks = len(_BEGINS), [inputs.find(_MARKS[0])]
        for mark in _MARKS[1:]:
            marks.append(inputs.find(mark, marks[-1]))
        ends = len(inputs) - 1
        starts = [at + len(mark) for at, mark in zip(marks, _MARKS, strict=True)]
        self._candidates = inputs[begins : marks[0]]
        self._case = inputs[starts[0] : marks[1]]
        self._chats = inputs[starts[1] : marks[2]]
        self._hours = inputs[starts[2] : marks[3]]
        self._now = inputs[starts[3] : marks[4]]
        self.policy_text = inputs[starts[4] : marks[5]]
        self._seed = inputs[starts[5] : ends if marks[6] < 0 else marks[6]]
        self.seen_text = "" if marks[6] < 0 else inputs[starts[6] : ends]

    @property
    def policy(self) -> Policy:
        return _policy(self.policy_text)

    @property
    def hours(self) -> Hours:
        return _hours(self._hours)

    @property
    def now(self) -> datetime:
        return datetime.fromisoformat(self._now[1:-1])

    @property
    def seed(self) -> int:
        return int(self._seed)

    @property
    def case(self) -> CaseView:
        read = json.loads(self._case)
        for key, value in read.items():
            if value and key.endswith("_at"):
                read[key] = datetime.fromisoformat(value)
        return CaseView(**read)

    def candidates(self) -> list[Candidate]:
        """All of them, in the order of the record, with the verdicts of that day."""
        columns = json.loads(self._candidates)
        columns["verdict"] = map(_heard, columns["verdict"])
        return list(map(Candidate, *_in_order(columns)))

    def ranked(self) -> "Ranked":
        """The same, the most promising first, as if no limit stood in the way."""
        return Ranked(self._candidates)

    def chats(self) -> list[ChatCandidate]:
        if self._chats == "[]":
            return []
        return [
            ChatCandidate(c["circle_id"], frozenset(c["members"]), _heard(c["verdict"]))
            for c in json.loads(self._chats)
        ]

    def seen(self, policy: Policy) -> "Seen":
        """What the limits saw, with the opening hours of this policy.

        Raises
        ------
        ValueError
            For a wave recorded without it.
        """
        seen = json.loads(self.seen_text)
        asker, themes, alike = seen["about"]
        about = Ask(
            self.case.case_id,
            ProfessionalId(asker),
            tuple(themes),
            frozenset(CaseId(case) for case in alike),
        )
        hours = [hours_under(policy.opens, policy.closes, _read_hours(h)) for h in seen["hours"]]
        facts = dict(zip(seen["people"], seen["facts"], strict=True))
        return Seen(about, hours, facts, seen["chats"], {})


class Ranked:
    """Candidates, the most promising first; read when they are gone through."""

    def __init__(self, columns: str) -> None:
        self._columns = columns
        self._ranked: list[Candidate] | None = None

    def __iter__(self) -> Iterator[Candidate]:
        if self._ranked is None:
            self._ranked = self._read()
        return iter(self._ranked)

    def _read(self) -> list[Candidate]:
        cut = self._columns.find(_VERDICTS)
        columns = json.loads(self._columns[:cut] + "}")
        # Sorted as `bot.domain.waves.ranking` does, on columns: several times as fast.
        promise = map(neg, map(worth, columns["score"], columns["chance"]))
        people = columns["professional_id"]
        columns["verdict"] = repeat(_ALLOWED)
        candidates = map(Candidate._make, zip(*_in_order(columns), strict=False))
        return [c for _, _, c in sorted(zip(promise, people, candidates, strict=True))]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the limits saw for one wave; each person is read when asked for."""

    about: Ask
    _hours: Sequence[Hours]
    _facts: Mapping[str, Sequence[Any]]
    _chats: Mapping[str, int]
    _known: dict[str, Asked]

    def person(self, person_id: ProfessionalId) -> Asked:
        known = self._known.get(person_id)
        if known is None:
            facts = self._facts[person_id]
            padded: list[Any] = [*facts, *_NONE[len(facts) :]]
            hours, structure, paused, cooling, cap, joined = padded
            known = self._known[person_id] = Asked(
                professional_id=person_id,
                hours=self._hours[hours],
                structure_id=structure,
                joined_at=_date_heard(joined),
                weekly_cap=cap,
                paused_until=_date_heard(paused),
                cooling_until=_date_heard(cooling),
            )
        return known

    def chat(self, circle_id: CircleId) -> ChatAsked:
        return ChatAsked(circle_id, self._hours[self._chats[circle_id]])


@lru_cache(maxsize=256)
def hours_under(opens: str, closes: str, recorded: Hours) -> Hours:
    """Recorded hours, with the opening and closing of a policy."""
    return replace(recorded, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))


# The parts of a record


def _flat(value: CaseView | ChatCandidate) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


_COLUMNS = Candidate._fields
_LEVELS: Mapping[str, Level] = {level.value: level for level in Level}
_DEFAULTS: Mapping[str, object] = Candidate._field_defaults
"""Of columns that records of before do not have."""


def _columns(candidates: Sequence[Candidate]) -> dict[str, list[Any]]:
    """One list a field: a third of the room that one object a candidate takes."""
    columns = {name: [getattr(c, name) for c in candidates] for name in _COLUMNS}
    return columns | {"verdict": [_told(c.verdict) for c in candidates]}


def _in_order(columns: dict[str, Any]) -> Iterator[Iterable[Any]]:
    """The fields of candidates, as their constructor takes them."""
    columns["level"] = map(_LEVELS.__getitem__, columns["level"])
    for name in _COLUMNS:
        yield columns[name] if name in columns else repeat(_DEFAULTS[name])


def _hours_to_plain(hours: Hours) -> dict[str, Any]:
    return {
        "opens": hours.opens.isoformat(),
        "closes": hours.closes.isoformat(),
        "timezone": hours.timezone,
        "holidays": sorted(day.isoformat() for day in hours.holidays),
        "days": sorted(hours.days),
    }


@lru_cache(maxsize=256)
def _hours(told: str) -> Hours:
    return _read_hours(json.loads(told))


def _read_hours(read: Mapping[str, Any]) -> Hours:
    return _hours_of(
        read["opens"],
        read["closes"],
        read["timezone"],
        tuple(read["holidays"]),
        tuple(read["days"]),
    )


@lru_cache(maxsize=256)
def _hours_of(
    opens: str, closes: str, timezone: str, holidays: tuple[str, ...], days: tuple[int, ...]
) -> Hours:
    return Hours(
        time.fromisoformat(opens),
        time.fromisoformat(closes),
        timezone,
        frozenset(date.fromisoformat(day) for day in holidays),
        frozenset(days),
    )


@lru_cache(maxsize=64)
def _policy(told: str) -> Policy:
    values: Mapping[str, Value] = json.loads(told)
    return Policy.from_values(values)


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


_NONE = (None,) * 6


def _without_end(*facts: object) -> tuple[object, ...]:
    """Most people have nothing special: what is missing at the end is ``None``."""
    kept = len(facts)
    while kept and facts[kept - 1] is None:
        kept -= 1
    return facts[:kept]


def _date_told(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _date_heard(told: str | None) -> datetime | None:
    return None if told is None else _moment(told)


@lru_cache(maxsize=4096)
def _moment(told: str) -> datetime:
    return datetime.fromisoformat(told)


def _dumps(value: object) -> str:
    return json.dumps(value, default=_plain, sort_keys=True, separators=(",", ":"))


def _plain(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(type(value).__name__)
