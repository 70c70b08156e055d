"""Two that say different things of the same words: a town or a person, a firm or its founder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from anonymize.judge.candidate import Candidate
from anonymize.lexicons import place_key
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, STRONG
from anonymize.recognisers.places import communes_of, is_first_name, is_surname
from anonymize.values import Kind

_CELL = re.compile(r"[^;|]+(?=[;|])")
_MORE = re.compile(r"\d")
_SURER = (LIKELY + STRONG) / 2


def settled(
    reading: Reading, candidates: Sequence[Candidate], bodies: Iterable[tuple[int, int]]
) -> Iterator[Candidate]:
    """The candidates without those that another explains better.

    `bodies` are stretches that name a public body of several words.
    """
    towns = [c for c in candidates if c.kind is Kind.CITY and is_town(reading, c)]
    ends = dict(bodies)
    for candidate in (_in_its_cell(reading, c) for c in candidates):
        if candidate.kind is Kind.PERSON and candidate.score <= LIKELY:
            if any(t.start <= candidate.start and candidate.end <= t.end for t in towns):
                continue  # "le maire d'Estaires", "une dame de Loos", "Lottin, La Madeleine"
            body = ends.get(candidate.start, candidate.end)
            if body < candidate.end:
                yield _after(reading, candidate, body)  # "chez Leroy Merlin Noyelles"
                continue
        firm = candidate.kind is Kind.ORG_ID and " & " in reading.plain[_slice(candidate)]
        yield replace(candidate, score=max(candidate.score, _SURER)) if firm else candidate


def is_town(reading: Reading, candidate: Candidate) -> bool:
    """Whether these words are a town's name, and few people's."""
    key = place_key(reading.plain[_slice(candidate)])
    found = communes_of(key)
    return bool(found) and not is_first_name(key) and not is_surname(key, found[0].population)


def as_town(reading: Reading, candidate: Candidate) -> Candidate:
    """A town where a town's name is all that is left of it."""
    return replace(candidate, kind=Kind.CITY) if is_town(reading, candidate) else candidate


def _in_its_cell(reading: Reading, candidate: Candidate) -> Candidate:
    """A name or an age without the cells that follow it in a table: "A. Meziane;34;Lens"."""
    if candidate.kind not in {Kind.PERSON, Kind.AGE}:
        return candidate
    cell = _CELL.match(reading.plain, candidate.start, candidate.end)
    if cell is None or (
        candidate.kind is Kind.AGE and _MORE.search(reading.digits, cell.end(), candidate.end)
    ):
        return candidate  # "4 ; 6 ; 8 ans"
    return replace(candidate, end=cell.end())


def _after(reading: Reading, candidate: Candidate, body: int) -> Candidate:
    start = next(w.start for w in reading.words if w.start >= body)
    return as_town(reading, replace(candidate, start=start))


def _slice(candidate: Candidate) -> slice:
    return slice(candidate.start, candidate.end)
