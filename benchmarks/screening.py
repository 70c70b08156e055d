"""How much screening finds, leaks and masks for nothing, on annotated texts.

    python benchmarks/screening.py PATH [--json FILE] [--show]

PATH is a .jsonl file, or a folder of them, whose lines hold `id`, `voice` and `marked` (text with
inline `<KIND>surface</KIND>`). A span counts as found only when all its letters and digits are
covered. Compared in the same run: Presidio as it comes with the same model, rules alone, the
model alone, their union; each on the text as it is, in lower case, and without accents either.
Times are the processor's, in a process that has read other messages before.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# One core, as in the worker: numeric threads would count twice.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

Spans = list[tuple[int, int]]
Finder = Callable[[str], Spans]

QUASI = frozenset("POSTCODE CITY DATE AGE ORG_ID NATIONALITY HEALTH_RARE".split())
NUMBERS = frozenset("PHONE NIR CAF_ID FT_ID FOREIGNER_ID PASSPORT IBAN PLATE SIRET".split())
_TAG = re.compile(r"<(/?)([A-Z_]+)>")


@dataclass(frozen=True, slots=True)
class Case:
    """One annotated text: gold spans as (start, end, kind)."""

    id: str
    voice: str
    text: str
    gold: tuple[tuple[int, int, str], ...]


@dataclass(slots=True)
class Tally:
    """Counts over a set of cases for one finder and one typing."""

    found: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    by_voice: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    cases: int = 0
    leaking: int = 0
    over: int = 0
    nobody: int = 0
    milliseconds: list[float] = field(default_factory=list)
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)


def load(path: Path) -> Iterator[Case]:
    files = sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if "marked" in row:
                text, gold = unmark(row["marked"])
                yield Case(row["id"], row.get("voice", "?"), text, tuple(gold))


def unmark(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The bare text and its spans."""
    out: list[str] = []
    spans: list[tuple[int, int, str]] = []
    at = length = opened = 0
    for tag in _TAG.finditer(marked):
        piece = marked[at : tag.start()]
        out.append(piece)
        length += len(piece)
        at = tag.end()
        if tag[1]:
            spans.append((opened, length, tag[2]))
        else:
            opened = length
    out.append(marked[at:])
    return "".join(out), spans


def lower(text: str) -> str:
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def bare(text: str) -> str:
    return "".join((unicodedata.normalize("NFD", c)[:1] or c) for c in lower(text))


TYPINGS: dict[str, Callable[[str], str]] = {"as is": str, "lower": lower, "lower, bare": bare}


def measure(cases: Iterable[Case], finder: Finder, typing: Callable[[str], str]) -> Tally:
    tally = Tally()
    for case in cases:
        text = typing(case.text)
        # The processor's time, not the clock's: others may be working on the same machine.
        start = time.process_time()
        spans = finder(text)
        tally.milliseconds.append((time.process_time() - start) * 1000)
        score(case, text, spans, tally)
    return tally


def score(case: Case, text: str, spans: Spans, tally: Tally) -> None:
    masked = bytearray(len(text))
    for start, end in spans:
        masked[start:end] = b"\1" * (end - start)
    somebody = bytearray(len(text))
    leaks = False
    for start, end, kind in case.gold:
        somebody[start:end] = b"\1" * (end - start)
        whole = all(masked[i] for i in range(start, end) if text[i].isalnum())
        sort = "quasi" if kind in QUASI else "direct"
        keys = [kind, sort] + (["numbers"] if kind in NUMBERS else [])
        for key in keys:
            tally.found[key][0] += whole
            tally.found[key][1] += 1
        tally.by_voice[f"{case.voice} {sort}"][0] += whole
        tally.by_voice[f"{case.voice} {sort}"][1] += 1
        if not whole:
            tally.missed.append((case.id, kind, text[max(0, start - 25) : end + 15]))
        leaks = leaks or (not whole and sort == "direct")
    tally.cases += 1
    tally.leaking += leaks
    nobody = [i for i, c in enumerate(text) if c.isalnum() and not somebody[i]]
    tally.nobody += len(nobody)
    tally.over += sum(masked[i] for i in nobody)
    for start, end in spans:
        if any(text[i].isalnum() and not somebody[i] for i in range(start, end)):
            tally.wrong.append((case.id, f"{text[max(0, start - 20) : start]}[{text[start:end]}]"))


def summary(tally: Tally) -> dict[str, Any]:
    times = sorted(tally.milliseconds)
    return {
        "recall": {k: round(a / n, 4) for k, (a, n) in sorted(tally.found.items())},
        "counts": {k: n for k, (_, n) in sorted(tally.found.items())},
        "recall_by_voice": {k: round(a / n, 4) for k, (a, n) in sorted(tally.by_voice.items())},
        "cases": tally.cases,
        "cases_with_a_direct_leak": tally.leaking,
        "over_masked": round(tally.over / max(1, tally.nobody), 4),
        "ms_p50": round(statistics.median(times), 2),
        "ms_p95": round(times[min(len(times) - 1, int(len(times) * 0.95))], 2),
    }


