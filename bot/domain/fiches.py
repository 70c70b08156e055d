"""What was learnt from a solved case, kept for the others."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.domain.cases import CaseId
from bot.domain.lexical import Analyser, Stem
from bot.domain.matching import similar, trade_lexicon
from bot.domain.people import ProfessionalId
from bot.domain.texts import CleanText

FicheId = NewType("FicheId", str)

STILL_TRUE_EVERY = timedelta(days=365)
"""Rules and doors change: its author is asked once a year."""

OFFERED = 3
"""Fiches shown at once."""

NEAR = 0.35
"""Likeness from which a fiche is offered before anybody is asked."""


_NOT_PLAIN = re.compile("[^a-z0-9]")


class FicheState(StrEnum):
    PROPOSED = "proposed"
    """Drafted from a solved case; nobody but those who approve fiches sees it."""
    PUBLISHED = "published"
    OUTDATED = "outdated"
    """No longer true: marked, not lost."""
    REFUSED = "refused"


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


def search_terms(text: str, stem: Stem) -> tuple[str, ...]:
    """What a text is found by: its stems, and the notions of the trade that it speaks of."""
    stems = dict.fromkeys(Analyser(stem).sequence(text))
    notions = (f"zz{_NOT_PLAIN.sub('', notion)}" for notion in trade_lexicon().find(text))
    return tuple(dict.fromkeys((*stems, *notions)))


def nearest(text: str, candidates: Sequence[Fiche], stem: Stem, least: float = NEAR) -> list[Fiche]:
    """Of these fiches, those that speak of the same thing, the nearest first."""
    scored = [(similar(text, fiche.text.value, stem), fiche) for fiche in candidates]
    near = [pair for pair in scored if pair[0] >= least]
    near.sort(key=lambda pair: (-pair[0], pair[1].id))
    return [fiche for _, fiche in near[:OFFERED]]
