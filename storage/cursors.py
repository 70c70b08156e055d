"""How far each account of the bot has read its platform."""

from sqlalchemy import select

from bot.domain.cursors import Cursor
from storage.repository import Repository
from storage.tables import cursors


class SqlCursors(Repository):
    def get(self, reader: str) -> Cursor | None:
        row = self._first(select(cursors).where(cursors.c.reader == reader))
        return Cursor(row.epoch, row.position) if row else None

    def save(self, reader: str, cursor: Cursor) -> None:
        self._upsert(
            cursors, {"reader": reader, "epoch": cursor.epoch, "position": cursor.position}
        )