def ours(engine: Any, settings: Any) -> Finder:
    from anonymize.screener import Screener

    screener = Screener(engine, settings)
    return lambda text: [(f.start, f.end) for f in screener.screen(text).findings]


def presidio_as_it_comes(nlp: Any) -> Finder:
    """Stock Presidio for French over the same model, offline."""
    import tldextract
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine

    # Presidio calls it by this name, and it would fetch a list.
    offline = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    tldextract.extract = offline  # type: ignore[assignment]

    class Loaded(SpacyNlpEngine):
        def __init__(self) -> None:
            mapping = {"PER": "PERSON", "LOC": "LOCATION", "ORG": "ORGANIZATION"}
            super().__init__(
                models=[{"lang_code": "fr", "model_name": "given"}],
                ner_model_configuration=NerModelConfiguration(
                    model_to_presidio_entity_mapping=mapping, labels_to_ignore=["O"]
                ),
            )
            self.nlp = {"fr": nlp}  # type: ignore[assignment]  # declared None until it loads

        def load(self) -> None:
            return

    engine = Loaded()
    registry = RecognizerRegistry(supported_languages=["fr"])
    registry.load_predefined_recognizers(languages=["fr"], nlp_engine=engine)
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["fr"])
    return lambda text: [(r.start, r.end) for r in analyzer.analyze(text, "fr")]


def finders() -> dict[str, Finder]:
    from anonymize import ScreeningFailed, ScreeningSettings
    from anonymize.engine import Engine
    from anonymize.models import pipelines
    from anonymize.recognisers import MODEL_RECOGNISERS, RULE_RECOGNISERS

    settings = ScreeningSettings()
    rules = ours(Engine([], RULE_RECOGNISERS), settings)
    try:
        loaded = pipelines(settings)
    except ScreeningFailed:
        print("no model: rules alone", file=sys.stderr)
        return {"rules alone": rules}
    return {
        "presidio": presidio_as_it_comes(loaded[0]),
        "model alone": ours(Engine(loaded, MODEL_RECOGNISERS), settings),
        "rules alone": rules,
        "union": ours(Engine(loaded), settings),
    }


def peak_megabytes() -> float:
    """Peak memory of a process that loads the screener and screens one text."""
    code = (
        "import resource; from anonymize import Screener; s = Screener.load();"
        "s.screen('Mme Durand habite 3 rue des Lilas, 59000 Lille.' * 40);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return float(done.stdout) if done.returncode == 0 else resource.RLIM_INFINITY


def table(report: dict[str, dict[str, Any]]) -> str:
    head = (
        f"{'':28}{'direct':>8}{'numbers':>9}{'quasi':>8}{'leaks':>9}{'over':>8}{'p50':>7}{'p95':>7}"
    )
    lines = [head]
    for name, row in report.items():
        recall = row["recall"]
        lines.append(
            f"{name:28}{recall.get('direct', 1):8.3f}{recall.get('numbers', 1):9.3f}"
            f"{recall.get('quasi', 1):8.3f}{row['cases_with_a_direct_leak']:>5}/{row['cases']:<3}"
            f"{row['over_masked']:8.2%}{row['ms_p50']:7.1f}{row['ms_p95']:7.1f}"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--show", action="store_true", help="print misses and false alarms")
    parser.add_argument("--only", help="one finder: presidio, model alone, rules alone, union")
    arguments = parser.parse_args()
    cases = list(load(arguments.path))
    others = messages_read_before()
    report: dict[str, dict[str, Any]] = {}
    for name, finder in finders().items():
        if arguments.only and name != arguments.only:
            continue
        for text in others:
            finder(text)
        for typing, change in TYPINGS.items():
            tally = measure(cases, finder, change)
            report[f"{name}, {typing}"] = summary(tally)
            if arguments.show and typing == "as is" and name in {"union", "rules alone"}:
                show(tally)
    print(table(report))
    best = report.get("union, as is") or next(iter(report.values()))
    print("\nby kind   ", best["recall"])
    print("by voice  ", best["recall_by_voice"])
    peak = peak_megabytes()
    print(f"peak memory {peak:.0f} MB")
    if arguments.json:
        data = {"finders": report, "peak_mb": peak}
        arguments.json.write_text(json.dumps(data, ensure_ascii=False, indent=2), encoding="utf-8")


def messages_read_before() -> list[str]:
    """Two hundred invented messages: a worker that serves has met most words, a new one few."""
    from anonymize.training.messages import Generator

    return [message.text for message in Generator(seed=1).messages(200)]


def show(tally: Tally) -> None:
    for row in tally.missed:
        print("missed ", *row, sep=" | ")
    for wrong in tally.wrong:
        print("wrong  ", *wrong, sep=" | ")


if __name__ == "__main__":
    main()
