"""In memory: fiches and their search."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from difflib import get_close_matches

from bot.domain.fiches import FINDABLE, KEPT, Fiche, FicheId
from bot.domain.people import ProfessionalId
from tests.fakes.memory_tables import Transaction, storable


class MemoryFiches:
    def __init__(self, tables: Transaction) -> None:
        self._tables = tables

    def add(self, fiche: Fiche, terms: Sequence[str]) -> None:
        self._tables.professionals.require(fiche.author_id)
        self._tables.cases.require(fiche.case_id)
        self._tables.fiches.insert(fiche.id, (fiche, tuple(terms)))

    def get(self, fiche_id: FicheId) -> Fiche | None:
        kept = self._tables.fiches.get(fiche_id)
        return kept[0] if kept else None

    def update(self, fiche: Fiche, terms: Sequence[str]) -> None:
        self._tables.fiches.replace(fiche.id, (fiche, tuple(terms)))

    def touch(self, fiche: Fiche) -> None:
        kept = self._tables.fiches.get(fiche.id)
        self._tables.fiches.replace(fiche.id, (fiche, kept[1] if kept else ()))

    def search(
        self, terms: Sequence[str], limit: int = 20
    ) -> Sequence[tuple[Fiche, tuple[str, ...]]]:
        kept = self._findable()
        counts = Counter(term for _, held in kept for term in held)
        wanted = {
            close
            for term in terms
            if term.isascii() and term.isalnum()
            for close in ([term] if term in counts else get_close_matches(term, counts, 1, 0.8))
        }
        scored = [(sum(1 / counts[t] for t in wanted & held), f, held) for f, held in kept]
        found = sorted((one for one in scored if one[0]), key=lambda one: (-one[0], one[1].id))
        return [(fiche, tuple(sorted(held))) for _, fiche, held in found[:limit]]

    def holders(self, terms: Sequence[str]) -> Mapping[str, int]:
        counts = Counter(term for _, held in self._findable() for term in held)
        return {term: counts[term] for term in terms if counts[term]}

    def findable(self) -> int:
        return len(self._findable())

    def _findable(self) -> list[tuple[Fiche, set[str]]]:
        return [(f, set(t)) for f, t in self._tables.fiches.values() if f.state in FINDABLE]

    def to_review(self, now: datetime, limit: int = 50) -> Sequence[Fiche]:
        due = [f for f, _ in self._findable() if f.review_at and f.review_at <= storable(now)]
        return sorted(due, key=lambda f: (f.review_at, f.id))[:limit]

    def kept(self) -> Sequence[Fiche]:
        found = [f for f, _ in self._tables.fiches.values() if f.state in KEPT]
        return sorted(found, key=lambda f: (f.published_at, f.id))

    def of_author(self, author_id: ProfessionalId) -> Sequence[Fiche]:
        found = [f for f, _ in self._tables.fiches.values() if f.author_id == author_id]
        return sorted(found, key=lambda f: f.id)
