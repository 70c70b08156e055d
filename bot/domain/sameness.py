"""Which answers give the same advice: a probability for each pair, then groups.

Weights come from a logistic regression on pairs of answers that people grouped by hand
(`benchmarks/digest_weights.py`); what contradicts or differs in a figure has none. See ADR 0008.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import combinations

from bot.domain.advice import Advice, Reader
from bot.domain.answer_reading import Reading
from bot.domain.ideas import cosines

BIAS = -4.502
WEIGHTS: Mapping[str, float] = {"ideas": 5.752, "opening": 5.202, "notions": 0.903}
"""Log-odds of each likeness, each from 0 to 1."""
SAME = 0.75
"""Probability from which answers are put together, in the mean of all pairs of a group."""
BRIEF = 10
"""Words up to which naming a scheme is nearly all that an answer says."""
GOES_WITH = 0.4
"""A notion that goes with one named, beside the notion itself."""

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
    whole = [advice.ideas for advice in advices]
    alike = cosines(whole, whole)
    opening = cosines([advice.opening for advice in advices], whole)
    around = [reader.around(advice, GOES_WITH) for advice in advices]
    return {
        (i, j): {
            "ideas": alike[i][j],
            "opening": max(opening[i][j], opening[j][i]),
            "notions": _alike(around[i], around[j]),
        }
        for i, j in combinations(range(len(advices)), 2)
    }


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
