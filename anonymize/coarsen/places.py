"""Communes and postcodes as a département and a size of town."""

from __future__ import annotations

import re
from collections.abc import Sequence

from anonymize.lexicons import Commune, communes_by_postcode, departements, epcis, place_key
from anonymize.placeholders import WIDER, Language
from anonymize.recognisers.places import is_abroad, towns_meant

SMALL_TOWN = 20_000
"""Below this many inhabitants a commune's name is replaced."""
HOMONYM = 3
"""A namesake elsewhere with a third of its inhabitants may well be the one meant."""


def postcode(folded: str, language: Language) -> str:
    """A postcode becomes its département."""
    code = re.sub(r"\D", "", folded)
    found = communes_by_postcode().get(code)
    departement = found[0].departement if found else code[:2]
    return WIDER[language]["postcode"].format(code=departement)


def city(folded: str, near: str | None, language: Language) -> str:
    """A commune becomes its size and département, or its grouping when that is large.

    `near` is the département the rest of the text points to, which settles homonyms. Where nothing
    does, no département is told: a wrong one would send the case to the wrong people.
    """
    words = WIDER[language]
    # Between an address and its town, the mask holds what links them: "hôtel X | de Bondy".
    name = re.sub(r"\A(?:de |du |des |d')|[ ,-]+\(?\d{1,2} ?(?:er?|eme|ieme)?\b.*\Z", "", folded)
    found = towns_meant(place_key(name))
    if not found:
        return words["abroad" if is_abroad(place_key(name)) else "neighbourhood"]
    commune = next((c for c in found if c.departement == near), None)
    if commune is None and _could_be_another(found):
        return words["city"]
    return town(commune or found[0], language)


def _could_be_another(found: Sequence[Commune]) -> bool:
    """Whether a name without a département is that of towns of one size in two: Saint-Denis."""
    largest = found[0]
    others = (c.population for c in found if c.departement != largest.departement)
    return HOMONYM * max(others, default=0) >= largest.population


def town(commune: Commune, language: Language) -> str:
    words = WIDER[language]
    departement = departements()[commune.departement]
    place = f"{departement.name} ({departement.code})"
    if commune.population >= 100_000:
        return words["big"].format(place=place)
    if commune.population >= SMALL_TOWN:
        return words["middle"].format(place=place)
    epci = epcis().get(commune.epci or "")
    if epci and epci.population >= SMALL_TOWN:
        return words["epci"].format(epci=f"{epci.name} ({departement.code})")
    return words["little" if commune.population >= 2000 else "rural"].format(place=place)
