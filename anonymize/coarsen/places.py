"""Communes and postcodes as a département and a size of town."""

from __future__ import annotations

import re

from anonymize.coarsen.whereabouts import Whereabouts, meant
from anonymize.lexicons import Commune, communes_by_postcode, departements, epcis, place_key
from anonymize.placeholders import WIDER, Language
from anonymize.recognisers.places import is_abroad, towns_meant

SMALL_TOWN = 20_000
"""Below this many inhabitants a commune's name is replaced."""


def postcode(folded: str, language: Language) -> str:
    """A postcode becomes its département."""
    code = re.sub(r"\D", "", folded)
    found = communes_by_postcode().get(code)
    departement = found[0].departement if found else code[:2]
    return WIDER[language]["postcode"].format(code=departement)


def city(folded: str, where: Whereabouts, language: Language) -> str:
    """A commune becomes its size and département, or its grouping when that is large.

    Where nothing tells which of its namesakes it is, no département is told: a wrong one would
    send the case to the wrong people.
    """
    words = WIDER[language]
    key = town_key(folded)
    found = towns_meant(key)
    if not found:
        return words["abroad" if is_abroad(key) else "neighbourhood"]
    commune = meant(found, where)
    return words["city"] if commune is None else town(commune, language)


def town_key(folded: str) -> str:
    """The name of a town as `place_key` spells it, without what a mask holds around it."""
    # Between an address and its town, the mask holds what links them: "hôtel X | de Bondy".
    return place_key(
        re.sub(r"\A(?:de |du |des |d')|[ ,-]+\(?\d{1,2} ?(?:er?|eme|ieme)?\b.*\Z", "", folded)
    )


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
