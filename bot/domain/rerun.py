"""Go through the recorded past again, in the order of time, under changed limits.

The engine of `bot.domain.what_if`. `check` and `plan_wave` decide; what people did is as recorded
for whoever was asked, and drawn at their own rate for whoever was not.
"""

import heapq
import json
import random
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache, partial
from itertools import count
from typing import Any

from bot.domain.calendar import open_between
from bot.domain.cases import CaseId
from bot.domain.circles import CircleId
from bot.domain.delays import Delays
from bot.domain.limits import DAY, MONTH, Asked, ChatAsked, History, Key, PastAsk, check, keys_of
from bot.domain.people import ProfessionalId
from bot.domain.policy import Policy, Value
from bot.domain.recording import KEY, Seen, hours_under, read_seen
from bot.domain.records import WaveRecord
from bot.domain.solicitations import COUNTED, REFUSALS, Response, Solicitation
from bot.domain.verdicts import Allowed, Refused, Verdict
from bot.domain.waves import Candidate, CaseView, Inputs, WavePlan, read_inputs

DOUBT = 4.0
"""Asks at the usual rate that somebody is credited with before their own are counted."""

PAUSE = timedelta(minutes=15)
"""A search that differs never looks again sooner than that, unless something happens."""

STEADY = frozenset({"person-gap", "person-day", "person-week", "person-month", "person-open"})
"""Refusals that hold until their date whatever the case, unless an ask of the same person closes
or stops counting."""

ALLOWED = Allowed()

USUAL_DELAYS = Delays()
"""Before any is learnt: what a search that differs takes for the silence of its asks."""

