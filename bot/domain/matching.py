"""Who could be useful to a case, and why: subject, reach, and what past answers were worth.

Lexical retrieval (BM25: Robertson and Zaragoza, 2009) over stems and over the concepts of the
trade's lexicon, themes declared or shown by the words, territory as a factor, past outcomes with
doubt. See ADR 0007.
"""

import heapq
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache

from bot.domain.lexical import Analyser, Concept, Lexicon, Stem, rarity, saturation
from bot.domain.people import Scope
from bot.domain.reasons import Reason
from bot.domain.territory import Level, level
from bot.domain.vocabulary import concepts, kind_of, structure_kinds

USUAL_LENGTH = 30
"""Terms in an ordinary profile; fixed, so that adding a profile changes no other one."""


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
    publics: tuple[str, ...] = ()


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
    past_texts
        Cases that this person answered usefully: what they know beyond what they wrote.
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
    past_texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A professional who could help: expected usefulness from 0 to 1, and why."""

    professional_id: str
    score: float
    level: Level
    reasons: tuple[Reason, ...]


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
class _Known:
    """A profile as indexed."""

    profile: Profile
    kind: str
    terms: Mapping[str, float]
    concepts: Mapping[str, float]
    shown_themes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A need as read."""

    terms: Mapping[str, int]
    concepts: Mapping[str, float]
    themes: Mapping[str, float]
    kinds: Mapping[str, float]


