"""Which answers give the same advice: a probability for each pair, then groups.

Weights come from a logistic regression on pairs of answers that people grouped by hand
(`benchmarks/digest_weights.py`); what contradicts or differs in a figure has none. See ADR 0008.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from bot.domain.advice import Advice, Reader
from bot.domain.answer_reading import Reading
from bot.domain.ideas import cosines

BIAS = -2.927
WEIGHTS: Mapping[str, float] = {
    "ideas": 1.52,
    "apart": 2.67,
    "opening": 2.433,
    "words": 0.305,
    "notions": 1.591,
}
"""Log-odds of each likeness, each from 0 to 1 but for `words`, a logarithm."""
SAME = 0.5
"""Probability from which answers are put together, in the mean of all pairs of a group."""
BRIEF = 10
"""Words up to which naming a scheme is nearly all that an answer says."""
GOES_WITH = 0.4
"""A notion that goes with one named, beside the notion itself."""
MARGIN = 0.5

Odds = list[list[float]]
"""For each pair of answers, by their places, the probability that they say the same."""


def same_advice(advices: Sequence[Advice], reader: Reader) -> Odds:
    """How likely each pair of answers to one case is to say the same."""
    odds = [[0.0] * len(advices) for _ in advices]
    for (i, j), likeness in likenesses(advices, reader).items():
        one, other = advices[i].reading, advices[j].reading
        if contradict(one, other) or _differ(one, other):
            continue
        total = BIAS + math.fsum(WEIGHTS[name] * value for name, value in likeness.items())
        odds[i][j] = odds[j][i] = 1.0 / (1.0 + math.exp(-total))
    return odds


def likenesses(
    advices: Sequence[Advice], reader: Reader
) -> dict[tuple[int, int], dict[str, float]]:
    """What each pair of answers has in common, for the weights above."""
    pairs = list(combinations(range(len(advices)), 2))
    whole = [advice.ideas for advice in advices]
    alike = cosines(whole, whole)
    opening = cosines([advice.opening for advice in advices], whole)
    ideas = {(i, j): alike[i][j] for i, j in pairs}
    nearest = _nearest(ideas, len(advices))
    uses = Counter(term for advice in advices for term in advice.reading.terms)
    around = [reader.around(advice, GOES_WITH) for advice in advices]

    def words(i: int, j: int) -> float:
        shared = advices[i].reading.terms & advices[j].reading.terms
        return math.log1p(
            math.fsum(
                reader.ideas.rarity(term) * reader.counts(term) / (1 + 0.25 * (uses[term] - 2))
                for term in shared
            )
        )

    return {
        (i, j): {
            "ideas": ideas[i, j],
            "apart": _apart(ideas[i, j], nearest[i], nearest[j]),
            "opening": max(opening[i][j], opening[j][i]),
            "words": words(i, j),
            "notions": _alike(around[i], around[j]),
        }
        for i, j in pairs
    }


def _nearest(ideas: Mapping[tuple[int, int], float], count: int) -> list[list[float]]:
    """For each answer, its likeness with its two nearest, the nearest first."""
    found: list[list[float]] = [[] for _ in range(count)]
    for (i, j), value in ideas.items():
        found[i].append(value)
        found[j].append(value)
    return [sorted(values, reverse=True)[:2] for values in found]


def _apart(ideas: float, *nearest: Sequence[float]) -> float:
    """How much nearer two answers are than each is to any other one: a pair stands out."""
    others = []
    for best in nearest:
        rest = list(best)
        if ideas in rest:
            rest.remove(ideas)
        others.append(rest[0] if rest else 0.0)
    return max(-MARGIN, min(MARGIN, ideas - max(others)))


def _alike(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    shared = math.fsum(weight * b[key] for key, weight in a.items() if key in b)
    return shared / (math.hypot(*a.values()) * math.hypot(*b.values())) if shared else 0.0


def grouped(odds: Odds, alone: frozenset[int]) -> list[list[int]]:
    """Average links: the likeliest groups first, none with a pair that cannot say the same.

    Parameters
    ----------
    alone
        Answers that confirm nobody.
    """
    groups = [[place] for place in range(len(odds))]

    def link(a: list[int], b: list[int]) -> float:
        between = [odds[i][j] for i in a for j in b]
        if min(between) <= 0.0 or not alone.isdisjoint((*a, *b)):
            return 0.0
        return math.fsum(between) / len(between)

    while len(groups) > 1:
        best, one, other = max(
            (link(groups[i], groups[j]), -i, -j) for i, j in combinations(range(len(groups)), 2)
        )
        if best < SAME:
            break
        groups[-one] = sorted((*groups[-one], *groups[-other]))
        del groups[-other]
    return groups


def _differ(a: Reading, b: Reading) -> bool:
    """Both give figures of one kind (days, euros) and none is the same, or name other schemes.

    Two long answers may each name a scheme in passing; two brief ones say little else.
    """
    units = {unit for unit, _ in a.figures} & {unit for unit, _ in b.figures}
    if units and not a.figures & b.figures:
        return True
    brief = min(len(a.terms), len(b.terms)) <= BRIEF
    return brief and bool(a.schemes) and bool(b.schemes) and not a.schemes & b.schemes


def contradict(a: Reading, b: Reading) -> bool:
    """Half of what both speak of is affirmed by one and denied by the other."""
    shared = a.terms & b.terms
    opposed = sum(a.polarity[term] != b.polarity[term] for term in shared)
    return opposed >= 1 and opposed * 2 >= len(shared)


def disagree(a: Reading, b: Reading) -> bool:
    """Whether a contradiction is plain enough to be shown as one."""
    plain = len(a.terms & b.terms) >= 3 or bool(a.schemes & b.schemes)
    return plain and contradict(a, b)
