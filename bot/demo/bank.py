"""What the played colleagues have to say, and when it fits a case."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from random import Random
from typing import Any

from bot.domain.lexical import fold


@dataclass(frozen=True, slots=True)
class Line:
    """Something to say.

    Parameters
    ----------
    words
        Beginnings of words that make it fit a case; none always fits.
    via
        Of a relay: whom it was asked of.
    """

    text: str
    words: tuple[str, ...] = ()
    theme: str | None = None
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


def best_line(
    lines: Sequence[Line], case: str, themes: Sequence[str], chance: Random
) -> Line | None:
    """The line that fits the case best, among those on these themes; ``None`` when none fits.

    Lines fit better by the share of the case's own words that they name, so that a rare subject
    beats a common one; equals are drawn.
    """
    folded = f" {fold(case)}"
    scored = [
        (sum(f" {word}" in folded or f"'{word}" in folded for word in line.words), chance.random())
        for line in lines
    ]
    fitting = [
        (score, line)
        for score, line in zip(scored, lines, strict=True)
        if (score[0] > 0 or not line.words) and (line.theme is None or line.theme in themes)
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _line(row: Mapping[str, Any]) -> Line:
    words = tuple(fold(word.strip()) for word in row.get("words", "").split(";") if word.strip())
    return Line(row["text"], words, row.get("theme"), row.get("via", ""))
