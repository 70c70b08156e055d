"""A message in English: its small words and its months are nobody's, though a French reader takes them for names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from anonymize.judge.candidate import Candidate
from anonymize.reading import Reading
from anonymize.values import Kind

_WORD = re.compile(r"[a-z]+")
# Words that French messages do not hold, by which English is known.
_TELLING = frozenset(
    "the and is with he she they his her has have was who what my this for of to from you your were their would".split()
)
_ENOUGH = 4
# What a rule or the model may take for a name there. April, May, June and Will are people too.
_WORDS = _TELLING | frozenset(
    """
    a an i it its we you your our me him them their to of in on at by from as or but if so not no yes
    when where why how which that these those there are were been be do does did done can could
    would must should said says say told asked wants needs received got call called please morning homeless thanks thank hello hi dear sorry
    good helps helped help ask mr mrs ms lawyer since until before after about also just very only new old one two both another other
    someone somebody anyone everybody today tomorrow yesterday
    january february march july august september october november december
    monday tuesday wednesday thursday friday saturday sunday christmas easter
    english french arabic
    """.split()
)


def is_english(reading: Reading) -> bool:
    """Whether the text, or a good part of it, is in English."""
    # With a capital, "Her", "To" and "You" are surnames.
    cased = reading.style == "mixed"
    said = sum(w.folded in _TELLING and not (cased and w.capitalised) for w in reading.words)
    return said >= _ENOUGH and said * 10 >= len(reading.words)


def without_words(reading: Reading, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Names without the English words at their edges: "Mrs | Grace Okafor | has received"."""
    for candidate in candidates:
        if candidate.kind is not Kind.PERSON:
            yield candidate
            continue
        found = list(_WORD.finditer(reading.folded, candidate.start, candidate.end))
        named = [word for word in found if not _is_idle(reading, word)]
        if named and len(named) < len(found):
            yield replace(candidate, start=named[0].start(), end=named[-1].end())
        elif named or not found:
            yield candidate


def _is_idle(reading: Reading, word: re.Match[str]) -> bool:
    """Whether a word says nothing of anybody; with its capital, "An", "Do" and "So" are names too."""
    short_name = len(word[0]) < 3 and reading.plain[word.start()].isupper()
    return word[0] in _WORDS and not short_name
