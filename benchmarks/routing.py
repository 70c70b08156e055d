"""Who would have been asked, replayed on real questions (a Stack Exchange site), in order of time.

    python -m benchmarks.routing FOLDER [--from DATE] [--every N] [--asked N] [--only NAME ...]

FOLDER holds `travel_questions.jsonl.gz`. Each ranking sees only what came before each question.
A@10: somebody whose answer was accepted is among the ten asked; G@10: somebody whose answer scored
1 or more is. Under a limit, those who were asked as often in the same week are passed over; ours
also keeps the slots of those who are much wanted (`benchmarks.reserve`). Load: share of asks to the
busiest 1 %, most asks to one person in a week. The titles are English, so the bot's French lexicon
adds nothing here. `--every N` replays one question in N.
"""

import argparse
import gzip
import heapq
import json
import random
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import snowballstemmer

from benchmarks.reserve import LOOKED_BACK, Reserve
from bot.domain.case_memory import CaseMemory
from bot.domain.lexical import Analyser, rarity, saturation
from bot.domain.people import ProfessionalId

Row = dict[str, Any]
Scores = Mapping[str, float]
ASKED = 10
DEPTH = 400
LIMITS: tuple[int | None, ...] = (None, 1, 2, 3, 5)
WANTED = 30
"""People whom a case would ask, were they all free: those whose slots have a price."""
OURS = "ours"


class History:
    """What is known before each question, kept in the forms that the rankings need."""

    def __init__(self) -> None:
        stemmer = snowballstemmer.stemmer("english")
        self.memory = CaseMemory(stemmer.stemWord)
        self._analyser = Analyser(stemmer.stemWord)
        self.answers: Counter[str] = Counter()
        self.recent: Counter[str] = Counter()
        self._window: deque[tuple[datetime, str]] = deque()
        self._titles: dict[str, list[str]] = {}
        self._words: dict[str, Counter[str]] = {}
        self._length: Counter[str] = Counter()

    def asked(self, question: Row) -> None:
        """A question is put: it may be found again, nobody answered it yet."""
        self.memory.add(str(question["id"]), question["title"], question["at"], ())
        self._titles[str(question["id"])] = self._analyser.sequence(question["title"])

    def answered(self, question_id: str, person: str, at: datetime) -> None:
        """A person answers a question."""
        self.memory.credit(question_id, person)
        self.answers[person] += 1
        self.recent[person] += 1
        self._window.append((at, person))
        for term in self._titles.get(question_id, ()):
            self._words.setdefault(term, Counter())[person] += 1
            self._length[person] += 1

    def forget_before(self, moment: datetime) -> None:
        """Recent activity is that of the last 90 days."""
        while self._window and self._window[0][0] < moment - timedelta(days=90):
            self.recent[self._window.popleft()[1]] -= 1

    def by_profile(self, title: str) -> Scores:
        """BM25 between a title and all the titles that each person answered."""
        scores: dict[str, float] = {}
        usual = max(1, self._length.total() // max(1, len(self.answers)))
        for term in set(self._analyser.sequence(title)):
            holders = self._words.get(term, Counter())
            weight = rarity(len(holders), len(self.answers))
            for person, count in holders.items():
                gain = weight * saturation(count, self._length[person], usual)
                scores[person] = scores.get(person, 0.0) + gain
        return scores

    def by_similar_questions(self, title: str) -> Scores:
        """BM25 over past questions, each giving its score to those who answered it."""
        scores: dict[str, float] = {}
        for like in self.memory.nearest(title, limit=DEPTH):
            for person in self.memory.helpers(like.case_id):
                scores[person] = scores.get(person, 0.0) + like.share
        return scores


def shares(votes: Scores) -> Scores:
    """Each one's share of the votes of similar cases.

    Comparable from case to case, which votes are not: a common subject draws more of them and
    needs no more helpers.
    """
    whole = sum(votes.values())
    return {helper: vote / whole for helper, vote in votes.items() if vote}


@dataclass(slots=True)
class Load:
    """How often each person was asked, under one limit.

    Parameters
    ----------
    reserve
        Prices of the slots; ``None`` to spend them on whatever comes first.
    """

    limit: int | None
    reserve: Reserve | None = None
    week: Counter[tuple[tuple[int, int], str]] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)

    def choose(self, ranked: Sequence[tuple[str, float]], at: datetime, asked: int) -> list[str]:
        """The first so many who are free; they are asked."""
        year, number, _ = at.isocalendar()
        ends = datetime.fromisocalendar(year, number, 1).replace(tzinfo=UTC) + timedelta(days=7)
        chosen: list[str] = []
        for person, worth in ranked:
            left = ASKED if self.limit is None else self.limit - self.week[(year, number), person]
            if left > 0 and not (
                self.limit
                and self.reserve
                and worth < self.reserve.price(ProfessionalId(person), left, at, ends)
            ):
                chosen.append(person)
            if len(chosen) == asked:
                break
        self.week.update(((year, number), person) for person in chosen)
        self.whole.update(chosen)
        return chosen


