"""Run by Alembic: one transaction over all pending revisions, on either database."""

from alembic import context
from sqlalchemy import Connection

from storage import webchat  # noqa: F401  (its table joins the others)
from storage.engine import open_engine
from storage.tables import metadata

_MIGRATING = 5_046_721
"""Any number that only migrations of this program lock."""


def _is_ours(name: str | None, kind: str, parents: object) -> bool:
    """Search tables are each database's own: they are in no metadata."""
    return kind != "table" or not (name or "").startswith("fiche_search")


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        transactional_ddl=True,
        user_module_prefix="types.",
        include_name=_is_ours,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATING})")
        context.run_migrations()


url = context.config.attributes.get("url") or context.get_x_argument(as_dictionary=True)["url"]
engine = open_engine(url)
try:
    with engine.connect() as open_connection:
        if engine.dialect.name == "sqlite":
            # Tables are rebuilt: dropping one must not take what refers to it along.
            driver = open_connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA foreign_keys=OFF")
        run(open_connection)
finally:
    engine.dispose()
