"""First names that the gazetteer knows, with the surname beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.lexicons import first_names, place_key, surnames
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, WEAK, Span
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.naming import (
    ROLES,
    SHORT_SURNAMES,
    capital,
    is_public,
    known_name,
    likely_first_names,
)
from anonymize.recognisers.ordinary import is_french, is_ordinary
from anonymize.recognisers.person.bounds import name_end
from anonymize.recognisers.places import communes_of
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES


def find(reading: Reading) -> Iterator[Span]:
    for index, word in enumerate(reading.words):
        folded = word.folded
        if len(folded) < 3 or folded not in first_names() or folded in FUNCTION_WORDS:
            continue
        if is_public(reading, word) or (folded in PREDICATES and folded != "marie"):
            continue
        if _double(reading, index):
            yield from _with_surname(reading, index, LIKELY)
            continue
        before = reading.plain[max(0, word.start - 2) : word.start]
        opens = not before or before[-1] == "\n" or before in {". ", "! ", "? ", "- ", "• ", "* "}
        if capital(reading, word):
            safe = folded in likely_first_names()
            if (not safe and opens) or _is_place(reading, index):
                continue
            doubtful = not safe and (is_ordinary(folded) or folded in kept_names())
            if doubtful and not _named_beside(reading, index):
                continue
            yield from _with_surname(reading, index, LIKELY if safe else WEAK)
        elif (
            folded in likely_first_names()
            and first_names()[folded] >= 64
            and not _is_place(reading, index)
        ):
            yield from _with_surname(reading, index, WEAK + 0.05)


def _double(reading: Reading, index: int) -> bool:
    """Whether a hyphened first name starts here: "Marie-Line", whatever the typing."""
    if index + 1 >= len(reading.words):
        return False
    word, following = reading.words[index], reading.words[index + 1]
    rare = is_french(following.folded) and first_names().get(following.folded, 0) < 1024
    if rare and not (word.capitalised and reading.style == "mixed"):
        return False
    return (
        reading.plain[word.end : following.start] == "-"
        and min(first_names().get(w.folded, 0) for w in (word, following)) >= 32
        and len(following.raw) > 2
        and not communes_of(place_key(f"{word.folded} {following.folded}"))
    )


def _with_surname(reading: Reading, index: int, score: float) -> Iterator[Span]:
    start = index
    while start and _precedes(reading, start):
        start -= 1
    yield Span(reading.words[start].start, name_end(reading, index), score)


def _precedes(reading: Reading, index: int) -> bool:
    """Whether the word before is a surname written first: "TRINQUIER Gilles", "vandaele cindy"."""
    word, here = reading.words[index - 1], reading.words[index]
    if reading.plain[word.end : here.start] not in {" ", "-"} or len(word.raw) < 2:
        return False
    opens = not reading.plain[max(0, word.start - 2) : word.start].strip(" ")
    if capital(reading, word) and not opens and word.folded in SHORT_SURNAMES:
        return True
    if (
        word.folded in FUNCTION_WORDS
        or word.folded in PREDICATES
        or word.folded in kept_names()
        or word.folded in ROLES
    ):
        return False
    if capital(reading, word):
        return word.upper or (known_name(word.folded) and not (opens and is_ordinary(word.folded)))
    if reading.style == "mixed":
        return False
    known = surnames().get(word.folded, 0)
    alone = not reading.plain[max(0, word.start - 2) : word.start].strip() or reading.plain[
        max(0, word.start - 2) : word.start
    ].strip() in {",", ":", "(", "-", "."}
    return known >= 64 and (not is_ordinary(word.folded) or (alone and known >= 1024))


def _named_beside(reading: Reading, index: int) -> bool:
    """Whether a neighbour is a name too, or the capital is not explained by the sentence."""
    words = reading.words
    near = [words[i] for i in (index - 1, index + 1) if 0 <= i < len(words)]
    return any(
        capital(reading, w) and known_name(w.folded) and w.folded not in FUNCTION_WORDS
        for w in near
    )


def _is_place(reading: Reading, index: int) -> bool:
    word = reading.words[index]
    before = reading.before(word.start, 16)
    if re.search(
        r"(?:rue|avenue|place|boulevard|quai|saint|sainte|st|ste)[ -](?:de |du |des |d'|de la )?\Z",
        before,
    ):
        return True
    found = communes_of(place_key(word.folded))
    return bool(
        found
        and found[0].population >= 10000
        and re.search(r"(?<![a-z])(?:a|de|d'|vers|sur) \Z", before)
    )
