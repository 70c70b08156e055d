"""The gazetteer of places: communes, quartiers, cities abroad, and what is never masked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
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
from anonymize.recognisers.ordinary import ordinary_words
from anonymize.recognisers.vocabulary import FUNCTION_WORDS
from anonymize.words import entries

PlaceSort = Literal["commune", "quartier", "abroad"]

_ARTICLES = ("le ", "la ", "les ", "l ")


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
        "basse normandie", "normandie", "saint martin", "seine st denis", "europe", "la metropole",
    }  # fmt: skip
    return frozenset({place_key(n) for n in names} | usual)


@cache
def _index() -> Mapping[str, list[tuple[tuple[str, ...], _Entry]]]:
    """First word of a place's name -> its spellings, longest first."""
    table: dict[tuple[str, ...], _Entry] = {}
    kept = departement_keys() - {"paris"}
    for key, found in communes_by_key().items():
        if key not in kept:
            _add(table, key, _Entry("commune", found[0].population))
    for name in entries("quartiers"):
        _add(table, place_key(name), _Entry("quartier", 0))
    for name in entries("foreign_cities"):
        _add(table, place_key(name), _Entry("abroad", 0))
    index: dict[str, list[tuple[tuple[str, ...], _Entry]]] = {}
    for spelling, entry in table.items():
        index.setdefault(spelling[0], []).append((spelling, entry))
    for spellings in index.values():
        spellings.sort(key=lambda pair: -len(pair[0]))
    return index


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
    index = _index()
    keys = place_words(reading)
    words = reading.words
    at = 0
    while at < len(keys):
        found = None
        for spelling, entry in index.get(keys[at], ()):
            end = at + len(spelling)
            if tuple(keys[at:end]) == spelling and _joined(reading, words[at:end]):
                found = Place(
                    words[at].start, words[end - 1].end, " ".join(spelling), entry.sort, entry.population, at, end - 1
                )
                break
        if found:
            yield found
            at = found.last + 1
        else:
            at += 1


def _joined(reading: Reading, words: tuple[Word, ...]) -> bool:
    return all(
        reading.plain[a.end : b.start] in {"", " ", "-", "' ", ". ", " - ", "-- "}
        for a, b in zip(words, words[1:], strict=False)
    )


def communes_of(key: str) -> tuple[Commune, ...]:
    """Communes under this key, their melted article given back."""
    table = communes_by_key()
    for spelling in (key, *(a + key for a in _ARTICLES)):
        if found := table.get(spelling):
            return found
    return ()


def is_plain_word(key: str) -> bool:
    """Whether a name also reads as ordinary words (Contes, Rue, La Garde)."""
    return all(word in ordinary_words() or word in FUNCTION_WORDS for word in key.split())


def is_first_name(key: str) -> bool:
    return first_names().get(key, 0) >= 256


def is_surname(key: str) -> bool:
    return surnames().get(key, 0) >= 256
