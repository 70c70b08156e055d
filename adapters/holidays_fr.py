"""Public holidays of France, by département: the `Holidays` port on the `holidays` library.

Metropolitan France, Alsace-Moselle (Good Friday and 26 December) and each overseas département
or collectivity (Abolition of Slavery on its own date, local days). Source: code du travail,
articles L3133-1, L3134-13 and L3422-2.
"""

from datetime import date
from functools import lru_cache

import holidays

SUBDIVISIONS = {
    "57": "57",
    "67": "6AE",
    "68": "6AE",
    "971": "971",
    "972": "972",
    "973": "973",
    "974": "974",
    "975": "PM",
    "976": "976",
    "977": "BL",
    "978": "MF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}
"""Our code of a département to the library's; every other one has the national days alone."""


class FrenchHolidays:
    """Implements `bot.ports.Holidays`; computed once a département and year."""

    def within(self, departement: str, first: date, last: date) -> frozenset[date]:
        """Public holidays of a département between two dates, both included."""
        years = range(first.year, last.year + 1)
        days = frozenset[date]().union(*(_of_year(SUBDIVISIONS.get(departement), y) for y in years))
        return frozenset(day for day in days if first <= day <= last)


@lru_cache(maxsize=256)
def _of_year(subdivision: str | None, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FR", subdiv=subdivision, years=year))
