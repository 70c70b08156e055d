"""Communes, their groupings and départements (Etalab, 2026 edition)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from anonymize.lexicons.files import read_text
from anonymize.lexicons.folding import fold


@dataclass(frozen=True, slots=True)
class Commune:
    """One commune of today. `epci` is None in the few places outside any grouping."""

    insee: str
    name: str
    departement: str
    postcodes: tuple[str, ...]
    population: int
    epci: str | None


@dataclass(frozen=True, slots=True)
class FormerCommune:
    """A delegated or associated commune, or a city's arrondissement; `now` is its commune."""

    insee: str
    name: str
    now: str


@dataclass(frozen=True, slots=True)
class Epci:
    """A grouping of communes. `population` is the total one."""

    code: str
    name: str
    kind: str
    population: int


@dataclass(frozen=True, slots=True)
class Departement:
    """A département or an overseas collectivity."""

    code: str
    name: str
    region: str
    region_name: str


@cache
def communes() -> Mapping[str, Commune]:
    """INSEE code -> commune, all 34,969 of them."""
    table = {}
    for insee, name, departement, postcodes, population, epci in _rows("communes"):
        table[insee] = Commune(
            insee,
            name,
            departement,
            tuple(postcodes.split(",")) if postcodes else (),
            int(population),
            epci or None,
        )
    return MappingProxyType(table)


@cache
def former_communes() -> Mapping[str, FormerCommune]:
    """INSEE code -> place that has a name of its own but is part of a commune."""
    return MappingProxyType(
        {insee: FormerCommune(insee, name, now) for insee, name, now in _rows("former_communes")}
    )


@cache
def epcis() -> Mapping[str, Epci]:
    """SIREN -> grouping of communes."""
    return MappingProxyType(
        {
            code: Epci(code, name, kind, int(population))
            for code, name, kind, population in _rows("epcis")
        }
    )


@cache
def departements() -> Mapping[str, Departement]:
    """Code ("59", "2A", "974") -> département."""
    return MappingProxyType({row[0]: Departement(*row) for row in _rows("departements")})


@cache
def departement_population(code: str) -> int:
    """Inhabitants of a département, summed over its communes."""
    return sum(c.population for c in communes().values() if c.departement == code)


_JOINTS = re.compile(r"[\s'\-]+")
_SAINT = re.compile(r"\bsaint(e?)\b")


def place_key(name: str) -> str:
    """The spelling under which place names are compared: folded, no hyphens, "st" for "saint"."""
    words = _JOINTS.sub(" ", fold(name)).strip()
    return _SAINT.sub(r"st\1", words) if "saint" in words else words


@cache
def communes_by_key() -> Mapping[str, tuple[Commune, ...]]:
    """`place_key` of a name -> communes so called, most populous first."""
    index: defaultdict[str, list[Commune]] = defaultdict(list)
    for commune in communes().values():
        index[place_key(commune.name)].append(commune)
    for former in former_communes().values():
        index[place_key(former.name)].append(communes()[former.now])
    return MappingProxyType(
        {
            key: tuple(sorted(dict.fromkeys(found), key=lambda c: -c.population))
            for key, found in index.items()
        }
    )


@cache
def communes_by_postcode() -> Mapping[str, tuple[Commune, ...]]:
    """Postcode -> communes it serves, most populous first."""
    index: defaultdict[str, list[Commune]] = defaultdict(list)
    for commune in sorted(communes().values(), key=lambda c: -c.population):
        for postcode in commune.postcodes:
            index[postcode].append(commune)
    return MappingProxyType({postcode: tuple(found) for postcode, found in index.items()})


def _rows(name: str) -> Iterator[list[str]]:
    for line in read_text(name).split("\n"):
        yield line.split("\t")
