"""How answers are grouped and ranked, on files in the format of `entraide digest`.

    python -m benchmarks.digest ANSWERS [CASES POOL]

NDCG@3 counting new information only (a rank brings the usefulness of its first answer, gain
2^usefulness - 1, unless an answer of the same idea stood before), share of cases whose best answer
comes first, precision and recall of pairs put together; against arrival order, votes alone, length
alone and author's fit alone. Last, the processor time of a digest of 50 answers.
"""

import argparse
import json
import math
import time
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from adapters.stemming import FrenchStemmer
from bot.domain.digest import build_digest
from bot.files.ranking import digest_lines, matcher_of, need_of, opinions_of, read_rows

Row = dict[str, Any]
Ranking = list[list[str]]


def discounted(grades: Sequence[int]) -> float:
    """Gains of 2^grade - 1, worth less at each rank (Järvelin and Kekäläinen, 2002)."""
    return math.fsum((2.0**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))


def new_information(ranking: Ranking, rows: dict[str, Row], depth: int = 3) -> float:
    """NDCG@depth where an idea counts once, at its first appearance."""
    seen: set[str] = set()
    gains = []
    for group in ranking[:depth]:
        head = rows[group[0]]
        gains.append(0 if head["group"] in seen else head["usefulness"])
        seen.update(rows[answer]["group"] for answer in group)
    best: dict[str, int] = {}
    for row in rows.values():
        best[row["group"]] = max(best.get(row["group"], 0), row["usefulness"])
    ideal = discounted(sorted(best.values(), reverse=True)[:depth])
    return discounted(gains) / ideal if ideal else 1.0


def best_first(ranking: Ranking, rows: dict[str, Row]) -> bool:
    """Whether nothing is more useful than the first answer."""
    return bool(
        rows[ranking[0][0]]["usefulness"] == max(row["usefulness"] for row in rows.values())
    )


def pairs(ranking: Ranking) -> set[frozenset[str]]:
    """The pairs of answers put together."""
    return {frozenset(pair) for group in ranking for pair in combinations(group, 2)}


def measure(name: str, rankings: dict[str, Ranking], by_case: dict[str, dict[str, Row]]) -> Row:
    """One line of the table."""
    gain = first = 0.0
    together = wanted = right = 0
    for case, rows in by_case.items():
        gain += new_information(rankings[case], rows)
        first += best_first(rankings[case], rows)
        ours = pairs(rankings[case])
        gold = {
            frozenset(pair)
            for pair in combinations(rows, 2)
            if rows[pair[0]]["group"] == rows[pair[1]]["group"]
        }
        together, wanted, right = together + len(ours), wanted + len(gold), right + len(ours & gold)
    return {
        "method": name,
        "ndcg3_new": round(gain / len(by_case), 3),
        "best_first": round(first / len(by_case), 3),
        "pair_precision": round(right / together, 3) if together else None,
        "pair_recall": round(right / wanted, 3) if wanted else None,
    }


def baselines(by_case: dict[str, dict[str, Row]], fits: dict[str, dict[str, float]]) -> list[Row]:
    """Rankings of single answers by one clue each."""
    clues: dict[str, Callable[[str, Row], float]] = {
        "arrival order": lambda case, row: 0.0,
        "votes alone": lambda case, row: row["votes_up"] - row["votes_down"],
        "length alone": lambda case, row: len(row["text"]),
        "author's fit alone": lambda case, row: fits.get(case, {}).get(row["author"], 0.0),
    }
    table = []
    for name, clue in clues.items():
        rankings = {
            case: [[i] for i in sorted(rows, key=lambda i: -clue(case, rows[i]))]
            for case, rows in by_case.items()
        }
        table.append(measure(name, rankings, by_case))
    return table


def author_fits(cases_file: Path, pool_file: Path) -> dict[str, dict[str, float]]:
    """For each case, the matching's score of everyone."""
    matcher = matcher_of(read_rows(pool_file), FrenchStemmer())
    return {
        row["id"]: {
            match.professional_id: match.score
            for match in matcher.rank(need_of(row, "given"), limit=len(matcher))
        }
        for row in read_rows(cases_file)
    }


def processor_ms(rows: Sequence[Row]) -> float:
    """Processor time of one digest of 50 answers, in milliseconds, once the words are read."""
    many = [row | {"id": f"{i}"} for i, row in enumerate((list(rows) * 50)[:50])]
    opinions = opinions_of(many, {})
    stem = FrenchStemmer()
    build_digest(None, opinions[:1], stem)
    started = time.process_time()
    build_digest(None, opinions, stem)
    return round(1000 * (time.process_time() - started), 1)


def main() -> None:
    """Reads the arguments described above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answers", type=Path)
    parser.add_argument("cases", type=Path, nargs="?")
    parser.add_argument("pool", type=Path, nargs="?")
    args = parser.parse_args()
    answers_file, cases_file, pool_file = args.answers, args.cases, args.pool
    answers = read_rows(answers_file)
    by_case: dict[str, dict[str, Row]] = {}
    for row in answers:
        by_case.setdefault(row["case"], {})[row["id"]] = row
    fits = author_fits(cases_file, pool_file) if cases_file and pool_file else {}
    lines = digest_lines(answers_file, cases_file, pool_file, FrenchStemmer())
    rankings = {line["case"]: line["ranking"] for line in map(json.loads, lines)}
    rows = [*baselines(by_case, fits), measure("ours", rankings, by_case)]
    print(f"\n{answers_file} ({len(answers)} answers, {len(by_case)} cases)")
    print(f"{'method':22}{'NDCG@3 new':>11}{'best first':>12}{'pair P':>9}{'pair R':>9}")
    for row in rows:
        figures = (row["ndcg3_new"], row["best_first"], row["pair_precision"], row["pair_recall"])
        print(f"{row['method']:22}{figures[0]:11}{figures[1]:12}{figures[2]!s:>9}{figures[3]!s:>9}")
    speed = processor_ms(answers)
    print(f"processor time of a digest of 50 answers: {speed} ms")
    print(json.dumps({"answers": str(answers_file), "rows": rows, "digest50_ms": speed}))


if __name__ == "__main__":
    main()
