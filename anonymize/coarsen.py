"""Quasi-identifiers, said more widely: band, month, size of town, part of the world."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from anonymize import numerals
from anonymize.lexicons import Commune, communes_by_postcode, departements, epcis, place_key
from anonymize.placeholders import Language
from anonymize.reading import fold
from anonymize.recognisers import dates
from anonymize.recognisers.nationality import origins
from anonymize.recognisers.places import is_abroad, towns_meant
from anonymize.words import entries

SMALL_TOWN = 20_000
"""Below this many inhabitants a commune's name is replaced."""
HOMONYM = 3
"""A namesake elsewhere with a third of its inhabitants may well be the one meant."""

# Bounds that rights turn on: crèche at 3, school at 6, work at 16, majority, RSA at 25, youth
# schemes at 26, disability and seniors' rules at 60, pension at 62.
_BANDS = (
    (0, 2), (3, 5), (6, 10), (11, 15), (16, 17), (18, 20), (21, 24), (25, 25), (26, 29), (30, 39),
    (40, 49), (50, 54), (55, 59), (60, 61), (62, 64), (65, 69), (70, 79), (80, 89),
)  # fmt: skip

_YEARS_SAID = re.compile(r"(?:\d ?|[a-z] )(?:ans?|piges|balais|a)(?![a-z])")
_BORN_BEFORE = re.compile(r"(?<![a-z])nee?s? (?:en |vers |debut |fin |courant )+(?:[a-z]+ )?\Z")
_TO_COME = re.compile(
    r"(?<![a-z])(?:avant|jusqu|d'ici|au plus tard|audience|convoque\w*|convocation|rdv|rendez[ -]vous|echeance|expire\w*|finit|prend fin|prevue?s?"
    r"|aura lieu|sera|seront|expulsion|(?:va|vont|doit|doivent) [a-z]+(?:er|ir|re))(?![a-z])[^.;!?\n]*\Z"
)
_SINCE = re.compile(r"(?<![a-z])(?:depuis|dep|dps|datee?s? d|datant d|recue?s?)[^,.;!?\n]*\Z")
_TENS = {
    20: "vingt", 30: "trent", 40: "quarant", 50: "cinquant", 60: "soixant", 70: "septant",
    80: "quatre-vingt", 90: "nonant",
}  # fmt: skip
MONTHS: dict[Language, tuple[str, ...]] = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
        "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
}  # fmt: skip
_REGIONS: dict[Language, dict[str, str]] = {
    "fr": {
        "ue": "Union européenne",
        "europe": "Europe hors UE",
        "maghreb": "Maghreb",
        "afrique": "Afrique subsaharienne",
        "proche-orient": "Proche ou Moyen-Orient",
        "caucase": "Caucase",
        "asie": "Asie",
        "amerique": "Amérique",
        "oceanie": "Océanie",
    },
    "en": {
        "ue": "European Union",
        "europe": "Europe outside the EU",
        "maghreb": "Maghreb",
        "afrique": "sub-Saharan Africa",
        "proche-orient": "Middle East",
        "caucase": "Caucasus",
        "asie": "Asia",
        "amerique": "Americas",
        "oceanie": "Oceania",
    },
}
_WORDS: dict[Language, dict[str, str]] = {
    "fr": {
        "age": "{low}-{high} ans",
        "age_one": "{low} ans",
        "age_over": "90 ans ou plus",
        "age_unknown": "âge",
        "baby": "moins d'un an",
        "toddler": "1-2 ans",
        "postcode": "code postal du {code}",
        "big": "grande ville, {place}",
        "middle": "ville moyenne, {place}",
        "little": "petite ville, {place}",
        "rural": "commune rurale, {place}",
        "epci": "commune de {epci}",
        "neighbourhood": "quartier",
        "city": "ville",
        "abroad": "ville à l'étranger",
        "date": "date",
        "until": "{first} à {last}",
        "origin": "origine : {region}",
        "trait": "situation ou métier rare",
        "illness": "maladie rare",
        "weeks": "dans environ {weeks} semaines",
        "days": "dans moins d'une semaine",
    },
    "en": {
        "age": "aged {low}-{high}",
        "age_one": "aged {low}",
        "age_over": "90 or older",
        "age_unknown": "age",
        "baby": "under one year",
        "toddler": "aged 1-2",
        "postcode": "postcode in {code}",
        "big": "large town, {place}",
        "middle": "medium-sized town, {place}",
        "little": "small town, {place}",
        "rural": "rural commune, {place}",
        "epci": "commune of {epci}",
        "neighbourhood": "neighbourhood",
        "city": "town",
        "abroad": "town abroad",
        "date": "date",
        "until": "{first} to {last}",
        "origin": "origin: {region}",
        "trait": "rare occupation or trait",
        "illness": "rare illness",
        "weeks": "in about {weeks} weeks",
        "days": "within a week",
    },
}


def age(folded: str, language: Language, today: date | None, born: bool = False) -> str:
    """ "34 ans" -> "30-39 ans"; "7 mois" -> "moins d'un an"; "91", if `born` then, the band of today."""
    words = _WORDS[language]
    if (tens := _tens(folded)) is not None:
        return words["age"].format(low=tens, high=tens + 9)
    if (months := _months(folded)) is not None and months < 36:
        return words["baby" if months < 12 else "toddler"]
    bands = dict.fromkeys(band(n, language) for n in _years(folded, today, born))
    return ", ".join(bands) or words["age_unknown"]


def _tens(folded: str) -> int | None:
    """60 for "une soixantaine d'années"."""
    said = re.search(r"([a-z]+(?:[ -]vingt)?)aine(?![a-z])", folded)
    return next((n for n in range(20, 100, 10) if said and _TENS[n].startswith(said[1])), None)


