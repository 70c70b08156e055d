"""The weights of `bot/domain/theme_words.py`, from messages whose themes somebody told by reading.

    python -m benchmarks.theme_words [--out FILE] [--measure FOLDER]

Logistic regression on the stems of each message, one a theme, ridge of 1; stems of fewer than five
messages, and weights under a fifth, are left out. --measure prints how well themes are then
proposed on cases that carry theirs (`benchmarks/data/screening`), by the lexicon and by both.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from adapters.stemming import FrenchStemmer
from bot.domain.lexical import Analyser
from bot.domain.matching import Matcher
from bot.domain.theme_words import SPREAD, telling
from bot.domain.vocabulary import themes

Floats = NDArray[np.float32]
ROOT = Path(__file__).resolve().parent.parent
WRITTEN = ROOT / "anonymize" / "training" / "written"
TOLD_BY, LEAST_WEIGHT, RIDGE, ROUNDS = 5, 0.2, 1.0, 250
_TAG = re.compile(r"</?[A-Z_]+>")
# Who somebody is, and where from, must not tell what they need.
_WHO = re.compile(r"<(PERSON|NATIONALITY|CITY|ADDRESS|HANDLE|EMAIL|URL)>.*?</\1>", re.DOTALL)


def labelled() -> Iterator[tuple[str, frozenset[str]]]:
    """Each labelled message, without who it is about, and its themes."""
    texts = dict(_messages(sorted(WRITTEN.glob("*.jsonl"))))
    for line in (WRITTEN / "themes.tsv").read_text(encoding="utf-8").splitlines():
        name, _, told = line.partition("\t")
        yield texts[name], frozenset(told.split())


def _messages(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row["id"], _TAG.sub("", _WHO.sub(" ", row["marked"]))


def learnt(
    texts: Sequence[set[str]], told: Sequence[frozenset[str]]
) -> tuple[list[str], Floats, Floats]:
    """The stems kept, their weights (stems x themes), the log-odds of a text that says nothing."""
    used = Counter(stem for stems in texts for stem in stems)
    stems = sorted(stem for stem, count in used.items() if count >= TOLD_BY)
    place = {stem: at for at, stem in enumerate(stems)}
    rows = np.zeros((len(texts), len(stems) + 1), np.float32)
    for row, said in zip(rows, texts, strict=True):
        row[[place[stem] for stem in said if stem in place]] = SPREAD / max(1, len(said)) ** 0.5
    rows[:, -1] = 1.0
    truth = np.array([[theme in one for theme in themes()] for one in told], np.float32)
    weights = _fitted(rows, truth)
    return stems, weights[:-1], weights[-1]


def _fitted(rows: Floats, truth: Floats) -> Floats:
    """Nesterov's accelerated gradient on the ridge logistic loss; the last column has no ridge."""
    ridge = np.full((rows.shape[1], 1), RIDGE, np.float32)
    ridge[-1] = 0.0
    direction = np.ones(rows.shape[1], np.float32)
    for _ in range(30):  # the largest curvature, by power iteration
        direction = rows.T @ (rows @ direction)
        largest = float(np.linalg.norm(direction))
        direction /= largest
    step = 1 / (0.25 * largest + RIDGE)
    weights = np.zeros((rows.shape[1], truth.shape[1]), np.float32)
    ahead, pace = weights.copy(), 1.0
    for _ in range(ROUNDS):
        errors = 1 / (1 + np.exp(-rows @ ahead)) - truth
        new = ahead - step * (rows.T @ errors + ridge * ahead)
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = new + (pace - 1) / faster * (new - weights)
        weights, pace = new, faster
    return weights


def write(stems: Sequence[str], weights: Floats, usual: Floats, out: Path) -> int:
    """Write the file that `theme_words` reads; gives how many weights it holds."""
    lines = ["# Written by `python -m benchmarks.theme_words`: tenths of log-odds."]
    lines += [
        f"{theme}\t{round(10 * float(odds))}" for theme, odds in zip(themes(), usual, strict=True)
    ]
    lines.append("")
    kept = 0
    for stem, row in zip(stems, weights, strict=True):
        told = [
            f"{at}:{round(10 * float(w))}" for at, w in enumerate(row) if abs(w) >= LEAST_WEIGHT
        ]
        kept += len(told)
        lines += ["\t".join((stem, *told))] if told else []
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return kept


def measure(folder: Path) -> None:
    """Themes proposed for each case of a folder against those it carries."""
    matcher = Matcher(FrenchStemmer())
    right = proposed = given = first = none = count = 0
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            told, found = set(case["themes"]), matcher.propose_themes(_TAG.sub("", case["marked"]))
            right += len(told & set(found))
            proposed, given, count = proposed + len(found), given + len(told), count + 1
            first += bool(found) and found[0] in told
            none += not told & set(found)
    figures = {
        "cases": count,
        "themes_precision": round(right / proposed, 3),
        "themes_recall": round(right / given, 3),
        "first_right": round(first / count, 3),
        "none_right": round(none / count, 3),
    }
    print(" ".join(f"{key} {value}" for key, value in figures.items()))
    print(json.dumps(figures))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="fit, and write the weights there")
    parser.add_argument("--measure", type=Path, metavar="FOLDER", help="cases that carry themes")
    args = parser.parse_args()
    if args.out:
        analyser = Analyser(FrenchStemmer())
        texts, told = zip(*labelled(), strict=True)
        stems, weights, usual = learnt([telling(analyser.sequence(t)) for t in texts], told)
        kept = write(stems, weights, usual, args.out)
        print(f"{len(texts)} messages, {len(stems)} stems, {kept} weights")
    if args.measure:
        measure(args.measure)


if __name__ == "__main__":
    main()