def rankings(seed: int) -> dict[str, Callable[[History, Row], Scores]]:
    """Each method: scores of people for a question, from what came before it."""
    chance = random.Random(seed)
    return {
        "random": lambda h, q: {p: chance.random() for p in h.answers},
        "most active, 90 days": lambda h, q: h.recent,
        "BM25 on profiles": lambda h, q: h.by_profile(q["title"]),
        "BM25 over past questions": lambda h, q: h.by_similar_questions(q["title"]),
        OURS: lambda h, q: shares(h.memory.votes(q["title"], q["at"])),
    }


def events(questions: Sequence[Row]) -> Iterator[tuple[datetime, str, Row, Row | None]]:
    """Questions and answers in order of time."""
    found = [(q["at"], str(q["id"]), q, None) for q in questions]
    found += [(a["at"], str(q["id"]), q, a) for q in questions for a in q["answers"]]
    yield from sorted(found, key=lambda event: (event[0], event[3] is not None))


def load_questions(folder: Path) -> list[Row]:
    """The questions, their times made aware, people's numbers made text."""
    with gzip.open(folder / "travel_questions.jsonl.gz", "rt", encoding="utf-8") as lines:
        questions: list[Row] = [json.loads(line) for line in lines]
    for question in questions:
        for row in (question, *question["answers"]):
            row["at"] = datetime.fromisoformat(row["t"]).replace(tzinfo=UTC)
    return questions


def replay(
    questions: Sequence[Row], start: datetime, every: int, asked: int, only: Sequence[str]
) -> list[Row]:
    """Ask people for each question, by each method and under each limit; the table."""
    history, reserve = History(), Reserve()
    methods = {name: method for name, method in rankings(seed=7).items() if name in only}
    loads = {
        (name, limit): Load(limit, reserve if name == OURS else None)
        for name in methods
        for limit in LIMITS
    }
    hits: Counter[tuple[str, int | None, str]] = Counter()
    first: dict[tuple[str, int | None], float] = dict.fromkeys(loads, 0.0)
    cases: Counter[str] = Counter()
    for at, question_id, question, answer in events(questions):
        if answer is not None:
            history.answered(question_id, str(answer["u"]), at)
            continue
        history.forget_before(at)
        wanted = {str(a["u"]) for a in question["answers"] if a["acc"]} & history.answers.keys()
        good = {str(a["u"]) for a in question["answers"] if a["s"] >= 1} & history.answers.keys()
        owner = str(question["owner"])
        good, wanted = (good | wanted) - {owner}, wanted - {owner}
        counts = at >= start and good and question["id"] % every == 0
        warms_up = start - LOOKED_BACK <= at < start and OURS in methods
        cases.update(["G", *(["A"] if wanted else [])] if counts else [])
        for name, method in methods.items() if counts or warms_up else ():
            if warms_up and name != OURS:
                continue
            scores = method(history, question)
            best = heapq.nlargest(DEPTH, ((score, p) for p, score in scores.items() if score))
            ranked = [(person, score) for score, person in best if person != owner]
            if name == OURS:
                reserve.see(at, ((ProfessionalId(p), worth) for p, worth in ranked[:WANTED]))
            for limit in LIMITS if counts else ():
                chosen = loads[name, limit].choose(ranked, at, asked)
                hits[name, limit, "G"] += bool(good & set(chosen))
                hits[name, limit, "A"] += bool(wanted & set(chosen))
                places = [chosen.index(person) for person in wanted & set(chosen)]
                first[name, limit] += 1 / (min(places) + 1) if places else 0.0
        history.asked(question)
    people = len(history.answers)
    return [
        {
            "method": name,
            "limit": limit,
            "A@10": round(hits[name, limit, "A"] / cases["A"], 3),
            "MRR": round(first[name, limit] / cases["A"], 3),
            "G@10": round(hits[name, limit, "G"] / cases["G"], 3),
            "asks": round(load.whole.total() / cases["G"], 1),
            "top1%": round(busiest(load.whole, people), 3),
            "max_week": max(load.week.values(), default=0),
        }
        for (name, limit), load in loads.items()
    ]


def busiest(asks: Counter[str], people: int) -> float:
    """Share of the asks that went to the 1 % most asked."""
    most = asks.most_common(max(1, people // 100))
    return sum(count for _, count in most) / max(1, asks.total())


def main() -> None:
    """Reads the arguments described above."""
    parser = argparse.ArgumentParser(description="Replay real questions.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--from", dest="start", default="2017-01-01")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--asked", type=int, default=ASKED, help="people asked for a question")
    names = list(rankings(seed=7))
    parser.add_argument("--only", nargs="*", default=names, choices=names)
    options = parser.parse_args()
    start = datetime.fromisoformat(options.start).replace(tzinfo=UTC)
    questions = load_questions(options.folder)
    table = replay(questions, start, options.every, options.asked, options.only)
    columns = ("method", "limit", "A@10", "MRR", "G@10", "asks", "top1%", "max_week")
    print(f"{columns[0]:26}" + "".join(f"{column:>10}" for column in columns[1:]))
    for row in table:
        print(f"{row['method']:26}" + "".join(f"{row[c]!s:>10}" for c in columns[1:]))
    print(json.dumps(table))


if __name__ == "__main__":
    main()
