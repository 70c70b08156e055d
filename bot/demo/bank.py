"""What the played colleagues have to say, and when it fits a case."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from random import Random
from typing import Any

from bot.domain.lexical import fold
from bot.domain.people import Professional

FITS = 2
"""Words of a line that a case must hold: one alone ("logement") fits anything."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something to say.

    Parameters
    ----------
    words
        Beginnings of words that make it fit a case; none always fits.
    kinds
        Kinds of structure in whose mouth it makes sense; none for everyone.
    via
        Of a relay: whom it was asked of.
    """

    text: str
    words: tuple[str, ...] = ()
    theme: str | None = None
    kinds: tuple[str, ...] = ()
    via: str = ""


@dataclass(frozen=True, slots=True)
class Bank:
    answers: tuple[Line, ...]
    questions: tuple[Line, ...]
    relays: tuple[Line, ...]
    unsure: tuple[Line, ...]


def read_bank() -> Bank:
    """The bank of ``answers.toml``."""
    read = tomllib.loads((files("bot.demo") / "answers.toml").read_text(encoding="utf-8"))
    kinds = ("answers", "questions", "relays", "unsure")
    return Bank(*(tuple(_line(row) for row in read[kind]) for kind in kinds))


def best_line(lines: Sequence[Line], case: str, who: Professional, chance: Random) -> Line | None:
    """The line that fits the case best in this person's mouth; ``None`` when none fits.

    A line fits when the case holds two of its words, the better the more; equals are drawn.
    """
    folded = f" {fold(case)}".replace("'", " ")
    scored = []
    for line in lines:
        held = sum(f" {word}" in folded for word in line.words)
        if _in_the_mouth_of(who, line) and (held >= FITS or not line.words):
            scored.append((held, chance.random(), line))
    return max(scored, key=lambda one: one[:2])[2] if scored else None


def _in_the_mouth_of(who: Professional, line: Line) -> bool:
    knows = line.theme is None or line.theme in who.themes
    return knows and (not line.kinds or who.structure.kind in line.kinds)


def _line(row: Mapping[str, Any]) -> Line:
    return Line(
        text=row["text"],
        words=tuple(fold(word) for word in _listed(row, "words")),
        theme=row.get("theme"),
        kinds=_listed(row, "kinds"),
        via=row.get("via", ""),
    )


def _listed(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in row.get(key, "").split(";") if part.strip())
