"""Why a database cannot be used is said in a word of ours, which quotes nothing."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from storage.health import DatabaseUnavailable, look_at, quietly
from tests.fakes.postgres import administer


def cause_of(url: str) -> str:
    with pytest.raises(DatabaseUnavailable) as caught:
        look_at(url)
    return caught.value.cause


def test_a_server_where_nothing_opens_is_told_apart_from_an_error(fresh_postgres: str) -> None:
    url = make_url(fresh_postgres)
    assert cause_of(url.set(database="nowhere").render_as_string(False)) == "unreachable"
    assert cause_of("postgresql://bot@127.0.0.1:1/entraide") == "unreachable"
    administer(url, "CREATE ROLE guest LOGIN")
    engine = create_engine(url.set(username="guest"))
    with pytest.raises(DatabaseUnavailable) as caught, quietly(), engine.begin() as connection:
        connection.execute(text("DELETE FROM cases"))
    engine.dispose()
    administer(url, "DROP ROLE guest")
    assert caught.value.cause == "rights"


@pytest.mark.parametrize(
    ("url", "cause"),
    [
        ("sqlite:///{folder}", "cannot-write"),
        ("sqlite:///{folder}/letter/new.db", "cannot-write"),
        ("sqlite:///{folder}/letter", "not-a-database"),
        ("mysql://bot@localhost/entraide", "not-an-address"),
        ("bonjour", "not-an-address"),
    ],
)
def test_a_file_that_is_no_database_is_said_so(tmp_path: Path, url: str, cause: str) -> None:
    (tmp_path / "letter").write_text("Bonjour. " * 1_000)
    assert cause_of(url.format(folder=tmp_path)) == cause


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("SQLITE_BUSY_SNAPSHOT", "busy"),
        ("SQLITE_READONLY", "cannot-write"),
        ("SQLITE_FULL", "full"),
        ("SQLITE_IOERR_WRITE", "full"),
        ("SQLITE_ERROR", "failing"),
    ],
)
def test_an_error_of_sqlite_is_told_by_its_name(name: str, cause: str) -> None:
    error = sqlite3.OperationalError("quotes nothing")
    error.sqlite_errorname = name
    with pytest.raises(DatabaseUnavailable) as caught, quietly():
        raise OperationalError("SELECT", {}, error)
    assert caught.value.cause == cause
