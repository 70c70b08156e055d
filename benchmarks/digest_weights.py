"""The weights of `bot/domain/sameness.py`, from answers that somebody grouped by hand.

    python -m benchmarks.digest_weights ANSWERS CASES [ANSWERS CASES ...]

Logistic regression on pairs of answers to one case, ridge of 3, no weight below zero. Prints the
weights from all the sets, and for each set the area under the curve when fitted on the others.
A wrong answer may share the group of a right one on its subject: they are not the same advice.
"""

import argparse
import json
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from adapters.stemming import FrenchStemmer
from bot.domain.advice import Reader
from bot.domain.sameness import WEIGHTS, likenesses
from bot.files.ranking import Row, read_rows

Pair = tuple[tuple[float, ...], bool]
RIDGE, STEP, ROUNDS = 3.0, 1.0, 3000
FEATURES = tuple(WEIGHTS)


def pairs_of(answers_file: Path, cases_file: Path) -> list[Pair]:
    """Each pair of answers to one case: what they have in common, and whether they are alike."""
    stem = FrenchStemmer()
    cases = {row["id"]: row["text"] for row in read_rows(cases_file)}
    by_case: dict[str, list[Row]] = {}
    for row in read_rows(answers_file):
        by_case.setdefault(row["case"], []).append(row)
    found: list[Pair] = []
    for case_id, answers in by_case.items():
        reader = Reader(cases[case_id], stem)
        seen = likenesses([reader.read(row["text"]) for row in answers], reader)
        for i, j in combinations(range(len(answers)), 2):
            values = tuple(seen[i, j][name] for name in FEATURES)
            found.append((values, _same(answers[i], answers[j])))
    return found


def _same(one: Row, other: Row) -> bool:
    """Whether both belong to one group, and neither alone is wrong."""
    wrong = (one["usefulness"] == 0) != (other["usefulness"] == 0)
    return bool(one["group"] == other["group"]) and not wrong


def fitted(pairs: Sequence[Pair]) -> tuple[float, tuple[float, ...]]:
    """Bias and weights, in log-odds."""
    rows = np.array([values for values, _ in pairs])
    same = np.array([same for _, same in pairs], dtype=float)
    means, spreads = rows.mean(axis=0), rows.std(axis=0)
    spreads[spreads == 0.0] = 1.0
    rows = (rows - means) / spreads
    bias, weights = 0.0, np.zeros(len(means))
    for _ in range(ROUNDS):
        errors = 1 / (1 + np.exp(-bias - rows @ weights)) - same
        bias -= STEP * float(errors.mean())
        slopes = rows.T @ errors + RIDGE * weights
        weights = np.maximum(0.0, weights - STEP * slopes / len(pairs))
    scaled = weights / spreads
    return bias - float(scaled @ means), tuple(float(weight) for weight in scaled)


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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", help="answers and their cases, in turn")
    files: list[Path] = parser.parse_args().files
    sets = [pairs_of(*files[k : k + 2]) for k in range(0, len(files), 2)]
    for k, held in enumerate(sets if len(sets) > 1 else ()):
        others = [pair for other, pairs in enumerate(sets) if other != k for pair in pairs]
        print(f"{files[2 * k]}: {area(held, fitted(others)[1]):.3f} fitted on the others")
    bias, weights = fitted([pair for pairs in sets for pair in pairs])
    named = {name: round(w, 3) for name, w in zip(FEATURES, weights, strict=True)}
    print(json.dumps({"bias": round(bias, 3), "weights": named}))


if __name__ == "__main__":
    main()
