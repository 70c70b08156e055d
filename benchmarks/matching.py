"""Who is proposed for a case, measured on files in the format of `entraide match`.

    python -m benchmarks.matching CASES POOL [CASES POOL ...]

For each pair of files: NDCG@10 (gain 2^grade - 1), share of cases with a grade of 2 or more among
the first 5, share of the grades 3 found among the first 10, and how well themes are proposed. Two
baselines: BM25 on profiles; given themes times territory.

    python -m benchmarks.matching --speed N

Times a ranking among N made-up profiles (processor time, so that other work on the machine does not
count) and measures the index.
"""

import argparse
import json
import math
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from adapters.stemming import FrenchStemmer
from bot.domain.lexical import Analyser, rarity, saturation
from bot.domain.matching import Matcher, Need, Profile
from bot.domain.people import Scope
from bot.domain.territory import Level, departements, level
from bot.domain.vocabulary import concepts, structure_kinds
from bot.domain.vocabulary import themes as all_themes
from bot.files.ranking import matcher_of, need_of, profile_of, read_rows

Row = dict[str, Any]
Ranker = Callable[[Row], Sequence[str]]


def ndcg(ranking: Sequence[str], grades: dict[str, int], depth: int = 10) -> float:
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen, 2002), gain 2^grade - 1."""
    found = [grades.get(i, 0) for i in ranking[:depth]]
    return discounted(found) / discounted(sorted(grades.values(), reverse=True)[:depth])


def discounted(grades: Sequence[int]) -> float:
    """Gains of 2^grade - 1, worth less at each rank."""
    return math.fsum((2.0**grade - 1) / math.log2(i + 2) for i, grade in enumerate(grades))


def measure(name: str, rank: Ranker, cases: Sequence[Row]) -> Row:
    """One line of the table."""
    totals = [0.0, 0.0, 0.0]
    for case in cases:
        ranking, grades = rank(case), case["relevant"]
        totals[0] += ndcg(ranking, grades)
        totals[1] += any(grades.get(i, 0) >= 2 for i in ranking[:5])
        best = [i for i, grade in grades.items() if grade == 3]
        totals[2] += sum(i in ranking[:10] for i in best) / max(1, len(best))
    values = [round(total / len(cases), 3) for total in totals]
    return {"method": name, "ndcg10": values[0], "two_in_5": values[1], "recall3_10": values[2]}


def bm25(pool: Sequence[Row]) -> Ranker:
    """Baseline: BM25 between the case and the profile's words, nothing else."""
    analyser = Analyser(FrenchStemmer())
    texts = {row["id"]: analyser.sequence(profile_of(row).text) for row in pool}
    holders: dict[str, int] = {}
    for terms in texts.values():
        for term in set(terms):
            holders[term] = holders.get(term, 0) + 1

    def rank(case: Row) -> Sequence[str]:
        wanted = set(analyser.sequence(case["text"]))
        scores = {
            i: sum(
                rarity(holders[t], len(texts)) * saturation(terms.count(t), len(terms), 30)
                for t in wanted & set(terms)
            )
            for i, terms in texts.items()
        }
        return sorted(scores, key=lambda i: (-scores[i], i))

    return rank


def themes_by_territory(pool: Sequence[Row]) -> Ranker:
    """Baseline: shared given themes, times a factor for territory."""
    reach = {
        Level.DEPARTEMENT: 1.0,
        Level.REGION: 0.7,
        Level.NATIONAL: 0.5,
        Level.NEIGHBOUR: 0.2,
        Level.ELSEWHERE: 0.1,
    }

    def rank(case: Row) -> Sequence[str]:
        wanted = set(case["themes"])
        scores = {}
        for row in pool:
            shared = len(wanted & set(row["themes"])) / len(wanted)
            near = level(
                Scope(row["scope"]), row["departement"], row["region"], case["departement"]
            )
            scores[row["id"]] = shared * reach[near]
        return sorted(scores, key=lambda i: (-scores[i], i))

    return rank


def ours(matcher: Matcher, themes: str) -> Ranker:
    """The bot's ranking, themes given or read in the text."""

    def rank(case: Row) -> Sequence[str]:
        need = need_of(case, "given" if themes == "given" else "inferred")
        return [m.professional_id for m in matcher.rank(need, limit=10)]

    return rank


