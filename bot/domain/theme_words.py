"""Which themes the words of a text tell: a logistic regression for each, learnt from messages.

Written by `benchmarks/theme_words.py` from messages that somebody labelled by reading.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SPREAD = 3.0
"""What the words of a text weigh together, however many they are."""


@dataclass(frozen=True, slots=True)
class ThemeWords:
    """Parameters: log-odds, by theme.

    Parameters
    ----------
    usual
        Of a text that says nothing.
    told
        What a stem adds, to the themes that it speaks for or against.
    """

    usual: Mapping[str, float]
    told: Mapping[str, Mapping[str, float]]

    def chances(self, stems: Iterable[str]) -> dict[str, float]:
        """How likely the text is about each theme, 0 to 1; nothing where no word is known."""
        said = telling(stems)
        known = [self.told[stem] for stem in said if stem in self.told]
        if not known:
            return {}
        odds = dict(self.usual)
        share = SPREAD / math.sqrt(len(said))
        for themes in known:
            for theme, weight in themes.items():
                odds[theme] += share * weight
        return {theme: 1 / (1 + math.exp(-value)) for theme, value in odds.items()}


def telling(stems: Iterable[str]) -> set[str]:
    """Stems that may tell a theme, each once: no figure, nothing of one or two letters."""
    return {stem for stem in stems if len(stem) > 2 and stem.isalpha()}


@cache
def theme_words() -> ThemeWords:
    """Those of `bot/vocabulary/theme_words.tsv`: the themes with their usual log-odds, then each
    stem with its weights, in tenths, by the number of the theme's line."""
    text = (files("bot") / "vocabulary" / "theme_words.tsv").read_text(encoding="utf-8")
    head, _, body = text.partition("\n\n")
    usual: dict[str, float] = {}
    for line in head.splitlines():
        if not line.startswith("#"):
            theme, odds = line.split("\t")
            usual[theme] = int(odds) / 10
    themes = tuple(usual)
    told: dict[str, Mapping[str, float]] = {}
    for line in body.splitlines():
        stem, *weights = line.split("\t")
        pairs = (weight.split(":") for weight in weights)
        told[stem] = {themes[int(number)]: int(tenths) / 10 for number, tenths in pairs}
    return ThemeWords(usual, told)
