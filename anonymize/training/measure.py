"""Print the measures of CARD.md: `python -m anonymize.training.measure --data PATH`.

`--cases` adds files of cases with inline `<TYPE>surface</TYPE>` marks, by voice too; `--model`
measures another pipeline than the shipped one.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.language import Language

from anonymize.model import load
from anonymize.training.corpora import Text
from anonymize.training.evaluation import TYPINGS, masks, phone_test, redaction
from anonymize.training.messages import Generator
from anonymize.training.mixture import held_out
from anonymize.training.written import LABEL_OF, marked_cases


def main() -> None:
    """Measure and print, one line a test and a typing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cases", type=Path, nargs="*", default=[])
    parser.add_argument("--model", type=Path)
    args = parser.parse_args()
    nlp = spacy.load(args.model) if args.model else load()
    kept = held_out(args.data / "ner")
    tests: dict[str, Iterable[Text]] = {
        "phone test": phone_test(args.data / "ner" / "phone_test.json"),
        "Sequoia": kept.sequoia,
        "Sequoia, no eponyms": [t for t in kept.sequoia if not _eponym(t)],
        "ECHR held out": kept.echr,
        "WiNER held out": kept.winer,
        "EDS held out": kept.eds,
        "messages": list(Generator(seed=1).messages(1000)),
    }
    for path in args.cases:
        tests[path.stem] = marked_cases(path, LABEL_OF)
    for name, texts in tests.items():
        report(nlp, name, list(texts))
    for path in args.cases:
        by_voice: defaultdict[str, list[Text]] = defaultdict(list)
        for text in marked_cases(path, LABEL_OF):
            by_voice[text.origin].append(text)
        for voice, texts in sorted(by_voice.items()):
            report(nlp, f"{path.stem}, {voice}", texts)


def report(nlp: Language, name: str, texts: list[Text]) -> None:
    """One line for each label met and each typing."""
    labels = [
        x
        for x in dict.fromkeys(LABEL_OF.values())
        if any(s[2] == x for t in texts for s in t.spans)
    ]
    nobody = [i for i, t in enumerate(texts) if not any(s[2] == "PER" for s in t.spans)]
    for typing, change in TYPINGS.items():
        masked = masks(nlp, texts, change)
        recalls = [redaction(texts, masked, label) for label in labels]
        parts = [f"{label} {100 * r.recall:.1f}" for label, r in zip(labels, recalls, strict=True)]
        whole = recalls[0].texts_masked / max(1, recalls[0].texts)
        parts.append(f"whole texts {100 * whole:.1f}")
        parts.append(f"over-masked {100 * recalls[0].over_masking:.2f}")
        alone = redaction([texts[i] for i in nobody], [masked[i] for i in nobody])
        parts.append(f"without a person {100 * alone.over_masking:.2f}")
        sys.stdout.write(f"{name} | {typing} | {' | '.join(parts)}\n")


def _eponym(text: Text) -> bool:
    """Sequoia marks the Paget of "maladie de Paget"; we hold that a disease is nobody."""
    return "maladie de " in text.text


if __name__ == "__main__":
    main()
