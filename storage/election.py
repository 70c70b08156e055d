"""One process among many: whoever holds a lock of the database, as long as it is connected."""

from typing import Any

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import SQLAlchemyError


class PostgresElection:
    """Implements `adapters.matrix.app.Election` with an advisory lock of PostgreSQL.

    The lock belongs to a connection of its own and goes with it: a process that died, or lost the
    database, has lost the election too. Not for a pooler in transaction mode.
    """

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name
        self._connection: Connection | None = None

    def hold(self) -> bool:
        """Whether this process is the one, from now on and still."""
        try:
            if self._connection is not None:
                self._connection.execute(select(1))
                return True
            return self._try()
        except SQLAlchemyError:
            self.release()
            return False

    def release(self) -> None:
        """Let another process be it."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.scalar(select(func.pg_advisory_unlock(self._key())))
        except SQLAlchemyError:
            connection.invalidate()  # the lock is gone with the connection
        connection.close()

    def _try(self) -> bool:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if connection.scalar(select(func.pg_try_advisory_lock(self._key()))):
            self._connection = connection
            return True
        connection.close()
        return False

    def _key(self) -> Any:
        return func.hashtextextended(self._name, 0)


def election_on(engine: Engine, name: str) -> PostgresElection | None:
    """Where several machines may run; an embedded database is one machine's own."""
    return PostgresElection(engine, name) if engine.dialect.name == "postgresql" else None
