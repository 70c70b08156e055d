"""Fiches, and the search over them: FTS5 on SQLite, full text on PostgreSQL.

What is searched is the terms that the caller gives, already stemmed, so both databases find the
same. `fiche_terms` counts in how many fiches each stands: the rarest of a question are searched,
and a term that stands nowhere gives way to the nearest one that does.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from sqlalchemy import Row, delete, func, or_, select, text, update

from bot.domain.cases import CaseId
from bot.domain.fiches import FINDABLE, KEPT, Fiche, FicheId, FicheState
from bot.domain.people import ProfessionalId
from storage.repository import Repository, adding, batches
from storage.tables import answers, cases, fiche_terms, fiches
from storage.texts import clean_text

SEARCHED = 32
LOOKED_AT = 1_500
"""Terms searched, the rarest first, and fiches that these may bring: a long question costs no more
than a short one, whatever the number of fiches. A single common word brings twice as many at most:
among those that all hold it, nothing tells the best."""
CLOSE = 0.8
"""How alike a mistyped term and its nearest must be."""
SHORTEST_FORGIVEN = 4
LONGEST_FORGIVEN = 12
"""Terms of a search that somebody typed. A whole case has many more, and can spare a few."""

_FINDABLE = sorted(state.value for state in FINDABLE)
_KEPT = sorted(state.value for state in KEPT)
_FIND = {
    "sqlite": text(
        "SELECT fiche_id, terms FROM (SELECT fiche_id, terms, bm25(fiche_search) AS score"
        " FROM fiche_search WHERE fiche_search MATCH :query LIMIT :looked_at)"
        " ORDER BY score, fiche_id LIMIT :limit"
    ),
    "postgresql": text(
        # Written out for the best alone: for all that are looked at, it costs more than ranking.
        "SELECT fiche_id, array_to_string(tsvector_to_array(terms), ' ') AS terms FROM"
        " (SELECT fiche_id, terms, score FROM"
        " (SELECT fiche_id, terms, ts_rank(terms, to_tsquery('simple', :query)) AS score"
        " FROM fiche_search WHERE terms @@ to_tsquery('simple', :query) LIMIT :looked_at) AS found"
        " ORDER BY score DESC, fiche_id LIMIT :limit) AS best ORDER BY score DESC, fiche_id"
    ),
}
KEEP = {
    "sqlite": text("INSERT INTO fiche_search (fiche_id, terms) VALUES (:id, :terms)"),
    "postgresql": text(
        "INSERT INTO fiche_search (fiche_id, terms)"
        " VALUES (:id, array_to_tsvector(string_to_array(:terms, ' ')))"
    ),
}
_DROP = text("DELETE FROM fiche_search WHERE fiche_id = :id")
_HELD = {
    "sqlite": text("SELECT terms FROM fiche_search WHERE fiche_id = :id"),
    "postgresql": text(
        "SELECT array_to_string(tsvector_to_array(terms), ' ') FROM fiche_search"
        " WHERE fiche_id = :id"
    ),
}
_MERGE = text("INSERT INTO fiche_search (fiche_search) VALUES ('optimize')")


class SqlFiches(Repository):
    def add(self, fiche: Fiche, terms: Sequence[str]) -> None:
        self._insert(fiches, columns_of(fiche))
        self._index(fiche, terms)

    def get(self, fiche_id: FicheId) -> Fiche | None:
        row = self._of_id(fiches, fiche_id)
        return _fiche(row) if row else None

    def update(self, fiche: Fiche, terms: Sequence[str]) -> None:
        self._replace(fiches, fiche.id, columns_of(fiche))
        self._unindex(fiche.id)
        self._index(fiche, terms)

    def touch(self, fiche: Fiche) -> None:
        self._replace(fiches, fiche.id, columns_of(fiche))

    def search(
        self, terms: Sequence[str], limit: int = 20
    ) -> Sequence[tuple[Fiche, tuple[str, ...]]]:
        known = self._forgiven(_plain(terms))
        found: Sequence[Row[Any]] = []
        if 1 < len(known) <= LONGEST_FORGIVEN:
            found = self._found(sorted(known), limit, together=True)
        if len(found) < limit and known:
            found = [*found, *self._found(self._rarest(known), limit)]
        every = {row.fiche_id: tuple(row.terms.split()) for row in found}
        held = dict(list(every.items())[:limit])
        rows = self._rows(select(fiches).where(fiches.c.id.in_(list(held))))
        kept = {row.id: _fiche(row) for row in rows}
        return [(kept[fiche_id], held_terms) for fiche_id, held_terms in held.items()]

    def _found(
        self, terms: Sequence[str], limit: int, *, together: bool = False
    ) -> Sequence[Row[Any]]:
        """Fiches that hold some of the terms, or all of them together."""
        if self._dialect == "sqlite":
            query = (" AND " if together else " OR ").join(f'"{term}"' for term in terms)
        else:
            query = (" & " if together else " | ").join(terms)
        most = {"query": query, "limit": limit, "looked_at": 2 * LOOKED_AT}
        return self._connection.execute(_FIND[self._dialect], most).all()

    def holders(self, terms: Sequence[str]) -> Mapping[str, int]:
        return self._counted(_plain(terms))

    def findable(self) -> int:
        found = select(func.count()).where(fiches.c.state.in_(_FINDABLE))
        return int(self._connection.execute(found).scalar_one())

    def to_review(self, now: datetime, limit: int = 50) -> Sequence[Fiche]:
        due = (
            select(fiches)
            .where(fiches.c.review_at <= now, fiches.c.state.in_(_FINDABLE))
            .order_by(fiches.c.review_at, fiches.c.id)
            .limit(limit)
        )
        return [_fiche(row) for row in self._rows(due)]

    def kept(self) -> Sequence[Fiche]:
        everything = (
            select(fiches)
            .where(fiches.c.state.in_(_KEPT))
            .order_by(fiches.c.published_at, fiches.c.id)
        )
        return [_fiche(row) for row in self._rows(everything)]

    def of_author(self, author_id: ProfessionalId) -> Sequence[Fiche]:
        theirs = select(fiches).where(fiches.c.author_id == author_id).order_by(fiches.c.id)
        return [_fiche(row) for row in self._rows(theirs)]

    def forget_author(self, author_id: ProfessionalId) -> None:
        """Remove the fiches made from this person's cases or that quote their answer, and what
        they were found by.
        """
        helped = or_(answers.c.marked_useful, answers.c.id == cases.c.outcome_answer_id)
        quoted = (
            select(cases.c.id)
            .join(answers, answers.c.case_id == cases.c.id)
            .where(answers.c.author_id == author_id, helped)
        )
        theirs = or_(fiches.c.author_id == author_id, fiches.c.case_id.in_(quoted))
        gone = [row.id for row in self._rows(select(fiches.c.id).where(theirs))]
        for fiche_id in gone:
            self._unindex(fiche_id)
        for some in batches(gone):
            self._connection.execute(delete(fiches).where(fiches.c.id.in_(some)))
        if gone and self._dialect == "sqlite":
            # A deletion is a mark until the segments of the index are merged: merge them now.
            self._connection.execute(_MERGE)

    @property
    def _dialect(self) -> str:
        return self._connection.dialect.name

    def _index(self, fiche: Fiche, terms: Sequence[str]) -> None:
        if fiche.state not in FINDABLE:
            return
        kept = _plain(terms)
        self._connection.execute(KEEP[self._dialect], {"id": fiche.id, "terms": " ".join(kept)})
        counting = adding(self._dialect, fiche_terms).on_conflict_do_update(
            index_elements=["term"], set_={"fiches": fiche_terms.c.fiches + 1}
        )
        if kept:
            self._connection.execute(counting, [{"term": term, "fiches": 1} for term in kept])

    def _unindex(self, fiche_id: str) -> None:
        held = self._connection.execute(_HELD[self._dialect], {"id": fiche_id}).scalar()
        if held is None:
            return
        self._connection.execute(_DROP, {"id": fiche_id})
        for some in batches(held.split()):
            self._connection.execute(
                update(fiche_terms)
                .where(fiche_terms.c.term.in_(some))
                .values(fiches=fiche_terms.c.fiches - 1)
            )
        self._connection.execute(delete(fiche_terms).where(fiche_terms.c.fiches <= 0))

    def _forgiven(self, terms: Sequence[str]) -> Mapping[str, int]:
        """The terms that stand somewhere and in how many fiches; typing errors mended."""
        known = self._counted(terms)
        if len(terms) > LONGEST_FORGIVEN:
            return known
        for term in terms:
            if term not in known and len(term) >= SHORTEST_FORGIVEN:
                known |= self._nearest(term)
        return known

    def _counted(self, terms: Sequence[str]) -> dict[str, int]:
        rows = self._rows(select(fiche_terms).where(fiche_terms.c.term.in_(terms)))
        return {row.term: row.fiches for row in rows}

    def _nearest(self, term: str) -> dict[str, int]:
        first, after = term[0], chr(ord(term[0]) + 1)
        alike = select(fiche_terms).where(fiche_terms.c.term >= first, fiche_terms.c.term < after)
        rows = {row.term: row.fiches for row in self._rows(alike)}
        return {close: rows[close] for close in get_close_matches(term, rows, n=1, cutoff=CLOSE)}

    def _rarest(self, counted: Mapping[str, int]) -> list[str]:
        chosen: list[str] = []
        brought = 0
        for term in sorted(counted, key=lambda term: (counted[term], term))[:SEARCHED]:
            brought += counted[term]
            if chosen and brought > LOOKED_AT:
                break
            chosen.append(term)
        return chosen


def _plain(terms: Sequence[str]) -> list[str]:
    """Terms that both query languages read as one word: letters and digits alone."""
    return list(dict.fromkeys(term for term in terms if term.isascii() and term.isalnum()))


def columns_of(fiche: Fiche) -> dict[str, Any]:
    return {
        "id": fiche.id,
        "case_id": fiche.case_id,
        "author_id": fiche.author_id,
        "text": fiche.text.value,
        "themes": fiche.themes,
        "departement": fiche.departement,
        "state": fiche.state.value,
        "proposed_at": fiche.proposed_at,
        "approved_by": fiche.approved_by,
        "published_at": fiche.published_at,
        "review_at": fiche.review_at,
        "served": fiche.served,
        "sources": fiche.sources,
    }


def _fiche(row: Row[Any]) -> Fiche:
    words = clean_text(row.text)
    assert words is not None
    return Fiche(
        id=FicheId(row.id),
        case_id=CaseId(row.case_id) if row.case_id else None,
        author_id=ProfessionalId(row.author_id),
        text=words,
        themes=row.themes,
        departement=row.departement,
        state=FicheState(row.state),
        proposed_at=row.proposed_at,
        approved_by=ProfessionalId(row.approved_by) if row.approved_by else None,
        published_at=row.published_at,
        review_at=row.review_at,
        served=row.served,
        sources=row.sources,
    )
