"""What asking somebody is worth: chance and delay of a useful answer, learnt with doubt.

Rates are counts shrunk towards what is usual (empirical Bayes): by how well the profile matches,
then by person, then by person and theme. Somebody never asked gets the usual rate. Being asked a
lot lately lowers the chance (fatigue).
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.limits import PastAsk
from bot.domain.people import ProfessionalId

TIRED_FOR = timedelta(days=14)
"""Time constant with which an ask is got over."""

TIRED_BY = 0.15
"""Share of the chance to answer that each recent ask takes away. An assumption: no measured curve
was found for professionals; clinicians accept 30 % less for each further reminder of one visit
(Ancker et al., 2017)."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What became of one ask, once its case has ended.

    Parameters
    ----------
    themes
        What the case turned out to be about.
    match
        How well the profile matched when they were asked, 0 to 1.
    tired
        `fatigue` when they were asked.
    waited
        From the ask to the response, or to the end of the case.
    useful
        The asker's word on the answer; ``None`` without one.
    """

    professional_id: ProfessionalId
    themes: tuple[str, ...]
    match: float
    tired: float
    waited: timedelta
    answered: bool
    useful: bool | None = None
    not_my_field: bool = False


@dataclass(frozen=True, slots=True)
class Chance:
    """Expected result of asking one person now, 0 to 1 each."""

    answer: float
    useful_answer: float


@dataclass(slots=True)
class _Rate:
    """Events seen and events expected; their ratio, shrunk towards 1."""

    seen: float = 0.0
    expected: float = 0.0

    def ratio(self, doubt: float) -> float:
        return (self.seen + doubt) / (self.expected + doubt)


BINS = 10
_DOUBT_BIN, _DOUBT_PERSON, _DOUBT_THEME, _DOUBT_SKILL = 8.0, 2.0, 4.0, 6.0
_DENIED = 1.0
"""Expected answers that a "not my field" stands for, on that theme."""


class Experience:
    """Everything learnt from past asks, kept up to date one lesson at a time."""

    def __init__(self, lessons: Iterable[Lesson] = ()) -> None:
        self._by_match = [_Rate() for _ in range(BINS)]
        self._useful_by_match = [_Rate() for _ in range(BINS)]
        self._by_person: defaultdict[ProfessionalId, _Rate] = defaultdict(_Rate)
        self._by_theme: defaultdict[tuple[ProfessionalId, str], _Rate] = defaultdict(_Rate)
        self._skill: defaultdict[ProfessionalId, _Rate] = defaultdict(_Rate)
        self.delays = Delays()
        for lesson in lessons:
            self.learn(lesson)

    def learn(self, lesson: Lesson) -> None:
        """Take one more lesson into account."""
        responded = lesson.answered or lesson.not_my_field
        heard = 1.0 if responded else self.delays.passed(lesson.waited)
        alert = heard * math.exp(-TIRED_BY * lesson.tired)
        person, cell = lesson.professional_id, _bin(lesson.match)
        usual = _usual_answer(lesson.match) * alert
        in_bin = self._by_match[cell].ratio(_DOUBT_BIN)
        of_person = self._person(person)
        answered = float(lesson.answered)
        _count(self._by_match[cell], answered, usual * of_person)
        _count(self._by_person[person], answered, usual * in_bin)
        for theme in lesson.themes:
            denied = _DENIED if lesson.not_my_field else 0.0
            _count(self._by_theme[person, theme], answered, usual * in_bin * of_person + denied)
        if lesson.answered:
            self.delays.learn(lesson.waited)
        if lesson.useful is not None:
            expected = _usual_useful(lesson.match)
            _count(self._useful_by_match[cell], float(lesson.useful), expected)
            _count(self._skill[person], float(lesson.useful), expected)

    def chance(
        self, person: ProfessionalId, themes: Sequence[str], match: float, tired: float
    ) -> Chance:
        """What asking this person about these themes now is expected to bring."""
        cell = _bin(match)
        answer = (
            _usual_answer(match)
            * self._by_match[cell].ratio(_DOUBT_BIN)
            * self._person(person)
            * math.exp(-TIRED_BY * tired)
        )
        known = [self._by_theme[person, t] for t in themes if (person, t) in self._by_theme]
        if known:
            answer *= max(rate.ratio(_DOUBT_THEME) for rate in known)
        useful = _usual_useful(match) * self._useful_by_match[cell].ratio(_DOUBT_BIN)
        if person in self._skill:
            useful *= self._skill[person].ratio(_DOUBT_SKILL)
        answer = min(0.95, answer)
        return Chance(answer, answer * min(0.98, useful))

    def _person(self, person: ProfessionalId) -> float:
        rate = self._by_person.get(person)
        return 1.0 if rate is None else rate.ratio(_DOUBT_PERSON)


class Delays:
    """How long answers take: lognormal, learnt from those that came, with an assumed start."""

    def __init__(self) -> None:
        self._weight = 20.0
        self._sum = self._weight * math.log(8.0)
        self._squares = self._weight * (math.log(8.0) ** 2 + 1.2**2)

    def learn(self, delay: timedelta) -> None:
        """Count one answer's delay."""
        log = math.log(max(delay / timedelta(hours=1), 1 / 60))
        self._weight += 1
        self._sum += log
        self._squares += log * log

    def passed(self, waited: timedelta) -> float:
        """Share of the answers that have come after so long."""
        hours = waited / timedelta(hours=1)
        if hours <= 0:
            return 0.0
        mean = self._sum / self._weight
        sigma = math.sqrt(max(self._squares / self._weight - mean * mean, 0.01))
        return 0.5 * math.erfc((mean - math.log(hours)) / (sigma * math.sqrt(2)))

    def alive(self, waits: Iterable[timedelta], haste: float = 1.0) -> float:
        """How many asks are as good as fresh: each counts for the answers that still come so late.

        Parameters
        ----------
        haste
            Above 1, a silence counts as so many times longer.
        """
        return sum(1 - self.passed(wait * haste) for wait in waits)


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