def theme_quality(matcher: Matcher, cases: Sequence[Row]) -> Row:
    """Proposed themes against the given ones: precision, recall, first one right."""
    hits = proposed = given = first = 0
    for case in cases:
        found = matcher.propose_themes(case["text"])
        hits += len(set(found) & set(case["themes"]))
        proposed += len(found)
        given += len(case["themes"])
        first += bool(found) and found[0] in case["themes"]
    return {
        "themes_precision": round(hits / max(1, proposed), 3),
        "themes_recall": round(hits / given, 3),
        "first_theme_right": round(first / len(cases), 3),
    }


def quality(cases_file: Path, pool_file: Path) -> None:
    """Print the table of one world."""
    cases, pool = read_rows(cases_file), read_rows(pool_file)
    matcher = matcher_of(pool, FrenchStemmer())
    print(f"\n{cases_file} ({len(cases)} cases, {len(pool)} professionals)")
    print(f"{'method':30}{'NDCG@10':>9}{'>=2 in 5':>10}{'recall3@10':>12}")
    rows = [
        measure("BM25 on profiles", bm25(pool), cases),
        measure("given themes x territory", themes_by_territory(pool), cases),
        measure("ours, from the text", ours(matcher, "inferred"), cases),
        measure("ours, themes given", ours(matcher, "given"), cases),
    ]
    for row in rows:
        print(
            f"{row['method']:30}{row['ndcg10']:9.3f}{row['two_in_5']:10.3f}{row['recall3_10']:12.3f}"
        )
    themes = theme_quality(matcher, cases)
    print(" ".join(f"{key} {value}" for key, value in themes.items()))
    print(json.dumps({"cases": str(cases_file), "rows": rows} | themes, ensure_ascii=False))


def made_up(count: int, chance: random.Random) -> list[Profile]:
    """Profiles of 20 to 60 words of the trade, spread over the départements."""
    vocabulary = [form for concept in concepts() for form in concept.forms]
    places = list(departements().values())
    kinds, names = list(structure_kinds()), list(all_themes())
    scopes = [Scope.LOCAL] * 6 + [Scope.DEPARTEMENTAL] * 5 + [Scope.REGIONAL, Scope.NATIONAL]
    profiles = []
    for number in range(count):
        place = chance.choice(places)
        profiles.append(
            Profile(
                id=f"p{number}",
                text=" ".join(chance.choices(vocabulary, k=chance.randint(10, 30))),
                themes=tuple(chance.sample(names, chance.randint(1, 3))),
                departement=place.code,
                region=place.region,
                scope=chance.choice(scopes),
                structure_kind=chance.choice(kinds),
            )
        )
    return profiles


def resident_mb() -> float:
    """Memory of this process that is in use, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def speed(count: int) -> None:
    """Print the time of a ranking and the size of the index among `count` profiles."""
    chance = random.Random(7)
    profiles = made_up(count, chance)
    matcher = Matcher(FrenchStemmer())
    matcher.add(profiles[0])
    before = resident_mb()
    started = time.process_time()
    for profile in profiles:
        matcher.add(profile)
    built = time.process_time() - started
    size = resident_mb() - before
    result: Row = {"profiles": count, "build_s": round(built, 1), "index_mb": round(size)}
    vocabulary = [form for concept in concepts() for form in concept.forms]
    for anywhere in (False, True):
        times = []
        for _ in range(30):
            text = " ".join(chance.choices(vocabulary, k=30))
            need = Need(text, (), chance.choice(list(departements())), anywhere)
            started = time.process_time()
            matcher.rank(need)
            times.append(time.process_time() - started)
        times.sort()
        key = "any" if anywhere else "local"
        result[f"{key}_p50_ms"] = round(1000 * times[15], 1)
        result[f"{key}_p95_ms"] = round(1000 * times[28], 1)
    print(json.dumps(result))


def main() -> None:
    """Reads the arguments described above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", help="cases and their pool, in turn")
    parser.add_argument("--speed", type=int, metavar="PROFESSIONALS")
    args = parser.parse_args()
    if args.speed:
        speed(args.speed)
    for cases_file, pool_file in zip(args.files[::2], args.files[1::2], strict=True):
        quality(cases_file, pool_file)


if __name__ == "__main__":
    main()
