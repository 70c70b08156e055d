"""Themes a person picks from, kinds of structure, and the words of the trade.

The data files live in `bot/vocabulary/`. Theme identifiers stand for those of data·inclusion's
schema (GIP Plateforme de l'inclusion, Licence Ouverte 2.0).
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from bot.domain.lexical import Concept, fold


@dataclass(frozen=True, slots=True)
class Theme:
    """One of the themes offered on a phone, and the identifiers it stands for elsewhere."""

    id: str
    label: str
    label_en: str
    reference: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StructureKind:
    """A kind of structure.

    Parameters
    ----------
    silo
        The professional world it belongs to: a wave keeps a share for another one.
    invisible
        True for those no inclusion directory lists: landlords, caretakers, schools, clubs.
    common
        True for the public services that situations of every kind go through: their name says
        where to knock, not what about.
    """

    id: str
    label: str
    label_en: str
    silo: str
    invisible: bool
    common: bool
    words: tuple[str, ...]


def _read(name: str) -> str:
    return (files("bot") / "vocabulary" / name).read_text(encoding="utf-8")


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


@cache
def themes() -> Mapping[str, Theme]:
    """Every theme by identifier, in the order they are shown."""
    rows = json.loads(_read("themes.json"))["themes"]
    return MappingProxyType(
        {
            row["id"]: Theme(row["id"], row["label"], row["en"], tuple(row["reference"]))
            for row in rows
        }
    )


@cache
def _theme_by_reference() -> Mapping[str, str]:
    return {ref: theme.id for theme in themes().values() for ref in theme.reference}


def theme_of(identifier: str) -> str | None:
    """Our theme for one of ours or one of data·inclusion's identifiers; None when unknown."""
    if identifier in themes():
        return identifier
    return _theme_by_reference().get(identifier)


@cache
def structure_kinds() -> Mapping[str, StructureKind]:
    """Every kind of structure by identifier."""
    return MappingProxyType(
        {
            kind: StructureKind(
                kind,
                row["fr"],
                row["en"],
                row["silo"],
                row.get("invisible", False),
                row.get("common", False),
                _listed(row["words"]),
            )
            for kind, row in tomllib.loads(_read("structure_kinds.toml")).items()
        }
    )


@cache
def _kind_by_code() -> Mapping[str, str]:
    rows = tomllib.loads(_read("structure_kinds.toml"))
    codes = {_code(code): kind for kind, row in rows.items() for code in row["codes"]}
    return codes | {kind: kind for kind in rows}


def _code(text: str) -> str:
    return fold(text.strip()).replace("_", "-").replace(" ", "-")


def kind_of(code: str) -> str:
    """The kind named by an identifier or a code; ``autre`` when unknown."""
    return _kind_by_code().get(_code(code), "autre")


def _weights(text: str) -> dict[str, float]:
    """Parses ``"logement-hebergement:3 sante"``; a theme without a number weighs 2."""
    weights: dict[str, float] = {}
    for part in text.split():
        theme, _, weight = part.partition(":")
        weights[theme] = float(weight or 2)
    return weights


@cache
def concepts() -> tuple[Concept, ...]:
    """The trade's notions: how people name them, which themes they speak of, who knows them."""
    return tuple(
        Concept(
            id=name,
            themes=_weights(row.get("themes", "")),
            kinds=tuple(row.get("kinds", "").split()),
            near=tuple(row.get("near", "").split()),
            publics=tuple(row.get("publics", "").split()),
            forms=_listed(row["words"]),
            hints=_listed(row.get("hints", "")),
        )
        for name, row in tomllib.loads(_read("lexicon.toml")).items()
    )


@cache
def schemes() -> tuple[Concept, ...]:
    """Schemes, rights, doors and procedures that an answer may name."""
    return tuple(
        Concept(name, {}, (), (), (), _listed(forms))
        for name, forms in tomllib.loads(_read("schemes.toml")).items()
    )
