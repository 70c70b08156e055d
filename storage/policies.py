"""Versions of the limits, and the one lock under which slots are reserved."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select

from bot.domain.records import PolicyVersion
from storage.repository import Repository
from storage.tables import policies

_NEWEST = select(policies).order_by(policies.c.version.desc())
_FIRST = 1


class SqlPolicies(Repository):
    def current(self) -> PolicyVersion:
        return _version(self._connection.execute(_NEWEST.limit(1)).one())

    def get(self, version: int) -> PolicyVersion | None:
        row = self._first(select(policies).where(policies.c.version == version))
        return _version(row) if row else None

    def add(self, version: PolicyVersion) -> None:
        self._insert(
            policies,
            {
                "version": version.version,
                "created_at": version.created_at,
                "author_id": version.author_id,
                "reason": version.reason,
                "figures": version.values,
            },
        )

    def lock(self) -> None:
        # The first version always exists. SQLite's units of work already wait for each other.
        self._rows(select(policies.c.version).where(policies.c.version == _FIRST).with_for_update())

    def history(self) -> Sequence[PolicyVersion]:
        return [_version(row) for row in self._rows(_NEWEST)]


def _version(row: Row[Any]) -> PolicyVersion:
    return PolicyVersion(row.version, row.created_at, row.author_id, row.reason, row.figures)
