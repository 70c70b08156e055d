"""Remake the packed lexicons: `python -m anonymize.training.lexicons --data PATH`.

PATH holds `gazetteers/` (INSEE, Etalab), `ner/` (open corpora) and `hunspell-fr/` (index.aff and
index.dic), as NOTICE describes them. A part whose folder is absent is left as it is.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import lzma
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from anonymize.lexicons.folding import fold
from anonymize.training.corpora import ordinary_words
from anonymize.training.dictionary import dictionary_words
from anonymize.training.vocabulary import public_terms, trade_words
from anonymize.training.world_names import particles, world_first_names, world_surnames

OUT = Path(__file__).parent.parent / "lexicons" / "data"
FEWEST_BIRTHS = {"first_names": 20, "surnames": 50}
# A name INSEE does not list is given a small weight, so that a common word outweighs it.
WORLD_WEIGHT = 64
Rows = Iterable[tuple[object, ...]]


def main() -> None:
    """Write every packed lexicon of the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    if (args.data / "hunspell-fr").is_dir():
        write(args.out, "dictionary", pack_words(dictionary_words(args.data / "hunspell-fr")))
    if not (args.data / "gazetteers").is_dir():
        return
    gazetteers: Path = args.data / "gazetteers"
    first = insee_first_names(gazetteers)
    last = insee_surnames(gazetteers)
    write(args.out, "first_names", pack_counts(keep("first_names", first, world_first_names())))
    write(args.out, "surnames", pack_counts(keep("surnames", last, world_surnames())))
    write(args.out, "particles", "\n".join(sorted(particles())))
    write(args.out, "public_terms", "\n".join(sorted(public_terms())))
    words = ordinary_words(args.data / "ner") | trade_words()
    write(args.out, "common_words", "\n".join(sorted(words)))
    for name, rows in places(gazetteers):
        write(args.out, name, "\n".join("\t".join(map(str, row)) for row in rows))


def keep(name: str, counts: Mapping[str, int], world: Iterable[str]) -> dict[str, int]:
    """Names borne often enough, and those of the rest of the world."""
    kept = {word: n for word, n in counts.items() if n >= FEWEST_BIRTHS[name]}
    for word in world:
        kept[word] = max(kept.get(word, 0), WORLD_WEIGHT)
    return kept


def pack_counts(counts: Mapping[str, int]) -> str:
    """One line for each power of two: the exponent, then the names, tab-separated."""
    by_exponent: defaultdict[int, list[str]] = defaultdict(list)
    for word, count in counts.items():
        by_exponent[count.bit_length() - 1].append(word)
    return "\n".join(
        "\t".join([str(exponent), *sorted(words)])
        for exponent, words in sorted(by_exponent.items())
    )


def pack_words(words: Iterable[str]) -> str:
    """One line for each three first letters, then the words that begin so."""
    by_head: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        by_head[word[:3]].append(word)
    return "\n".join(" ".join([head, *found]) for head, found in sorted(by_head.items()))


def insee_first_names(folder: Path) -> Counter[str]:
    """Folded first name -> births 1900-2022."""
    counts: Counter[str] = Counter()
    for row in _csv(folder / "insee_nat_2022.csv.zip", ";"):
        if row["preusuel"] != "_PRENOMS_RARES":
            counts[fold(row["preusuel"])] += int(row["nombre"])
    return counts


def insee_surnames(folder: Path) -> Counter[str]:
    """Folded surname -> births 1891-2000."""
    counts: Counter[str] = Counter()
    for row in _csv(folder / "insee_noms_2008.txt.zip", "\t"):
        name = row.pop("NOM")
        if name != "AUTRES NOMS":
            counts[fold(name)] += sum(map(int, row.values()))
    return counts


def places(folder: Path) -> Iterator[tuple[str, Rows]]:
    """The four tables of places, each with its rows."""
    all_communes = _etalab(folder, "communes")
    groupings = _etalab(folder, "epci")
    member_of = {m["code"]: g["code"] for g in groupings for m in g["membres"]}
    regions = {r["code"]: r["nom"] for r in _etalab(folder, "regions")}
    yield (
        "communes",
        [
            (
                c["code"],
                c["nom"],
                c.get("departement") or c.get("collectiviteOutremer", {}).get("code", ""),
                ",".join(c.get("codesPostaux", ())),
                c.get("population", 0),
                member_of.get(c["code"], ""),
            )
            for c in all_communes
            if c["type"] == "commune-actuelle"
        ],
    )
    yield (
        "former_communes",
        [
            (c["code"], c["nom"], c.get("chefLieu") or c["commune"])
            for c in all_communes
            if c["type"] != "commune-actuelle" and c["code"] != c.get("chefLieu")
        ],
    )
    yield "epcis", [(g["code"], g["nom"], g["type"], g["populationTotale"]) for g in groupings]
    yield (
        "departements",
        [
            (d["code"], d["nom"], d.get("region", ""), regions.get(d.get("region", ""), ""))
            for d in _etalab(folder, "departements")
        ],
    )


def write(folder: Path, name: str, text: str) -> None:
    """Pack one lexicon."""
    folder.mkdir(parents=True, exist_ok=True)
    packed = lzma.compress(text.encode("utf-8"), preset=9 | lzma.PRESET_EXTREME)
    (folder / f"{name}.xz").write_bytes(packed)


def _csv(path: Path, delimiter: str) -> Iterator[dict[str, str]]:
    with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as raw:
        yield from csv.DictReader(io.TextIOWrapper(raw, "utf-8"), delimiter=delimiter)


def _etalab(folder: Path, name: str) -> list[Any]:
    (path,) = folder.glob(f"etalab-decoupage-*-{name}.json*")
    raw = path.read_bytes()
    rows: list[Any] = json.loads(lzma.decompress(raw) if path.suffix == ".xz" else raw)
    return rows


if __name__ == "__main__":
    main()
