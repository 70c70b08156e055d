"""From overlapping candidates to findings: what wins, what is kept, what is found again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from presidio_analyzer import RecognizerResult

from anonymize.judge.candidate import NUMBERS, Candidate
from anonymize.judge.claims import settled
from anonymize.judge.english import is_english, without_words
from anonymize.judge.overlaps import apart
from anonymize.judge.pieces import bridged, longest_names, united, whole
from anonymize.judge.refused import is_no_name, is_public, names_everyone
from anonymize.judge.repeats import again, corrected
from anonymize.judge.towns import towns_told
from anonymize.keep import helplines, kept_ranges, public_names
from anonymize.lexicons import fold
from anonymize.reading import Reading
from anonymize.values import Kind

__all__ = ["Candidate", "judge"]

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def judge(
    reading: Reading,
    results: Sequence[RecognizerResult],
    extra_masks: Sequence[str] = (),
    given_back: Sequence[str] = (),
) -> list[Candidate]:
    """Candidates that do not overlap, in text order.

    Where two overlap, the surer one is whole and the other keeps what is left of it, so that
    nothing found by anyone is uncovered.
    """
    candidates = [
        Candidate(
            r.start,
            r.end,
            Kind(r.entity_type),
            r.score,
            r.recognition_metadata[RecognizerResult.RECOGNIZER_NAME_KEY],
        )
        for r in results
    ]
    shared = kept_ranges(reading)
    named = public_names(reading)
    bodies, lines = shared + named, shared + helplines(reading)
    candidates = [
        c
        for c in candidates
        if not is_public(c, lines if c.kind in NUMBERS else bodies)
        and not names_everyone(reading, c)
        and not is_no_name(reading, c)
    ]
    if is_english(reading):
        candidates = list(without_words(reading, candidates))
    candidates = list(settled(reading, candidates, named))
    candidates += corrected(reading, candidates)
    candidates = longest_names(united(candidates))
    candidates += again(reading, candidates)
    candidates = [whole(reading, c) for c in candidates]
    candidates += _asked(reading, extra_masks)
    returned = {fold(words).strip() for words in given_back}
    # What is left of a structure may be a part of a body's name: "McDonald|'s| de Saint-Amand".
    left = [
        c
        for c in apart(reading, candidates)
        if c.kind is not Kind.ORG_ID or not is_public(c, bodies)
    ]
    found = towns_told(reading, bridged(reading, left))
    return [c for c in found if fold(reading.plain[c.start : c.end]).strip() not in returned]


def _asked(reading: Reading, extra_masks: Sequence[str]) -> list[Candidate]:
    """What the author asked to hide, wherever it stands."""
    found = []
    for words in extra_masks:
        wanted = fold(words).strip()
        if not _LETTER_OR_DIGIT.search(wanted):
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
        found += [
            Candidate(m.start(), m.end(), Kind.MASKED, 2.0, "author")
            for m in pattern.finditer(reading.folded)
        ]
    return found
