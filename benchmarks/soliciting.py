"""Whom to ask: the bot's rules beside simpler ones, in a simulated world.

    python -m benchmarks.soliciting [--seeds 5] [--first-seed 0] [--json PATH] [--sensitivity]
    python -m benchmarks.soliciting --try least_chance=0.015 keep_alive_late=10

The second compares the bot's rules with themselves under other numbers, world by world: the means
of five worlds tell no difference under half a point (0.005 resolved) from luck.

Read the ratios, not the figures: what decides a real person's answer is not known.
"""

import argparse
import json
import statistics
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time, timedelta
from heapq import nlargest
from multiprocessing import Pool
from multiprocessing.pool import Pool as PoolOfProcesses
from pathlib import Path

import numpy as np

from benchmarks.world import (
    Ask,
    Decision,
    Floats,
    OpenCase,
    Report,
    Response,
    Rule,
    Run,
    Settings,
    World,
)
from bot.domain.calendar import Hours
from bot.domain.cases import CaseId
from bot.domain.doubts import Trial
from bot.domain.estimates import Chance, Experience, Lesson, fatigue
from bot.domain.limits.ask import Ask as AskAbout
from bot.domain.limits.ask import Asked
from bot.domain.limits.checks import check
from bot.domain.limits.history import History, PastAsk
from bot.domain.people import ProfessionalId
from bot.domain.policy import Policy, Value
from bot.domain.waves import Candidate, CaseView, Ending, plan_wave, seats

START = datetime(2026, 1, 5, tzinfo=UTC)
ALWAYS = Hours(time(0), time.max, "UTC", days=frozenset(range(7)))
"""The world has no nights: its delays are hours of work."""
CONSIDERED, WEIGHED = 160, 60


class Broadcast:
    """Everything at once: so many people, at random or by declared relevance."""

    def __init__(self, run: Run, size: int, relevant: bool) -> None:
        self._run, self._size, self._relevant = run, size, relevant

    def decide(self, case: OpenCase, now: float) -> Decision:
        if case.asks:
            return Decision()
        return Decision(ranked(self._run, case, relevant=self._relevant)[: self._size])

    def reads_again(self, case: OpenCase, now: float) -> bool:
        return False

    def asked(self, case: OpenCase, ask: Ask) -> None: ...

    def settled(self, case: OpenCase, ask: Ask, now: float) -> None: ...

    def over(self, case: OpenCase, now: float) -> None: ...


class PlainWaves:
    """The most relevant by profile, so many after each silence, until one answer is useful."""

    def __init__(self, run: Run, sizes: tuple[int, ...] = (5, 5, 10, 20), wait: float = 12) -> None:
        self._run, self._sizes, self._wait = run, sizes, wait
        self._wave: dict[int, int] = {}

    def decide(self, case: OpenCase, now: float) -> Decision:
        if any(ask.useful for ask in case.asks):
            return Decision(ends=True)
        wave = self._wave.get(case.number, 0)
        if wave == len(self._sizes) or now < case.at + wave * self._wait:
            return Decision(look_again=case.at + wave * self._wait) if wave < 4 else Decision()
        self._wave[case.number] = wave + 1
        start = sum(self._sizes[:wave])
        people = ranked(self._run, case)[start : start + self._sizes[wave]]
        return Decision(people, case.at + (wave + 1) * self._wait)

    def reads_again(self, case: OpenCase, now: float) -> bool:
        return False

    def asked(self, case: OpenCase, ask: Ask) -> None: ...

    def settled(self, case: OpenCase, ask: Ask, now: float) -> None: ...

    def over(self, case: OpenCase, now: float) -> None: ...


class KnownChances:
    """The bound: every true probability known, but no outcome; no limits."""

    def __init__(self, run: Run, aim: float = 0.35, wait: float = 8) -> None:
        self._run, self._aim, self._wait = run, aim, wait

    def decide(self, case: OpenCase, now: float) -> Decision:
        if any(ask.useful for ask in case.asks):
            return Decision(ends=True)
        if case.asks and now < case.asks[-1].at + self._wait:
            return Decision(look_again=case.asks[-1].at + self._wait)
        chances = self._run.chances(case.number, now)
        chances[[ask.person for ask in case.asks]] = 0
        people: list[int] = []
        none = 1.0
        for person in np.argsort(-chances, kind="stable")[:40]:
            if 1 - none >= self._aim or len(people) == 10:
                break
            people.append(int(person))
            none *= 1 - chances[person]
        return Decision(people, now + self._wait)

    def reads_again(self, case: OpenCase, now: float) -> bool:
        return False

    def asked(self, case: OpenCase, ask: Ask) -> None: ...

    def settled(self, case: OpenCase, ask: Ask, now: float) -> None: ...

    def over(self, case: OpenCase, now: float) -> None: ...


