"""Départements, their regions and neighbours, and how far a professional is from a case."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from bot.domain.lexical import fold
from bot.domain.people import Scope


@dataclass(frozen=True, slots=True)
class Departement:
    """A French département: its INSEE code, and where its inhabitants say they live."""

    code: str
    name: str
    region: str
    neighbours: frozenset[str]
    cities: tuple[str, ...]


class Level(StrEnum):
    """How near a professional stands to a case, nearest first."""

    DEPARTEMENT = "departement"
    REGION = "region"
    NATIONAL = "national"
    NEIGHBOUR = "neighbour"
    ELSEWHERE = "elsewhere"


@cache
def departements() -> Mapping[str, Departement]:
    """Every département by code, in order."""
    text = (files("bot") / "vocabulary" / "departements.csv").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            row["code"]: Departement(
                row["code"],
                row["name"],
                row["region"],
                frozenset(row["neighbours"].split()),
                tuple(city for city in row["cities"].split(", ") if city),
            )
            for row in csv.DictReader(text.splitlines(), delimiter=";")
        }
    )


def region_of(departement: str | None) -> str | None:
    """Name of the region; None for an unknown code."""
    found = departements().get(departement or "")
    return found.region if found else None


_WORD = re.compile(r"[a-z0-9]+")
_CODE = re.compile(
    r"(?:\b(?:dans le|departements?(?: d[ue])?|dept|dpt) \(?|\()"
    r"(0[1-9]|[1-8]\d|9[0-5]|2[ab]|97[1-46])\b"
    r"(?! ?(?:[./]|h\b|heures?|ans|mois|jours?|%|€|euros?|km|metres|\d))"
)
_POSTCODE = re.compile(r"(?<![\d ])(?: )?(?<![/#°.-])\b(\d{5})\b(?! ?[\d/-])(?! ?(?:€|euros?|e\b))")
_PLACEHOLDER = re.compile(r"\[([^\[\]\n]{1,80})\]")
# "[ville moyenne, Nord (59)]", "[commune de CA Seine-Eure (27)]", "[code postal du 59]".
_COARSENED = re.compile(r"(?:\(|(?:code postal du|postcode in) )(\d[\dab]\d?)\)?\Z")
_ELSEWHERE = re.compile(
    r"(?:nee?s?|naissance|originaires?|reparti\w*(?: vivre)?|partie?s?(?: vivre)?|venue?s? de|"
    r"arrivee? de|quitte|parents?|pere|mere|ex|soeur|frere|tribunal|amende) "
    r"(?:a|de|d'|sur|vit a|habite) ?$"
)
_FALSE_FRIENDS = re.compile(
    r"\bparis (?:sportifs?|hippiques?|en ligne)\b|\b(?:mme|madame|mr|m) paris\b"
)
_COMMON = frozenset(
    ("nord", "ain", "lot", "sens", "albert", "croix", "orange", "fontaine", "reunion")
)
"""Names that are also everyday words: they count only with a capital, after a place word."""


def _key(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))


def _spelled(name: str) -> set[tuple[str, ...]]:
    words = tuple(_WORD.findall(fold(name)))
    shorter = {"saint": "st", "sainte": "ste"}
    return {words, tuple(shorter.get(word, word) for word in words)}


@cache
def _places() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Folded names of départements and towns, by first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for departement in departements().values():
        for name in (departement.name, *departement.cities):
            for words in _spelled(name):
                found.setdefault(words[0], []).append((words, departement.code))
    return {
        first: tuple(sorted(entries, key=lambda entry: -len(entry[0])))
        for first, entries in found.items()
    }


def departement_of_postcode(postcode: str) -> str | None:
    """The département of a five-digit postcode; None when there is none."""
    if postcode.startswith(("97", "98")):
        code = postcode[:3]
    elif postcode.startswith("20"):
        code = "2A" if postcode < "20200" else "2B"
    else:
        code = postcode[:2]
    return code if code in departements() else None


def parse_departement(text: str) -> str | None:
    """The département that a short entry names: "59", "2a", "Nord", "44000", "Saint-Nazaire".

    None when it names none, or several.
    """
    entry = fold(text).strip()
    if entry.isdigit() and len(entry) == 5:
        return departement_of_postcode(entry)
    code = entry.upper().zfill(2)
    if code in departements():
        return code
    if entry == "20":
        return None
    words = _key(entry)
    return _named(words) or _named(_bare(words))


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name without the small words before it."""
    while words and words[0] in ("dans", "en", "a", "d", "le", "la", "les", "l"):
        words = words[1:]
    return words


