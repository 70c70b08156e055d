"""The schema's history, and how far a database has come along it."""

from collections.abc import Iterable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import Script, ScriptDirectory

from storage.engine import open_engine


class NewerDatabase(Exception):
    """The tables are of a version that this program does not know: it is older than they are."""


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database to a revision. Does nothing when it is there; waits for its turn."""
    command.upgrade(configuration(url), revision)


def current(url: str) -> str | None:
    """The database's revision; ``None`` when it has no schema.

    Raises
    ------
    NewerDatabase
        When only a later version of the program knows it.
    """
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            revision = MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()
    if revision is not None and revision not in {one.revision for one in _known()}:
        raise NewerDatabase(revision)
    return revision


def head() -> str:
    """The revision that this version of the program works with."""
    revision = _scripts().get_current_head()
    if revision is None:
        raise RuntimeError("the package holds no migration")
    return revision


def configuration(url: str | None = None) -> Config:
    """What Alembic's own commands need, without a file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.attributes["url"] = url
    return config


def _known() -> Iterable[Script]:
    return _scripts().walk_revisions()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(configuration())
