"""What if, on a long past: how fast, and does the actual policy replay exactly.

    python benchmarks/what_if.py [--asks 100000] [--candidates 40] [--json PATH]

The past is made by the real rules in an invented network; answers come at random, people tire,
and some pause. Figures are seconds of processor; `exact` counts waves that came out as recorded,
of all waves. An aim is compared a second time with a process for each side, as `entraide simulate`
does where there are two cores: what one waits for, which an idle machine alone tells, and the
processor of each.
"""

import argparse
import heapq
import json
import math
import os
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from datetime import time as wall_time
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from adapters.apart import apart
from bot.domain.calendar import Hours, open_between
from bot.domain.cases import CaseId
from bot.domain.delays import Delays
from bot.domain.estimates import TIRED_BY, fatigue, usual_chance
from bot.domain.limits.ask import Ask, Asked
from bot.domain.limits.checks import Checks
from bot.domain.limits.history import PastAsk
from bot.domain.limits.ledger import Ledger
from bot.domain.people import ProfessionalId, StructureId
from bot.domain.policy import Policy, Value
from bot.domain.recording import inputs_to_json, plan_to_json, with_limits
from bot.domain.records import WaveRecord
from bot.domain.replay import differing
from bot.domain.solicitations import Delivery, Response, Solicitation, SolicitationId
from bot.domain.verdicts import Allowed
from bot.domain.waves import Candidate, CaseView, plan_wave
from bot.domain.what_if.comparison import AIMS, what_if
from bot.domain.what_if.past import Chronicle, Past
from bot.domain.what_if.rerun import Rerun, go_through

T = TypeVar("T")
ASKS_A_CASE = 11
"""About, under the usual limits."""
PAUSES = 0.95
"""One in twenty pauses after an ask, so that what is known of people changes."""
START = datetime(2026, 1, 5, 8, tzinfo=UTC)
THEMES = tuple(f"theme-{n}" for n in range(20))
TRIED: tuple[Mapping[str, Value], ...] = (
    {},
    {"person_week": 3},
    {"person_week": 1},
    {"min_gap_hours": 0, "person_open": 2},
    {"network_day": 100},
    {"wanted_answers": 2},
)


@dataclass(slots=True)
class Case:
    """One case of the invented past."""

    view: CaseView
    about: Ask
    candidates: list[Candidate]
    asks: list[Solicitation]


