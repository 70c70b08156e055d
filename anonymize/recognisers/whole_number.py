"""Where an identifying number starts and ends: letters announced with it are a part of it."""

from __future__ import annotations

import re

from anonymize.reading import Reading
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.ordinary import is_french

# "adhérent : MGV 0448 2201", "n° XR 26048": letters between what announces and the figures.
_PREFIX = re.compile(r"[:°#(] ?(?P<it>[a-z]{2,6}(?:[\-/][a-z]{1,4})?[ \-/])\Z")
# "huit neuf B comme Bernard".
_SPELLED = re.compile(
    r"(?:(?<=[a-z])|,? [a-z]) comme [a-z][a-z\-]{2,}(?: [a-z] comme [a-z][a-z\-]{2,})*"
)
# "CER 67 / 2026 / S-0441 | / 3", "78-114 207 | / OR", "70 2603 4471 | K".
_SLASHED = re.compile(r"(?: ?/ ?[A-Z\d][A-Z\d\-]{0,7}(?! ?[a-zà-ÿ]))+")
_LETTERED = re.compile(r"(?<=\d) [B-Z](?: [B-Z])?(?=[ ,;:.)\n»]|\Z)(?!\.? [A-ZÀ-Ý]|\.[A-ZÀ-Ý])")
# What announces a number, and is none of it: "(NIR 1 78...", ": IPP 8840".
_LABELS = frozenset(
    "nir nss ss secu caf tel port mob gsm num nos ref iban rib bic siret siren rcs rna dn ft id ipp ine"
    " agdref cni sms rg pv mc ddn cp bp pce pdl imei".split()
)


def whole_number(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """The bounds of a number with its announced prefix, its last groups, and letters that a name spells."""
    prefix = _PREFIX.search(reading.before(start, 16))
    if prefix and not _is_label(prefix["it"]):
        start -= len(prefix["it"])
    if spelled := _SPELLED.match(reading.folded, end):
        return start, spelled.end()
    for tail in (_SLASHED, _LETTERED):
        if reading.style == "mixed" and (more := tail.match(reading.plain, end)):
            end = more.end()
    return start, end


def _is_label(letters: str) -> bool:
    name = letters.rstrip(" -/")
    return name in _LABELS or name in kept_names() or is_french(name)
