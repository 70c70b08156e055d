"""Ages as bands, a year of birth counted back from today."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from anonymize import numerals
from anonymize.placeholders import WIDER, Language

# Bounds that rights turn on: crèche at 3, school at 6, work at 16, majority, RSA at 25, youth
# schemes at 26, disability and seniors' rules at 60, pension at 62.
_BANDS = (
    (0, 2), (3, 5), (6, 10), (11, 15), (16, 17), (18, 20), (21, 24), (25, 25), (26, 29), (30, 39),
    (40, 49), (50, 54), (55, 59), (60, 61), (62, 64), (65, 69), (70, 79), (80, 89),
)  # fmt: skip

_YEARS_SAID = re.compile(r"(?:\d ?|[a-z] )(?:ans?|piges|balais|a)(?![a-z])")
_BORN_BEFORE = re.compile(r"(?<![a-z])nee?s? (?:en |vers |debut |fin |courant )+(?:[a-z]+ )?\Z")
_TENS = {
    20: "vingt", 30: "trent", 40: "quarant", 50: "cinquant", 60: "soixant", 70: "septant",
    80: "quatre-vingt", 90: "nonant",
}  # fmt: skip


def age(folded: str, language: Language, today: date | None, born: bool = False) -> str:
    """ "34 ans" -> "30-39 ans"; "7 mois" -> "moins d'un an"; "91", if `born` then, the band of today."""
    words = WIDER[language]
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
            return WIDER[language]["age" if low < high else "age_one"].format(low=low, high=high)
    return WIDER[language]["age_over"] if years >= 90 else WIDER[language]["age_unknown"]


def age_bounds(folded: str, today: date | None, born: bool = False) -> tuple[int, int] | None:
    """The ages that fit a coarsened age, both ends included; None when no number is said."""
    if (tens := _tens(folded)) is not None:
        return tens, tens + 9
    years = _years(folded, today, born)
    if not years:
        return None
    return next(((low, high) for low, high in _BANDS if low <= years[0] <= high), (90, 110))


def is_birth_year(before: str) -> bool:
    """Whether the folded words before a bare number make it a year of birth: "née en 91"."""
    return bool(_BORN_BEFORE.search(before))


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
