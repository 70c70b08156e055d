"""Keep the matcher in step with the members, and rank them for a case."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from threading import Lock

from bot.domain.answers import AnswerId
from bot.domain.calendar import Hours
from bot.domain.case_memory import CaseMemory
from bot.domain.cases import Case
from bot.domain.estimates import Experience, Lesson
from bot.domain.limits.history import PastAsk
from bot.domain.matching import Match, Matcher, Need, Profile, ThemeRecord
from bot.domain.misread import themes_left
from bot.domain.people import Professional, ProfessionalId
from bot.domain.texts import CleanText
from bot.ports import Stemmer, UnitOfWork
from bot.usecases.asked import past_ask
from bot.usecases.lessons import lessons_of, was_read_again

CONSIDERED = 200
"""Candidates weighed for one wave, the most promising of the network."""
REMEMBERED = timedelta(days=365)
"""Age of the oldest cases that still teach something."""
LEARNT_ANEW = timedelta(days=1)


class Matchmaking:
    """Indexes in memory, brought up to date before each ranking: profiles, past cases."""

    def __init__(self, stem: Stemmer) -> None:
        self.stem = stem
        self._matcher = Matcher(stem)
        self._indexed: dict[ProfessionalId, Profile] = {}
        self._memory = CaseMemory(stem)
        self.experience = Experience()
        self._records: dict[ProfessionalId, dict[AnswerId, tuple[tuple[str, ...], bool]]] = {}
        self._begun: datetime | None = None
        self._learnt: datetime | None = None
        self._lock = Lock()

    def propose_themes(self, text: str) -> tuple[str, ...]:
        """Themes that a text speaks of, three at most, the likeliest first."""
        return self._matcher.propose_themes(text)

    def rank(
        self,
        uow: UnitOfWork,
        now: datetime,
        case: Case,
        members: Sequence[Professional],
        hours: Hours,
    ) -> Sequence[Match]:
        """The members most likely to help, with the reasons; the asker is never among them.

        Parameters
        ----------
        hours
            In which the delays of past answers are counted.
        """
        if case.text is None:
            return ()
        with self._lock:
            self._learn(uow, now, members, hours)
            self._refresh(members)
            votes = self._memory.votes(case.text.value, now)
            need = _need(case, case.text)
            matches = self._matcher.rank(need, limit=CONSIDERED, votes=votes)
        return [match for match in matches if match.professional_id != case.asker_id]

    def read_again(self, case: Case, refusers: Sequence[Professional]) -> tuple[str, ...]:
        """What else a case may be about, once these people said that it is not their field.

        Themes proposed beside the ones they rule out stand as they were; where none is left, the
        text is read without them.
        """
        left = themes_left(case.themes, [person.themes for person in refusers])
        if left or case.text is None:
            return left or case.themes
        return (
            self._matcher.propose_themes(case.text.value, without=set(case.themes)) or case.themes
        )

    def relevance(
        self, case: Case, authors: Sequence[Professional]
    ) -> Mapping[ProfessionalId, float]:
        """How well each author's profile fits the case, 0 to 1."""
        if case.text is None or not authors:
            return {}
        with self._lock:
            for author in authors:
                self._index(author)
            only = {author.id for author in authors}
            matches = self._matcher.rank(_need(case, case.text), limit=len(only), only=only)
        return {ProfessionalId(match.professional_id): match.score for match in matches}

    def _learn(
        self, uow: UnitOfWork, now: datetime, members: Sequence[Professional], hours: Hours
    ) -> None:
        """Take in the cases that ended since the last look.

        All is learnt anew every day, so that what was erased leaves this index too.
        """
        if self._begun is None or now - self._begun >= LEARNT_ANEW:
            self._memory = CaseMemory(self.stem)
            self._records = {}
            self._begun, self._learnt = now, now - REMEMBERED
            self._refresh(members)
            self.experience = Experience()
            for lessons, read_again in self._lessons(uow, now - REMEMBERED, hours):
                self.experience.learn_case(lessons, read_again=read_again)
        assert self._learnt is not None
        for case in uow.cases.closed_since(self._learnt):
            self._learn_from(uow, case)
        self._learnt = now

    def _lessons(
        self, uow: UnitOfWork, since: datetime, hours: Hours
    ) -> Iterator[tuple[list[Lesson], bool]]:
        """What each ended case teaches, and whether it was read a second time."""
        asks: dict[ProfessionalId, list[PastAsk]] = {}
        for ask in uow.solicitations.planned_since(since):
            if ask.professional_id is not None:
                asks.setdefault(ask.professional_id, []).append(past_ask(ask))
        for case in uow.cases.closed_since(since):
            if case.text is None:
                continue
            solicitations = uow.solicitations.of_case(case.id)
            asked = {s.professional_id for s in solicitations if s.professional_id}
            matches = self._matcher.rank(_need(case, case.text), limit=CONSIDERED, only=asked)
            lessons = lessons_of(
                case,
                solicitations,
                uow.answers.of_case(case.id),
                {ProfessionalId(m.professional_id): m.score for m in matches},
                asks,
                hours,
            )
            yield lessons, was_read_again(case, solicitations)

    def _learn_from(self, uow: UnitOfWork, case: Case) -> None:
        if case.text is None:
            self._memory.remove(case.id)
            return
        judged = [a for a in uow.answers.of_case(case.id) if a.marked_useful is not None]
        helpers = [answer.author_id for answer in judged if answer.marked_useful]
        self._memory.add(case.id, case.text.value, case.confirmed_at, helpers)
        for answer in judged:
            outcomes = self._records.setdefault(answer.author_id, {})
            outcomes[answer.id] = (case.themes, bool(answer.marked_useful))

    def _record(self, person_id: ProfessionalId) -> tuple[ThemeRecord, ...]:
        judged: Counter[str] = Counter()
        useful: Counter[str] = Counter()
        for themes, helped in self._records.get(person_id, {}).values():
            judged.update(themes)
            useful.update(themes if helped else ())
        return tuple(ThemeRecord(theme, useful[theme], judged[theme]) for theme in sorted(judged))

    def _refresh(self, members: Sequence[Professional]) -> None:
        for gone in self._indexed.keys() - {person.id for person in members}:
            self._matcher.remove(gone)
            del self._indexed[gone]
        for person in members:
            self._index(person)

    def _index(self, person: Professional) -> None:
        profile = _profile(person, self._record(person.id))
        known = self._indexed.get(person.id)
        if known == profile:
            return
        if known is not None:
            self._matcher.remove(person.id)
        self._matcher.add(profile)
        self._indexed[person.id] = profile


def _need(case: Case, text: CleanText) -> Need:
    return Need(
        text=text.value,
        themes=case.themes,
        departement=case.departement,
        needs_anyone=case.needs_anyone,
    )


def _profile(person: Professional, record: tuple[ThemeRecord, ...]) -> Profile:
    return Profile(
        id=person.id,
        text=f"{person.job}. {person.bio}. {person.structure.name}",
        themes=person.themes,
        publics=person.publics,
        departement=person.departement,
        region=person.region,
        scope=person.scope,
        structure_kind=person.structure.kind,
        languages=person.languages,
        record=record,
    )