KEPT = MONTH + DAY
"""No limit looks further back."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Its asker ended the case: always, or only thanks to the answer of whoever `thanks_to` is."""

    at: datetime
    thanks_to: str | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What happened between two moments.

    Parameters
    ----------
    waves
        Recorded, in any order; those without what the limits saw are left as they were.
    asks
        Of the same time and of the month before it, whatever became of them.
    """

    since: datetime
    until: datetime
    waves: Sequence[WaveRecord]
    asks: Sequence[Solicitation]
    stops: Mapping[CaseId, Stop] = field(default_factory=dict)

    @property
    def readable(self) -> list[WaveRecord]:
        """Waves that can be decided again."""
        return [wave for wave in self.waves if f'"{KEY}":{{' in wave.inputs]


@dataclass(frozen=True, slots=True)
class Made:
    """One ask that was, or would have been, made and counted.

    Parameters
    ----------
    who
        A professional's id, or a circle's for its chat.
    supposed
        Chance of an answer, for an ask that was never made.
    """

    case_id: CaseId
    who: str
    at: datetime
    supposed: float = 0.0


def who_of(ask: Solicitation) -> str:
    """A professional's id, or a circle's for its chat."""
    return ask.professional_id or ask.circle_id or ""


@dataclass(slots=True)
class _Ask:
    """One ask of a run, as it stands."""

    now: PastAsk
    made_at: datetime
    counted: bool = True
    answered: bool = False
    refused: bool = False


@dataclass(slots=True)
class _Search:
    """One case of a run; `differs` once it goes another way than recorded."""

    inputs: Inputs
    seen: Seen
    differs: bool
    asks: dict[str, _Ask] = field(default_factory=dict)
    waves: int = 0
    due: datetime | None = None
    over: bool = False


class Rerun:
    """One pass over the past.

    Parameters
    ----------
    changes
        Numbers put in the place of those in force on each day.
    modelled
        Work out every case from its first wave on, instead of from its first difference on.

    Attributes
    ----------
    made
        Asks that counted, in order.
    """

    def __init__(self, past: Past, changes: Mapping[str, Value], *, modelled: bool = False) -> None:
        self._past = past
        self._changes = dict(changes)
        self._modelled = modelled
        self._policies: dict[tuple[tuple[str, Value], ...], Policy] = {}
        self._blocked: defaultdict[int, dict[str | None, Verdict]] = defaultdict(dict)
        self._ledger = Ledger()
        self._searches: dict[CaseId, _Search] = {}
        self._events: list[tuple[datetime, int, int, Callable[[], None]]] = []
        self._numbers = count()
        self._now = past.since
        self._recorded: dict[tuple[CaseId, str], Solicitation] = {}
        self._planned: defaultdict[tuple[CaseId, datetime], set[str]] = defaultdict(set)
        self._usual = _Usual(past.asks)
        self.made: list[Made] = []

    def run(self) -> "Rerun":
        """Go through it all."""
        planned = {(wave.case_id, wave.at) for wave in self._past.readable}
        for ask in self._past.asks:
            if (ask.case_id, ask.planned_at) in planned:
                self._recorded[ask.case_id, who_of(ask)] = ask
                self._planned[ask.case_id, ask.planned_at].add(who_of(ask))
            else:
                self._at(ask.planned_at, partial(self._given, ask))
        for wave in self._past.readable:
            self._at(wave.at, partial(self._wave, wave), plans=True)
        while self._events and self._events[0][0] <= self._past.until:
            self._now, _, _, happen = heapq.heappop(self._events)
            happen()
        return self

    @property
    def cases(self) -> int:
        return len(self._searches)

    @property
    def cases_changed(self) -> int:
        """Cases that went another way than recorded."""
        return sum(search.differs for search in self._searches.values())

    def _at(self, moment: datetime, happen: Callable[[], None], *, plans: bool = False) -> None:
        """At one moment, what becomes of asks comes first, then the plans that see it."""
        heapq.heappush(self._events, (moment, int(plans), next(self._numbers), happen))

    # What is decided again

    def _wave(self, wave: WaveRecord) -> None:
        search = self._searches.get(wave.case_id)
        if search is not None and search.over:
            return
        read = json.loads(wave.inputs)
        policy = self._tried(read)
        inputs = read_inputs(read)
        weighed = [c for c in inputs.candidates if c.score >= policy.relevance_floor]
        inputs = replace(
            inputs,
            policy=policy,
            candidates=tuple(sorted(weighed, key=_worth)),
            case=_case(inputs.case, read["policy"], policy),
            hours=hours_under(policy.opens, policy.closes, inputs.hours),
        )
        seen = read_seen(read, policy)
        assert seen is not None
        if search is None:
            search = _Search(inputs, seen, differs=self._modelled)
            self._searches[wave.case_id] = search
        search.inputs, search.seen = inputs, seen
        self._look(search)

    def _look(self, search: _Search) -> None:
        inputs = search.inputs
        case_id = inputs.case.case_id
        if search.differs:
            if self._stopped(search):
                self._end(search)
                return
            inputs = replace(
                inputs, case=self._view(search), now=self._now, seed=inputs.seed + search.waves
            )
        plan = self._plan(inputs, search.seen)
        wanted = {*plan.asks, *plan.chats}
        search.differs = search.differs or wanted != self._planned[case_id, self._now]
        for who in (*plan.chats, *plan.asks):
            self._ask(search, who, is_person=who in plan.asks)
        search.waves += bool(wanted)
        if not search.differs:
            return
        if plan.ends is not None:
            self._end(search)
        elif plan.look_again_at is not None:
            self._look_at(search, max(plan.look_again_at, self._now + PAUSE))

    def _look_at(self, search: _Search, moment: datetime) -> None:
        search.due = moment

        def look() -> None:
            if search.due == moment and not search.over:
                search.due = None
                self._look(search)

        self._at(moment, look, plans=True)

    def _plan(self, inputs: Inputs, seen: Seen) -> WavePlan:
        """Plan with every verdict that weighs worked out again, the most promising people first.

        The last ones keep what the record says of them; whoever is chosen is checked.
        """
        ideal = inputs.plan_among(_anybody(inputs.policy))
        if not ideal.asks:
            return ideal  # the search is over, or waits, whoever is free
        chats = tuple(
            replace(c, verdict=self._check(inputs, seen.chat(c.circle_id), seen))
            for c in inputs.chats
        )
        candidates = list(inputs.candidates)
        checked = self._check_first(inputs, seen, candidates, len(ideal.asks))
        while True:
            free = tuple(c for c in candidates if isinstance(c.verdict, Allowed))
            plan = inputs.plan_among(free, chats)
            doubtful = set(plan.asks) - checked
            for place, candidate in enumerate(candidates if doubtful else ()):
                if candidate.professional_id in doubtful:
                    who = seen.person(candidate.professional_id)
                    candidates[place] = _judged(candidate, self._check(inputs, who, seen))
            checked |= doubtful
            if not doubtful:
                break
        if plan.asks or plan.chats:
            return plan
        return inputs.plan_among(candidates, chats)

    def _check_first(
        self, inputs: Inputs, seen: Seen, candidates: list[Candidate], wanted: int
    ) -> set[ProfessionalId]:
        """Check in place until enough people are free; who was checked."""
        blocked = self._blocked[id(inputs.policy)]
        checked: set[ProfessionalId] = set()
        for place, candidate in enumerate(candidates):
            if wanted == 0:
                break
            person = candidate.professional_id
            verdict = blocked.get(person, ALLOWED)
            if isinstance(verdict, Allowed) or (verdict.until and verdict.until <= inputs.now):
                verdict = self._check(inputs, seen.person(person), seen)
                if isinstance(verdict, Refused) and verdict.reason in STEADY:
                    blocked[person] = verdict
            if verdict != candidate.verdict:
                candidates[place] = _judged(candidate, verdict)
            checked.add(person)
            wanted -= isinstance(verdict, Allowed)
        return checked

    def _check(self, inputs: Inputs, who: Asked | ChatAsked, seen: Seen) -> Verdict:
        return check(inputs.policy, who, seen.about, self._ledger.history, inputs.now)

    def _tried(self, read: Mapping[str, Any]) -> Policy:
        recorded = tuple(read["policy"].items())
        known = self._policies.get(recorded)
        if known is None:
            known = Policy.from_values({**read["policy"], **self._changes})
            self._policies[recorded] = known
        return known

    def _view(self, search: _Search) -> CaseView:
        """How far a case has come that went another way."""
        asks = search.asks.values()
        counted = [ask for ask in asks if ask.counted]
        inputs = search.inputs
        awaited = [
            open_between(inputs.hours, ask.made_at, self._now)
            for ask in counted
            if not (ask.answered or ask.refused)
        ]
        return replace(
            inputs.case,
            waves_so_far=search.waves,
            asked=len(counted),
            alive=USUAL_DELAYS.alive(awaited, inputs.policy.haste(urgent=inputs.case.urgent)),
            answered=sum(ask.answered for ask in asks),
            useful=0,
            refused=sum(ask.refused or not ask.counted for ask in asks),
            last_wave_at=max((ask.made_at for ask in counted), default=None),
        )

    def _stopped(self, search: _Search) -> bool:
        stop = self._past.stops.get(search.inputs.case.case_id)
        if stop is None or stop.at > self._now:
            return False
        return stop.thanks_to is None or stop.thanks_to in search.asks

    def _end(self, search: _Search) -> None:
        search.over = True
        for ask in search.asks.values():
            if ask.now.open:
                self._close(ask)

    # What becomes of asks

    def _ask(self, search: _Search, who: str, *, is_person: bool) -> None:
        about = search.seen.about
        person = ProfessionalId(who) if is_person else None
        running = _Ask(
            PastAsk(
                at=self._now,
                professional_id=person,
                structure_id=search.seen.person(person).structure_id if person else None,
                circle_id=None if person else CircleId(who),
                themes=about.themes,
                asker_id=about.asker_id,
                case_id=about.case_id,
                open=True,
            ),
            self._now,
        )
        search.asks[who] = running
        recorded = self._recorded.get((about.case_id, who))
        supposed = 0.0 if recorded else self._usual.answers(who)
        if recorded is None or recorded.delivery in COUNTED:
            self.made.append(Made(about.case_id, who, self._now, supposed))
        self._ledger.add(running.now)
        if recorded is not None:
            self._follow(running, recorded, self._now - recorded.planned_at)
        elif self._usual.answers_this(about.case_id, who):
            answer = partial(self._respond, running, Response.ANSWERED)
            self._at(self._now + self._usual.delay, answer)

    def _given(self, ask: Solicitation) -> None:
        """An ask that no wave planned: before the time looked at, or handed on by a colleague."""
        if ask.planned_at >= self._past.since and ask.delivery in COUNTED:
            self.made.append(Made(ask.case_id, who_of(ask), ask.planned_at))
        running = _Ask(_planned(ask), ask.planned_at)
        search = self._searches.get(ask.case_id)
        if search is not None:
            search.asks[who_of(ask)] = running
        self._ledger.add(running.now)
        self._follow(running, ask, timedelta())

    def _follow(self, running: _Ask, ask: Solicitation, shift: timedelta) -> None:
        """Let an ask become what it became, as much later or earlier as it was made."""
        freed = freed_at(ask)
        if freed is not None:
            self._at(freed + shift, partial(self._free, running))
        elif ask.delivered_at is not None and ask.delivered_at != ask.planned_at:
            left = ask.delivered_at + shift
            self._at(left, partial(self._leave, running, left))
        if ask.responded_at is not None and ask.response is not Response.NONE:
            self._at(ask.responded_at + shift, partial(self._respond, running, ask.response))

    def _free(self, running: _Ask) -> None:
        self._ledger.remove(running.now)
        self._unblock(running)
        running.counted = False
        self._look_soon(running)

    def _respond(self, running: _Ask, response: Response) -> None:
        search = self._searches.get(running.now.case_id)
        if response is Response.LAPSED and search is not None and search.differs:
            return  # the case did not end then
        running.answered = response is Response.ANSWERED
        running.refused = response in REFUSALS
        if response is not Response.LATER:
            self._close(running)
        self._look_soon(running)

    def _leave(self, running: _Ask, at: datetime) -> None:
        """From when it left, an ask counts from then."""
        if running.counted and running.now.open:
            self._ledger.remove(running.now)
            running.now = replace(running.now, at=at)
            self._ledger.add(running.now)

    def _close(self, running: _Ask) -> None:
        closed = replace(running.now, open=False)
        if running.counted:
            self._ledger.close(running.now, closed)
        self._unblock(running)
        running.now = closed

    def _unblock(self, running: _Ask) -> None:
        """Check anew whoever was refused because of this ask."""
        for blocked in self._blocked.values():
            blocked.pop(running.now.professional_id, None)

    def _look_soon(self, running: _Ask) -> None:
        """A case that went another way is looked at again when something happens to it."""
        search = self._searches.get(running.now.case_id)
        if search is not None and search.differs and not search.over:
            self._look_at(search, self._now)


def freed_at(ask: Solicitation) -> datetime | None:
    """When an ask stopped counting; ``None`` for one that counts."""
    if ask.delivery in COUNTED:
        return None
    return ask.responded_at or ask.delivered_at or ask.planned_at


class Ledger:
    """A history kept in place, for one pass over a long past."""

    def __init__(self) -> None:
        self._buckets: dict[Key, list[PastAsk]] = {}
        self.history = History(self._buckets)

    def add(self, ask: PastAsk) -> None:
        for key in keys_of(ask):
            bucket = self._buckets.setdefault(key, [])
            if not bucket or bucket[-1].at <= ask.at:
                bucket.append(ask)
            else:
                insort(bucket, ask, key=_date)
            if bucket[0].at < ask.at - KEPT:
                del bucket[: bisect_left(bucket, ask.at - KEPT, key=_date)]

    def remove(self, ask: PastAsk) -> None:
        """Take an ask out, unless it is too old to be there."""
        for key in keys_of(ask):
            self._swap(key, ask)

    def close(self, ask: PastAsk, closed: PastAsk) -> None:
        """Nothing more is awaited; limits read that of a person's own asks alone."""
        if ask.professional_id is not None:
            self._swap(("person", ask.professional_id), ask, closed)

    def _swap(self, key: Key, ask: PastAsk, by: PastAsk | None = None) -> None:
        bucket = self._buckets.get(key, [])
        place = bisect_left(bucket, ask.at, key=_date)
        while place < len(bucket) and bucket[place].at == ask.at:
            if bucket[place].case_id == ask.case_id and _same(bucket[place], ask):
                bucket[place : place + 1] = [] if by is None else [by]
                return
            place += 1


