"""Answers to a case, grouped when they say the same, best first. See ADR 0008."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.lexical import Analyser, Stem, fold
from bot.domain.reasons import Reason
from bot.domain.territory import Level


@dataclass(frozen=True, slots=True)
class AuthorFit:
    """What is known of an author before reading them.

    Parameters
    ----------
    relevance
        Score of the matching between this person and the case, 0 to 1.
    useful, judged
        Their past answers on the case's themes that helped, among those somebody judged.
    """

    relevance: float
    level: Level | None = None
    useful: int = 0
    judged: int = 0
    structure_kind: str = "autre"


@dataclass(frozen=True, slots=True)
class Opinion:
    """One answer as the digest sees it.

    Parameters
    ----------
    up, down
        Votes of peers: one person one voice, the author's own never among them.
    marked_useful
        The asker's own word; None when they said nothing.
    """

    answer_id: str
    author_id: str
    text: str
    given_at: datetime
    up: int = 0
    down: int = 0
    relayed: bool = False
    late: bool = False
    marked_useful: bool | None = None
    author: AuthorFit | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Answers that say the same, the best first; the others confirm it.

    Parameters
    ----------
    contradicts
        Indexes, in the digest, of the groups that say the contrary.
    """

    answer_ids: tuple[str, ...]
    score: float
    reasons: tuple[Reason, ...]
    contradicts: tuple[int, ...] = ()

    @property
    def head_id(self) -> str:
        """The answer to show."""
        return self.answer_ids[0]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An answer counted but not shown: ``does-not-know`` or ``off-topic``."""

    answer_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Digest:
    """What the counsellor reads."""

    groups: tuple[Group, ...]
    left_out: tuple[LeftOut, ...]


_IGNORANCE = re.compile(
    r"\b(?:je (?:ne )?(?:sais|connais) pas|aucune idee|pas (?:mon|notre) (?:domaine|secteur|sujet)|"
    r"on (?:ne )?fait pas (?:ca|cela)|desolee?\b)"
)
_SUPPORT = re.compile(r"\b(?:bon courage|bonne chance|courage|je compatis|c'est triste)")
_LAW = re.compile(r"\b(?:article|loi|decret|circulaire|code)\b")
_ACT = re.compile(
    r"\b(?:demande[rz]|depose[rz]|appele[rz]|envoye[rz]|saisi[rs]|joindre|ecri(?:re|vez)|"
    r"formulaire|attestation|recours|dossier|rendez-vous|je peux|on peut|je (?:la|le|les) recois)\b"
)


def expected_usefulness(opinion: Opinion, case_text: str | None, stem: Stem) -> float:
    """How likely an answer is to help, from 0 to 1, before the asker speaks."""
    if opinion.marked_useful is not None:
        return 1.0 if opinion.marked_useful else 0.0
    return _usefulness(opinion, _Reading.of(opinion.text, Analyser(stem)))


def looks_useful(opinion: Opinion, case_text: str | None, stem: Stem) -> bool:
    """Whether to count the answer as useful until the asker says otherwise."""
    return expected_usefulness(opinion, case_text, stem) >= 0.5


@dataclass(frozen=True, slots=True)
class _Reading:
    """An answer once read."""

    terms: frozenset[str]
    numbers: frozenset[str]
    negated: bool
    ignorant: bool
    concrete: float

    @classmethod
    def of(cls, text: str, analyser: Analyser) -> "_Reading":
        folded = fold(text)
        terms = frozenset(analyser.sequence(text))
        numbers = frozenset(re.findall(r"\d+", folded))
        clues = len(numbers) + len(_LAW.findall(folded)) + len(_ACT.findall(folded))
        empty = bool(_SUPPORT.search(folded)) and len(terms) < 8
        return cls(
            terms=terms,
            numbers=numbers,
            negated=bool(re.search(r"\b(?:ne|n'|non|impossible|interdit)\b", folded)),
            ignorant=empty or (bool(_IGNORANCE.search(folded)) and len(terms) < 12),
            concrete=clues / (clues + 3.0) + len(terms) / (len(terms) + 25.0),
        )


def _usefulness(opinion: Opinion, reading: _Reading) -> float:
    if reading.ignorant:
        return 0.02
    prior = opinion.author.relevance if opinion.author else 0.3
    votes = (opinion.up + 2 * prior) / (opinion.up + opinion.down + 2.0)
    return min(1.0, 0.5 * votes + 0.35 * reading.concrete / 2 + 0.15 * prior)


def _same(a: _Reading, b: _Reading) -> float:
    """Share of the shorter answer that the other one says too; 0 when they may contradict."""
    if a.negated != b.negated or (a.numbers and b.numbers and not a.numbers & b.numbers):
        return 0.0
    shorter = min(len(a.terms), len(b.terms))
    return len(a.terms & b.terms) / shorter if shorter else 0.0


def build_digest(case_text: str | None, opinions: Sequence[Opinion], stem: Stem) -> Digest:
    """Group answers that say the same and put the most useful first.

    Nothing is lost: every answer is in one group or left out with its reason.
    """
    analyser = Analyser(stem)
    readings = {o.answer_id: _Reading.of(o.text, analyser) for o in opinions}
    scores = {
        o.answer_id: (
            float(o.marked_useful)
            if o.marked_useful is not None
            else _usefulness(o, readings[o.answer_id])
        )
        for o in opinions
    }
    kept = sorted(
        (o for o in opinions if not readings[o.answer_id].ignorant),
        key=lambda o: (-scores[o.answer_id], o.given_at, o.answer_id),
    )
    groups: list[list[Opinion]] = []
    for opinion in kept:
        for group in groups:
            if all(
                _same(readings[opinion.answer_id], readings[other.answer_id]) >= 0.5
                for other in group
            ):
                group.append(opinion)
                break
        else:
            groups.append([opinion])
    left = tuple(
        LeftOut(o.answer_id, "does-not-know") for o in opinions if readings[o.answer_id].ignorant
    )
    return Digest(tuple(_group(g, scores) for g in groups), left)


def _group(group: list[Opinion], scores: Mapping[str, float]) -> Group:
    reasons: list[Reason] = []
    voices = len({o.author_id for o in group})
    if voices > 1:
        reasons.append(Reason("agreement", {"n": voices}))
    if ups := sum(o.up for o in group):
        reasons.append(Reason("votes", {"up": ups, "down": sum(o.down for o in group)}))
    return Group(tuple(o.answer_id for o in group), scores[group[0].answer_id], tuple(reasons))