_HARD, _MISREAD, _MISREAD_AGAIN = 0.08, 0.15, 0.30
_OFF = 0.15
"""What is left of a chance to answer when a case is hard, or is not about what it seems."""
_TAPS_WRONGLY, _TAPS_RIGHTLY = 0.015, 0.30


@dataclass(frozen=True, slots=True)
class Reading:
    """What the silences and refusals so far say of a case; the three sum to 1."""

    right: float
    hard: float
    wrong: float

    @property
    def trust(self) -> float:
        """What is left of the chances estimated from profiles."""
        return self.right + _OFF * (self.hard + self.wrong)


def reading(trials: Iterable[Trial], delays: Delays, *, read_again: bool = False) -> Reading:
    """Weigh three explanations by Bayes' rule: an ordinary case, a hard one, a misread one.

    Silence speaks for the last two; "not my field" for the last alone.

    Parameters
    ----------
    read_again
        Whether the case was already read a second time; trials of the first reading are left out.
    """
    wrong = _MISREAD_AGAIN if read_again else _MISREAD
    right, hard = 1 - wrong - _HARD, _HARD
    for trial in trials:
        if trial.answered:
            hard, wrong = hard * _OFF, wrong * _OFF
        elif trial.not_my_field:
            right *= _TAPS_WRONGLY
            hard *= _TAPS_WRONGLY
            wrong *= _TAPS_RIGHTLY
        else:
            heard = trial.chance * delays.passed(trial.waited)
            refused = delays.passed(2 * trial.waited)  # a refusal takes half the time
            right *= (1 - heard) * (1 - _TAPS_WRONGLY * refused)
            hard *= (1 - _OFF * heard) * (1 - _TAPS_WRONGLY * refused)
            wrong *= (1 - _OFF * heard) * (1 - _TAPS_RIGHTLY * refused)
    total = right + hard + wrong
    return Reading(right / total, hard / total, wrong / total)


def fatigue(asks: Iterable[PastAsk], now: datetime) -> float:
    """How tired of being asked somebody is: recent asks, each fading with `TIRED_FOR`."""
    return sum(math.exp(min(0.0, (ask.at - now) / TIRED_FOR)) for ask in asks)


def usual_chance(match: float) -> float:
    """Chance of a useful answer that goes with a match, before anything is learnt."""
    return _usual_answer(match) * _usual_useful(match)


def _usual_answer(match: float) -> float:
    """Assumed share of people who answer, before anything is learnt."""
    return 0.03 + 0.25 * match


def _usual_useful(match: float) -> float:
    """Assumed share of answers that are useful, before anything is learnt."""
    return 0.3 + 0.4 * match


def _bin(match: float) -> int:
    return min(int(match * BINS), BINS - 1)


def _count(rate: _Rate, seen: float, expected: float) -> None:
    rate.seen += seen
    rate.expected += expected
