"""Keep the matcher in step with the members, and rank them for a case."""

from collections.abc import Mapping, Sequence
from threading import Lock

from bot.domain.cases import Case
from bot.domain.matching import Match, Matcher, Need, Profile
from bot.domain.people import Professional, ProfessionalId
from bot.domain.texts import CleanText
from bot.ports import Stemmer

CONSIDERED = 200
"""Candidates weighed for one wave, the most promising of the network."""


class Matchmaking:
    """An index in memory over the members' profiles, brought up to date before each ranking."""

    def __init__(self, stem: Stemmer) -> None:
        self.stem = stem
        self._matcher = Matcher(stem)
        self._indexed: dict[ProfessionalId, Profile] = {}
        self._lock = Lock()

    def propose_themes(self, text: str) -> tuple[str, ...]:
        """Themes that a text speaks of, three at most, the likeliest first."""
        return self._matcher.propose_themes(text)

    def rank(self, case: Case, members: Sequence[Professional]) -> Sequence[Match]:
        """The members most likely to help, with the reasons; the asker is never among them."""
        if case.text is None:
            return ()
        with self._lock:
            self._refresh(members)
            matches = self._matcher.rank(_need(case, case.text), limit=CONSIDERED)
        return [match for match in matches if match.professional_id != case.asker_id]

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

    def _refresh(self, members: Sequence[Professional]) -> None:
        for gone in self._indexed.keys() - {person.id for person in members}:
            self._matcher.remove(gone)
            del self._indexed[gone]
        for person in members:
            self._index(person)

    def _index(self, person: Professional) -> None:
        profile = _profile(person)
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
        publics=case.publics,
    )


def _profile(person: Professional) -> Profile:
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
    )
