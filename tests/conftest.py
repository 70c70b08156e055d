"""Databases for whoever needs a real one, and the unit of work on each implementation."""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, make_url

from bot.ports import UnitOfWorkFactory
from storage import migrations
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.tables import metadata, policies
from storage.unit_of_work import SqlUnitOfWorkFactory
from tests.fakes.memory import MemoryStore
from tests.fakes.postgres import administer, own_postgres

_numbers = count(1)

# Hypothesis fails what takes over 200 ms, which a busy machine does to any test.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server of our own, with a migrated database ``model`` to copy."""
    with own_postgres() as url:
        administer(url, "CREATE DATABASE model")
        migrations.upgrade(url.set(database="model").render_as_string())
        yield url.render_as_string()


@pytest.fixture
def fresh_postgres(postgres_url: str) -> Iterator[str]:
    """The URL of a migrated database that is this test's alone."""
    name = f"test_{next(_numbers)}"
    administer(postgres_url, f"CREATE DATABASE {name} TEMPLATE model")
    yield make_url(postgres_url).set(database=name).render_as_string()
    administer(postgres_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def sqlite_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "model.db"
    migrations.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def fresh_sqlite(sqlite_model: Path, tmp_path: Path) -> str:
    """The URL of a migrated file that is this test's alone."""
    path = tmp_path / "test.db"
    shutil.copy(sqlite_model, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def cipher() -> Cipher:
    return Cipher([Cipher.new_key()])


@pytest.fixture(scope="session")
def shared_postgres(postgres_url: str) -> Iterator[Engine]:
    """A database that tests use in turn: emptying it is ten times quicker than a new one."""
    administer(postgres_url, "CREATE DATABASE shared TEMPLATE model")
    engine = open_engine(make_url(postgres_url).set(database="shared"))
    yield engine
    engine.dispose()


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def unit_of_work(request: pytest.FixtureRequest, cipher: Cipher) -> Iterator[UnitOfWorkFactory]:
    """Each implementation in turn, empty but for the first policy."""
    match request.param:
        case "memory":
            yield MemoryStore().unit_of_work
        case "sqlite":
            engine = open_engine(request.getfixturevalue("fresh_sqlite"))
            yield SqlUnitOfWorkFactory(engine, cipher)
            engine.dispose()
        case "postgresql":
            engine = request.getfixturevalue("shared_postgres")
            yield SqlUnitOfWorkFactory(engine, cipher)
            _empty(engine)


def _empty(engine: Engine) -> None:
    with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            if table is not policies:
                connection.execute(table.delete())
        connection.execute(policies.delete().where(policies.c.version > 1))