class Matcher:
    """Ranks the professionals of a network for a need; people come and go one by one."""

    def __init__(self, stem: Stem) -> None:
        self._analyser = Analyser(stem)
        self._lexicon = Lexicon(concepts(), self._analyser)
        self._kinds = Lexicon(_kind_names(), self._analyser)
        self._known: dict[str, _Known] = {}
        self._holders: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._known)

    def add(self, profile: Profile) -> None:
        """Take in a profile, or its new version."""
        self.remove(profile.id)
        known = self._read_profile(profile)
        self._known[profile.id] = known
        for feature in (*known.terms, *known.concepts):
            self._holders[feature] = self._holders.get(feature, 0) + 1

    def remove(self, professional_id: str) -> None:
        """Forget a person. Idempotent."""
        known = self._known.pop(professional_id, None)
        if known is not None:
            for feature in (*known.terms, *known.concepts):
                self._holders[feature] -= 1

    def rank(self, need: Need, limit: int = 200, only: Set[str] | None = None) -> tuple[Match, ...]:
        """The most useful people for a need, best first; ties in order of id.

        Parameters
        ----------
        only
            Restricts the ranking to these people.
        """
        wanted = self._read_need(need)
        pool = (
            self._known if only is None else {i: self._known[i] for i in only if i in self._known}
        )
        scored = (self._match(need, wanted, known) for known in pool.values())
        return tuple(heapq.nsmallest(limit, scored, key=lambda m: (-m.score, m.professional_id)))

    def propose_themes(self, text: str) -> tuple[str, ...]:
        """The themes of a text, at most three, likeliest first."""
        weights = self._themes_of(self._lexicon.find(text))
        best = sorted(weights, key=lambda theme: -weights[theme])[:3]
        return tuple(theme for theme in best if weights[theme] >= 0.35 * weights[best[0]])

    def _read_profile(self, profile: Profile) -> _Known:
        kind = self._kind(profile)
        label = structure_kinds()[kind].label
        text = ". ".join((profile.text, label, " ".join(profile.languages), *profile.past_texts))
        sequence = self._analyser.sequence(text)
        counts: dict[str, int] = {}
        for term in sequence:
            counts[term] = counts.get(term, 0) + 1
        found = self._lexicon.find(text)
        length = len(sequence)
        return _Known(
            profile=profile,
            kind=kind,
            terms={t: saturation(n, length, USUAL_LENGTH) for t, n in counts.items()},
            concepts={f"#{c}": min(1.5, weight) for c, weight in found.items()},
            shown_themes=self._themes_of(found),
        )

    def _kind(self, profile: Profile) -> str:
        kind = kind_of(profile.structure_kind)
        if kind in ("association", "autre"):
            named = self._kinds.find(profile.text)
            kind = max(named, key=lambda k: named[k], default=kind)
        return kind

    def _read_need(self, need: Need) -> _Wanted:
        terms = dict.fromkeys(self._analyser.sequence(need.text), 1)
        found = self._lexicon.find(need.text)
        wanted = dict(found)
        kinds: dict[str, float] = {}
        for concept_id, strength in found.items():
            concept = self._lexicon.concepts[concept_id]
            for near in concept.near:
                wanted[near] = max(wanted.get(near, 0.0), 0.4 * strength)
            for kind in concept.kinds:
                kinds[kind] = kinds.get(kind, 0.0) + strength
        shown = self._themes_of(found)
        if need.themes:
            weights = {theme: 1.0 - 0.1 * rank for rank, theme in enumerate(need.themes)}
            for theme, weight in shown.items():
                weights[theme] = max(weights.get(theme, 0.0), 0.2 * weight)
        else:
            weights = dict(shown)
        return _Wanted(terms, {f"#{c}": w for c, w in wanted.items()}, weights, kinds)

    def _themes_of(self, found: Mapping[str, float]) -> dict[str, float]:
        """Weight of each theme from 0 to 1, the first at 1, from the concepts named."""
        weights: dict[str, float] = {}
        for concept_id, strength in found.items():
            for theme, weight in self._lexicon.concepts[concept_id].themes.items():
                weights[theme] = weights.get(theme, 0.0) + weight * strength
        top = max(weights.values(), default=1.0)
        return {theme: weight / top for theme, weight in weights.items()}

    def _match(self, need: Need, wanted: _Wanted, known: _Known) -> Match:
        profile = known.profile
        total = len(self._known)
        text = sum(
            count * rarity(self._holders[term], total) * known.terms[term]
            for term, count in wanted.terms.items()
            if term in known.terms
        )
        notion = sum(
            weight * rarity(self._holders[concept], total) * known.concepts[concept]
            for concept, weight in wanted.concepts.items()
            if concept in known.concepts
        )
        theme = self._theme_fit(wanted, known)
        kind = wanted.kinds.get(known.kind, 0.0)
        subject = (
            0.45 * theme
            + 0.25 * notion / (notion + 6.0)
            + 0.20 * text / (text + 8.0)
            + 0.10 * kind / (kind + 1.5)
        )
        near = level(profile.scope, profile.departement, profile.region, need.departement)
        reach = (_REACH_ANY if need.needs_anyone or need.departement is None else _REACH_LOCAL)[
            near
        ]
        useful, judged = _record(profile, wanted.themes)
        trust = 0.85 + 0.3 * (useful + 1.5) / (judged + 3.0)
        reasons = self._reasons(wanted, known, near, useful, judged)
        return Match(profile.id, min(1.0, subject * reach * trust), near, reasons)

    def _theme_fit(self, wanted: _Wanted, known: _Known) -> float:
        held = {theme: 0.5 * weight for theme, weight in known.shown_themes.items()}
        held.update(dict.fromkeys(known.profile.themes, 1.0))
        whole = sum(wanted.themes.values())
        if not whole:
            return 0.0
        shared = sum(weight * held.get(theme, 0.0) for theme, weight in wanted.themes.items())
        return shared / whole

    def _reasons(
        self, wanted: _Wanted, known: _Known, near: Level, useful: int, judged: int
    ) -> tuple[Reason, ...]:
        reasons: list[Reason] = []
        shared = [t for t in known.profile.themes if wanted.themes.get(t, 0.0) >= 0.3]
        if shared:
            best = max(shared, key=lambda theme: wanted.themes[theme])
            reasons.append(Reason("theme", {"theme": best}))
        common = [c.removeprefix("#") for c in wanted.concepts if c in known.concepts]
        if common:
            rare = min(common, key=lambda c: self._holders[f"#{c}"])
            reasons.append(Reason("knows", {"concept": rare}))
        if useful:
            reasons.append(Reason("past-useful", {"useful": useful, "judged": judged}))
        reasons.append(Reason(f"level-{near.value}"))
        return tuple(reasons)


def _record(profile: Profile, wanted: Mapping[str, float]) -> tuple[int, int]:
    rows = [row for row in profile.record if not wanted or row.theme in wanted]
    return sum(row.useful for row in rows), sum(row.judged for row in rows)


@cache
def _kind_names() -> tuple[Concept, ...]:
    return tuple(
        Concept(kind.id, {}, (), (), (), kind.words) for kind in structure_kinds().values()
    )


def similar(text: str, other: str, stem: Stem) -> float:
    """How much two texts say the same, from 0 to 1: cosine of stems, concepts counted double."""
    analyser = Analyser(stem)
    lexicon = Lexicon(concepts(), analyser)
    first, second = (_features(t, analyser, lexicon) for t in (text, other))
    shared = sum(first[f] * second[f] for f in first.keys() & second.keys())
    norm = sum(w * w for w in first.values()) * sum(w * w for w in second.values())
    return shared / norm**0.5 if norm else 0.0


def _features(text: str, analyser: Analyser, lexicon: Lexicon) -> dict[str, float]:
    features = dict.fromkeys(analyser.sequence(text), 1.0)
    return features | {f"#{concept}": 2.0 for concept in lexicon.find(text)}
