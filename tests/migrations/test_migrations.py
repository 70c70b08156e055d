"""The schema comes up and goes down, with data, on both databases, and equals the tables."""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from bot.dialogue.choosing import meant
from bot.domain.places import Place
from storage import migrations
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.tables import metadata
from storage.unit_of_work import SqlUnitOfWorkFactory
from tests.contract import samples
from tests.contract.kept import everything_kept

VERSIONS = Path(migrations.__file__).parent / "versions"
REVISIONS = sorted(path.name[:4] for path in VERSIONS.glob("[0-9]*.py"))
"""Numbered in the order in which they follow each other."""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new.db'}"
    url: str = request.getfixturevalue("fresh_postgres")
    command.downgrade(migrations.configuration(url), "base")
    return url


def tables_of(url: str) -> set[str]:
    engine = open_engine(url)
    names = set(inspect(engine).get_table_names()) - {"alembic_version"}
    engine.dispose()
    # Search tables are each database's own; what finds nothing there is the contract's matter.
    return {name for name in names if not name.startswith("fiche_search")}


def test_a_database_says_how_far_it_is(url: str) -> None:
    assert migrations.current(url) is None
    migrations.upgrade(url)
    assert migrations.current(url) == migrations.head() == REVISIONS[-1]


def test_the_migrations_make_the_tables(url: str) -> None:
    migrations.upgrade(url)
    assert tables_of(url) == set(metadata.tables)
    command.check(migrations.configuration(url))


def test_upgrading_again_does_nothing(url: str) -> None:
    migrations.upgrade(url)
    before = populated(url)
    migrations.upgrade(url)
    assert kept(url) == before


def test_every_revision_goes_down_and_up_again_with_data(url: str) -> None:
    migrations.upgrade(url)
    populated(url)
    for revision in [*REVISIONS[-2::-1], "base"]:
        command.downgrade(migrations.configuration(url), revision)
    assert tables_of(url) == set()
    for revision in REVISIONS:
        migrations.upgrade(url, revision)
    assert populated(url)


def test_two_programs_that_start_at_once_migrate_once(url: str) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for run in [pool.submit(migrations.upgrade, url) for _ in range(2)]:
            run.result()
    assert migrations.current(url) == migrations.head()


PLACE = Place("webchat", "home-of-helper")


def shown_at_0009(url: str) -> None:
    """A code as it was kept then, the two messages that show one, and a list of choices."""
    migrations.upgrade(url)
    populated(url)
    command.downgrade(migrations.configuration(url), "0009")
    execute(url, "DELETE FROM choices")
    execute(url, "DELETE FROM outbox")
    execute(
        url,
        "INSERT INTO link_codes (code, professional_id, expires_at) "
        f"VALUES ('12345678', '{samples.ASKER}', '2026-12-24 09:00:00')",
    )
    where = "'webchat', 'home-of-helper', ''"
    for kind in ("link-code", "invitation"):
        execute(
            url,
            "INSERT INTO outbox (kind, channel, address, thread, place_kind, due_at, details, "
            f"prompted, attempts) VALUES ('{kind}', {where}, 'private', '2026-11-24 09:00:00', "
            """'{"code": "12345678"}', true, 0)""",
        )
    execute(url, f"""INSERT INTO choices VALUES ({where}, '["a", "b"]')""")


def test_codes_given_before_0010_are_nowhere_after_it(url: str) -> None:
    """Neither where they were known by, nor in what had shown them."""
    shown_at_0009(url)
    assert counted(url, "link_codes") + counted(url, "outbox") == 3
    migrations.upgrade(url)
    assert counted(url, "link_codes") + counted(url, "outbox") == 0
    command.downgrade(migrations.configuration(url), "0009")
    assert counted(url, "link_codes") + counted(url, "outbox") == 0


def test_a_list_offered_before_0012_counts_as_read(url: str) -> None:
    """And going down keeps the last one of each place."""
    shown_at_0009(url)
    migrations.upgrade(url)
    engine = open_engine(url)
    with SqlUnitOfWorkFactory(engine, Cipher([Cipher.new_key()]))() as uow:
        (offer,) = uow.outbox.offers(PLACE)
        assert offer.tokens == ("a", "b")
        assert meant("2", [offer], samples.NOW) == "b"
        added = uow.outbox.add(samples.notice())
        uow.outbox.shown(added, ["c"], samples.NOW)
        uow.commit()
    engine.dispose()
    command.downgrade(migrations.configuration(url), "0009")
    assert counted(url, """choices WHERE CAST(tokens AS TEXT) = '["c"]'""") == 1
    assert counted(url, "choices") == 1


NEXT = """
from alembic import op
import sqlalchemy as sa

revision, down_revision, branch_labels, depends_on = "next", "{head}", None, None

def upgrade():
{upgrade}
"""


@pytest.fixture
def next_revision(tmp_path: Path) -> Iterator[Path]:
    """A place for a revision after the last one."""
    folder = tmp_path / "next"
    folder.mkdir()
    yield folder


def upgrade_to(url: str, folder: Path, upgrade: str) -> None:
    body = "\n".join(f"    {line}" for line in upgrade.splitlines())
    (folder / "next.py").write_text(NEXT.format(head=migrations.head(), upgrade=body))
    config = migrations.configuration(url)
    config.set_main_option("version_locations", os.pathsep.join([str(VERSIONS), str(folder)]))
    command.upgrade(config, "next")


def test_a_migration_that_fails_leaves_nothing(url: str, next_revision: Path) -> None:
    migrations.upgrade(url)
    before = populated(url)
    with pytest.raises(DBAPIError):
        upgrade_to(
            url,
            next_revision,
            'op.create_table("half", sa.Column("id", sa.Integer()))\n'
            'op.execute("UPDATE cases SET departement = NULL")\n'
            'op.execute("SELECT nonsense")',
        )
    assert migrations.current(url) == migrations.head()
    assert "half" not in tables_of(url)
    assert kept(url) == before


def test_rebuilding_a_table_keeps_what_refers_to_it(url: str, next_revision: Path) -> None:
    """SQLite changes a column by making the table anew: nothing may go with the old one."""
    migrations.upgrade(url)
    before = populated(url)
    upgrade_to(
        url,
        next_revision,
        'for name in ("professionals", "drafts", "circles", "cases"):\n'
        '    with op.batch_alter_table(name, recreate="auto") as batch:\n'
        '        batch.add_column(sa.Column("new", sa.Integer()))\n'
        '        batch.create_check_constraint("positive", "new > 0")\n',
    )
    for name in ("professionals", "drafts", "circles", "cases"):
        execute(url, f"SELECT new FROM {name}")
    assert kept(url) == before


def execute(url: str, statement: str) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def counted(url: str, rows: str) -> int:
    engine = open_engine(url)
    with engine.connect() as connection:
        found = connection.execute(text(f"SELECT count(*) FROM {rows}")).scalar_one()
    engine.dispose()
    return int(found)


def populated(url: str) -> str:
    """Fill the database; everything it then holds."""
    engine = open_engine(url)
    samples.populate(SqlUnitOfWorkFactory(engine, Cipher([Cipher.new_key()])))
    engine.dispose()
    return kept(url)


def kept(url: str) -> str:
    engine = open_engine(url)
    everything = everything_kept(SqlUnitOfWorkFactory(engine, Cipher([Cipher.new_key()])))
    engine.dispose()
    return everything
