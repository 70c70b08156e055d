"""Reads what decided a wave (`bot.domain.recording`), part by part.

Few readers need every part; and from one wave of a case to the next most of it stays the same, so
it is read once.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import lru_cache, partial
from itertools import repeat
from typing import Any

from bot.domain.calendar import Hours, next_open
from bot.domain.cases import CaseId
from bot.domain.circles import CircleId
from bot.domain.limits.ask import Ask, Asked, ChatAsked
from bot.domain.people import ProfessionalId, StructureId
from bot.domain.policy import Policy, Value
from bot.domain.recording import KEY
from bot.domain.territory import Level
from bot.domain.verdicts import Allowed, Refused, Verdict
from bot.domain.waves import Candidate, CaseView, ChatCandidate, Trait, worth

_decode = json.JSONDecoder().raw_decode
"""Reads one value of a text from a place on, and tells where it ends."""
_MARKS = tuple(f',"{key}":' for key in ("case", "chats", "hours", "now", "policy", "seed", KEY))
_DATES = ("confirmed_at", "deadline_at", "last_wave_at")
_BEGINS = '{"candidates":'


def is_readable(inputs: str) -> bool:
    """Whether a record says what the limits saw: those of before do not."""
    return inputs.rfind(f"{_MARKS[-1]}{{") >= 0


@dataclass(slots=True)
class _Columns:
    """What is written of candidates, but for their chances, as it was last read.

    Between two waves of a case chances always change, and the rest seldom does: it is kept with the
    text that it was read from.

    Attributes
    ----------
    columns
        By field, in the order of the record; nobody refused.
    rows
        The same, each candidate's together, in the order of fields; chance comes after.
    by_name
        Places in the order of ids.
    """

    columns: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    rows: Sequence[tuple[Any, ...]] = ()
    by_name: Sequence[int] = ()
    _text: str = "unread"

    def read(self, text: str) -> Sequence[float | None]:
        """Read those of a record, without what the limits said that day; their chances."""
        chances: Sequence[float | None] | None = None
        ends = 0
        if text.startswith(_CHANCES):
            chances, ends = _decode(text, len(_CHANCES))
        if not text.startswith(self._text, ends):
            self._read_others(text, ends)
        return [None] * len(self.rows) if chances is None else chances

    def _read_others(self, text: str, begins: int) -> None:
        told, mark = min((at, mark) for mark in _TOLD if (at := text.find(mark, begins)) >= 0)
        columns = json.loads(f"{{{text[begins + 1 : told]}}}")
        people = columns["professional_id"]
        columns["level"] = [_LEVELS[level] for level in columns["level"]]
        columns["verdict"] = [_ALLOWED] * len(people)
        columns.setdefault("structure_id", [None] * len(people))
        self._text = text[begins : told + len(mark)]
        self.columns = columns
        rows = zip(*(columns.get(name, absent) for name, absent in _COLUMNS[:-1]), strict=False)
        self.rows = list(rows)
        self.by_name = sorted(range(len(people)), key=people.__getitem__)


@dataclass(slots=True)
class _Known:
    """What was read of the waves of one case: each part with the text that it was read from."""

    columns: _Columns = field(default_factory=_Columns)
    seen_text: str = ""
    seen: dict[tuple[str, str], "Seen"] = field(default_factory=dict)
    """By opening and closing time."""


class Written:
    """One recorded wave, each part read when it is asked for.

    A part is found by the key it begins with. No value can hold one: a quote is escaped in JSON.

    Parameters
    ----------
    inputs
        As `bot.domain.records.WaveRecord` keeps them.
    before
        An earlier wave of the same case: what is written as there is not read again.
    """

    def __init__(self, inputs: str, before: "Written | None" = None) -> None:
        parts: list[str] = []
        ends = len(inputs) - 1
        for mark in reversed(_MARKS):  # candidates come first, and are most of it
            at = inputs.rfind(mark, 0, ends)
            parts.append("" if at < 0 else inputs[at + len(mark) : ends])
            ends = ends if at < 0 else at
        self.seen_text, self._seed, self.policy_text, self._now = parts[:4]
        self.hours_text, self._chats, self._case_text = parts[4:]
        self._candidates = inputs[len(_BEGINS) : ends]
        self._known: _Known = _Known() if before is None else before._known
        self._case: CaseView | None = None
        self._ranked: Ranked | None = None

    @property
    def policy(self) -> Policy:
        return _policy(self.policy_text)

    @property
    def hours(self) -> Hours:
        """The asker's, in which waits are counted."""
        return _hours(self.hours_text)

    @property
    def now(self) -> datetime:
        return datetime.fromisoformat(self._now[1:-1])

    @property
    def seed(self) -> int:
        return int(self._seed)

    @property
    def case(self) -> CaseView:
        if self._case is None:
            read, _ = _decode(self._case_text)
            for key in _DATES:
                if read[key]:
                    read[key] = datetime.fromisoformat(read[key])
            self._case = CaseView(**read)
        return self._case

    def candidates(self) -> list[Candidate]:
        """All of them, in the order of the record, with the verdicts of that day."""
        columns = json.loads(self._candidates)
        columns["verdict"] = map(_heard, columns["verdict"])
        columns["level"] = map(_LEVELS.__getitem__, columns["level"])
        return list(map(Candidate, *(columns.get(name, absent) for name, absent in _COLUMNS)))

    @property
    def ranked(self) -> "Ranked":
        """The same, the most promising first, as if no limit stood in the way."""
        if self._ranked is None:
            self._ranked = Ranked(self._candidates, self._known.columns)
        return self._ranked

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
        known = self._known
        if known.seen_text != self.seen_text:
            known.seen_text = self.seen_text
            known.seen.clear()
        hours = (policy.opens, policy.closes)
        seen = known.seen.get(hours)
        if seen is None:
            seen = known.seen[hours] = _seen(self.case.case_id, self.seen_text, *hours)
        return seen


