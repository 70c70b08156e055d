"""A pattern is tried only where the text opens as it does: it finds what `re` finds, no less."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from anonymize import recognisers  # noqa: F401  # their patterns are those tried below
from anonymize.openings import finditer, heads_of, openings_of
from anonymize.reading import read

SENTENCES = Path(__file__).parent / "sentences"
PLAIN = re.compile("").flags


@pytest.mark.parametrize(
    ("pattern", "heads"),
    [
        (r"(?<![a-z])(?:rue|avenue)", {"rue", "ave"}),
        (r"(?<!\w)(?P<it>nee?s? le)", {"ne ", "nee", "nes"}),
        (r"(?<![a-z])(?:dr|me)\.? [a-z]", {"dr.", "dr ", "me.", "me "}),
        (r"(?<![a-z0-9])(?=.*\d)caf\w", {"caf"}),
        (r"\bste?\b", {"st", "ste"}),
        (r"(?<![\w/])(?:112|11[56] ?0)", {"112", "115", "116"}),
        (r"(?<![a-z])le.", {"le"}),
        (r"(?<![a-z])(?:d'|caf)", {"d'", "caf"}),
    ],
)
def test_what_a_pattern_may_open_with(pattern: str, heads: set[str]) -> None:
    assert heads_of(pattern, PLAIN) == heads


@pytest.mark.parametrize(
    "pattern",
    [
        r"rue",  # inside a word too
        r"(?<!\d)caf",
        r"(?<![^a-z])caf",
        r"(?<![a-z])[a-z]{3,}",  # any word
        r"(?<![a-z])a?",
        r"(?<![a-z])(?:^|caf)",
        r"(?<![a-z])(?: caf|msa)",
    ],
)
def test_a_pattern_that_may_open_anywhere_is_tried_everywhere(pattern: str) -> None:
    assert heads_of(pattern, PLAIN) is None


@pytest.mark.parametrize("text", ["", "c", "caf", "caf caf", "l'caf, scaf 3caf caffe", "cafcaf"])
def test_no_match_overlaps_another_and_none_is_left_out(text: str) -> None:
    pattern = re.compile(r"(?<![a-z])caf(?:,? [a-z]*caf)?")
    found = [match.span() for match in finditer(pattern, text, openings_of(text))]
    assert found == [match.span() for match in pattern.finditer(text)]


def _patterns() -> Iterator[re.Pattern[str]]:
    for name, module in list(sys.modules.items()):
        if name.startswith("anonymize."):
            yield from (v for v in vars(module).values() if isinstance(v, re.Pattern))


@pytest.mark.parametrize("sentences", sorted(SENTENCES.glob("*.txt")), ids=lambda path: path.stem)
def test_each_pattern_finds_what_re_finds(sentences: Path) -> None:
    reading = read(sentences.read_text(encoding="utf-8")[:6000])
    for pattern in set(_patterns()):
        if heads_of(pattern.pattern, pattern.flags) is None:
            continue
        for found, text in (
            (reading.in_folded(pattern), reading.folded),
            (reading.in_digits(pattern), reading.digits),
        ):
            assert [m.span() for m in found] == [m.span() for m in pattern.finditer(text)]