def _months(folded: str) -> int | None:
    """Months of age, when no years are told; weeks and days are none."""
    if _YEARS_SAID.search(folded) or not re.search(r"mois|sem|jour|\d ?m\b", folded):
        return None
    return max(_numbers(folded), default=0) if re.search(r"mois|\d ?m\b", folded) else 0


def _years(folded: str, today: date | None, born: bool) -> list[int]:
    """Years of age; a year of birth, announced or with its century, is counted back from today."""
    numbers = _numbers(folded)
    if numbers and (born or numbers[0] > 1000):
        year = numbers[0] if numbers[0] > 100 else _century(numbers[0], today)
        return [_this_year(today) - year]
    if (months := _months(folded)) is not None:
        return [months // 12]
    said = list(_YEARS_SAID.finditer(folded))
    numbers = (_numbers(folded[: said[-1].start() + 1]) if said else []) or numbers
    # "bientôt 18" is still 17, on the other side of a threshold.
    return [n - 1 for n in numbers] if re.match(r"bientot|presque", folded) else numbers


def band(years: int, language: Language) -> str:
    """The band of an age in years."""
    for low, high in _BANDS:
        if low <= years <= high:
            return _WORDS[language]["age" if low < high else "age_one"].format(low=low, high=high)
    return _WORDS[language]["age_over"] if years >= 90 else _WORDS[language]["age_unknown"]


def age_bounds(folded: str, today: date | None, born: bool = False) -> tuple[int, int] | None:
    """The ages that fit a coarsened age, both ends included; None when no number is said."""
    if (tens := _tens(folded)) is not None:
        return tens, tens + 9
    years = _years(folded, today, born)
    if not years:
        return None
    return next(((low, high) for low, high in _BANDS if low <= years[0] <= high), (90, 110))


def is_to_come(before: str) -> bool:
    """Whether the folded words before a date say that it is still to come.

    "depuis le 5 janvier", said in November, is last January's: its delay would be told wrong.
    """
    return bool(_TO_COME.search(before)) and not _SINCE.search(before)


def is_birth_year(before: str) -> bool:
    """Whether the folded words before a bare number make it a year of birth: "née en 91"."""
    return bool(_BORN_BEFORE.search(before))


def calendar(folded: str, language: Language, today: date | None) -> str:
    """A date becomes its month, with the delay when it is soon: "avril 2026, dans environ 3 semaines".

    "3 novembre au 5 janvier" becomes the months it runs through: "novembre à janvier".
    """
    words = _WORDS[language]
    said = dates.parts(folded)
    if said is None or not 1 <= said.month <= 12:
        return words["date"]
    until = dates.parts(folded.partition(" au ")[2])
    if until and 1 <= until.month <= 12:
        if (until.month, until.year) == (said.month, said.year or until.year):
            said = replace(said, year=until.year)  # "3 mars au 12 mars 2025"
        else:
            ends = {"first": _month(said, language), "last": _month(until, language)}
            return words["until"].format(**ends)
    text = _month(said, language)
    delay = _delay(said, today) if today else None
    if delay is None:
        return text
    soon = words["days"] if delay < 7 else words["weeks"].format(weeks=round(delay / 7))
    return f"{text}, {soon}"


def _month(said: dates.Parts, language: Language) -> str:
    month = MONTHS[language][said.month - 1]
    return f"{month} {said.year}" if said.year else month


def _delay(said: dates.Parts, today: date) -> int | None:
    """Days until a date that lies within the next two months."""
    try:
        when = date(said.year or today.year, said.month, said.day or 1)
        if not said.year and when < today:
            when = date(today.year + 1, said.month, said.day or 1)
    except ValueError:
        return None
    days = (when - today).days
    return days if 0 <= days <= 60 else None


def postcode(folded: str, language: Language) -> str:
    """A postcode becomes its département."""
    code = re.sub(r"\D", "", folded)
    found = communes_by_postcode().get(code)
    departement = found[0].departement if found else code[:2]
    return _WORDS[language]["postcode"].format(code=departement)


def city(folded: str, near: str | None, language: Language) -> str:
    """A commune becomes its size and département, or its grouping when that is large.

    `near` is the département the rest of the text points to, which settles homonyms. Where nothing
    does, no département is told: a wrong one would send the case to the wrong people.
    """
    words = _WORDS[language]
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
    words = _WORDS[language]
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


def origin(folded: str, language: Language) -> str:
    """A nationality becomes a part of the world."""
    found = origins().get(re.sub(r"[-']", " ", folded))
    region = found.region if found else "europe"
    return _WORDS[language]["origin"].format(region=_REGIONS[language][region])


def rare(folded: str, language: Language) -> str:
    """A rare illness becomes its kind, a rare trade only "rare"."""
    if language == "fr":
        for line in entries("rare_health"):
            name, kind = line.split("|")
            if re.search(rf"(?<![a-z]){re.escape(fold(name))}", folded):
                return kind
    illness = re.search(r"maladie|syndrome|ie\b|ose\b|ite\b|ome\b|anemie|atrophie", folded)
    return _WORDS[language]["illness" if illness else "trait"]


def _numbers(folded: str) -> list[int]:
    found = [int(n) for n in re.findall(r"\d+", folded)]
    if found:
        return found
    spelled = [numerals.value(m) for m in re.findall(rf"\b{numerals.NUMBER}\b", folded)]
    return [n for n in spelled if n is not None]


def _this_year(today: date | None) -> int:
    # A band is years wide: when the caller gives no date, the clock's year is near enough.
    return (today or datetime.now(UTC).date()).year


def _century(two_digits: int, today: date | None) -> int:
    return (2000 if two_digits <= _this_year(today) % 100 else 1900) + two_digits
