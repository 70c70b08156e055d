"""The town that ends an address: "3 rue des Lilas Roubaix". It helps an answer; the street does not."""

from __future__ import annotations

import re

from anonymize.lexicons import communes_by_key, place_key
from anonymize.reading import Reading
from anonymize.recognisers.address.edges import WAY
from anonymize.recognisers.places import is_first_name, is_surname

_SAYS_WHERE = 10_000
"""Inhabitants from which a name at the end is rather the town than the street's last word."""
_IS_ITS_SORT = re.compile(rf"{WAY}|residence|cite|hotel|foyer|tour|villa|domaine|camping|st|ste")
_AFTER_ITS_SORT = re.compile(rf"(?:{WAY}) \Z")
_LAST = re.compile(r"(?P<word>[^\W\d_]{2,}) (?P<town>[^\W\d_]+(?:['’-][^\W\d_]+)*)\Z")


def town_at_the_end(reading: Reading, start: int, end: int) -> int | None:
    """Where the town begins inside the address; None without one.

    Only names written with capitals run into each other: "Lilas Roubaix", not "hôtel Roubaix" nor
    "rue de Roubaix"; and in "rue Jean Lens" a first name says that the next word is its bearer's.
    """
    last = _LAST.search(reading.plain, start, end)
    if last is None or reading.style != "mixed":
        return None
    named = last["word"][0].isupper() and last["town"][0].isupper()
    before, key = place_key(last["word"]), place_key(last["town"])
    if not named or _IS_ITS_SORT.fullmatch(before):
        return None
    if is_first_name(before) and _AFTER_ITS_SORT.search(reading.folded, start, last.start()):
        return None
    found = communes_by_key().get(key, ())
    told = found and found[0].population >= _SAYS_WHERE and not is_surname(key, found[0].population)
    return last.start("town") if told else None
