"""What is particular to the databases: files, settings, errors, plans."""

import re
import sqlite3
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from bot.domain.inbound import Said
from bot.domain.texts import CleanText, RawText
from bot.ports import ConcurrentChange, UnitOfWork
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.tables import metadata
from storage.turns import Turns
from storage.unit_of_work import SqlUnitOfWorkFactory
from tests.contract import samples
from tests.contract.samples import ASKER, CASE, DRAFT, HELPER, NOW, after

CANARY = "canari-des-bois"


@pytest.fixture
def sqlite(fresh_sqlite: str) -> Iterator[Engine]:
    engine = open_engine(fresh_sqlite)
    yield engine
    engine.dispose()


@pytest.fixture(params=["fresh_sqlite", "fresh_postgres"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    engine = open_engine(request.getfixturevalue(request.param))
    yield engine
    engine.dispose()


def on_disk(engine: Engine) -> bytes:
    """The file and its log, as somebody who stole the disk would read them."""
    path = Path(engine.url.database or "")
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def test_raw_texts_never_touch_the_disk_in_clear(sqlite: Engine, cipher: Cipher) -> None:
    unit_of_work = SqlUnitOfWorkFactory(sqlite, cipher)
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.drafts.update(
            samples.draft(parts=(RawText(CANARY),), masked_more=(CANARY,), given_back=(CANARY,))
        )
        uow.inbox.receive(samples.inbound(user=CANARY, event=Said(RawText(CANARY), CANARY)))
        uow.commit()
    assert DRAFT.encode() in on_disk(sqlite)
    assert CANARY.encode() not in on_disk(sqlite)


@pytest.mark.parametrize(
    "forget",
    [
        lambda uow: uow.professionals.erase(ASKER),
        lambda uow: uow.forgetting.forget([("case-text", CASE)]),
    ],
    ids=["erased", "past its lifetime"],
)
def test_a_forgotten_text_leaves_the_disk(
    sqlite: Engine, cipher: Cipher, forget: Callable[[UnitOfWork], None]
) -> None:
    unit_of_work = SqlUnitOfWorkFactory(sqlite, cipher)
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.cases.update(samples.case(text=CleanText(CANARY * 1_000)))
        uow.commit()
    assert CANARY.encode() in on_disk(sqlite)
    with unit_of_work() as uow:
        forget(uow)
        uow.commit()
    assert CANARY.encode() not in on_disk(sqlite)


def test_a_new_file_is_its_owner_s_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    open_engine(f"sqlite:///{path}").dispose()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "wal"),
        ("foreign_keys", 1),
        ("busy_timeout", 10_000),
        ("synchronous", 1),
        ("secure_delete", 1),
    ],
)
def test_settings_of_sqlite(sqlite: Engine, setting: str, value: object) -> None:
    with sqlite.connect() as connection:
        assert connection.execute(text(f"PRAGMA {setting}")).scalar_one() == value


def test_a_commit_that_fails_leaves_its_turn_and_nothing_else(
    sqlite: Engine, cipher: Cipher
) -> None:
    samples.populate(SqlUnitOfWorkFactory(sqlite, cipher))
    with pytest.raises(IntegrityError), sqlite.begin() as connection:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        connection.execute(text("UPDATE cases SET asker_id = 'nobody'"))
    for _ in range(2):
        with SqlUnitOfWorkFactory(sqlite, cipher)() as uow:
            assert (case := uow.cases.get(CASE)) is not None
            assert case.asker_id == ASKER
    assert not sqlite.dialect.turns._is_taken  # type: ignore[attr-defined]


def test_who_gives_up_waiting_leaves_nobody_else_s_turn(sqlite: Engine) -> None:
    turns = sqlite.dialect.turns = Turns(patience=0)  # type: ignore[attr-defined]
    with sqlite.begin():
        for _ in range(2):
            with pytest.raises(ConcurrentChange), sqlite.begin():
                pass
        assert turns._is_taken
    assert not turns._is_taken


def test_a_turn_that_another_process_made_useless_is_left_once(sqlite: Engine) -> None:
    turns = sqlite.dialect.turns = CountedTurns(patience=0)  # type: ignore[attr-defined]
    elsewhere = sqlite3.connect(sqlite.url.database or "", isolation_level=None)
    with sqlite.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    turns.left = 0
    elsewhere.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError), sqlite.begin():
        pass
    assert turns.left == 1
    elsewhere.close()


