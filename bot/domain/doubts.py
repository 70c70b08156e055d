"""What the silences and refusals of a case say about it: ordinary, hard, or misread; learnt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.delays import Delays


@dataclass(slots=True)
class _Share:
    """A share of what was counted, beside what was supposed before anything was."""

    seen: float
    of: float

    @classmethod
    def supposed(cls, share: float, weight: float) -> "_Share":
        return cls(share * weight, weight)

    @property
    def rate(self) -> float:
        return self.seen / self.of

    def count(self, seen: float, of: float) -> None:
        self.seen += seen
        self.of += of


@dataclass(frozen=True, slots=True)
class Trial:
    """One ask of a case, under the way the case is read now.

    Parameters
    ----------
    chance
        That they would answer, as estimated when they were asked.
    waited
        So far, or until the response.
    """

    chance: float
    waited: timedelta
    answered: bool = False
    not_my_field: bool = False
    useful: bool | None = None


_OFF = 0.15
"""What is left of a chance to answer when a case is hard, or is not about what it seems."""
_MOST_OFF = 0.9
"""Chance, at most, that a case is hard or misread before it is asked about: where nobody ever
answered, the next case may still be an ordinary one."""
_USEFUL_OFF = 0.4
"""What is left of the chance that an answer is useful when the case is not about what it seems."""
_USEFUL = 0.6
"""Usual share of answers that are useful."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the silences and refusals so far say of a case; the three sum to 1."""

    right: float
    hard: float
    wrong: float

    @property
    def trust(self) -> float:
        """What is left of the worth of an ask, estimated from profiles."""
        return self.right + _OFF * (self.hard + self.wrong)


class Doubts:
    """How often cases are hard or misread, and how often each kind meets "not my field": learnt.

    One network says "not my field" for many reasons, another only when a case was misread: what a
    refusal means is counted, never assumed for long. Each ended case counts for every kind, by
    how likely it was of that kind (one step of expectation-maximisation).
    """

    def __init__(self) -> None:
        self._hard = _Share.supposed(0.10, weight=50)
        self._misread = _Share.supposed(0.15, weight=50)
        self._misread_again = _Share.supposed(0.30, weight=50)
        self._refused_rightly = _Share.supposed(0.30, weight=25)
        self._refused_anyway = _Share.supposed(0.06, weight=50)

    def reading(
        self, trials: Iterable[Trial], delays: Delays, *, read_again: bool = False
    ) -> Reading:
        """Weigh three explanations by Bayes' rule: an ordinary case, a hard one, a misread one.

        Silence speaks for the last two; "not my field" for the last, as far as it does here.

        Parameters
        ----------
        trials
            Asks made since the case was last read.
        """
        hard = self._hard.rate
        wrong = (self._misread_again if read_again else self._misread).rate
        share = min(1.0, _MOST_OFF / (hard + wrong))
        hard, wrong = hard * share, wrong * share
        right = 1 - wrong - hard
        anyway, rightly = self._refused_anyway.rate, self._refused_rightly.rate
        for trial in trials:
            if trial.answered:
                hard, wrong = hard * _OFF, wrong * _OFF * _verdict_when_wrong(trial.useful)
            elif trial.not_my_field:
                right, hard, wrong = right * anyway, hard * anyway, wrong * rightly
            else:
                heard = trial.chance * delays.passed(trial.waited)
                refused = delays.passed(2 * trial.waited)  # a refusal takes half the time
                right *= (1 - heard) * (1 - anyway * refused)
                hard *= (1 - _OFF * heard) * (1 - anyway * refused)
                wrong *= (1 - _OFF * heard) * (1 - rightly * refused)
            total = right + hard + wrong
            right, hard, wrong = right / total, hard / total, wrong / total
        return Reading(right, hard, wrong)

    def trust(self, trials: Sequence[Trial], delays: Delays, *, read_again: bool = False) -> float:
        """What these trials leave of the chances learnt, which hold for cases as they come: 1
        before any; above when they speak for an ordinary case."""
        fresh = self.reading((), delays).trust
        return self.reading(trials, delays, read_again=read_again).trust / fresh

    def learn(self, trials: Sequence[Trial], delays: Delays, *, read_again: bool = False) -> None:
        """Take one ended case into account."""
        if not trials:
            return
        read = self.reading(trials, delays, read_again=read_again)
        self._hard.count(read.hard, 1.0)
        if read_again:
            self._misread_again.count(read.wrong, 1.0)
            self._misread.count(1 - read.wrong, 1.0)  # the second reading holds: the first did not
        else:
            self._misread.count(read.wrong, 1.0)
        for trial in trials:
            if trial.answered:
                continue
            seen = 1.0 if trial.not_my_field else delays.passed(2 * trial.waited)
            refused = float(trial.not_my_field)
            self._refused_rightly.count(read.wrong * refused, read.wrong * seen)
            self._refused_anyway.count((1 - read.wrong) * refused, (1 - read.wrong) * seen)


def _verdict_when_wrong(useful: bool | None) -> float:
    """How much more likely the asker's word on an answer is when the case was misread."""
    if useful is None:
        return 1.0
    return _USEFUL_OFF if useful else (1 - _USEFUL_OFF * _USEFUL) / (1 - _USEFUL)