class Entraide:
    """The bot's own rules: `check`, `plan_wave`, and what `Experience` learns as it goes."""

    def __init__(self, run: Run, policy: Policy | None = None) -> None:
        self._run = run
        self._policy = policy or Policy()
        self._experience = Experience()
        self._history = History()
        self._pool: dict[tuple[int, int], dict[int, float]] = {}
        self._noted: dict[tuple[int, int], _Noted] = {}

    def decide(self, case: OpenCase, now: float) -> Decision:
        moment = START + timedelta(hours=now)
        view = self._view(case, now)
        wanted = seats(self._policy, view, moment)[1] > 0 and view.useful == 0
        candidates = self._candidates(case, moment) if wanted else []
        plan = plan_wave(self._policy, view, candidates, moment, case.number, ALWAYS)
        look = plan.look_again_at
        return Decision(
            people=[int(person) for person in plan.asks],
            look_again=(look - START) / timedelta(hours=1) if look is not None else None,
            ends=plan.ends is Ending.ENOUGH,
        )

    def reads_again(self, case: OpenCase, now: float) -> bool:
        return True

    def asked(self, case: OpenCase, ask: Ask) -> None:
        moment = START + timedelta(hours=ask.at)
        match = self._matches(case)[ask.person]
        person = ProfessionalId(str(ask.person))
        tired = fatigue(self._history.of_person(person), moment)
        chance = self._experience.chance(person, (str(ask.topic),), match, tired)
        past = PastAsk(moment, person, None, None, (str(ask.topic),), *self._about(case), open=True)
        self._noted[case.number, ask.person] = _Noted(past, match, tired, chance)
        self._history = self._history.adding(past)

    def settled(self, case: OpenCase, ask: Ask, now: float) -> None:
        noted = self._noted[case.number, ask.person]
        self._history = self._history.replacing(noted.ask, noted.ask._replace(open=False))

    def over(self, case: OpenCase, now: float) -> None:
        noted = {ask.person: self._noted.pop((case.number, ask.person)) for ask in case.asks}
        current = [ask for ask in case.asks if ask.topic == case.topic]
        lessons = [_lesson(ask, noted[ask.person], now) for ask in current]
        self._experience.learn_case(lessons, read_again=case.reread)

    def _about(self, case: OpenCase) -> tuple[ProfessionalId, CaseId]:
        return ProfessionalId(f"asker {case.number % 200}"), CaseId(str(case.number))

    def _matches(self, case: OpenCase) -> dict[int, float]:
        """Who matches by profile, as the bot's matcher would hand over: so many at most."""
        key = (case.number, case.topic)
        if key not in self._pool:
            match = self._run.world.declared_relevance(case)
            first = ranked(self._run, case)[:CONSIDERED]
            self._pool[key] = {person: float(match[person]) for person in first}
        return self._pool[key]

    def _candidates(self, case: OpenCase, now: datetime) -> list[Candidate]:
        """The likeliest of those who match, with what the limits say of each."""
        chances = []
        for person, match in self._matches(case).items():
            if not self._run.left[person]:
                name = ProfessionalId(str(person))
                tired = fatigue(self._history.of_person(name), now)
                chance = self._experience.chance(name, (str(case.topic),), match, tired)
                chances.append((chance.useful_answer, name, match))
        asker, case_id = self._about(case)
        about = AskAbout(case_id, asker, (str(case.topic),))
        return [
            Candidate(
                name,
                match,
                check(self._policy, Asked(name, ALWAYS), about, self._history, now),
                newcomer=not self._history.of_person(name),
                chance=chance,
            )
            for chance, name, match in nlargest(WEIGHED, chances)
        ]

    def _view(self, case: OpenCase, now: float) -> CaseView:
        delays = self._experience.delays
        current = [ask for ask in case.asks if ask.topic == case.topic]
        waits = [timedelta(hours=now - a.at) for a in current if a.response is Response.NONE]
        trials = [self._trial(case, ask, now) for ask in current]
        deadline = case.at + self._run.world.settings.deadline
        left, whole = (delays.passed(timedelta(hours=deadline - at)) for at in (now, case.at))
        answers = [a for a in case.asks if a.response is Response.ANSWERED]
        return CaseView(
            CaseId(str(case.number)),
            START + timedelta(hours=case.at),
            START + timedelta(hours=deadline),
            asked=len(case.asks),
            alive=delays.alive(waits),
            answered=sum(ask.useful is None for ask in answers),
            useful=sum(ask.useful is True for ask in answers),
            refused=sum(ask.response is Response.NOT_MY_FIELD for ask in case.asks),
            last_wave_at=START + timedelta(hours=current[-1].at) if current else None,
            trust=self._experience.doubts.trust(trials, delays, read_again=case.reread)
            * left
            / whole,
        )

    def _trial(self, case: OpenCase, ask: Ask, now: float) -> Trial:
        chance = self._noted[case.number, ask.person].chance.answer
        waited = timedelta(hours=min(now, ask.responded_at) - ask.at)
        return Trial(
            chance,
            waited,
            ask.response is Response.ANSWERED,
            ask.response is Response.NOT_MY_FIELD,
            ask.useful,
        )


