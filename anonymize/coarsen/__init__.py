"""Quasi-identifiers, said more widely: band, month, size of town, part of the world."""

from anonymize.coarsen.ages import age, age_bounds, band, is_birth_year
from anonymize.coarsen.days import calendar, is_to_come
from anonymize.coarsen.places import city, postcode
from anonymize.coarsen.traits import origin, rare

__all__ = [
    "age",
    "age_bounds",
    "band",
    "calendar",
    "city",
    "is_birth_year",
    "is_to_come",
    "origin",
    "postcode",
    "rare",
]
