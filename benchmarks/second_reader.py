"""How far a careful reader goes: marks made again, from the texts alone, scored as a recogniser's.

    python -m benchmarks.second_reader

What a second reader of a set leaves or masks beyond the first is what two readers differ by: no
screening can be asked for less.
"""

import json
from pathlib import Path

from benchmarks.screening import Case, load, measure, summary

DATA = Path(__file__).resolve().parent / "data"


def compared(name: str) -> dict[str, object]:
    """The second reader of one set against its first marks."""
    first: list[Case] = list(load(DATA / "screening" / f"{name}.jsonl"))
    again = {case.text: case.gold for case in load(DATA / "second_reader" / f"{name}.jsonl")}
    found = summary(measure(first, lambda text: [(s, e) for s, e, _ in again[text]], str))
    kept = ("direct", "numbers", "quasi")
    return {kind: round(found["recall"][kind], 3) for kind in kept} | {
        "set": name,
        "cases_with_a_leak": found["cases_with_a_direct_leak"],
        "masked_for_nothing": round(found["over_masked"], 4),
    }


def main() -> None:
    """Print a line of JSON for each set read twice."""
    for path in sorted((DATA / "second_reader").glob("*.jsonl")):
        print(json.dumps(compared(path.stem)))


if __name__ == "__main__":
    main()