def _same(one: PastAsk, other: PastAsk) -> bool:
    """Whether both are the same ask, responded to or not."""
    return (one.professional_id, one.circle_id) == (other.professional_id, other.circle_id)


class _Usual:
    """What to suppose of whoever was not asked: their own rate, and the delay of most."""

    def __init__(self, asks: Iterable[Solicitation]) -> None:
        self._asked: Counter[str] = Counter()
        self._answered: Counter[str] = Counter()
        waited = []
        for ask in asks:
            self._asked[who_of(ask)] += 1
            if ask.response is Response.ANSWERED and ask.responded_at is not None:
                self._answered[who_of(ask)] += 1
                waited.append(ask.responded_at - ask.planned_at)
        self.delay = sorted(waited)[len(waited) // 2] if waited else timedelta(hours=8)
        self._rate = self._answered.total() / max(1, self._asked.total())

    def answers(self, who: str) -> float:
        """Chance that this person, or this chat, answers an ask."""
        return (self._answered[who] + DOUBT * self._rate) / (self._asked[who] + DOUBT)

    def answers_this(self, case_id: CaseId, who: str) -> bool:
        """Whether they are supposed to answer on this case: always the same for the same ask."""
        chance = random.Random(f"{case_id} {who}")  # noqa: S311  the same ask, the same draw
        return chance.random() < self.answers(who)


def _case(case: CaseView, recorded: Mapping[str, Any], tried: Policy) -> CaseView:
    more = timedelta(hours=tried.deadline_hours - recorded["deadline_hours"])
    return replace(case, deadline_at=case.deadline_at + more) if more else case


@lru_cache
def _anybody(policy: Policy) -> tuple[Candidate, ...]:
    """As many people as a wave may ask, all free and certain to help."""
    return tuple(
        Candidate(ProfessionalId(str(n)), 1.0, ALLOWED, chance=1.0)
        for n in range(max(policy.first_wave, policy.keep_alive, policy.largest_wave))
    )


def _judged(candidate: Candidate, verdict: Verdict) -> Candidate:
    """The same candidate under another verdict; much faster than `replace`."""
    return Candidate(
        candidate.professional_id,
        candidate.score,
        verdict,
        candidate.level,
        candidate.structure_kind,
        candidate.silo,
        candidate.invisible,
        candidate.newcomer,
        candidate.chance,
    )


def _planned(ask: Solicitation) -> PastAsk:
    """An ask, as the limits saw it when it was planned."""
    return PastAsk(
        at=ask.planned_at,
        professional_id=ask.professional_id,
        structure_id=ask.structure_id,
        circle_id=ask.circle_id,
        themes=ask.themes,
        asker_id=ask.asker_id,
        case_id=ask.case_id,
        open=True,
    )


def _worth(candidate: Candidate) -> tuple[float, str]:
    """In the order of `Candidate.worth`, which grows with the match."""
    worth = candidate.score if candidate.chance is None else candidate.chance
    return -worth, candidate.professional_id


def _date(ask: PastAsk) -> datetime:
    return ask.at
