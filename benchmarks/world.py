"""The simulated world of the soliciting benchmark: people, cases, and what becomes of an ask.

Only people are simulated; whom to ask is decided by the rule under test. One seed gives every
rule the same pool, the same cases and the same draws for each (case, person): differences
between rules are not luck. Time is counted in hours.
"""

import heapq
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from typing import Protocol

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Settings:
    """What is assumed of people; none of it is known of real ones to this precision."""

    people: int = 2000
    topics: int = 24
    territories: int = 13
    missing_topic: float = 0.10
    wrong_topic: float = 0.05
    national: float = 0.25
    cases_a_day: float = 4.0
    days: int = 182
    warm_up_days: int = 14
    local: float = 0.60
    second_topic: float = 0.30
    hard: float = 0.10
    misread: float = 0.15
    answer_rate: float = 0.30
    answer_floor: float = 0.03
    fatigue: float = 0.15
    fatigue_days: float = 14.0
    tap_anyway: float = 0.0
    """Share of people on their subject who do not answer and say "not my field" all the same."""
    delay_median: float = 8.0
    delay_sigma: float = 1.2
    useful_rate: float = 0.70
    deadline: float = 72.0


class Response(StrEnum):
    NONE = "none"
    ANSWERED = "answered"
    NOT_MY_FIELD = "not-my-field"


@dataclass(slots=True)
class Ask:
    """One ask, and what is known of it so far."""

    person: int
    at: float
    topic: int
    response: Response = Response.NONE
    responded_at: float = math.inf
    useful: bool | None = None
    """What the counsellor said of the answer, half an hour after it came."""


@dataclass(slots=True)
class OpenCase:
    """A case, as the rule under test sees it."""

    number: int
    at: float
    topic: int
    """As read: it may be wrong."""
    second: int | None
    territory: int
    local: bool
    asks: list[Ask] = field(default_factory=list)
    open: bool = True
    reread: bool = False
    first_useful: float = math.inf
    waiting_for: float = math.inf
    """Date of the next look asked for by the rule: older ones are stale."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whom to ask now, and when to look again if nothing happens before."""

    people: Sequence[int] = ()
    look_again: float | None = None
    ends: bool = False


class Rule(Protocol):
    """Decides whom to ask. It sees what a bot sees, never the truth, unless it is the bound."""

    def reads_again(self, case: OpenCase, now: float) -> bool:
        """Whether to read the case again, after two taps of "not my field" and no answer."""
        ...

    def decide(self, case: OpenCase, now: float) -> Decision: ...

    def asked(self, case: OpenCase, ask: Ask) -> None:
        """An ask left."""
        ...

    def settled(self, case: OpenCase, ask: Ask, now: float) -> None:
        """No response is awaited any more: one came, or the search ended."""
        ...

    def over(self, case: OpenCase, now: float) -> None:
        """The case's time is over: everything that will be known of it is known."""
        ...


@dataclass(frozen=True, slots=True)
class TrueCase:
    """A case, as it is."""

    at: float
    topic: int
    read_as: int
    reread_as: int
    second: int | None
    territory: int
    local: bool
    hard: bool


@dataclass(frozen=True, slots=True)
class Draws:
    """The luck of one case with each person."""

    answer: Floats
    delay: Floats
    useful: Floats
    tap: Floats
    leave: Floats


