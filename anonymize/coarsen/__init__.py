"""Quasi-identifiers, said more widely: band, month, size of town, part of the world."""

from anonymize.coarsen.ages import age, age_bounds, band, is_birth_year
from anonymize.coarsen.days import calendar, is_to_come
from anonymize.coarsen.places import city, postcode, town_key
from anonymize.coarsen.traits import origin, rare
from anonymize.coarsen.whereabouts import Whereabouts, meant, whereabouts

__all__ = [
    "Whereabouts",
    "age",
    "age_bounds",
    "band",
    "calendar",
    "city",
    "is_birth_year",
    "is_to_come",
    "meant",
    "origin",
    "postcode",
    "rare",
    "town_key",
    "whereabouts",
]
