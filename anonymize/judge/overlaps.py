"""Where candidates overlap: the surer is whole, the other keeps what is left of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from anonymize import numerals
from anonymize.judge.candidate import NUMBERS, Candidate
from anonymize.judge.claims import as_town
from anonymize.reading import Reading
from anonymize.recognisers.vocabulary import FUNCTION_WORDS
from anonymize.values import Kind

# Among equals, the kind that says more wins.
_RANK = {kind: rank for rank, kind in enumerate(Kind)}
# A wider, looser kind may hold narrower ones that are better kept apart.
_CERTAIN = frozenset(
    {
        Kind.EMAIL,
        Kind.IBAN,
        Kind.NIR,
        Kind.URL,
        Kind.SIRET,
        Kind.PHONE,
        Kind.BIRTHDATE,
        Kind.ADDRESS,
    }
)
_NAMES = frozenset(
    {Kind.PERSON, Kind.CITY, Kind.ORG_ID, Kind.ADDRESS, Kind.DATE, Kind.AGE, Kind.HEALTH_RARE}
)
_SAYS_NUMBER = re.compile(rf".*\d|{numerals.WORD}\Z")
_SEPARATORS = " \n\t/,;:"
_TIED_AFTER = re.compile(r"[a-z][\-/_]\Z")
_TIED_BEFORE = re.compile(r"[\-/_][a-z]")


def apart(reading: Reading, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates without their overlaps, in text order: nothing found by any is uncovered."""
    taken: list[Candidate] = []
    covered = bytearray(len(reading.plain))
    for candidate in sorted(candidates, key=_order):
        taken += _free(reading, candidate, covered)
        covered[candidate.start : candidate.end] = b"\1" * (candidate.end - candidate.start)
    return sorted((_bare(reading, c) for c in taken), key=lambda c: c.start)


def _bare(reading: Reading, candidate: Candidate) -> Candidate:
    """Without a separator at its edges, nor a bracket that it does not close: "(06 39 98 12 34 /"."""
    text = reading.plain[candidate.start : candidate.end]
    start = candidate.start + len(text) - len(text.lstrip(_SEPARATORS))
    end = candidate.start + len(text.rstrip(_SEPARATORS))
    if text.startswith("(") and ")" not in text:
        start += 1
    if text.endswith(")") and "(" not in text:
        end -= 1
    return replace(candidate, start=start, end=end) if start < end else candidate


def _order(candidate: Candidate) -> tuple[float, int, int, int]:
    bonus = 0.2 if candidate.kind in _CERTAIN else 0.0
    return (
        -(candidate.score + bonus),
        candidate.start - candidate.end,
        _RANK[candidate.kind],
        candidate.start,
    )


def _free(reading: Reading, candidate: Candidate, covered: bytearray) -> list[Candidate]:
    """The parts of a candidate that nothing surer covers, if they hold a word or a number."""
    whole = covered.find(1, candidate.start, candidate.end) == -1
    if whole:
        return [candidate]
    parts: list[Candidate] = []
    at = candidate.start
    while at < candidate.end:
        if covered[at]:
            at += 1
            continue
        end = covered.find(1, at, candidate.end)
        end = candidate.end if end == -1 else end
        edges = (at > candidate.start, end < candidate.end)
        start, stop = _trim(reading, at, end, candidate.kind, edges)
        if start < stop:
            part = replace(candidate, start=start, end=stop)
            # "derrière le Lidl | de Noyon": a town is all that is left of the shop.
            parts.append(as_town(reading, part) if candidate.kind is Kind.ORG_ID else part)
        at = end
    return parts


def _trim(
    reading: Reading, start: int, end: int, kind: Kind, cut: tuple[bool, bool]
) -> tuple[int, int]:
    """Without punctuation at the ends; nor small words where a name was cut, nor bare words
    beside numbers. `cut` tells which ends are not the candidate's own."""
    words = list(re.finditer(r"[^\W_]+", reading.folded[start:end]))
    if kind in NUMBERS and not any(_SAYS_NUMBER.match(w[0]) for w in words):
        # Letters tied to the number that a surer kind took are still a part of it: "TP-75-...".
        text = reading.folded[start:end]
        tied = (cut[1] and _TIED_AFTER.search(text)) or (cut[0] and _TIED_BEFORE.match(text))
        if not tied:
            return start, start
    if kind in _NAMES:
        while words and cut[0] and words[0][0] in FUNCTION_WORDS:
            words.pop(0)
        while words and cut[1] and words[-1][0] in FUNCTION_WORDS:
            words.pop()
    if not words:
        return start, start
    return start + words[0].start(), start + words[-1].end()
