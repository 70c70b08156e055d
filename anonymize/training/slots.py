"""Values that fill the templates: people, places, organisations, numbers."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from anonymize.lexicons import (
    common_words,
    communes,
    departements,
    first_names,
    fold,
    surnames,
)
from anonymize.training.world_names import regions

TEMPLATES = Path(__file__).parent / "templates"
# How often each list gives a name; INSEE's own lists stand for France.
_WEIGHTS = {
    "insee": 34,
    "france": 10,
    "maghreb": 14,
    "west_africa": 9,
    "central_africa": 8,
    "east_africa": 6,
    "indian_ocean": 4,
    "middle_east": 13,
    "east_europe": 13,
    "asia": 8,
    "latin_world": 9,
}
_ALPHABET = {
    word[0]: word
    for word in re.findall(
        r"\w+",
        "Anatole Bernard Célestin Désiré Eugène François Gaston Henri Irma Joseph Kléber Louis"
        " Marcel Nicolas Oscar Pierre Quintal Raoul Suzanne Thérèse Ursule Victor William Xavier"
        " Yvonne Zoé",
    )
}
_PARTICLES = {
    "maghreb": ["Ben ", "Aït ", "El ", "Al ", "Bel", "Ould ", "Bou", "Ait "],
    "west_africa": ["N'", "El Hadj ", "Ndiaye "],
    "latin_world": ["Da ", "Dos ", "De ", "De la ", "Di ", "Del "],
    "france": ["Le ", "De ", "Van ", "Du ", "La ", "Vanden ", "De la "],
    "insee": ["Le ", "De ", "Van ", "Du ", "La "],
    "middle_east": ["Al ", "El ", "Abou ", "Al-", "Abu "],
    "central_africa": ["Ngo ", "Wa "],
    "asia": ["Van ", "Thi "],
    "east_europe": ["Ter-"],
    "east_africa": ["Gebre", "Weld"],
    "indian_ocean": ["Saïd ", "M'"],
}


def values() -> dict[str, tuple[str, ...]]:
    """Lists of `templates/values.txt` by name."""
    lists: dict[str, list[str]] = {}
    current: list[str] = []
    for line in (TEMPLATES / "values.txt").read_text(encoding="utf-8").split("\n"):
        if match := re.fullmatch(r"\[(\w+)\]", line):
            current = lists.setdefault(match[1], [])
        elif line and not line.startswith("#"):
            current.append(line)
    return {name: tuple(lines) for name, lines in lists.items()}


@dataclass(frozen=True)
class Names:
    """First names and surnames by list, and an inventor of names that exist nowhere."""

    rng: random.Random

    @cached_property
    def first(self) -> dict[str, Sequence[str]]:
        lists = {name: parts["first"] for name, parts in regions().items() if "first" in parts}
        # The power flattens towards rare names: fashion must not decide what is learnt.
        common = [name.title() for name, n in first_names().items() if n >= 256]
        return lists | {"insee": common}

    @cached_property
    def last(self) -> dict[str, Sequence[str]]:
        lists = {name: parts["last"] for name, parts in regions().items() if "last" in parts}
        return lists | {"insee": [name.title() for name, n in surnames().items() if n >= 256]}

    @cached_property
    def nicknames(self) -> Sequence[str]:
        return regions()["france"]["nicknames"]

    @cached_property
    def wordnames(self) -> Sequence[str]:
        return regions()["france"]["wordnames"]

    @cached_property
    def wordlike(self) -> dict[str, Sequence[str]]:
        """Names that are ordinary words too (Petit, Rose, Marin), borne by many."""
        words = common_words()
        return {
            kind: [
                name.title()
                for name, n in counts.items()
                if n >= 128 and name in words and len(name) > 3
            ]
            for kind, counts in (("first", first_names()), ("last", surnames()))
        }

    @cached_property
    def chains(self) -> dict[str, dict[str, list[str]]]:
        return {
            f"{kind}-{region}": _chain(names)
            for kind, lists in (("first", self.first), ("last", self.last))
            for region, names in lists.items()
        }

    def region(self) -> str:
        return self.rng.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]

    def first_name(self, region: str | None = None) -> str:
        region = region or self.region()
        draw = self.rng.random()
        if draw < 0.05:
            return self.rng.choice(self.wordnames)
        if draw < 0.07:
            return self.rng.choice(self.wordlike["first"])
        if draw < 0.10:
            return self.rng.choice(self.nicknames)
        if draw < 0.22:
            return self.invented("first", region)
        name = self.rng.choice(self.first[region])
        if draw > 0.97 and " " not in name:
            name += self.rng.choice(["-", " "]) + self.rng.choice(self.first[region])
        return name

    def last_name(self, region: str | None = None) -> str:
        region = region or self.region()
        draw = self.rng.random()
        if draw < 0.15:
            name = self.invented("last", region)
        elif draw < 0.16:
            name = self.rng.choice(self.wordnames)
        elif draw < 0.23:
            name = self.rng.choice(self.wordlike["last"])
        else:
            name = self.rng.choice(self.last[region])
        if draw > 0.95:
            name = self.rng.choice(_PARTICLES[region]) + name
        if 0.92 < draw < 0.94:
            name += self.rng.choice(["-", " "]) + self.rng.choice(self.last[self.region()])
        return name

    def invented(self, kind: str, region: str) -> str:
        """A name spelled like those of a list, by chains of two letters."""
        chain = self.chains[f"{kind}-{region}"]
        for _ in range(20):
            name = "^^"
            while len(name) < 16 and name[-1] != "$":
                name += self.rng.choice(chain[name[-2:]])
            name = name.strip("^$")
            if 3 <= len(name) <= 13 and name.isalpha():
                return name.capitalize()
        return self.rng.choice(self.first[region])


@dataclass(frozen=True)
class Places:
    """Communes drawn half by population, half evenly, so that small ones are met too."""

    rng: random.Random

    @cached_property
    def all_names(self) -> list[str]:
        return [c.name for c in communes().values()]

    @cached_property
    def large(self) -> list[str]:
        return [c.name for c in communes().values() if c.population >= 8_000]

    @cached_property
    def departements(self) -> list[str]:
        return [d.name for d in departements().values()] + list(departements())

    def city(self) -> str:
        return self.rng.choice(self.large if self.rng.random() < 0.7 else self.all_names)

    def town(self) -> str:
        return self.rng.choice(self.all_names)


def spelled(name: str, rng: random.Random) -> str:
    """A name letter by letter, as over the telephone."""
    letters = [letter for letter in fold(name).upper() if letter.isalpha()][:10]
    if rng.random() < 0.2:
        letters = [f"deux {a}" if rng.random() < 0.1 else a for a in letters]
    return rng.choice([" ", " ", " ", "-", ", ", ". "]).join(letters)


def spelled_by_words(name: str, rng: random.Random) -> str:
    """A name as "B comme Bernard, A comme Anatole"."""
    letters = [letter for letter in fold(name).upper() if letter in _ALPHABET][:8]
    joint = rng.choice([" ", ", ", " puis "])
    return joint.join(f"{letter} comme {_ALPHABET[letter]}" for letter in letters)


def acronym(rng: random.Random) -> str:
    """A body nobody has heard of: three to six capitals."""
    return "".join(rng.choice("AAACCDDEEEFGHIILMMNOPPRRSSSTUV") for _ in range(rng.randint(3, 6)))


def reference(rng: random.Random) -> str:
    """A number of file, contract or court, in one of the shapes that they have."""
    shape = rng.choice(
        "0000000 0000000A 0000000000 00/00000 00/0000 0000/0000 0000-0000 AA-0000-000 A000000 00000 AA_0000"
        " 000.000.00 0000.0000.00 A00AA_000000 000-000 AAA/0000/00 AA-0A0-AAA AA0_000 0_000_000 00_00_00_000"
        " A_00_000 AA00000 0000_AA 000000-00 A/00/000 AA_00-000 AAAA-A-A0A-0AAA 000_000_A #000000 00A0000".split()
    ).replace("_", " ")
    made = re.sub("A", lambda _: rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ"), shape)
    return re.sub("0", lambda _: rng.choice("0123456789"), made)


def coined(rng: random.Random) -> str:
    """A firm's made-up name: "Clairnet 93", "Net'Azur", "Pro Vitres"."""
    heads = "Net Clair Pro Bati Eco Éco Lor Nord Sud Azur Alpes Med Prop Vit Sani Multi Top Speed Allo Opti"
    tails = "Net Clean Services Pro Vitres Pneus Express Habitat Concept Plus Intérim Job Renov Toit Bois"
    joint = rng.choice(["", "", "'", " ", "-"])
    tail = rng.choice(tails.split())
    name = rng.choice(heads.split()) + joint + (tail if joint else tail.lower())
    return name + rng.choice(["", "", "", " 93", " 59", " Sud", " & Co", " 2000"])


def _chain(names: Sequence[str]) -> dict[str, list[str]]:
    chain: dict[str, list[str]] = {}
    for name in names:
        padded = f"^^{name.lower()}$"
        for i in range(len(padded) - 2):
            chain.setdefault(padded[i : i + 2], []).append(padded[i + 2])
    return chain
