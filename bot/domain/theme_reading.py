"""What a text is about, in the themes of the trade: three witnesses, none of them sure."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from bot.domain.lexical import Lexicon
from bot.domain.theme_words import theme_words

SHARPNESS = 1.5
"""How fast the second and third theme that notions name count for less than the first."""
LIKELY = 0.25
"""Chance of the likeliest theme from which words are heard: under it they tell next to nothing."""
LEAST_TOLD = 0.03
"""Under that share of the first theme, a theme is noise."""
PROPOSED, MOST_PROPOSED = 0.45, 3
"""Share of the first theme from which another is proposed, and how many are in all."""
TEACHING = 0.5
"""What the words of colleagues' profiles teach about themes, beside the lexicon's weights."""
DOUBT = 3.0
"""Profiles that must use a word before its themes are believed."""


class ThemeReading:
    """Reads themes by the notions that a text names, by the themes of the colleagues who use its
    words (log likelihood ratio, shrunk towards the network's habits), and, for as much as these
    two, by what its words told in labelled messages. ADR 0007.

    Parameters
    ----------
    holders
        How many profiles use a stem.
    """

    def __init__(self, lexicon: Lexicon, holders: Callable[[str], int]) -> None:
        self._lexicon = lexicon
        self._holders = holders
        self._people = 0
        self._declared: dict[str, int] = {}
        self._by_theme: dict[str, dict[str, int]] = {}

    def learn(self, themes: Sequence[str], stems: Iterable[str]) -> None:
        """A colleague who declares these themes uses these words."""
        self._count(themes, stems, 1)

    def forget(self, themes: Sequence[str], stems: Iterable[str]) -> None:
        """Take back what a profile taught."""
        self._count(themes, stems, -1)

    def weights(
        self,
        notions: Mapping[str, float],
        stems: Sequence[str] = (),
        without: Set[str] = frozenset(),
    ) -> dict[str, float]:
        """Weight of each theme from 0 to 1, the first at 1; those of `without` left out.

        Parameters
        ----------
        notions
            What the lexicon found in the text, with how firmly.
        """
        named = self._lexicon.themes(notions)
        for theme, taught in self._taught(stems):
            named[theme] = named.get(theme, 0.0) + taught
        known = {t: w**SHARPNESS for t, w in _beside_the_first(named, without).items()}
        chances = theme_words().chances(stems)
        likely = max(chances.values(), default=0.0) >= LIKELY
        learnt = _beside_the_first(chances, without) if likely else {}
        told = {t: known.get(t, 0.0) + learnt.get(t, 0.0) for t in known.keys() | learnt.keys()}
        return {t: w for t, w in _beside_the_first(told).items() if w >= LEAST_TOLD}

    def proposed(
        self, notions: Mapping[str, float], stems: Sequence[str], without: Set[str]
    ) -> tuple[str, ...]:
        """The likeliest themes, the first one first."""
        weights = self.weights(notions, stems, without)
        best = sorted(weights, key=lambda theme: (-weights[theme], theme))[:MOST_PROPOSED]
        return tuple(theme for theme in best if weights[theme] >= PROPOSED)

    def _taught(self, stems: Sequence[str]) -> Iterable[tuple[str, float]]:
        for stem in set(stems) & self._by_theme.keys():
            held = self._holders(stem)
            for theme, count in self._by_theme[stem].items():
                usual = self._declared[theme] / max(1, self._people)
                ratio = (count + DOUBT * usual) / (held + DOUBT) / usual if usual else 0.0
                if ratio > 1:
                    yield theme, TEACHING * math.log(ratio)

    def _count(self, themes: Sequence[str], stems: Iterable[str], by: int) -> None:
        self._people += by
        for theme in themes:
            self._declared[theme] = self._declared.get(theme, 0) + by
        for stem in stems:
            taught = self._by_theme.setdefault(stem, {})
            for theme in themes:
                taught[theme] = taught.get(theme, 0) + by


def _beside_the_first(
    weights: Mapping[str, float], without: Set[str] = frozenset()
) -> dict[str, float]:
    """Each weight as a share of the largest."""
    kept = {theme: weight for theme, weight in weights.items() if theme not in without}
    top = max(kept.values(), default=1.0)
    return {theme: weight / top for theme, weight in kept.items()}
