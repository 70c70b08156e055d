"""The weights of `bot/domain/sameness.py`, from answers that somebody grouped by hand.

    python -m benchmarks.digest_weights ANSWERS CASES [ANSWERS CASES ...]

Logistic regression on pairs of answers to one case, ridge of 3, no weight below zero. Prints the
weights from all the sets, and for each set the area under the curve when fitted on the others.
"""

import json
import math
import sys
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from adapters.stemming import FrenchStemmer
from bot.domain.advice import Reader
from bot.domain.sameness import WEIGHTS, likenesses
from bot.files.ranking import read_rows

Pair = tuple[tuple[float, ...], bool]
RIDGE, STEP, ROUNDS = 3.0, 1.0, 3000
FEATURES = tuple(WEIGHTS)


def pairs_of(answers_file: Path, cases_file: Path) -> list[Pair]:
    """Each pair of answers to one case: what they have in common, and whether they are alike."""
    stem = FrenchStemmer()
    cases = {row["id"]: row["text"] for row in read_rows(cases_file)}
    by_case: dict[str, list[tuple[str, str]]] = {}
    for row in read_rows(answers_file):
        by_case.setdefault(row["case"], []).append((row["text"], row["group"]))
    found: list[Pair] = []
    for case_id, answers in by_case.items():
        reader = Reader(cases[case_id], stem)
        seen = likenesses([reader.read(text) for text, _ in answers], reader)
        for i, j in combinations(range(len(answers)), 2):
            values = tuple(seen[i, j][name] for name in FEATURES)
            found.append((values, answers[i][1] == answers[j][1]))
    return found


def fitted(pairs: Sequence[Pair]) -> tuple[float, tuple[float, ...]]:
    """Bias and weights, in log-odds."""
    count = len(pairs)
    columns = list(zip(*(values for values, _ in pairs), strict=True))
    means = [math.fsum(column) / count for column in columns]
    spreads = [
        math.sqrt(math.fsum((value - mean) ** 2 for value in column) / count) or 1.0
        for column, mean in zip(columns, means, strict=True)
    ]
    rows = [
        [(v - mean) / spread for v, mean, spread in zip(values, means, spreads, strict=True)]
        for values, _ in pairs
    ]
    bias, weights = 0.0, [0.0] * len(means)
    for _ in range(ROUNDS):
        errors = [
            1 / (1 + math.exp(-bias - sum(w * v for w, v in zip(weights, row, strict=True)))) - same
            for row, (_, same) in zip(rows, pairs, strict=True)
        ]
        bias -= STEP * math.fsum(errors) / count
        slopes = [
            math.fsum(error * row[k] for error, row in zip(errors, rows, strict=True))
            for k in range(len(weights))
        ]
        weights = [
            max(0.0, w - STEP * (slope + RIDGE * w) / count)
            for w, slope in zip(weights, slopes, strict=True)
        ]
    scaled = tuple(w / spread for w, spread in zip(weights, spreads, strict=True))
    return bias - math.fsum(w * m for w, m in zip(scaled, means, strict=True)), scaled


def area(pairs: Sequence[Pair], weights: Sequence[float]) -> float:
    """The chance that a pair of one idea scores above a pair of two."""
    scores = [
        (sum(w * v for w, v in zip(weights, values, strict=True)), same) for values, same in pairs
    ]
    alike = [score for score, same in scores if same]
    others = [score for score, same in scores if not same]
    wins = sum((a > b) + 0.5 * (a == b) for a in alike for b in others)
    return wins / (len(alike) * len(others))


def main() -> None:
    """Reads the arguments described above."""
    files = [Path(argument) for argument in sys.argv[1:]]
    sets = [pairs_of(*files[k : k + 2]) for k in range(0, len(files), 2)]
    for k, held in enumerate(sets if len(sets) > 1 else ()):
        others = [pair for other, pairs in enumerate(sets) if other != k for pair in pairs]
        print(f"{files[2 * k]}: {area(held, fitted(others)[1]):.3f} fitted on the others")
    bias, weights = fitted([pair for pairs in sets for pair in pairs])
    named = {name: round(w, 3) for name, w in zip(FEATURES, weights, strict=True)}
    print(json.dumps({"bias": round(bias, 3), "weights": named}))


if __name__ == "__main__":
    main()
