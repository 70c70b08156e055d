"""Départements, their regions and neighbours, and how far a professional is from a case."""

import csv
import re
from collections.abc import Mapping
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
    r"\b(?:(?:dans|en|le|du|departement|dept|dpt)\s+(?:le\s+)?)?\(?(0[1-9]|[1-8]\d|9[0-5]|2[ab]|97[1-46])\)?\b"
)
_POSTCODE = re.compile(r"\b(\d{5})\b")
_COMMON = frozenset(("nord", "ain", "lot", "sens", "albert", "croix", "orange", "fontaine"))
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
    if words and words[0] in ("dans", "en", "a", "d"):
        words = words[1:]
    if words and words[0] in ("le", "la", "les", "l") and words[0] not in _places():
        words = words[1:]
    matches = {c for name, c in _places().get(words[0], ()) if name == words} if words else set()
    return matches.pop() if len(matches) == 1 else None


def propose_departement(text: str) -> str | None:
    """The département that a case speaks of, from its places and codes; None when unclear.

    The first place named decides among equals: people begin with where they are.
    """
    folded = fold(text)
    votes: dict[str, float] = {}
    for postcode in _POSTCODE.findall(folded):
        _vote(votes, departement_of_postcode(postcode), 3.0)
    for match in _CODE.finditer(folded):
        if match.group(0) != match.group(1):
            _vote(votes, match.group(1).upper(), 2.0)
    words = _WORD.findall(folded)
    position = 0
    while position < len(words):
        taken = 1
        for name, code in _places().get(words[position], ()):
            if tuple(words[position : position + len(name)]) == name:
                if len(name) > 1 or _is_place(text, name[0]):
                    _vote(votes, code, 2.0)
                taken = len(name)
                break
        position += taken
    if not votes:
        return None
    return max(votes, key=lambda code: votes[code])


def _vote(votes: dict[str, float], code: str | None, weight: float) -> None:
    if code and code in departements():
        votes[code] = votes.get(code, 0.0) + weight


def _is_place(text: str, word: str) -> bool:
    if word not in _COMMON:
        return True
    return re.search(rf"(?:dans le|du|à|de l'|dans l')\s+{word.capitalize()}\b", text) is not None


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
