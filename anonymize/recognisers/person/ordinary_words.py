"""Names that are words of the language or a body's, told by what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from anonymize.lexicons import first_names, fold
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, STRONG, Span
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.naming import ROLES, noun_names
from anonymize.recognisers.nationality import origins
from anonymize.recognisers.ordinary import is_ordinary
from anonymize.recognisers.person.bounds import name_end
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES
from anonymize.words import words_of

_BORNE = 512
"""Bearers from which a body's name is somebody's too."""
_ARTICLE_BEFORE = re.compile(
    r"(?<![a-z])(?:l'|d'|la |le |les |un |une |du |des |au |aux |ton |cette )\Z"
)
# A first name that opens a sentence: "Constance craint", "Juste Ferrand, congolais".
_SUBJECT = re.compile(
    r"(?:^|(?<=[.!?\n] )|(?<=\n))(?P<it>[A-ZÀ-Ý][a-zà-ÿ]{2,})(?: (?P<name>[A-ZÀ-Ý][a-zà-ÿ]{2,})(?=, ?[a-zà-ÿ\d])| (?P<next>[a-zà-ÿ]{3,})(?!\w))"
)
# In small letters, what opens a sentence before a verb: "aimé craint tout".
_SMALL_SUBJECT = re.compile(
    r"(?:^|(?<=[.!?\n] )|(?<=\n)|(?<=, ))(?P<it>[a-z]{4,}) (?P<next>[a-z]{3,})(?!\w)"
)
# A word that is a first name too, with an age: "grâce, 5 ans", "désiré (41 ans)".
_WITH_AGE = re.compile(
    r"(?<![a-z'\-])(?P<it>[a-z]{3,})(?: ?, ?| ?\()(?:\d{1,2} ?(?:ans?|mois)|(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix) (?:ans|mois))(?![a-z])"
)
_AGED_NOUNS = frozenset(
    "prince princesse roi reine berger marin ange fils fille petit petite jeune mineur majeur bebe perle star noel pascal juin mars avril janvier lundi dimanche isere orne eure lot france".split()
)
_GIVEN = frozenset("grace rose marie noel".split())


@cache
def _common_trades() -> frozenset[str]:
    return frozenset(fold(word) for word in words_of("common_trades"))


def find(reading: Reading) -> Iterator[Span]:
    yield from _aged(reading)
    yield from _subjects(reading)
    if reading.style == "mixed":
        yield from _namesakes(reading)


def _aged(reading: Reading) -> Iterator[Span]:
    for match in reading.in_folded(_WITH_AGE):
        name = match["it"]
        plain = name in FUNCTION_WORDS or name in PREDICATES or name in ROLES
        plain = plain or name in origins() or name in _common_trades() or name in _AGED_NOUNS
        if first_names().get(name, 0) >= 1024 and not (plain and name not in _GIVEN):
            yield Span(*match.span("it"), LIKELY)


def _subjects(reading: Reading) -> Iterator[Span]:
    for match in reading.in_folded(_SMALL_SUBJECT):
        name = match["it"]
        plain = name in FUNCTION_WORDS or name in kept_names() or name in _AGED_NOUNS
        plain = plain or (is_ordinary(name) and name not in noun_names())
        if match["next"] in PREDICATES and first_names().get(name, 0) >= 256 and not plain:
            yield Span(*match.span("it"), LIKELY)
    if reading.style != "mixed":
        return
    for match in _SUBJECT.finditer(reading.plain):
        verb = fold(match["next"] or "")
        borne = first_names().get(fold(match["it"]), 0) >= 256
        if borne and fold(match["it"]) not in FUNCTION_WORDS and verb in PREDICATES:
            yield Span(*match.span("it"), LIKELY)
        elif borne and match["name"]:
            yield Span(match.start("it"), match.end("name"), LIKELY)


@cache
def _shared_names() -> frozenset[str]:
    """First names that are a body's name too; a feast or a country is told apart elsewhere."""
    borne = (name for name in kept_names() if first_names().get(name, 0) >= _BORNE)
    return frozenset(borne) - {"noel", "toussaint", "france"}


def _namesakes(reading: Reading) -> Iterator[Span]:
    """Whoever bears the name of a body: "Adil attend", beside "l'ADIL" and "l'Adil attend"."""
    for index, word in enumerate(reading.words):
        if word.folded not in _shared_names() or not word.capitalised or word.upper:
            continue
        if not _ARTICLE_BEFORE.search(reading.before(word.start, 8)):
            yield Span(word.start, name_end(reading, index), STRONG)
