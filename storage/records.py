"""What is written down to be checked, replayed or tuned later."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, func, insert, select

from bot.domain.records import Act, AuditEntry, Deflection, How, WaveRecord
from storage.repository import Repository, adding
from storage.tables import audit, deflections, feedback, waves
from storage.types import Refused


class SqlRecords(Repository):
    def add_wave(self, record: WaveRecord) -> None:
        self._insert(
            waves,
            {
                "case_id": record.case_id,
                "number": record.number,
                "at": record.at,
                "policy_version": record.policy_version,
                "seed": str(record.seed),
                "inputs": record.inputs,
                "plan": record.plan,
            },
        )

    def waves_since(self, moment: datetime) -> Sequence[WaveRecord]:
        query = select(waves).where(waves.c.at >= moment)
        in_order = query.order_by(waves.c.at, waves.c.case_id, waves.c.number)
        return [
            WaveRecord(
                case_id=row.case_id,
                number=row.number,
                at=row.at,
                policy_version=row.policy_version,
                seed=int(row.seed),
                inputs=row.inputs,
                plan=row.plan,
            )
            for row in self._rows(in_order)
        ]

    def audit(self, entry: AuditEntry) -> None:
        self._connection.execute(
            insert(audit).values(
                at=entry.at,
                actor_id=entry.actor_id,
                action=entry.action.value,
                subject_id=entry.subject_id,
                details=entry.details,
            )
        )

    def audited_since(self, act: Act, moment: datetime) -> Sequence[AuditEntry]:
        query = select(audit).where(audit.c.at > moment, audit.c.action == act.value)
        return [_entry(row) for row in self._rows(query.order_by(audit.c.at, audit.c.id))]

    def audited(self, most: int, after: int = 0, but: Act | None = None) -> Sequence[AuditEntry]:
        query = select(audit)
        if but is not None:
            query = query.where(audit.c.action != but.value)
        newest_first = query.order_by(audit.c.at.desc(), audit.c.id.desc())
        return [_entry(row) for row in self._rows(newest_first.limit(most).offset(after))]

    def deflected(self, deflection: Deflection) -> None:
        self._connection.execute(
            insert(deflections).values(
                at=deflection.at,
                how=deflection.how.value,
                themes=deflection.themes,
                departement=deflection.departement,
            )
        )

    def deflected_since(self, moment: datetime) -> Sequence[Deflection]:
        query = select(deflections).where(deflections.c.at >= moment)
        rows = self._rows(query.order_by(deflections.c.at, deflections.c.id))
        return [Deflection(row.at, How(row.how), row.themes, row.departement) for row in rows]

    def count_feedback(self, source: str, kind: str, gesture: str, at: datetime) -> None:
        if at.utcoffset() is None:
            raise Refused("a naive datetime")
        once = {
            "source": source,
            "kind": kind,
            "gesture": gesture,
            "day": at.astimezone(UTC).date(),
            "times": 1,
        }
        counting = adding(self._connection.dialect.name, feedback).on_conflict_do_update(
            index_elements=feedback.primary_key.columns.keys(),
            set_={"times": feedback.c.times + 1},
        )
        self._connection.execute(counting, once)

    def feedback(self) -> Mapping[tuple[str, str, str], int]:
        by = (feedback.c.source, feedback.c.kind, feedback.c.gesture)
        query = select(*by, func.sum(feedback.c.times).label("times")).group_by(*by)
        return {(row.source, row.kind, row.gesture): int(row.times) for row in self._rows(query)}


def _entry(row: Row[Any]) -> AuditEntry:
    return AuditEntry(row.at, row.actor_id, Act(row.action), row.subject_id, row.details)
