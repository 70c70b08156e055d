"""What asking somebody is worth: their chance to answer usefully, learnt with doubt.

Rates are counts shrunk towards what is usual (empirical Bayes): by how well the profile matches,
then by person, then by person and theme. Somebody never asked gets the usual rate. Being asked a
lot lately lowers the chance (fatigue).
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.delays import Delays
from bot.domain.doubts import Doubts, Trial
from bot.domain.limits.history import PastAsk
from bot.domain.people import ProfessionalId

TIRED_FOR = timedelta(days=14)
"""Time constant with which an ask is got over."""

LONG_AGO = 5 * TIRED_FOR
"""Age at which an ask tires no more: less than a hundredth of it is left."""

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
        self.doubts = Doubts()
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

    def learn_case(self, lessons: Sequence[Lesson], *, read_again: bool = False) -> None:
        """Take an ended case into account: its lessons, and what it says of cases in general.

        Parameters
        ----------
        lessons
            Of the asks made since the case was last read: what a wrong reading brought teaches
            nothing about people.
        """
        trials = [self._trial(lesson) for lesson in lessons]
        self.doubts.learn(trials, self.delays, read_again=read_again)
        for lesson in lessons:
            self.learn(lesson)

    def _trial(self, lesson: Lesson) -> Trial:
        chance = self.chance(lesson.professional_id, lesson.themes, lesson.match, lesson.tired)
        return Trial(
            chance.answer, lesson.waited, lesson.answered, lesson.not_my_field, lesson.useful
        )

    def chance(
        self, person: ProfessionalId, themes: Sequence[str], match: float, tired: float
    ) -> Chance:
        """What asking this person about these themes now is expected to bring."""
        cell = _bin(match)
        answer = _usual_answer(match) * self._by_match[cell].ratio(_DOUBT_BIN)
        answer *= self._person(person) * math.exp(-TIRED_BY * tired)
        rates = [rate for t in themes if (rate := self._by_theme.get((person, t))) is not None]
        if rates:
            answer *= max(rate.ratio(_DOUBT_THEME) for rate in rates)
        useful = _usual_useful(match) * self._useful_by_match[cell].ratio(_DOUBT_BIN)
        skill = self._skill.get(person)
        if skill is not None:
            useful *= skill.ratio(_DOUBT_SKILL)
        answer = min(0.95, answer)
        return Chance(answer, answer * min(0.98, useful))

    def _person(self, person: ProfessionalId) -> float:
        rate = self._by_person.get(person)
        return 1.0 if rate is None else rate.ratio(_DOUBT_PERSON)


def fatigue(asks: Iterable[PastAsk], now: datetime) -> float:
    """How tired of being asked somebody is: recent asks, each fading with `TIRED_FOR`."""
    long_ago = now - LONG_AGO
    recent = (ask.at for ask in asks if ask.at > long_ago)
    return sum(math.exp(min(0.0, (at - now) / TIRED_FOR)) for at in recent)


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
