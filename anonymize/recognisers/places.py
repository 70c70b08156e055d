"""The gazetteer of places: communes, quartiers, cities abroad, and what is never masked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from anonymize.lexicons import (
    Commune,
    communes_by_key,
    departements,
    first_names,
    place_key,
    surnames,
)
from anonymize.reading import Reading, Word
from anonymize.recognisers.ordinary import is_ordinary
from anonymize.recognisers.vocabulary import FUNCTION_WORDS
from anonymize.words import entries

PlaceSort = Literal["commune", "quartier", "abroad"]

_ARTICLES = ("le ", "la ", "les ", "l ")
_RATHER = 20


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of text that spells a place's name."""

    start: int
    end: int
    key: str
    sort: PlaceSort
    population: int
    first: int  # index of its first word in Reading.words
    last: int


@dataclass(frozen=True, slots=True)
class _Entry:
    sort: PlaceSort
    population: int


@cache
def departement_keys() -> frozenset[str]:
    """Départements and regions, which stay in the text: answers depend on them."""
    names = {d.name for d in departements().values()} | {
        d.region_name for d in departements().values()
    }
    usual = {
        "paca", "idf", "hdf", "nord pas de calais", "picardie", "aquitaine", "midi pyrenees", "auvergne",
        "rhone alpes", "alsace", "lorraine", "champagne", "bourgogne", "franche comte", "limousin",
        "poitou charentes", "languedoc roussillon", "languedoc", "bretagne", "corse", "ile de france",
        "outre mer", "antilles", "metropole", "france", "la reunion", "reunion", "mayotte",
        "guadeloupe", "martinique", "guyane", "nord", "hauts de france", "le nord", "haute normandie",
        "basse normandie", "normandie", "seine st denis", "europe", "la metropole",
    }  # fmt: skip
    # Islands with a name that villages and people bear.
    return frozenset({place_key(n) for n in names} | usual) - {"st martin", "st barthelemy"}


@cache
def _table() -> Mapping[tuple[str, ...], _Entry]:
    """Spelled words of a place's name -> what it is."""
    table: dict[tuple[str, ...], _Entry] = {}
    kept = departement_keys() - {"paris"}
    for key, found in communes_by_key().items():
        if key not in kept:
            _add(table, key, _Entry("commune", found[0].population))
    for key, found in _short_names().items():
        _add(table, key, _Entry("commune", found[0].population))
    for name in entries("quartiers"):
        _add(table, place_key(name), _Entry("quartier", 0))
    for key in _foreign_cities():
        _add(table, key, _Entry("abroad", 0))
    return table


_TAIL = re.compile(
    r" (?:sur|sous|en|et|les|lez|le|la|l|de|du|des|d|aux|pres)(?= )|(?<=[a-z]{4}) (?=[a-z]{4,}\Z)"
)


@cache
def _beginnings() -> Mapping[str, tuple[Commune, ...]]:
    """How the name of a town begins, "vitry", "st maur" -> such towns, the largest first."""
    begun: dict[str, list[Commune]] = {}
    for key, found in communes_by_key().items():
        tail = _TAIL.search(key, 3 if key.startswith(("le ", "la ", "l ", "st ", "ste ")) else 0)
        if tail and found[0].population >= 5000:
            begun.setdefault(key[: tail.start()], []).append(found[0])
    return {head: tuple(sorted(found, key=_by_size)) for head, found in begun.items()}


@cache
def _short_names() -> Mapping[str, tuple[Commune, ...]]:
    """Towns as their people call them, where nothing else is called so: "Fos", "La Seyne"."""
    return {
        head: found
        for head, found in _beginnings().items()
        if not head.startswith(("st ", "ste "))
        and not is_plain_word(head)
        and not is_first_name(head)
    }


def _by_size(commune: Commune) -> int:
    return -commune.population


@cache
def _longest() -> Mapping[str, int]:
    """First word of places' names -> words in the longest of them."""
    longest: dict[str, int] = {}
    for words in _table():
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    return longest


def _add(table: dict[tuple[str, ...], _Entry], key: str, entry: _Entry) -> None:
    spellings = [key]
    # "au Crès", "du Mans", "aux Herbiers": the article melts into the preposition.
    spellings += [key[len(a) :] for a in _ARTICLES if key.startswith(a)]
    for spelling in spellings:
        words = tuple(spelling.split())
        if words and (words not in table or table[words].population < entry.population):
            table[words] = entry


def place_words(reading: Reading) -> list[str]:
    """Each word as place names spell it: folded, "saint" cut to "st", no apostrophe."""
    spelled = {"saint": "st", "sainte": "ste", "ss": "sous", "s": "sur"}
    return [spelled.get(f, f) for f in (w.folded.rstrip("'") for w in reading.words)]


def places(reading: Reading) -> Iterator[Place]:
    """Every stretch that spells a place, longest first at each word, whatever the context."""
    table, longest = _table(), _longest()
    keys = place_words(reading)
    words = reading.words
    at = 0
    while at < len(keys):
        for end in range(min(len(keys), at + longest.get(keys[at], 0)), at, -1):
            spelling = tuple(keys[at:end])
            entry = table.get(spelling)
            if entry and _joined(reading, words[at:end]):
                yield Place(
                    words[at].start,
                    words[end - 1].end,
                    " ".join(spelling),
                    entry.sort,
                    entry.population,
                    at,
                    end - 1,
                )
                at = end
                break
        else:
            at += 1


def _joined(reading: Reading, words: tuple[Word, ...]) -> bool:
    return all(
        reading.plain[a.end : b.start] in {"", " ", "-", "' ", ". ", " - ", "-- ", "/ ", "/"}
        for a, b in pairwise(words)
    )


def communes_of(key: str) -> tuple[Commune, ...]:
    """Communes under this key, their melted article given back."""
    table = communes_by_key()
    meant: tuple[Commune, ...] = ()
    for found in (
        table.get(key, ()),
        *(table.get(a + key, ()) for a in _ARTICLES),
        _short_names().get(key, ()),
    ):
        # "Evry" is rather the town of 66,000 than the village that bears the whole name, and
        # "au Port" is Le Port rather than the village of Port.
        if found and (not meant or found[0].population > _RATHER * meant[0].population):
            meant = found
    return meant


def towns_meant(key: str) -> tuple[Commune, ...]:
    """Communes that this name alone may mean, in full or in short, the largest first.

    "Fleury" is a village, and what is said for Fleury-les-Aubrais and Fleury-Mérogis.
    """
    # "Port" is nobody's word for Port-de-Bouc.
    begun = () if is_plain_word(key) else _beginnings().get(key, ())
    return tuple(sorted(dict.fromkeys((*communes_of(key), *begun)), key=_by_size))


def is_abroad(key: str) -> bool:
    """Whether a foreign city is called so."""
    return key in _foreign_cities()


@cache
def _foreign_cities() -> frozenset[str]:
    return frozenset(place_key(name) for name in entries("foreign_cities"))


def is_plain_word(key: str) -> bool:
    """Whether a name also reads as ordinary words (Contes, Rue, La Garde)."""
    return all(is_ordinary(word) or word in FUNCTION_WORDS for word in key.split())


def is_first_name(key: str) -> bool:
    return first_names().get(key, 0) >= 256


def is_surname(key: str, population: int) -> bool:
    """Whether the name is borne by more people than one would expect of a town so large."""
    return surnames().get(key, 0) >= max(256, population // 4)
