"""What was learnt from a solved case, kept for the others."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import NewType, TypeVar

from bot.domain.cases import CaseId
from bot.domain.lexical import Analyser, Lexicon, Stem, fold, rarity
from bot.domain.people import ProfessionalId
from bot.domain.texts import CleanText
from bot.domain.vocabulary import concepts, structure_kinds

FicheId = NewType("FicheId", str)

STILL_TRUE_EVERY = timedelta(days=365)
"""Rules and doors change: its author is asked once a year."""
EXPIRES_AFTER = timedelta(days=45)
"""How long the question waits; then it is believed outdated."""

OFFERED = 3
"""Fiches shown at once."""

NEAR = 0.22
"""Likeness from which a solved or open case is offered before anybody is asked."""
BESIDE = 0.5
"""Beside the nearest, only what is at least this share as near is worth reading."""
SAME_PLACE = 0.3
"""What being in the same département adds to a likeness."""
FEWEST = 100
"""Rarity is judged as among so many texts at least: a young network has too few to tell."""
NOTION = 3.0
"""What a notion of the trade is worth beside a word of the same rarity."""
NAMED = 1.0
"""Strength of a notion that is named, and not only hinted at."""
_MARK = "zz"
"""How the term of a notion begins; no French stem does."""
_NOT_PLAIN = re.compile("[^a-z0-9]")

T = TypeVar("T")


class FicheState(StrEnum):
    PROPOSED = "proposed"
    """Drafted from a solved case; nobody but those who approve fiches sees it."""
    PUBLISHED = "published"
    IN_REVIEW = "in-review"
    """Its author is asked whether it is still true; found meanwhile, with a mark."""
    OUTDATED = "outdated"
    """No longer true, or confirmed by nobody: marked, not lost."""
    REFUSED = "refused"


FINDABLE = frozenset({FicheState.PUBLISHED, FicheState.IN_REVIEW})
KEPT = FINDABLE | {FicheState.OUTDATED}
"""What the network learnt, true today or not."""


@dataclass(frozen=True, slots=True)
class Fiche:
    """A solved case: the question, and what worked, in the words of those who wrote them.

    Parameters
    ----------
    text
        Quotes the case and the answer that unblocked it; once published, as its second reader
        confirmed it.
    author_id
        Who asked: they are told when it serves, and asked whether it is still true.
    served
        How many cases it answered without anybody being asked.
    sources
        Kinds of structure of those whose answers it quotes.
    """

    id: FicheId
    case_id: CaseId | None
    author_id: ProfessionalId
    text: CleanText
    themes: tuple[str, ...]
    departement: str | None
    state: FicheState
    proposed_at: datetime
    approved_by: ProfessionalId | None = None
    published_at: datetime | None = None
    review_at: datetime | None = None
    served: int = 0
    sources: tuple[str, ...] = ()


def search_terms(text: str, stem: Stem) -> tuple[str, ...]:
    """What a text is found by: its stems, and the notions of the trade that it speaks of.

    A public service is a word like another: two situations that share one share no subject.
    """
    stems = dict.fromkeys(Analyser(stem).sequence(text))
    notions = (
        f"{_MARK}{_NOT_PLAIN.sub('', notion)}"
        for notion, strength in _subjects().find(text).items()
        if strength >= NAMED
    )
    return tuple(dict.fromkeys((*stems, *notions)))


@cache
def _subjects() -> Lexicon:
    """The trade's lexicon, where the bare name of a common public service names no notion.

    "CAF" stands in a situation of disability as in one of rent; "prime d'activité" is a subject.
    """
    names = {
        fold(word) for kind in structure_kinds().values() if kind.common for word in kind.words
    }
    return Lexicon(
        replace(notion, forms=tuple(form for form in notion.forms if fold(form) not in names))
        for notion in concepts()
    )


@dataclass(frozen=True, slots=True)
class Question:
    """A situation, as the memory of the network is asked about it.

    Parameters
    ----------
    terms
        Of `search_terms`.
    holders
        How many of the `total` kept texts hold each term; absent: none.
    """

    terms: tuple[str, ...]
    departement: str | None
    holders: Mapping[str, int]
    total: int


def nearest(
    asked: Question,
    kept: Iterable[tuple[T, tuple[str, ...], str | None]],
    least: float = NEAR,
) -> list[T]:
    """Of these, each with its terms and its département, those that say the same; nearest first."""
    scored = likenesses(asked, kept)
    close = BESIDE * scored[0][0] if scored else 0.0
    return [thing for score, thing in scored if score >= max(least, close)]


def likenesses(
    asked: Question, kept: Iterable[tuple[T, tuple[str, ...], str | None]]
) -> list[tuple[float, T]]:
    """How much each of these says the same, the nearest first.

    The share of the question that the other covers, from 0 to 1, rare terms and notions counting
    more: the other may say much besides, as an answer does. Somewhat more in the same département.
    """
    weights = {
        term: (NOTION if term.startswith(_MARK) else 1.0)
        * rarity(asked.holders.get(term, 0), max(FEWEST, asked.total))
        for term in asked.terms
    }
    whole = math.fsum(weights.values())
    if not whole:
        return []
    scored: list[tuple[float, T]] = []
    for thing, terms, departement in kept:
        share = math.fsum(weights[term] for term in set(terms) & weights.keys()) / whole
        here = departement is not None and departement == asked.departement
        scored.append((share * (1 + SAME_PLACE if here else 1.0), thing))
    scored.sort(key=lambda one: -one[0])
    return scored
