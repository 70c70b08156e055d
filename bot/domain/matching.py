"""Who could be useful to a case, and why: subject, reach, and what past answers were worth.

Lexical retrieval (BM25: Robertson and Zaragoza, 2009) over stems and over the notions of the
trade's lexicon; themes, read in the text when they are not given; territory as a factor; past
outcomes with doubt. ADR 0007 says what was tried and refused.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from bot.domain.lexical import Analyser, Concept, Lexicon, Stem, rarity, saturation
from bot.domain.people import Scope
from bot.domain.reasons import Reason
from bot.domain.retrieval import FeatureIndex
from bot.domain.territory import Level, departements, level
from bot.domain.theme_reading import ThemeReading
from bot.domain.vocabulary import concepts, kind_of, structure_kinds

WEIGHTS = {"theme": 0.38, "text": 0.32, "notion": 0.27, "kind": 0.03}
"""What each part of the subject adds to a score; they sum to 1."""
HALF = {"text": 8.0, "notion": 10.0, "kind": 1.5, "past": 0.1}
"""Amount of evidence at which a part is worth half of its weight."""
PAST = 0.3
"""Share of the subject that past cases decide, once there are some."""
NO_VOTES: Mapping[str, float] = MappingProxyType({})
NEAR = 0.4
"""A notion that goes with one named in the case, beside the notion itself."""
SHOWN = 0.5
"""A theme that the profile's words show, beside one that the person declared."""
EXTRA = 0.2
"""A theme read in the text, beside one that the counsellor agreed to."""
USUAL_LENGTH = 30
"""Terms in an ordinary profile; fixed, so that adding a profile changes no other one."""
EVERYONE = 2_500
"""Up to that many candidates, everyone is scored; beyond, those who share a rare feature."""

_REACH_LOCAL = {
    Level.DEPARTEMENT: 1.0,
    Level.REGION: 0.8,
    Level.NATIONAL: 0.45,
    Level.NEIGHBOUR: 0.15,
    Level.ELSEWHERE: 0.05,
}
_REACH_ANY = {
    Level.DEPARTEMENT: 1.0,
    Level.REGION: 0.9,
    Level.NATIONAL: 0.95,
    Level.NEIGHBOUR: 0.45,
    Level.ELSEWHERE: 0.35,
}


@dataclass(frozen=True, slots=True)
class Need:
    """What is looked for.

    Parameters
    ----------
    themes
        Themes the counsellor agreed to; empty when they are to be read from the text.
    needs_anyone
        True when knowledge from elsewhere is as good as local knowledge.
    """

    text: str
    themes: tuple[str, ...] = ()
    departement: str | None = None
    needs_anyone: bool = False