@dataclass(frozen=True, slots=True)
class _Noted:
    """What was thought of an ask when it left."""

    ask: PastAsk
    match: float
    tired: float
    chance: Chance


def _lesson(ask: Ask, noted: _Noted, now: float) -> Lesson:
    return Lesson(
        ProfessionalId(str(ask.person)),
        (str(ask.topic),),
        noted.match,
        noted.tired,
        timedelta(hours=min(now, ask.responded_at) - ask.at),
        ask.response is Response.ANSWERED,
        ask.useful,
        ask.response is Response.NOT_MY_FIELD,
    )


def ranked(run: Run, case: OpenCase, *, relevant: bool = True) -> list[int]:
    """People still here, the most relevant by profile first; ties at random, the same each time."""
    ties = np.random.default_rng([run.world.seed, 2, case.number]).random(run.left.size)
    order: Floats = ties - (run.world.declared_relevance(case) * 10 if relevant else 0)
    return [int(person) for person in np.argsort(order) if not run.left[person]]


RULES: Mapping[str, Callable[[Run], Rule]] = {
    "hundred at random": lambda run: Broadcast(run, 100, False),
    "hundred most relevant": lambda run: Broadcast(run, 100, True),
    "fixed top 20": lambda run: Broadcast(run, 20, True),
    "plain waves 5-5-10-20": PlainWaves,
    "the bot": Entraide,
    "known chances (bound)": KnownChances,
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What is printed of a run, or of the mean of several."""

    resolved: float
    asks_a_case: float
    asks_a_resolved: float
    first_useful_median: float
    first_useful_p90: float
    week_mean: float
    week_p99: float
    week_max: float
    gini: float
    opted_out: float
    irrelevant: float
    over_limit: float
    """Asks that exceed the bot's limits on a person; other rules have none to hold."""


def figures(world: World, report: Report, policy: Policy) -> Figures:
    """Measure a run; the limits that it should hold are those of `policy`."""
    first = [c.first_useful for c in report.cases if c.first_useful < float("inf")]
    asks = sum(len(c.asks) for c in report.cases)
    start, n = world.settings.warm_up_days * 24, world.settings.people
    weeks = (world.settings.days - world.settings.warm_up_days) // 7
    load = np.zeros((n, weeks + 1))
    for person, at in report.asks:
        if at >= start:
            load[person, min(int((at - start) // 168), weeks)] += 1
    load = load[:, :weeks]
    total = np.sort(load.sum(axis=1))
    lorenz = np.cumsum(total) / total.sum()
    return Figures(
        len(first) / len(report.cases),
        asks / len(report.cases),
        asks / max(1, len(first)),
        float(np.median(first)),
        float(np.quantile(first, 0.9)),
        float(load.mean()),
        float(np.quantile(load, 0.99)),
        float(load.max()),
        float(1 + 1 / n - 2 * lorenz.sum() / n),
        report.opted_out,
        report.irrelevant,
        exceeded(report, policy),
    )


def exceeded(report: Report, policy: Policy) -> int:
    """Asks that break a limit of one person, counted apart from the bot's own code."""
    by_person: dict[int, list[float]] = {}
    for person, at in sorted(report.asks, key=lambda ask: ask[1]):
        by_person.setdefault(person, []).append(at)
    broken = 0
    for dates in by_person.values():
        for last, at in enumerate(dates):
            within = [sum(at - span < d <= at for d in dates[: last + 1]) for span in SPANS]
            caps = (policy.person_day, policy.person_week, policy.person_month)
            early = last > 0 and at - dates[last - 1] < policy.min_gap_hours - 1e-6
            broken += early or any(n > cap for n, cap in zip(within, caps, strict=True))
    return broken


SPANS = (24 - 1e-6, 168 - 1e-6, 31 * 24 - 1e-6)
"""Hours of a day, a week and a month; a microsecond is lost to the dates' rounding."""


def settings_with(changed: Mapping[str, float]) -> Settings:
    """The default assumptions but for these."""
    return Settings(**{**asdict(Settings()), **changed})


def measure(job: tuple[str, int, Mapping[str, float]]) -> Figures:
    """One rule in one world."""
    name, seed, changed = job
    world = World(settings_with(changed), seed)
    return figures(world, Run(world, RULES[name]).play(), Policy())


def measure_under(job: tuple[Policy, int]) -> Figures:
    """The bot's rules under one policy, in one world."""
    policy, seed = job
    world = World(Settings(), seed)
    return figures(world, Run(world, lambda run: Entraide(run, policy)).play(), policy)


def mean(runs: list[Figures]) -> Figures:
    """The mean of each figure over several runs."""
    return Figures(
        **{key: statistics.fmean(asdict(run)[key] for run in runs) for key in asdict(runs[0])}
    )


SENSITIVITY: Mapping[str, Mapping[str, float]] = {
    "answer rate 0.15": {"answer_rate": 0.15},
    "answer rate 0.45": {"answer_rate": 0.45},
    "delay median 24 h": {"delay_median": 24.0},
    "delay median 2 h": {"delay_median": 2.0},
    "poor profiles": {"missing_topic": 0.3, "wrong_topic": 0.3},
    "hard cases 25 %": {"hard": 0.25},
    "refusals anyway 15 %": {"tap_anyway": 0.15},
    "no fatigue": {"fatigue": 0.0},
    "fatigue 30 % an ask": {"fatigue": 0.35},
    "1 case a day": {"cases_a_day": 1.0},
    "30 cases a day": {"cases_a_day": 30.0, "days": 63},
    "pool of 500": {"people": 500},
}
_FIGURES = ("resolved", "asks_a_resolved", "first_useful_median", "first_useful_p90")
"""What `--try` compares."""
COMPARED = ("hundred most relevant", "plain waves 5-5-10-20", "the bot")
HEADINGS = (
    "resolved",
    "asks",
    "asks/res",
    "first h",
    "p90 h",
    "wk mean",
    "wk p99",
    "wk max",
    "gini",
    "left",
    "off-topic",
    "over",
)


def compare(tried: Mapping[str, Value], seeds: range, pool: PoolOfProcesses) -> None:
    """Print what these numbers change, world by world, and the mean with its standard error."""
    now, then = Policy(), Policy.from_values({**Policy().values(), **tried})
    print(f"{'seed':>14}", *(f"{name:>27}" for name in _FIGURES))
    jobs = [(policy, seed) for seed in seeds for policy in (now, then)]
    changes: list[list[float]] = []
    runs = pool.imap(measure_under, jobs, chunksize=1)
    for seed in seeds:
        before, after = asdict(next(runs)), asdict(next(runs))
        changes.append([after[name] - before[name] for name in _FIGURES])
        cells = (f"{before[name]:.3f} -> {after[name]:.3f}" for name in _FIGURES)
        print(f"{seed:14}", *(f"{cell:>27}" for cell in cells), flush=True)
    columns = list(zip(*changes, strict=True))
    print(f"{'change':>14}", *(f"{statistics.fmean(column):+27.3f}" for column in columns))
    if len(seeds) > 1:
        errors = (statistics.stdev(column) / len(column) ** 0.5 for column in columns)
        print(f"{'standard error':>14}", *(f"{error:27.3f}" for error in errors))


def _number(told: str) -> tuple[str, Value]:
    """``key=value``, as a number of a policy."""
    key, _, value = told.partition("=")
    return key, json.loads(value)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5, help="how many worlds")
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--try", dest="tried", nargs="+", type=_number, metavar="KEY=VALUE")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    parser.add_argument("--only", nargs="*", default=list(RULES), choices=list(RULES))
    parser.add_argument("--sensitivity", action="store_true", help="vary what is assumed")
    parser.add_argument("--processes", type=int, default=1)
    args = parser.parse_args()
    worlds: dict[str, Mapping[str, float]] = {"default": {}}
    if args.sensitivity:
        worlds |= SENSITIVITY
    seeds = range(args.first_seed, args.first_seed + args.seeds)
    if args.tried:
        with Pool(args.processes) as pool:
            compare(dict(args.tried), seeds, pool)
        return
    results: dict[str, dict[str, dict[str, float]]] = {}
    with Pool(args.processes) as pool:
        for world, changed in worlds.items():
            print(f"\n{world:24}", *(f"{heading:>9}" for heading in HEADINGS))
            for name in args.only if not changed else COMPARED:
                jobs = [(name, seed, changed) for seed in seeds]
                row = asdict(mean(pool.map(measure, jobs, chunksize=1)))
                results.setdefault(world, {})[name] = row
                print(f"{name:24}", *(f"{value:9.3f}" for value in row.values()), flush=True)
    if args.json:
        args.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