class CountedTurns(Turns):
    """Turns that count how often one was left."""

    left = 0

    def leave(self) -> None:
        self.left += 1
        super().leave()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://u:SECRET@h/d"])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="SQLite") as refusal:
        open_engine(url)
    assert "SECRET" not in str(refusal.value)


def test_an_error_of_the_database_quotes_no_text(engine: Engine, cipher: Cipher) -> None:
    unit_of_work = SqlUnitOfWorkFactory(engine, cipher)
    samples.populate(unit_of_work)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE cases RENAME COLUMN departement TO elsewhere"))
    with pytest.raises(DBAPIError) as failure, unit_of_work() as uow:
        uow.cases.update(samples.case(text=CleanText(CANARY)))
    assert CANARY not in str(failure.value)
    assert CANARY not in repr(failure.value)


HOT: dict[str, Callable[[UnitOfWork], object]] = {
    "cases due": lambda u: u.cases.due(NOW),
    "outcomes due": lambda u: u.cases.outcome_due(NOW),
    "open cases": lambda u: u.cases.open_cases(),
    "cases closed since": lambda u: u.cases.closed_since(NOW),
    "cases of an asker": lambda u: u.cases.by_asker(ASKER),
    "asked since": lambda u: u.solicitations.since(NOW),
    "asked of a person": lambda u: u.solicitations.of_person(HELPER),
    "asked for a case": lambda u: u.solicitations.of_case(CASE),
    "open asks": lambda u: u.solicitations.open_of(HELPER),
    "reminders": lambda u: u.solicitations.to_remind(NOW),
    "uncertain": lambda u: u.solicitations.uncertain(),
    "answers of a case": lambda u: u.answers.of_case(CASE),
    "answers of an author": lambda u: u.answers.of_author(HELPER),
    "questions of a case": lambda u: u.answers.questions(CASE),
    "votes": lambda u: u.answers.votes(CASE),
    "account of a user": lambda u: u.accounts.find("webchat", "user"),
    "accounts of a person": lambda u: u.accounts.of(ASKER),
    "drafts of an author": lambda u: u.drafts.by_author(ASKER),
    "drafts past": lambda u: u.drafts.expired(NOW),
    "inbox": lambda u: u.inbox.claim(NOW, 60, 10),
    "outbox": lambda u: u.outbox.claim(NOW, 60, 10),
    "abandoned": lambda u: u.outbox.abandoned(after(hours=1)),
    "next due": lambda u: u.outbox.next_due(),
    "waiting": lambda u: u.outbox.waiting(),
    "reply": lambda u: u.outbox.subject_of("webchat", "home", "m"),
    "notices past": lambda u: u.forgetting.expired(NOW, {"settled-notices": 1}),
}


OF_A_FEW = {
    str(index.name)
    for table in metadata.sorted_tables
    for index in table.indexes
    if index.dialect_options["sqlite"]["where"] is not None
}
"""Partial indexes: they hold the rows that wait for something."""
WHOLE = re.compile(rf"SCAN \w+( USING (COVERING )?INDEX (?!({'|'.join(sorted(OF_A_FEW))})$)\w+)?")
"""A step that reads each row of a table, or each one in the order of an index."""


@pytest.mark.parametrize("name", HOT)
def test_hot_queries_read_no_whole_table(sqlite: Engine, cipher: Cipher, name: str) -> None:
    unit_of_work = SqlUnitOfWorkFactory(sqlite, cipher)
    samples.populate(unit_of_work)
    asked: list[tuple[str, object]] = []

    def note(_c: object, _u: object, statement: str, values: object, *_: object) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, values))

    event.listen(sqlite, "before_cursor_execute", note)
    with unit_of_work() as uow:
        HOT[name](uow)
    event.remove(sqlite, "before_cursor_execute", note)
    assert asked
    with sqlite.connect() as connection:
        for statement, values in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[arg-type]
            steps = [row[3] for row in plan]
            assert not [step for step in steps if WHOLE.fullmatch(step)], steps


def test_a_copy_that_everybody_could_read_is_shut(tmp_path: Path) -> None:
    """A backup that was brought back has the rights of whoever brought it."""
    file = tmp_path / "back.db"
    file.touch()
    file.chmod(0o664)
    open_engine(f"sqlite:///{file}").dispose()
    assert stat.S_IMODE(file.stat().st_mode) == 0o660
