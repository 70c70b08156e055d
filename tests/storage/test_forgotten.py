"""On PostgreSQL, what was forgotten leaves the tables' files as docs/operations.md says."""

from pathlib import Path

from sqlalchemy import make_url, text

from bot.domain.texts import CleanText
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.unit_of_work import SqlUnitOfWorkFactory
from tests.contract import samples
from tests.contract.samples import CASE
from tests.fakes.postgres import administer

CANARY = "canarisituation"
FORGET_THE_CASE = [("case-text", CASE)]


def test_tables_written_anew_hold_nothing_forgotten(fresh_postgres: str, cipher: Cipher) -> None:
    engine = open_engine(fresh_postgres)
    unit_of_work = SqlUnitOfWorkFactory(engine, cipher)
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        for number in range(100):
            uow.cases.add(samples.case(f"other-{number}"))
        uow.cases.update(samples.case(text=CleanText(CANARY)))
        uow.commit()

    def is_on_disk() -> bool:
        """In what the server has written down, its log of changes aside."""
        administer(fresh_postgres, "CHECKPOINT")
        with engine.connect() as connection:
            file = connection.scalar(text("SELECT pg_relation_filepath('cases')"))
        folder = Path(str(make_url(fresh_postgres).query["host"]))
        return CANARY.encode() in (folder / str(file)).read_bytes()

    assert is_on_disk()
    with unit_of_work() as uow:
        uow.forgetting.forget(FORGET_THE_CASE)
        uow.commit()
    administer(fresh_postgres, "VACUUM FULL")
    assert not is_on_disk()
    engine.dispose()