@dataclass(frozen=True, slots=True)
class ThemeRecord:
    """Answers of one person on one theme: how many an asker judged, how many helped."""

    theme: str
    useful: int
    judged: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What the network knows of a professional's knowledge.

    Parameters
    ----------
    text
        Bio, job and name of the structure.
    record
        What their answers were worth, by theme.
    """

    id: str
    text: str
    themes: tuple[str, ...]
    departement: str
    region: str
    scope: Scope
    structure_kind: str = "autre"
    publics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    record: tuple[ThemeRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A professional who could help: expected usefulness from 0 to 1, and why."""

    professional_id: str
    score: float
    level: Level
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Person:
    """What stays of a profile beside its features."""

    slot: int
    departement: str
    region: str
    scope: Scope
    themes: tuple[str, ...]
    record: tuple[ThemeRecord, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A need as read: the weight of each feature, by part of the score."""

    parts: Mapping[str, Mapping[str, float]]
    themes: Mapping[str, float]
    reach: Mapping[Level, float]


class Matcher:
    """Ranks the professionals of a network for a need; people come and go one by one.

    Parameters
    ----------
    stem
        A French stemmer.
    """

    def __init__(self, stem: Stem) -> None:
        self._analyser = Analyser(stem)
        self._lexicon = trade_lexicon()
        self._kinds = Lexicon(_kind_names())
        self._index = FeatureIndex()
        self._people: dict[str, _Person] = {}
        self._ids: dict[int, str] = {}
        self._places: dict[str, set[int]] = {}
        self._themes = ThemeReading(self._lexicon, self._index.holders)

    def __len__(self) -> int:
        return len(self._people)

    def add(self, profile: Profile) -> None:
        """Take in a profile, or its new version."""
        self.remove(profile.id)
        slot = self._index.add(self._read_profile(profile))
        person = _Person(
            slot,
            profile.departement,
            profile.region,
            profile.scope,
            profile.themes,
            profile.record,
        )
        self._people[profile.id] = person
        self._ids[slot] = profile.id
        self._places.setdefault(_place(person), set()).add(slot)
        self._themes.learn(person.themes, self._stems(slot))

    def remove(self, professional_id: str) -> None:
        """Forget a person. Idempotent."""
        person = self._people.pop(professional_id, None)
        if person is not None:
            self._themes.forget(person.themes, self._stems(person.slot))
            self._places[_place(person)].discard(person.slot)
            del self._ids[person.slot]
            self._index.remove(person.slot)

    def rank(
        self,
        need: Need,
        limit: int = 200,
        only: Set[str] | None = None,
        votes: Mapping[str, float] = NO_VOTES,
    ) -> tuple[Match, ...]:
        """The most useful people for a need, best first; ties in order of id.

        Parameters
        ----------
        only
            Restricts the ranking to these people.
        votes
            What similar past cases say for each person (`CaseMemory.votes`).
        """
        wanted = self._read_need(need)
        if only is not None:
            pool: Iterable[int] = (self._people[i].slot for i in only if i in self._people)
        else:
            voted = {self._people[i].slot for i in votes if i in self._people}
            pool = voted.union(self._candidates(need, wanted))
        query = self._query(wanted)
        scored = ((self._score(slot, need, wanted, query, votes), self._ids[slot]) for slot in pool)
        best = heapq.nsmallest(limit, scored, key=lambda pair: (-pair[0], pair[1]))
        return tuple(self._match(i, score, need, wanted, votes) for score, i in best)

    def propose_themes(self, text: str, without: Set[str] = frozenset()) -> tuple[str, ...]:
        """The themes of a text, at most three, likeliest first; those of `without` left out."""
        stems = self._analyser.sequence(text)
        return self._themes.proposed(self._lexicon.find(text), stems, without)

    def _read_profile(self, profile: Profile) -> dict[str, float]:
        """Features: a stem as it is, "#" a notion, "@" a theme, "+" a public, "^" a kind."""
        kind = self._kind(profile)
        text = f"{profile.text}. {' '.join(profile.languages)}"
        sequence = self._analyser.sequence(text)
        counts: dict[str, int] = {}
        for term in sequence:
            counts[term] = counts.get(term, 0) + 1
        found = self._lexicon.find(text)
        features = {t: saturation(n, len(sequence), USUAL_LENGTH) for t, n in counts.items()}
        features |= {f"#{concept}": min(1.5, weight) for concept, weight in found.items()}
        features |= {f"@{theme}": SHOWN * w for theme, w in self._themes.weights(found).items()}
        features |= {f"@{theme}": 1.0 for theme in profile.themes}
        features |= {f"+{public}": 1.0 for public in profile.publics}
        features[f"^{kind}"] = 1.0
        return features

    def _kind(self, profile: Profile) -> str:
        kind = kind_of(profile.structure_kind)
        if kind in ("association", "autre"):
            named = self._kinds.find(profile.text)
            kind = max(named, key=lambda k: named[k], default=kind)
        return kind

    def _stems(self, slot: int) -> Iterator[str]:
        return (name for name, _ in self._index.features(slot) if name[0] not in "#@+^")

    def _read_need(self, need: Need) -> _Wanted:
        sequence = self._analyser.sequence(need.text)
        found = self._lexicon.find(need.text)
        around = self._lexicon.around(found, NEAR)
        notions = {f"#{concept_id}": strength for concept_id, strength in around.items()}
        kinds: dict[str, float] = {}
        for concept_id, strength in found.items():
            concept = self._lexicon.concepts[concept_id]
            for public in concept.publics:
                notions[f"+{public}"] = 0.5
            for kind in concept.kinds:
                kinds[f"^{kind}"] = kinds.get(f"^{kind}", 0.0) + strength
        themes = self._weigh_themes(need, self._themes.weights(found, sequence))
        total = len(self._people)
        parts = {
            "text": {t: rarity(self._index.holders(t), total) for t in sequence},
            "notion": {n: w * rarity(self._index.holders(n), total) for n, w in notions.items()},
            "theme": {f"@{theme}": weight for theme, weight in themes.items()},
            "kind": kinds,
        }
        anywhere = need.needs_anyone or need.departement is None
        return _Wanted(parts, themes, _REACH_ANY if anywhere else _REACH_LOCAL)

    def _weigh_themes(self, need: Need, shown: Mapping[str, float]) -> dict[str, float]:
        """Weights that sum to 1."""
        weights = {theme: 1.0 - 0.1 * rank for rank, theme in enumerate(need.themes)}
        for theme, weight in shown.items():
            kept = EXTRA * weight if need.themes else weight
            weights[theme] = max(weights.get(theme, 0.0), kept)
        whole = sum(weights.values())
        return {theme: weight / whole for theme, weight in weights.items() if weight}

    def _candidates(self, need: Need, wanted: _Wanted) -> Iterable[int]:
        """Everyone, or in a large network those at hand and those who share a rare feature."""
        if len(self._people) <= EVERYONE:
            return self._ids
        found = set(self._places.get(need.departement or "", ()))
        case = departements().get(need.departement or "")
        found |= self._places.get(f"region {case.region}" if case else "", set())
        features = (f for part in ("text", "notion") for f in wanted.parts[part])
        return found | self._index.sharing(features, max(1, EVERYONE - len(found)))

    def _query(self, wanted: _Wanted) -> dict[int, tuple[int, float]]:
        """Weight of each feature's hundredth, by its number, with the part it counts for."""
        query: dict[int, tuple[int, float]] = {}
        for part, name in enumerate(WEIGHTS):
            for feature, weight in wanted.parts[name].items():
                number = self._index.number(feature)
                if number is not None:
                    query[number] = (part, weight / 100)
        return query

    def _score(
        self,
        slot: int,
        need: Need,
        wanted: _Wanted,
        query: Mapping[int, tuple[int, float]],
        votes: Mapping[str, float],
    ) -> float:
        sums = [0.0, 0.0, 0.0, 0.0]
        for packed in self._index.document(slot):
            hit = query.get(packed >> 8)
            if hit is not None:
                sums[hit[0]] += hit[1] * (packed & 255)
        theme, text, notion, kind = sums
        subject = (
            WEIGHTS["theme"] * min(1.0, theme)
            + WEIGHTS["text"] * text / (text + HALF["text"])
            + WEIGHTS["notion"] * notion / (notion + HALF["notion"])
            + WEIGHTS["kind"] * kind / (kind + HALF["kind"])
        )
        voted = votes.get(self._ids[slot], 0.0)
        if votes:
            subject = (1.0 - PAST) * subject + PAST * voted / (voted + HALF["past"])
        person = self._people[self._ids[slot]]
        useful, judged = _record(person, wanted.themes)
        trust = 0.85 + 0.3 * (useful + 1.5) / (judged + 3.0)
        return min(1.0, subject * wanted.reach[_level(person, need)] * trust)

    def _match(
        self,
        professional_id: str,
        score: float,
        need: Need,
        wanted: _Wanted,
        votes: Mapping[str, float],
    ) -> Match:
        person = self._people[professional_id]
        near = _level(person, need)
        reasons: list[Reason] = []
        shared = [theme for theme in person.themes if wanted.themes.get(theme, 0.0) >= 0.1]
        if shared:
            best = max(shared, key=lambda theme: wanted.themes[theme])
            reasons.append(Reason("theme", {"theme": best}))
        notions = [
            feature
            for feature, weight in self._index.features(person.slot)
            if feature[0] == "#" and weight >= 0.5 and feature in wanted.parts["notion"]
        ]
        if notions:
            telling = max(notions, key=lambda notion: wanted.parts["notion"][notion])
            reasons.append(Reason("knows", {"concept": telling[1:]}))
        if votes.get(professional_id, 0.0) >= HALF["past"]:
            reasons.append(Reason("similar-cases"))
        useful, judged = _record(person, wanted.themes)
        if useful:
            reasons.append(Reason("past-useful", {"useful": useful, "judged": judged}))
        reasons.append(Reason(f"level-{near.value}"))
        return Match(professional_id, score, near, tuple(reasons))


def _place(person: _Person) -> str:
    if person.scope is Scope.REGIONAL:
        return f"region {person.region}"
    return "national" if person.scope is Scope.NATIONAL else person.departement


def _level(person: _Person, need: Need) -> Level:
    return level(person.scope, person.departement, person.region, need.departement)


def _record(person: _Person, wanted: Mapping[str, float]) -> tuple[int, int]:
    useful = judged = 0
    for row in person.record:
        if row.theme in wanted:
            useful += row.useful
            judged += row.judged
    return useful, judged


@cache
def _kind_names() -> tuple[Concept, ...]:
    return tuple(
        Concept(kind.id, {}, (), (), (), kind.words) for kind in structure_kinds().values()
    )


@cache
def trade_lexicon() -> Lexicon:
    """The trade's lexicon, built once."""
    return Lexicon(concepts())