# Candidates

_CHANCES = '{"chance":'
"""The first column, but in records of before."""
_TOLD = (',"structure_room":[', ',"verdict":[')
"""The last columns: what the limits said that day. Records of before have no room."""
_LEVELS: Mapping[str, Level] = {level.value: level for level in Level}
_COLUMNS = tuple((name, repeat(Candidate._field_defaults.get(name))) for name in Candidate._fields)
"""The fields of candidates, as their constructor takes them, each with what it is in records of
before, which do not have it. The last is the chance."""
_candidate = partial(tuple.__new__, Candidate)
"""`Candidate._make`, without counting the fields of each."""


class Ranked:
    """Candidates, the most promising first, by their places in the record.

    Parameters
    ----------
    text
        A record's columns, in order of name; the last are what the limits said that day.
    known
        Columns read before.

    Attributes
    ----------
    people, workplaces
        Their ids and their structures', by place.
    places
        The place of each, the most promising first.
    """

    def __init__(self, text: str, known: _Columns) -> None:
        self._chances = known.read(text)
        self._columns, self._rows = known.columns, known.rows
        self.people: Sequence[ProfessionalId] = known.columns["professional_id"]
        self.workplaces: Sequence[StructureId | None] = known.columns["structure_id"]
        worths: Sequence[Any] = self._chances
        if None in worths:
            worths = list(map(worth, known.columns["score"], worths))
        # As `bot.domain.waves.ranking`: a sort leaves equals as they were, in order of ids.
        self.places = sorted(known.by_name, key=worths.__getitem__, reverse=True)

    def unlike(self, usual: object, trait: Trait) -> Sequence[int]:
        """The places of those for whom a trait has another value than the usual one."""
        values = self._columns[trait]
        if values.count(usual) == len(values):  # often, and far sooner told than one by one
            return ()
        return [place for place in self.places if values[place] != usual]

    def candidate(self, place: int) -> Candidate:
        """Whoever is there, as if no limit stood in the way."""
        return _candidate((*self._rows[place], self._chances[place]))


# What the limits saw


@dataclass(frozen=True, slots=True)
class Seen:
    """What the limits saw for one wave; each person is read when asked for."""

    about: Ask
    _hours: Sequence[Hours]
    _facts: Mapping[str, Sequence[Any]]
    _chats: Mapping[str, int]
    _known: dict[ProfessionalId, Asked] = field(default_factory=dict)

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
                joined_at=joined and _moment(joined),
                weekly_cap=cap,
                paused_until=paused and _moment(paused),
                cooling_until=cooling and _moment(cooling),
            )
        return known

    def opening(self, now: datetime) -> datetime:
        """The first moment from now on at which anybody may be written to."""
        return min(next_open(hours, now) for hours in self._hours)

    def chat(self, circle_id: CircleId) -> ChatAsked:
        return ChatAsked(circle_id, self._hours[self._chats[circle_id]])


_NONE = (None,) * 6
"""What is missing at the end of somebody's facts."""


def _seen(case_id: CaseId, text: str, opens: str, closes: str) -> Seen:
    seen, _ = _decode(text)
    asker, themes, alike = seen["about"]
    return Seen(
        Ask(
            case_id,
            ProfessionalId(asker),
            tuple(themes),
            frozenset(CaseId(case) for case in alike),
        ),
        [hours_under(opens, closes, _read_hours(hours)) for hours in seen["hours"]],
        dict(zip(seen["people"], seen["facts"], strict=True)),
        seen["chats"],
    )


@lru_cache(maxsize=256)
def hours_under(opens: str, closes: str, recorded: Hours) -> Hours:
    """Recorded hours, with the opening and closing of a policy."""
    return replace(recorded, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))


# Values, each distinct one read once


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


_ALLOWED = Allowed()


def _heard(told: dict[str, Any] | None) -> Verdict:
    if told is None:
        return _ALLOWED
    until = told["until"] and _moment(told["until"])
    return Refused(told["reason"], until, told["details"])


@lru_cache(maxsize=4096)
def _moment(told: str) -> datetime:
    return datetime.fromisoformat(told)
