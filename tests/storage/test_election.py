"""Among processes that share a PostgreSQL, one is chosen, until it leaves or dies."""

from sqlalchemy import text

from storage.election import PostgresElection, election_on
from storage.engine import open_engine


def test_one_is_chosen_and_another_takes_over(fresh_postgres: str) -> None:
    engines = [open_engine(fresh_postgres) for _ in range(2)]
    first, second = (PostgresElection(engine, "matrix:@bot:a.test") for engine in engines)
    other = PostgresElection(engines[1], "matrix:@bot:b.test")
    assert [first.hold(), second.hold(), other.hold()] == [True, False, True]
    assert [first.hold(), second.hold()] == [True, False]
    first.release()
    assert [second.hold(), first.hold()] == [True, False]
    for one in (first, second, other):
        one.release()
    for engine in engines:
        engine.dispose()


def test_whoever_lost_the_database_lost_the_election(fresh_postgres: str) -> None:
    engines = [open_engine(fresh_postgres) for _ in range(2)]
    first, second = (PostgresElection(engine, "matrix:@bot:a.test") for engine in engines)
    assert first.hold()
    with engines[1].connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    assert not first.hold()
    assert second.hold()
    second.release()
    for engine in engines:
        engine.dispose()


def test_an_embedded_database_needs_no_election(fresh_sqlite: str) -> None:
    engine = open_engine(fresh_sqlite)
    assert election_on(engine, "matrix:@bot:a.test") is None
    engine.dispose()