def _named(words: tuple[str, ...]) -> str | None:
    """The only département that has this name or this town; None when there are several."""
    codes = {
        code
        for entries in _places().values()
        for name, code in entries
        if words and words in (name, _bare(name))
    }
    return codes.pop() if len(codes) == 1 else None


def propose_departement(text: str) -> str | None:
    """The département that a case speaks of, from its places and codes; None when unclear.

    A place of birth or of a relative counts little, the place in the question more; among equals
    the first named, for people begin with where they are. Of what screening wrote in place of a
    commune, the département it names counts, and nothing else.
    """
    folded = _FALSE_FRIENDS.sub(" ", fold(text))
    votes: dict[str, float] = {}
    for hidden in _PLACEHOLDER.finditer(folded):
        if coarsened := _COARSENED.search(hidden[1]):
            weight = _weight(folded, hidden.start(), hidden.end())
            _vote(votes, coarsened[1].upper(), weight)
    folded = _PLACEHOLDER.sub(" ", folded)
    for postcode in _POSTCODE.findall(folded):
        _vote(votes, departement_of_postcode(postcode), 3.0)
    for code in _CODE.findall(folded):
        _vote(votes, code.upper(), 2.5)
    words = list(_WORD.finditer(folded))
    position = 0
    while position < len(words):
        name, code = _place_at(text, [word.group() for word in words[position : position + 6]])
        if code:
            weight = _weight(folded, words[position].start(), words[position].end())
            _vote(votes, code, weight)
        position += max(1, len(name))
    return max(votes, key=lambda code: votes[code], default=None)


def _weight(folded: str, start: int, end: int) -> float:
    """What a place counts for: little where somebody only comes from, more in the question."""
    if _ELSEWHERE.search(folded[:start]):
        return 0.4
    return 2.5 if "?" in folded[end:].split(".")[0] else 2.0


def _place_at(text: str, words: Sequence[str]) -> tuple[tuple[str, ...], str | None]:
    """The longest place name that these words begin with, and its département."""
    for name, code in _places().get(words[0], ()):
        if tuple(words[: len(name)]) == name and _is_place(text, name[-1]):
            return name, code
    return (), None


def _vote(votes: dict[str, float], code: str | None, weight: float) -> None:
    if code and code in departements():
        votes[code] = votes.get(code, 0.0) + weight


def _is_place(text: str, word: str) -> bool:
    if word not in _COMMON:
        return True
    preceded = r"(?:[Dd]ans le|[Dd]u|[ÀàA]|[Dd]e|[Ll]a|[Dd](?:e|ans) l')\s*"
    named = re.finditer(rf"{preceded}(?=(\w+))", text)
    return any(fold(n.group(1)) == word and n.group(1)[0].isupper() for n in named)


def level(scope: Scope, home: str, region: str, case_departement: str | None) -> Level:
    """How near a professional is to a case, by their reach as much as by their address."""
    if case_departement is not None and home == case_departement:
        return Level.DEPARTEMENT
    if scope is Scope.NATIONAL:
        return Level.NATIONAL
    case = departements().get(case_departement or "")
    if case is None:
        return Level.ELSEWHERE
    if scope is Scope.REGIONAL and region == case.region:
        return Level.REGION
    if home in case.neighbours or region == case.region:
        return Level.NEIGHBOUR
    return Level.ELSEWHERE
