"""A network that outgrows SQLite takes everything to PostgreSQL; nothing is lost or replaced."""

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, make_url, select, text

from bot.domain.delivery import Sent
from storage import migrations
from storage.cipher import Cipher
from storage.copying import CannotCopy, copy_all
from storage.engine import open_engine
from storage.tables import metadata
from storage.unit_of_work import SqlUnitOfWorkFactory
from storage.webchat import StoredWebChatLog
from tests.contract import samples
from tests.contract.samples import HARD, NOW
from tests.contract.test_fiches import fiche
from tests.journeys.theatre import HELPERS, Theatre, professional


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def filled(sqlite_model: Path, tmp_path_factory: pytest.TempPathFactory, cipher: Cipher) -> Path:
    file = tmp_path_factory.mktemp("lived-in") / "entraide.db"
    shutil.copy(sqlite_model, file)
    asyncio.run(live_in(f"sqlite:///{file}", cipher))
    return file


@pytest.fixture
def lived_in(filled: Path, tmp_path: Path) -> Path:
    """A network that has asked, answered and learnt, and one of each hard value."""
    return Path(shutil.copy(filled, tmp_path / "entraide.db"))


async def live_in(url: str, cipher: Cipher) -> None:
    with opened(url) as engine:
        unit_of_work = SqlUnitOfWorkFactory(engine, cipher)
        theatre = Theatre(unit_of_work)
        theatre.asks_five_at_a_time()
        theatre.cast(*(professional(name) for name in ("claire", *HELPERS)))
        await theatre.asks("claire")
        await theatre.passes(timedelta(minutes=2), timedelta(minutes=1))
        await theatre.answers(theatre.asked()[0], "Nadia, à la CAF, le paie.")
        await theatre.says("claire", "Et pour les meubles ?")
        samples.populate(unit_of_work)
        with unit_of_work() as uow:
            uow.fiches.add(fiche("move"), ["demenag", "fsl", "portabl"])
            uow.records.audit(samples.audit_entry())
            uow.records.count_feedback("names", "PERSON", "given-back", NOW)
            uow.accounts.save_code(samples.code())
            uow.inbox.receive(samples.inbound())
            gone = uow.outbox.add(samples.full_notice())
            uow.outbox.settle(gone, Sent("m1"), NOW)
            uow.forgetting.forget([("settled-notices", str(gone))])
            uow.commit()
        StoredWebChatLog(engine, cipher).append("home", "k1", NOW, body=HARD)


def rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Every value of every row, by table."""
    with opened(url) as engine, engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }


def test_every_row_comes_out_as_it_went_in(
    lived_in: Path, fresh_postgres: str, cipher: Cipher
) -> None:
    """On a server that lives in another time zone, too."""
    with opened(fresh_postgres) as engine, engine.begin() as connection:
        name = make_url(fresh_postgres).database
        connection.execute(text(f"ALTER DATABASE {name} SET timezone = 'Europe/Paris'"))
    copied = copy_all(lived_in, fresh_postgres)
    before, after = rows(f"sqlite:///{lived_in}"), rows(fresh_postgres)
    assert after == before
    assert copied == {name: len(held) for name, held in before.items()}
    empty = {name for name, held in before.items() if not held}
    assert empty <= {"cursors", "offers", "webchat_shut"}, "there was something to lose"
    with opened(fresh_postgres) as engine:
        with SqlUnitOfWorkFactory(engine, cipher)() as uow:
            found = [kept.id for kept, _ in uow.fiches.search(["portabl"])]
            drafts = uow.drafts.by_author(samples.ASKER)
        (shown,) = StoredWebChatLog(engine, cipher).since("home", 0)
    assert found == ["move"]
    assert drafts == [samples.draft()], "sealed with the same secret"
    assert shown.body == HARD


def test_no_number_is_given_twice(lived_in: Path, fresh_postgres: str, cipher: Cipher) -> None:
    """The number of a notice is its key on Matrix: one that was forgotten counts as well."""
    copy_all(lived_in, fresh_postgres)
    numbers = []
    for url in (f"sqlite:///{lived_in}", fresh_postgres):
        with opened(url) as engine, SqlUnitOfWorkFactory(engine, cipher)() as uow:
            numbers.append(uow.outbox.add(samples.notice()))
    assert numbers[0] == numbers[1]


def test_a_database_that_was_used_is_left_as_it_is(
    lived_in: Path, fresh_postgres: str, cipher: Cipher
) -> None:
    with opened(fresh_postgres) as engine, SqlUnitOfWorkFactory(engine, cipher)() as uow:
        uow.professionals.add(samples.professional("somebody"))
        uow.commit()
    before = rows(fresh_postgres)
    with pytest.raises(CannotCopy, match="not-empty"):
        copy_all(lived_in, fresh_postgres)
    assert rows(fresh_postgres) == before


def test_limits_that_somebody_chose_are_not_replaced(
    lived_in: Path, fresh_postgres: str, cipher: Cipher
) -> None:
    with opened(fresh_postgres) as engine, SqlUnitOfWorkFactory(engine, cipher)() as uow:
        uow.policies.add(samples.policy(2))
        uow.commit()
    with pytest.raises(CannotCopy, match="not-empty"):
        copy_all(lived_in, fresh_postgres)


def test_both_are_of_the_version_of_the_program(lived_in: Path, fresh_postgres: str) -> None:
    command.downgrade(migrations.configuration(f"sqlite:///{lived_in}"), "-1")
    with pytest.raises(CannotCopy, match="versions"):
        copy_all(lived_in, fresh_postgres)


def test_it_goes_from_a_file_to_a_server(lived_in: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotCopy, match="no-file"):
        copy_all(tmp_path / "no.db", f"sqlite:///{lived_in}")
    with pytest.raises(CannotCopy, match="not-a-server"):
        copy_all(lived_in, f"sqlite:///{lived_in}")
    assert not (tmp_path / "no.db").exists()