class World:
    """People and cases of one seed; immutable once built."""

    def __init__(self, settings: Settings, seed: int) -> None:
        self.settings, self.seed = settings, seed
        rng = np.random.default_rng([seed, 0])
        topic_weights = _zipf(settings.topics, 0.7)
        place_weights = _zipf(settings.territories, 0.5)
        n = settings.people
        self.strength: Floats = np.zeros((n, settings.topics))
        for person, known in enumerate(rng.choice([1, 2, 3], n, p=[0.45, 0.35, 0.20])):
            topics = rng.choice(settings.topics, known, replace=False, p=topic_weights)
            self.strength[person, topics] = rng.uniform(0.5, 1.0, known)
            self.strength[person, topics[0]] = rng.uniform(0.8, 1.0)
        self.declared = self._declared(rng)
        self.territory = rng.choice(settings.territories, n, p=place_weights)
        self.national = rng.random(n) < settings.national
        self.willingness: Floats = rng.gamma(2.0, 0.5, n)
        self.skill: Floats = rng.beta(8, 2, n) / 0.8
        self.cases = self._cases(rng, topic_weights, place_weights)

    def _declared(self, rng: np.random.Generator) -> npt.NDArray[np.bool_]:
        """Profiles: each known topic may be missing, and come with a wrong one."""
        s = self.settings
        declared = self.strength > 0
        known = declared.copy()
        declared &= rng.random(declared.shape) >= s.missing_topic
        for person, _ in zip(*np.nonzero(known), strict=True):
            if rng.random() < s.wrong_topic:
                declared[person, rng.integers(s.topics)] = True
        return declared

    def _cases(
        self, rng: np.random.Generator, topic_weights: Floats, place_weights: Floats
    ) -> list[TrueCase]:
        s = self.settings
        cases, at = [], 0.0
        while (at := at + rng.exponential(24 / s.cases_a_day)) < s.days * 24:
            topic, second, wrong, other = rng.choice(s.topics, 4, p=topic_weights)
            topic = int(topic)
            misread = rng.random() < s.misread
            read_as = int(wrong) if misread and wrong != topic else topic
            again = topic if rng.random() < 0.7 else int(other)
            two = rng.random() < s.second_topic and second != topic
            cases.append(
                TrueCase(
                    at=at,
                    topic=topic,
                    read_as=read_as,
                    reread_as=again,
                    second=int(second) if two else None,
                    territory=int(rng.choice(s.territories, p=place_weights)),
                    local=bool(rng.random() < s.local),
                    hard=bool(rng.random() < s.hard),
                )
            )
        return cases

    def draws(self, number: int) -> Draws:
        """The luck of one case with everybody; the same for every rule."""
        rng = np.random.default_rng([self.seed, 1, number])
        n = self.settings.people
        delay = self.settings.delay_median * np.exp(self.settings.delay_sigma * rng.normal(size=n))
        return Draws(rng.random(n), delay, rng.random(n), rng.random(n), rng.random(n))

    def reach(self, territory: int, local: bool) -> Floats:
        """What distance leaves of a person's knowledge."""
        if not local:
            return np.ones(self.settings.people)
        away = np.where(self.national, 0.7, 0.35)
        return np.where(self.territory == territory, 1.0, away)

    def relevance(self, case: TrueCase) -> Floats:
        """True relevance of everybody, 0 to 1."""
        known = self.strength[:, case.topic]
        if case.second is not None:
            known = np.maximum(known, 0.5 * self.strength[:, case.second])
        return known * self.reach(case.territory, case.local)

    def declared_relevance(self, case: OpenCase) -> Floats:
        """What profiles alone say of everybody's relevance, 0 to 1."""
        known = self.declared[:, case.topic].astype(float)
        if case.second is not None:
            known = np.maximum(known, 0.5 * self.declared[:, case.second])
        return known * self.reach(case.territory, case.local)


@dataclass(slots=True)
class Report:
    """What a run gave; asks and cases of the warm-up are left out."""

    cases: list[OpenCase]
    opted_out: float
    irrelevant: float
    asks: list[tuple[int, float]]
    """(person, hour) of every ask, warm-up included."""


class Run:
    """One rule in one world."""

    def __init__(self, world: World, rule_of: Callable[["Run"], Rule]) -> None:
        self.world = world
        n = world.settings.people
        self.left = np.zeros(n, dtype=bool)
        self._tired: Floats = np.zeros(n)
        self._tired_at: Floats = np.zeros(n)
        self._events: list[tuple[float, int, Callable[[float], None]]] = []
        self._order = count()
        self._asks: list[tuple[int, float]] = []
        self._off_topic = 0
        self.rule = rule_of(self)

    def fatigue(self, person: int, now: float) -> float:
        """How tired a person is of being asked."""
        hours = self.world.settings.fatigue_days * 24
        return float(self._tired[person] * math.exp((self._tired_at[person] - now) / hours))

    def chances(self, number: int, now: float) -> Floats:
        """True probability that asking each person now brings a useful answer (the bound's)."""
        s, case = self.world.settings, self.world.cases[number]
        r = self.world.relevance(case)
        tired = self._tired * np.exp((self._tired_at - now) / (s.fatigue_days * 24))
        answer = (s.answer_floor + (s.answer_rate - s.answer_floor) * r) * self.world.willingness
        answer = np.minimum(0.95, answer * np.exp(-s.fatigue * tired) * (0.15 if case.hard else 1))
        useful = np.minimum(1.0, (0.25 + (s.useful_rate - 0.25) * r) * self.world.skill)
        return np.asarray(np.where(self.left, 0.0, answer * useful))

    def play(self) -> Report:
        """Run to the end of the last case."""
        cases = []
        for number, true in enumerate(self.world.cases):
            case = OpenCase(number, true.at, true.read_as, true.second, true.territory, true.local)
            cases.append(case)
            self._at(true.at, self._starter(case))
        while self._events:
            now, _, event = heapq.heappop(self._events)
            event(now)
        start = self.world.settings.warm_up_days * 24
        return Report(
            [case for case in cases if case.at >= start],
            float(self.left.mean()),
            self._off_topic / max(1, len(self._asks)),
            self._asks,
        )

    def _at(self, when: float, event: Callable[[float], None]) -> None:
        heapq.heappush(self._events, (when, next(self._order), event))

    def _starter(self, case: OpenCase) -> Callable[[float], None]:
        def start(now: float) -> None:
            people = _CaseRun(self, case)
            self._at(case.at + self.world.settings.deadline, people.close)
            people.step(now)

        return start


