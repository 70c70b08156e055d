"""The rules in force, what was decided by them, and what is forgotten."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.cursors import Cursor
from bot.domain.records import Act, AuditEntry, Deflection, PolicyVersion, WaveRecord


class Policies(Protocol):
    def current(self) -> PolicyVersion:
        """The highest version. There is always one: migrations add the first."""
        ...

    def get(self, version: int) -> PolicyVersion | None: ...

    def add(self, version: PolicyVersion) -> None:
        """Raises `ConcurrentChange` when that number is taken."""
        ...

    def lock(self) -> None:
        """Hold the limits until the end of the unit of work: waves are planned one at a time.

        Slots of a structure, a pair or the network belong to no single person's row, so planning
        takes one lock for all (R2).
        """
        ...

    def history(self) -> Sequence[PolicyVersion]:
        """Newest first."""
        ...


class Records(Protocol):
    def add_wave(self, record: WaveRecord) -> None:
        """Raises `ConcurrentChange` when that wave of that case is already planned."""
        ...

    def waves_since(self, moment: datetime) -> Sequence[WaveRecord]:
        """Waves planned at or after the moment, of every case; the oldest first."""
        ...

    def audit(self, entry: AuditEntry) -> None: ...

    def audited_since(self, act: Act, moment: datetime) -> Sequence[AuditEntry]:
        """Entries of one act after the moment, the oldest first."""
        ...

    def audited(self, most: int, after: int = 0, but: Act | None = None) -> Sequence[AuditEntry]:
        """The newest entries, `most` at most, of every act but one; the first `after` left out."""
        ...

    def deflected(self, deflection: Deflection) -> None: ...

    def deflected_since(self, moment: datetime) -> Sequence[Deflection]:
        """At or after the moment; the oldest first."""
        ...

    def count_feedback(self, source: str, kind: str, gesture: str, at: datetime) -> None:
        """Count one word masked more or given back, by recogniser and day; never the word."""
        ...

    def feedback(self) -> Mapping[tuple[str, str, str], int]:
        """Counts by (source, kind, gesture)."""
        ...


class Cursors(Protocol):
    """How far each account of the bot has read its platform."""

    def get(self, reader: str) -> Cursor | None: ...

    def save(self, reader: str, cursor: Cursor) -> None: ...


class Forgetting(Protocol):
    """What is past its lifetime. The dry run and the purge share one selection."""

    def expired(self, now: datetime, lifetimes: Mapping[str, int]) -> Sequence[tuple[str, str]]:
        """(kind, id) of everything past its lifetime in days, by kind.

        Kinds: ``case-text``, ``answer-text``, ``question-text`` (its reply included),
        ``outcome-comment``, ``settled-notices``, ``handled-updates``, ``audit``,
        ``web-messages`` (what the web chat has shown) and ``web-logouts`` (whose sessions there
        were ended). A kind without a lifetime is kept.

        Raises
        ------
        ValueError
            For a kind that does not exist.
        """
        ...

    def forget(self, items: Sequence[tuple[str, str]]) -> None:
        """Remove the text of these, or the whole row where it is nothing else. Idempotent."""
        ...
