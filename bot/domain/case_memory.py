"""What past cases teach: which ones are like this one, and whose answers settled them.

People are found by letting similar past cases vote for those who helped with them (the document
model of Balog et al., SIGIR 2006), never by one long text made of all their cases, which is much
worse. A vote fades with age: people change posts.
"""

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.lexical import Analyser, Stem, rarity, saturation
from bot.domain.matching import trade_lexicon
from bot.domain.retrieval import FeatureIndex

HALF_LIFE = timedelta(days=90)
"""Age at which a vote counts for half."""
VOTERS = 800
"""Similar cases that vote, the most similar ones."""
LOOKED_AT = 4_000
"""Cases compared at most: those that share the rarest words."""
USUAL_LENGTH = 60
NEAR = 0.4
"""A notion that goes with one named, beside the notion itself."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A past case and how much it says the same, from 0 to 1."""

    case_id: str
    share: float


@dataclass(frozen=True, slots=True)
class _Past:
    slot: int
    at: datetime
    helpers: tuple[str, ...]


class CaseMemory:
    """Past cases and who helped with them."""

    def __init__(self, stem: Stem) -> None:
        self._analyser = Analyser(stem)
        self._index = FeatureIndex()
        self._past: dict[str, _Past] = {}
        self._ids: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._past)

    def add(self, case_id: str, text: str, at: datetime, helpers: Iterable[str]) -> None:
        """Remember a case and those whose answers helped; again, with what is known now."""
        self.remove(case_id)
        slot = self._index.add(self._features(text))
        self._past[case_id] = _Past(slot, at, tuple(helpers))
        self._ids[slot] = case_id

    def credit(self, case_id: str, helper: str) -> None:
        """Remember one more person who helped with a case; unknown cases are ignored."""
        past = self._past.get(case_id)
        if past is not None and helper not in past.helpers:
            self._past[case_id] = replace(past, helpers=(*past.helpers, helper))

    def helpers(self, case_id: str) -> tuple[str, ...]:
        """Those who helped with a case; nobody when it is unknown."""
        past = self._past.get(case_id)
        return past.helpers if past else ()

    def remove(self, case_id: str) -> None:
        """Forget a case. Idempotent."""
        past = self._past.pop(case_id, None)
        if past is not None:
            del self._ids[past.slot]
            self._index.remove(past.slot)

    def nearest(self, text: str, limit: int = 3) -> tuple[Likeness, ...]:
        """The past cases that say most nearly the same, nearest first."""
        found = heapq.nsmallest(limit, self._alike(text), key=lambda pair: (-pair[0], pair[1]))
        return tuple(Likeness(case_id, share) for share, case_id in found)

    def votes(self, text: str, now: datetime) -> dict[str, float]:
        """For each person who helped with similar cases, the weight of these cases."""
        votes: dict[str, float] = {}
        for share, case_id in heapq.nlargest(VOTERS, self._alike(text)):
            past = self._past[case_id]
            vote = share**2 * _faded(past.at, now)
            for helper in past.helpers:
                votes[helper] = votes.get(helper, 0.0) + vote
        return votes

    def _features(self, text: str) -> dict[str, float]:
        sequence = self._analyser.sequence(text)
        features = {
            term: saturation(sequence.count(term), len(sequence), USUAL_LENGTH)
            for term in set(sequence)
        }
        lexicon = trade_lexicon()
        found = lexicon.find(text)
        themes = lexicon.themes(found)
        top = max(themes.values(), default=1.0)
        features |= {f"#{c}": 2.0 * min(1.2, w) for c, w in lexicon.around(found, NEAR).items()}
        return features | {f"@{theme}": 1.5 * w / top for theme, w in themes.items()}

    def _alike(self, text: str) -> Iterable[tuple[float, str]]:
        total = len(self._past)
        weights: Mapping[str, float] = {
            feature: worth * rarity(self._index.holders(feature), total)
            for feature, worth in self._features(text).items()
        }
        whole = sum(weights.values())
        query = {
            number: weight / whole / 100
            for feature, weight in weights.items()
            if (number := self._index.number(feature)) is not None
        }
        for slot in self._index.sharing(weights, LOOKED_AT):
            score = 0.0
            for packed in self._index.document(slot):
                score += query.get(packed >> 8, 0.0) * (packed & 255)
            yield min(1.0, score), self._ids[slot]


def _faded(at: datetime, now: datetime) -> float:
    """What age leaves of a vote; a date to come counts in full."""
    return float(0.5 ** (max(timedelta(), now - at) / HALF_LIFE))
