"""What the web chat's pages are promised about what they show, in memory and in the database."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import delete

from adapters.webchat.log import WebChatLog
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.webchat import StoredWebChatLog, webchat_messages, webchat_shut
from tests.fakes.webchat_log import MemoryLog

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def log(request: pytest.FixtureRequest, cipher: Cipher) -> Iterator[WebChatLog]:
    """Each implementation in turn, empty."""
    match request.param:
        case "memory":
            yield MemoryLog()
        case "sqlite":
            engine = open_engine(request.getfixturevalue("fresh_sqlite"))
            yield StoredWebChatLog(engine, cipher)
            engine.dispose()
        case "postgresql":
            engine = request.getfixturevalue("shared_postgres")
            yield StoredWebChatLog(engine, cipher)
            with engine.begin() as connection:
                connection.execute(delete(webchat_messages))
                connection.execute(delete(webchat_shut))


def test_a_message_comes_back_as_it_was_kept(log: WebChatLog) -> None:
    asked = log.append("ana", "u1", NOW, author="ana")
    log.append("ana", "k1", NOW, body='{"é": "[PERSONNE 1]"}', reply_to=asked)
    mine, bots = log.since("ana", 0)
    assert (mine.author, mine.body, mine.key) == ("ana", None, "u1")
    assert (bots.author, bots.body, bots.reply_to) == (None, '{"é": "[PERSONNE 1]"}', asked)
    assert (bots.at, bots.edited, bots.deleted) == (NOW, False, False)


def test_a_key_used_again_gives_the_first_message(log: WebChatLog) -> None:
    first = log.append("ana", "k1", NOW, body="{}")
    assert log.append("ana", "k1", NOW, body='{"other": 1}') == first
    assert [entry.body for entry in log.since("ana", 0)] == ["{}"]


def test_the_same_key_in_another_conversation_is_another_message(log: WebChatLog) -> None:
    assert log.append("ana", "k1", NOW) != log.append("bob", "k1", NOW)


def test_ids_grow(log: WebChatLog) -> None:
    ids = [int(log.append("ana", f"k{number}", NOW)) for number in range(12)]
    assert ids == sorted(set(ids))


def test_a_page_resumes_from_its_cursor_with_changes_in_their_order(log: WebChatLog) -> None:
    first = log.append("ana", "k1", NOW, body="1")
    second = log.append("ana", "k2", NOW, body="2")
    cursor = log.since("ana", 0)[-1].revision
    log.replace("ana", second, NOW, body="2b")
    log.delete("ana", first, NOW)
    resumed = [(entry.message_id, entry.body) for entry in log.since("ana", cursor)]
    assert resumed == [(second, "2b"), (first, None)]


def test_only_the_latest_are_shown_when_there_are_many(log: WebChatLog) -> None:
    for number in range(7):
        log.append("ana", f"k{number}", NOW, body=str(number))
    assert [entry.body for entry in log.since("ana", 0, limit=3)] == ["4", "5", "6"]


@pytest.mark.parametrize("author", [None, "bob"])
def test_only_its_author_changes_a_message(log: WebChatLog, author: str | None) -> None:
    mine = log.append("ana", "u1", NOW, author="ana")
    assert not log.replace("ana", mine, NOW, author=author, body="{}")
    assert not log.delete("ana", mine, NOW, author=author)
    assert log.replace("ana", mine, NOW, author="ana")
    assert log.since("ana", 0)[0].edited


def test_a_message_is_changed_in_its_own_conversation_alone(log: WebChatLog) -> None:
    mine = log.append("ana", "k1", NOW, body="{}")
    assert not log.replace("bob", mine, NOW, body="{}")
    assert not log.delete("bob", mine, NOW)


def test_a_deleted_message_stays_deleted(log: WebChatLog) -> None:
    gone = log.append("ana", "k1", NOW, body="{}")
    assert [log.delete("ana", gone, NOW) for _ in range(2)] == [True, True]
    assert not log.replace("ana", gone, NOW, body="{}")
    (entry,) = log.since("ana", 0)
    assert (entry.body, entry.deleted) == (None, True)


@pytest.mark.parametrize("nothing", ["", "0", "999", "-1", "x", "9" * 30, "²"])
def test_what_never_was_cannot_be_changed(log: WebChatLog, nothing: str) -> None:
    assert not log.replace("ana", nothing, NOW, body="{}")
    assert not log.delete("ana", nothing, NOW)


def test_a_conversation_that_was_shut_is_gone_and_stays_shut(log: WebChatLog) -> None:
    log.append("left", "k1", NOW, body="{}")
    log.append("bob", "k1", NOW, body="{}")
    assert not log.is_shut("left")
    for _ in range(2):
        log.shut("left", NOW)
        assert log.is_shut("left")
        assert log.since("left", 0) == []
    assert not log.is_shut("bob")
    assert len(log.since("bob", 0)) == 1


def test_writers_at_once_lose_nothing_and_share_no_revision(log: WebChatLog) -> None:
    def write(writer: int) -> None:
        for number in range(10):
            log.append("ana", f"{writer}-{number}", NOW, body="{}")

    writers = [Thread(target=write, args=(writer,)) for writer in range(4)]
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    entries = log.since("ana", 0)
    assert len({entry.revision for entry in entries}) == len(entries) == 40


def test_texts_are_sealed_at_rest_and_a_lost_key_shows_nothing(
    fresh_sqlite: str, cipher: Cipher
) -> None:
    engine = open_engine(fresh_sqlite)
    StoredWebChatLog(engine, cipher).append("ana", "k1", NOW, body='"canari"')
    file = Path(str(engine.url.database))
    kept = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert b"ana" in kept
    assert b"canari" not in kept
    (entry,) = StoredWebChatLog(engine, Cipher([Cipher.new_key()])).since("ana", 0)
    assert (entry.body, entry.deleted) == (None, True)
    engine.dispose()
