"""Capitals that neither the sentence nor the language explains: names until shown otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.lexicons import place_key
from anonymize.reading import Reading
from anonymize.recognisers.base import WEAK, Span
from anonymize.recognisers.naming import is_public
from anonymize.recognisers.nationality import origins
from anonymize.recognisers.ordinary import is_ordinary
from anonymize.recognisers.places import departement_keys
from anonymize.recognisers.vocabulary import FUNCTION_WORDS

# Capitals inside are those of a brand or an acronym: "PLUi", "AirTag"; not those of "McKenna".
_NAME_LIKE = re.compile(
    r"(?:[A-ZÀ-Ý]|(?:Mc|Mac|De|Du|Le|La|Van|Ben|El|Al|O)[A-ZÀ-Ý])[^\WA-ZÀ-Ý]{2,}"
)


def find(reading: Reading) -> Iterator[Span]:
    """A capital that neither the sentence nor the language explains: "(Cici pour l'equipe)"."""
    if reading.style != "mixed":
        return
    for word in reading.words:
        if not _NAME_LIKE.fullmatch(word.raw):
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