class _CaseRun:
    """One case of a run."""

    def __init__(self, run: Run, case: OpenCase) -> None:
        self.run, self.case = run, case
        self.true = run.world.cases[case.number]
        self.draws = run.world.draws(case.number)
        self.relevance = run.world.relevance(self.true)

    def step(self, now: float) -> None:
        """Let the rule decide."""
        if not self.case.open:
            return
        decision = self.run.rule.decide(self.case, now)
        for person in decision.people:
            self._ask(int(person), now)
        if decision.ends:
            self.end(now)
        elif decision.look_again is not None:
            when = max(decision.look_again, now)
            self.case.waiting_for = when
            self.run._at(when, self._look)

    def end(self, now: float) -> None:
        if self.case.open:
            self.case.open = False
            for ask in self.case.asks:
                if ask.response is Response.NONE:
                    self.run.rule.settled(self.case, ask, now)

    def close(self, now: float) -> None:
        """The case's time is over."""
        self.end(now)
        self.run.rule.over(self.case, now)

    def _look(self, now: float) -> None:
        if now == self.case.waiting_for:
            self.step(now)

    def _ask(self, person: int, now: float) -> None:
        run = self.run
        if run.left[person]:
            return
        ask = Ask(person, now, self.case.topic)
        self.case.asks.append(ask)
        run._asks.append((person, now))
        run.rule.asked(self.case, ask)
        tired, r = run.fatigue(person, now), float(self.relevance[person])
        self._respond_later(ask, tired, r)
        off_topic = r < 0.1
        run._off_topic += off_topic
        leaving = 0.0005 + min(0.01, 0.001 * max(0.0, tired - 3))
        if self.draws.leave[person] < leaving * (2 if off_topic else 1):
            run.left[person] = True
        run._tired[person] = tired + (1.5 if off_topic else 1.0)
        run._tired_at[person] = now

    def _respond_later(self, ask: Ask, tired: float, r: float) -> None:
        world, s, person = self.run.world, self.run.world.settings, ask.person
        chance = (s.answer_floor + (s.answer_rate - s.answer_floor) * r) * world.willingness[person]
        chance = min(0.95, chance * math.exp(-s.fatigue * tired) * (0.15 if self.true.hard else 1))
        delay = float(self.draws.delay[person])
        if self.draws.answer[person] < chance:
            self.run._at(ask.at + delay, lambda now: self._answer(ask, r, now))
        elif self.draws.tap[person] < (0.3 if r < 0.1 else s.tap_anyway):
            self.run._at(ask.at + delay / 2, lambda now: self._tap(ask, now))

    def _answer(self, ask: Ask, r: float, now: float) -> None:
        s, person = self.run.world.settings, ask.person
        quality = (0.25 + (s.useful_rate - 0.25) * r) * self.run.world.skill[person]
        useful = bool(self.draws.useful[person] < quality)
        if useful and now - self.case.at <= s.deadline:
            self.case.first_useful = min(self.case.first_useful, now - self.case.at)
        self._settle(ask, Response.ANSWERED, now)
        self.run._at(now + 0.5, lambda later: self._judge(ask, useful, later))
        self.step(now)

    def _judge(self, ask: Ask, useful: bool, now: float) -> None:
        ask.useful = useful
        self.step(now)

    def _tap(self, ask: Ask, now: float) -> None:
        self._settle(ask, Response.NOT_MY_FIELD, now)
        responses = [ask.response for ask in self.case.asks]
        if (
            not self.case.reread
            and responses.count(Response.NOT_MY_FIELD) >= 2
            and Response.ANSWERED not in responses
            and self.run.rule.reads_again(self.case, now)
        ):
            self.case.topic, self.case.reread = self.true.reread_as, True
        self.step(now)

    def _settle(self, ask: Ask, response: Response, now: float) -> None:
        ask.response, ask.responded_at = response, now
        if self.case.open:
            self.run.rule.settled(self.case, ask, now)


def _zipf(size: int, exponent: float) -> Floats:
    weights = np.arange(1, size + 1, dtype=float) ** -exponent
    return np.asarray(weights / weights.sum())
