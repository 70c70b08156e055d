"""Where a text is about, and which of the towns that share a name it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from anonymize.lexicons import (
    Commune,
    communes_by_postcode,
    departement_population,
    departements,
    place_key,
)
from anonymize.reading import Reading
from anonymize.recognisers.places import departement_keys, place_words, towns_meant

FRANCE = 68_000_000
HOMONYM = 3
"""A namesake elsewhere with a third of its inhabitants may well be the one meant."""
SURE = 10
"""How many times likelier than its namesakes a town of the writer's département is to be meant.

As if people wrote as much of their département as of the rest of their region, and as of the rest
of the country: of each town there, by its inhabitants.
"""

_POSTCODE = re.compile(r"(?<!\d)(\d{2})\d{3}(?!\d)(?! ?(?:€|euros?|e\b))")
# A day of the month ends at 31: after "du" or "le", only what is larger is a département.
_NUMBER_TOLD = re.compile(
    r"(?:\(|(?<![a-z])(?:dans le|departement|dept?|dpt|in) )(\d{2,3}|2[ab])\b"
    r"|(?<![a-z])(?:du|le|au) (3[2-9]|[4-8]\d|9[0-5]|97[1-8]|2[ab])\b(?! ?(?:[./h%€\d]|ans|euros))"
)
_USUAL = {
    "idf": "ile de france",
    "hdf": "hauts de france",
    "paca": "provence alpes cote d azur",
    "le nord": "nord",
}
# "à Paris": a town as the others.
_TELL_NOTHING = frozenset({"reunion", "paris", "france", "europe"})
_ALSO_WORDS = frozenset({"reunion", "somme", "manche", "creuse", "allier", "vienne"})
"""Départements that are everyday words too: a capital tells them apart."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What tells apart the towns that share a name.

    Parameters
    ----------
    told
        The département that the text names.
    likely
        The one where its writer works, when the text names no other and no other region.
    regions
        Codes of the regions of the towns that the text names without a doubt, and that have no
        namesake where its writer works.
    """

    told: str | None = None
    likely: str | None = None
    regions: frozenset[str] = frozenset()


def whereabouts(reading: Reading, towns: Iterable[str], home: str | None) -> Whereabouts:
    """What a text says of where it is about, and what its writer's département adds to it.

    Parameters
    ----------
    towns
        The towns that it names, as `place_key` spells them.
    home
        Code of the département where its writer works.
    """
    told = departement_of(reading)
    if home is None or home not in departements():
        return Whereabouts(told)
    if told not in (None, home) or _names_another(reading, home):
        return Whereabouts(told)
    found = [towns_meant(town) for town in towns]
    elsewhere = [meant(named, Whereabouts(told)) for named in found if not _in(named, home)]
    regions = frozenset(_region(c.departement) for c in elsewhere if c is not None)
    return Whereabouts(told, home, regions)


def meant(found: Sequence[Commune], where: Whereabouts) -> Commune | None:
    """Which of the towns so called, the largest first; ``None`` when nothing tells."""
    if told := _in(found, where.told):
        return told
    here = _in(found, where.likely)
    odds = _odds(here, found, where.regions) if here else 0.0
    if odds >= SURE:
        return here
    doubt = odds * SURE > 1 or _could_be_another(found)
    return None if doubt else next(iter(found), None)


def _odds(here: Commune, found: Sequence[Commune], regions: frozenset[str]) -> float:
    """How many times likelier the writer's own town is than all its namesakes together."""
    own = _region(here.departement)
    share = here.population / departement_population(here.departement)
    others = 0.0
    for other in found:
        region = _region(other.departement)
        if region != own:
            if region in regions:
                return 1.0  # "de Paris à Saint-Denis", told in La Réunion
            others += other.population / FRANCE
        elif other.departement != here.departement:
            others += other.population / _region_population(own)
    return share / others if others else SURE


def _region(departement: str) -> str:
    return departements()[departement].region


@cache
def _region_population(region: str) -> int:
    return sum(
        departement_population(d.code) for d in departements().values() if d.region == region
    )


def _in(found: Sequence[Commune], departement: str | None) -> Commune | None:
    return next((c for c in found if c.departement == departement), None)


def _could_be_another(found: Sequence[Commune]) -> bool:
    """Whether a name without a département is that of towns of one size in two: Saint-Denis."""
    others = (c.population for c in found if c.departement != found[0].departement)
    return bool(found) and HOMONYM * max(others, default=0) >= found[0].population


def departement_of(reading: Reading) -> str | None:
    """The département a text speaks of: a postcode, or its name or number."""
    for postcode in reading.in_digits(_POSTCODE):
        served = communes_by_postcode().get(postcode[0])
        code = served[0].departement if served else postcode[1]
        if code in departements():
            return code
    number = re.search(r"(?:\(|dans le |departement |dep )(\d{2,3}|2[ab])\b", reading.digits)
    if number and number[1].upper() in departements():
        return number[1].upper()
    for named in reading.in_folded(_departement_names()):
        key = place_key(named[0])
        last = key.split()[-1]
        if last not in _ALSO_WORDS or reading.plain[named.end() - len(last)].isupper():
            return _departement_codes()[key]
    return None


def _names_another(reading: Reading, home: str) -> bool:
    """Whether another département or region than this one is named, in any way."""
    numbers = {(first or second).upper() for first, second in _NUMBER_TOLD.findall(reading.digits)}
    if numbers & departements().keys() - {home}:
        return True
    own = {place_key(departements()[home].name), place_key(departements()[home].region_name)}
    cased = reading.style == "mixed"
    words = (
        "" if cased and key in _ALSO_WORDS and not word.capitalised else key
        for key, word in zip(place_words(reading), reading.words, strict=True)
    )
    named = {m[1] or m[2] for m in _names().finditer(" ".join(words))}
    return bool({_USUAL.get(name, name) for name in named} - own)


@cache
def _names() -> re.Pattern[str]:
    """Names of départements and regions; "Lot", "Cher" and "Somme" after what leads to a place."""
    names = sorted(departement_keys() - _TELL_NOTHING, key=len, reverse=True)
    common = {*_ALSO_WORDS, "la reunion"}
    short = [n for n in names if n in common or (len(n) <= 4 and n not in _USUAL)]
    sure = "|".join(n for n in names if n not in short)
    leading = "le|l|du|en|a|de|depuis|dans(?: la)?"
    return re.compile(rf"\b(?:({sure})|(?:{leading}) ({'|'.join(short)}))\b")


@cache
def _departement_names() -> re.Pattern[str]:
    # The longest first: "Haute-Loire" is not the Loire.
    names = sorted(_departement_codes(), key=len, reverse=True)
    spelled = (re.sub(r"\bst\b", "(?:st|saint)", name).replace(" ", "[ '-]") for name in names)
    return re.compile(rf"(?<![a-z])(?:{'|'.join(spelled)})(?![a-z])")


@cache
def _departement_codes() -> Mapping[str, str]:
    return {
        place_key(d.name): d.code
        for d in departements().values()
        if len(d.name) > 4 and place_key(d.name) in departement_keys() - {"paris"}
    }
