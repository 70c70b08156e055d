"""What names nobody: a public body, a département, a country, an acronym told in passing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from anonymize.judge.candidate import Candidate
from anonymize.lexicons import place_key
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, STRONG
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.naming import known_name
from anonymize.recognisers.nationality import origins
from anonymize.recognisers.places import departement_keys, is_first_name
from anonymize.values import Kind

_ARTICLE = re.compile(r"^(?:la |le |les |l')")
_APART = re.compile(r"[-']")
_FRENCH = re.compile(r"francaise?s?")
_NEXT_WORD = re.compile(r"[ -](?P<it>[a-z]+)")


def is_public(candidate: Candidate, public: Iterable[tuple[int, int]]) -> bool:
    return any(start <= candidate.start and candidate.end <= end for start, end in public)


def names_everyone(reading: Reading, candidate: Candidate) -> bool:
    """Whether a candidate for a name is a département, a region or a public body."""
    if candidate.kind not in {Kind.PERSON, Kind.CITY, Kind.ORG_ID} or candidate.score >= STRONG:
        return False
    text = reading.folded[candidate.start : candidate.end]
    bare = _ARTICLE.sub("", text)
    # "le Pas-de-Calais", which opens as the commune of Le Pas.
    if {place_key(text), place_key(bare)} & departement_keys() - {"paris"}:
        return True
    return text in kept_names() or bare in kept_names() or text.endswith(_ends_of_bodies())


@cache
def _ends_of_bodies() -> tuple[str, ...]:
    """How a text ends with a body's name of several words."""
    return tuple(f" {name}" for name in kept_names() if " " in name)


def is_no_name(reading: Reading, candidate: Candidate) -> bool:
    """Whether what a rule took for a name is a country, a people, or an acronym told in passing."""
    if candidate.kind is not Kind.PERSON:
        return False
    raw, text = (s[candidate.start : candidate.end] for s in (reading.plain, reading.folded))
    if _FRENCH.fullmatch(text) and candidate.score < STRONG:
        return True  # "conjoint de Français" tells a right to stay; "Mme Français" is somebody
    if origin := origins().get(_APART.sub(" ", text)):
        # "Famille Rom roumaine": told in two words, it is an origin and no surname.
        beside = _NEXT_WORD.match(reading.folded, candidate.end)
        return (beside is not None and beside["it"] in origins()) or (
            origin.country and candidate.score < STRONG and not is_first_name(text)
        )
    acronym = reading.style == "mixed" and raw.isalpha() and raw.isupper() and 3 <= len(raw) <= 5
    return acronym and candidate.score < LIKELY and not known_name(text)
