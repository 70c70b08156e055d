"""Ordinary words the open corpora lack: the trade's, the street's, the phone's."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from anonymize.lexicons.folding import fold

_ER_ENDINGS = re.findall(
    r"\w+",
    "er e es ons ez ent ai as a ames ates erent ais ait ions iez aient erai eras era erons erez"
    " eront erais erait erions eriez eraient ant ee ees",
)


@cache
def trade_words() -> set[str]:
    """Folded words of `words.txt`, verbs in -er with their forms."""
    path = Path(__file__).parent / "words.txt"
    nouns, verbs = path.read_text(encoding="utf-8").split("[verbs]")
    words = set(_words(nouns))
    words |= {word + "s" for word in words if len(word) > 3 and word[-1] not in "sxz"}
    return words | {form for verb in _words(verbs) for form in _forms(verb)}


@cache
def public_terms() -> set[str]:
    """Folded words of `public_terms.txt`."""
    path = Path(__file__).parent / "public_terms.txt"
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line[:1] != "#"]
    return set(fold(" ".join(lines)).split())


def _words(text: str) -> list[str]:
    lines = [line for line in text.split("\n") if not line.startswith(("#", "["))]
    return re.findall(r"[^\W\d_]{2,}", fold(" ".join(lines)))


def _forms(verb: str) -> list[str]:
    if not verb.endswith("er"):
        return [verb]
    stem = verb[:-2]
    forms = [stem + ending for ending in _ER_ENDINGS] + [stem + "es"]
    # manger, placer: the stem takes an e or loses its cedilla (lost in folding) before a and o.
    if stem.endswith("g"):
        forms += [stem + "e" + ending for ending in _ER_ENDINGS if ending[0] in "ao"]
    return forms
