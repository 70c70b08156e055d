"""Words that neither the sentence nor the language explains: names until shown otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.lexicons import first_names, place_key, public_terms
from anonymize.reading import Reading
from anonymize.recognisers.base import WEAK, Span
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.naming import ROLES, attributed, is_public, known_name
from anonymize.recognisers.nationality import origins
from anonymize.recognisers.ordinary import is_french, is_ordinary, is_slip
from anonymize.recognisers.places import communes_of, departement_keys
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES


def find(reading: Reading) -> Iterator[Span]:
    """A capital that neither the sentence nor the language explains: "(Cici pour l'equipe)"."""
    yield from _foreign(reading)
    if reading.style != "mixed":
        return
    for word in reading.words:
        if not word.capitalised or word.upper or len(word.raw) < 3 or word.raw.endswith("'"):
            continue
        before = reading.plain[: word.start].rstrip(" \"'«(-•*+>")
        if (
            not before
            or before[-1] in ".!?:\n…"
            or (not before[-1].isascii() and not before[-1].isalnum())
        ):
            continue
        if (
            word.folded in FUNCTION_WORDS
            or is_ordinary(word.folded)
            or is_public(reading, word)
            or word.folded in origins()
        ):
            continue
        joined = reading.plain[word.start - 1 : word.start] in set("-'_.@/")
        joined = joined or reading.plain[word.end : word.end + 1] in set("_@-'")
        if not joined and place_key(word.folded) not in departement_keys():
            yield Span(word.start, word.end, WEAK)


def _foreign(reading: Reading) -> Iterator[Span]:
    """A word that is none of the language, however typed: a name until shown otherwise."""
    for word in reading.words:
        folded = word.folded
        if len(folded) < 4 or folded.endswith("'"):
            continue
        around = reading.plain[word.start - 1 : word.start] + reading.plain[word.end : word.end + 1]
        if re.search(r"[\d_@./\\#+*']", around.rstrip(".")) or "-" in around:
            continue
        if (
            reading.plain[word.end : word.end + 2].strip()
            and reading.plain[word.end : word.end + 2][0] == "."
            and reading.plain[word.end + 1 : word.end + 2].isalnum()
        ):
            continue
        if word.upper and reading.style != "upper" and len(folded) <= 6:
            continue  # an acronym
        if (
            not known_name(folded)
            and len(folded) <= 6
            and len(re.findall("[aeiouy]", folded)) * 10 < len(folded) * 3
        ):
            continue  # an abbreviation: "plaq", "jugt"
        if (
            is_french(folded)
            or folded in FUNCTION_WORDS
            or folded in PREDICATES
            or folded in ROLES
            or folded in kept_names()
            or folded in origins()
            or folded in public_terms()
            or place_key(folded) in departement_keys()
            or communes_of(place_key(folded))
            or (folded not in first_names() and is_slip(folded))
            or attributed(reading, word)
        ):
            continue
        yield Span(word.start, word.end, WEAK)
