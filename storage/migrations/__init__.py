"""The schema's history, and how far a database has come along it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.engine import open_engine


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database to a revision. Does nothing when it is there; waits for its turn."""
    command.upgrade(configuration(url), revision)


def current(url: str) -> str | None:
    """The database's revision; ``None`` when it has no schema."""
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()


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


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(configuration())
