"""Which ideas a text speaks of: advice recognised by the words that go together in it.

Each line of `bot/vocabulary/ideas.txt`, each notion of the trade's lexicon, is one idea. A text is
the sum of the ideas that its words stand in (explicit semantic analysis, Gabrilovich and
Markovitch, IJCAI 2007, over lines written for the trade): "l'héritage au-dessus du seuil" and
"récupération sur succession" share no word, and the same ideas.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from bot.domain.lexical import Analyser, Stem, words
from bot.domain.vocabulary import concepts

Weights = Mapping[int, float]
"""How much a text speaks of each idea, by its number: a vector of length one, or empty."""

OPENING = 10
"""Words of a text that count in full: advice opens with what it advises."""
LATER, LAST = 0.75, 0.6
"""What the ten next words count for, and those after them."""
BARELY = 0.05
"""Beside the idea that a text speaks of most: less is left out. A common word touches hundreds of
ideas, each so little that leaving them out changes no likeness by more than 0.1 (0.008 on average),
and halves what a digest compares."""


class Ideas:
    """The ideas that each word stands in.

    Parameters
    ----------
    lines
        One idea each: the words that go together in it.
    """

    def __init__(self, lines: Iterable[str], analyser: Analyser) -> None:
        self.analyser = analyser
        holding: dict[str, list[int]] = {}
        terms = [dict.fromkeys(analyser.sequence(line)) for line in lines]
        for number, line in enumerate(terms):
            for term in line:
                holding.setdefault(term, []).append(number)
        self._unknown = math.log(1 + len(terms))
        self._rarity = {
            term: math.log(1 + len(terms) / len(held)) for term, held in holding.items()
        }
        length = [math.hypot(*(self._rarity[term] for term in line)) for line in terms]
        self._ideas: dict[str, tuple[tuple[int, float], ...]] = {}
        for term, held in holding.items():
            whole = math.hypot(*(1 / length[number] for number in held))
            self._ideas[term] = tuple((number, 1 / length[number] / whole) for number in held)

    def rarity(self, term: str) -> float:
        """How telling a stem is: the fewer ideas it stands in, the more."""
        return self._rarity.get(term, self._unknown)

    def of(self, terms: Mapping[str, float]) -> Weights:
        """The ideas of a text, from how much each of its stems counts."""
        found: dict[int, float] = {}
        for term, share in terms.items():
            telling = share * self.rarity(term)
            for number, weight in self._ideas.get(term, ()):
                found[number] = found.get(number, 0.0) + telling * weight
        enough = BARELY * max(found.values(), default=0.0)
        kept = {number: weight for number, weight in found.items() if weight >= enough}
        # Measured once a text: a digest compares each with all the others.
        length = math.hypot(*kept.values())
        return {number: weight / length for number, weight in kept.items()}


def prominence(sequence: Sequence[str]) -> dict[str, float]:
    """How much each stem of a text counts: what is said first is what is advised."""
    shares: dict[str, float] = {}
    for place, term in enumerate(sequence):
        share = 1.0 if place < OPENING else LATER if place < 2 * OPENING else LAST
        shares.setdefault(term, share)
    return shares


def cosine(a: Weights, b: Weights) -> float:
    """How much two texts speak of the same ideas, 0 to 1."""
    return math.fsum(a[number] * b[number] for number in a.keys() & b.keys())


def cosines(some: Sequence[Weights], others: Sequence[Weights]) -> list[list[float]]:
    """The cosine of each of `some` with each of `others`, by their places.

    Goes from an idea to the texts that hold it: two texts share few of the hundreds each holds.
    """
    holders: dict[int, list[tuple[int, float]]] = {}
    for place, weights in enumerate(others):
        for number, weight in weights.items():
            holders.setdefault(number, []).append((place, weight))
    found = []
    for weights in some:
        row = [0.0] * len(others)
        for number, weight in weights.items():
            for place, other in holders.get(number, ()):
                row[place] += weight * other
        found.append(row)
    return found


@lru_cache(maxsize=4)
def shared_ideas(stem: Stem) -> Ideas:
    """The ideas of the trade, read once for each stemmer."""
    text = (files("bot") / "vocabulary" / "ideas.txt").read_text(encoding="utf-8")
    written = [line for line in text.splitlines() if line and not line.startswith("#")]
    notions = [
        " ".join(word for form in (*concept.forms, *concept.hints) for word in words(form))
        for concept in concepts()
    ]
    return Ideas([*written, *notions], Analyser(stem))