class Invented:
    """A network that lives under the real rules until it has asked often enough."""

    def __init__(self, asks: int, candidates: int, seed: int = 1) -> None:
        self.policy = Policy(network_day=100_000, theme_week=100_000)
        self._chance = random.Random(seed)
        self._hours = Hours(wall_time(8, 30), wall_time(18, 30))
        self._wanted, self._weighed = asks, candidates
        self._people = [
            Asked(
                ProfessionalId(f"professional{n:05d}"),
                self._hours,
                StructureId(f"structure{n // 4:05d}"),
                weekly_cap=1 if n % 17 == 0 else None,
                joined_at=START - timedelta(days=n % 900),
            )
            for n in range(max(200, asks // 30))
        ]
        self._places = {p.professional_id: n for n, p in enumerate(self._people)}
        self._ledger = Ledger()
        self._events: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self._numbers = count()
        self.waves: list[WaveRecord] = []
        self.asks: list[Solicitation] = []
        self._now = START

    def live(self) -> Past:
        """Cases come, are searched and end; in about a year."""
        cases = self._wanted // ASKS_A_CASE
        for _ in range(cases):
            at = START + timedelta(days=365) * self._chance.random()
            self._at(at, self._begin)
        while self._events:
            self._now, _, happen = heapq.heappop(self._events)
            happen(self._now)
        return Past(START, self._now + timedelta(days=1), self.waves, self.asks)

    def _at(self, moment: datetime, happen: Callable[[datetime], None]) -> None:
        heapq.heappush(self._events, (moment, next(self._numbers), happen))

    def _begin(self, now: datetime) -> None:
        case_id = CaseId(f"case{next(self._numbers):012d}")
        themes = tuple(self._chance.sample(THEMES, 2))
        asker = self._chance.choice(self._people).professional_id
        weighed = self._chance.sample(self._people, self._weighed)
        case = Case(
            CaseView(case_id, now, now + timedelta(hours=self.policy.deadline_hours)),
            Ask(case_id, asker, themes),
            [
                Candidate(p.professional_id, round(self._chance.uniform(0.2, 0.9), 6), Allowed())
                for p in weighed
            ],
            [],
        )
        self._look(case, now)

    def _look(self, case: Case, now: datetime) -> None:
        places = (self._places[c.professional_id] for c in case.candidates)
        people = {who.professional_id: who for who in map(self._people.__getitem__, places)}
        answered = sum(a.response is Response.ANSWERED for a in case.asks)
        waits = [
            open_between(self._hours, a.planned_at, now)
            for a in case.asks
            if a.response is Response.NONE
        ]
        view = case.view._replace(
            asked=len(case.asks),
            alive=Delays().alive(waits),
            answered=answered,
            refused=len(case.asks) - answered - len(waits),
            last_wave_at=max((a.planned_at for a in case.asks), default=None),
        )
        checks = Checks(self.policy, case.about, self._ledger.history, now)
        view = view._replace(room=checks.network_room(self.policy.most_asks))
        candidates = [
            self._weighed_now(c, people[c.professional_id], checks, now) for c in case.candidates
        ]
        seed = self._chance.getrandbits(32)
        inputs = (self.policy, view, candidates, now, seed, self._hours)
        plan = plan_wave(*inputs)
        if plan.asks:
            case.view = case.view._replace(waves_so_far=case.view.waves_so_far + 1)
            recorded = with_limits(inputs_to_json(*inputs), case.about, list(people.values()), ())
            self.waves.append(
                WaveRecord(
                    case.about.case_id,
                    case.view.waves_so_far,
                    now,
                    1,
                    seed,
                    recorded,
                    plan_to_json(plan),
                )
            )
            for person in plan.asks:
                self._ask(case, people[person], now)
        if plan.ends is None and plan.look_again_at is not None:
            self._at(
                max(plan.look_again_at, now + timedelta(minutes=1)),
                lambda later: self._look(case, later),
            )

    def _weighed_now(
        self, usual: Candidate, who: Asked, checks: Checks, now: datetime
    ) -> Candidate:
        own = self._ledger.history.of_person(who.professional_id)
        assert who.structure_id is not None
        return usual._replace(
            verdict=checks.verdict(who),
            chance=round(usual_chance(usual.score) * math.exp(-TIRED_BY * fatigue(own, now)), 6),
            newcomer=not own,
            structure_id=who.structure_id,
            structure_room=checks.structure_room(who.structure_id),
        )

    def _ask(self, case: Case, who: Asked, now: datetime) -> None:
        planned = PastAsk(
            at=now,
            professional_id=who.professional_id,
            structure_id=who.structure_id,
            circle_id=None,
            themes=case.about.themes,
            asker_id=case.about.asker_id,
            case_id=case.about.case_id,
            open=True,
        )
        self._ledger.add(planned)
        ask = Solicitation(
            id=SolicitationId(f"ask{len(self.asks):013d}"),
            case_id=case.about.case_id,
            professional_id=who.professional_id,
            circle_id=None,
            structure_id=who.structure_id,
            asker_id=case.about.asker_id,
            themes=case.about.themes,
            wave=case.view.waves_so_far,
            planned_at=now,
            delivery=Delivery.SENT,
            delivered_at=now,
        )
        place, own = len(self.asks), len(case.asks)
        self.asks.append(ask)
        case.asks.append(ask)
        drawn = self._chance.random()
        response = (
            Response.ANSWERED
            if drawn < 0.25
            else Response.NOT_MY_FIELD
            if drawn < 0.4
            else Response.LAPSED
        )
        hours = 72 if response is Response.LAPSED else self._chance.lognormvariate(2, 1.2)

        def respond(later: datetime) -> None:
            done = replace(ask, response=response, responded_at=later)
            self.asks[place] = case.asks[own] = done
            self._ledger.close(planned, planned._replace(open=False))
            if drawn > PAUSES:
                place_of = self._places[who.professional_id]
                until = later + timedelta(days=3)
                self._people[place_of] = self._people[place_of]._replace(paused_until=until)

        self._at(now + timedelta(hours=min(hours, 72)), respond)


def _again(past: Past) -> Rerun:
    chronicle = Chronicle(past)
    again = Rerun(chronicle, {})
    go_through(chronicle, again)
    return again


def timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    done = work()
    return time.process_time() - start, done


def measure(asks: int, candidates: int) -> list[dict[str, Any]]:
    made_in, past = timed(Invented(asks, candidates).live)
    size = sum(len(wave.inputs) for wave in past.waves) / 1e6
    print(
        f"{len(past.asks)} asks in {len(past.waves)} waves of {candidates} candidates"
        f" ({size:.0f} MB of records), invented in {made_in:.0f} s"
    )
    seconds, other = timed(lambda: differing(past.waves))
    exact = len(past.waves) - len(other)
    print(f"{'every plan again, alone':44} {seconds:6.1f} s  exact {exact}/{len(past.waves)}")
    seconds, again = timed(lambda: _again(past))
    same = {(m.case_id, m.who, m.at) for m in again.made} == {
        (a.case_id, a.professional_id, a.planned_at) for a in past.asks
    }
    print(f"{'all in order, limits checked again':44} {seconds:6.1f} s  exact {same}")
    rows = []
    for changes in TRIED:
        seconds, made = timed(partial(what_if, past, changes))
        rows.append({"changes": dict(changes), "seconds": round(seconds, 2)})
        rows[-1] |= {
            "asks_before": made.before.asks,
            "asks_after": made.after.asks,
            "people_changed": len(made.changes),
            "cases_changed": made.cases_changed,
            "cases": made.cases,
        }
        print(
            f"{json.dumps(dict(changes)):44} {seconds:6.1f} s"
            f"  asks {made.before.asks} -> {made.after.asks}, {len(made.changes)} people,"
            f" {made.cases_changed} of {made.cases} cases"
        )
        if AIMS & changes.keys():
            rows[-1] |= in_two_processes(past, changes)
    return rows


def in_two_processes(past: Past, changes: Mapping[str, Value]) -> dict[str, float]:
    start, before = time.perf_counter(), os.times()
    what_if(past, changes, apart=apart)
    waited, after = time.perf_counter() - start, os.times()
    here = after.user + after.system - before.user - before.system
    there = sum(after[2:4]) - sum(before[2:4])
    print(
        f"{'the same, in two processes':44} {waited:6.1f} s waited"
        f"  processor {here:.1f} s and {there:.1f} s"
    )
    found = {"waited": waited, "processor_here": here, "processor_there": there}
    return {name: round(seconds, 2) for name, seconds in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--asks", type=int, default=100_000)
    parser.add_argument("--candidates", type=int, default=40)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows = measure(given.asks, given.candidates)
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
