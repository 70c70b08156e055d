"""The web chat's own log is erased and forgotten with everything else."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.domain.places import Place
from bot.settings import WEB_SESSION_DAYS, Lifetimes
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.unit_of_work import SqlUnitOfWorkFactory
from storage.webchat import StoredWebChatLog
from tests.contract import samples
from tests.contract.samples import ASKER, HELPER, NOW


@pytest.fixture(params=["fresh_sqlite", "fresh_postgres"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    engine = open_engine(request.getfixturevalue(request.param))
    yield engine
    engine.dispose()


def test_an_erased_person_s_conversation_goes(engine: Engine, cipher: Cipher) -> None:
    unit_of_work = SqlUnitOfWorkFactory(engine, cipher)
    log = StoredWebChatLog(engine, cipher)
    with unit_of_work() as uow:
        for id, channel, address in [
            (ASKER, "webchat", "a"),
            (HELPER, "webchat", "b"),
            ("elsewhere", "telegram", "c"),
        ]:
            uow.professionals.add(samples.professional(id))
            uow.accounts.add(
                samples.account(f"of-{id}", id, channel=channel, home=Place(channel, address))
            )
        uow.commit()
    for address in "abc":
        log.append(address, "key", NOW, body="{}")
    with unit_of_work() as uow:
        uow.professionals.erase(ASKER)
        uow.professionals.erase(samples.professional("elsewhere").id)
        uow.commit()
    assert [len(log.since(address, 0)) for address in "abc"] == [0, 1, 1]


def test_that_an_erased_person_wrote_in_a_group_goes(engine: Engine, cipher: Cipher) -> None:
    unit_of_work = SqlUnitOfWorkFactory(engine, cipher)
    log = StoredWebChatLog(engine, cipher)
    with unit_of_work() as uow:
        uow.professionals.add(samples.professional(ASKER))
        uow.accounts.add(samples.account(channel="webchat", user="a", home=Place("webchat", "a")))
        uow.commit()
    for key, author in (("1", "a"), ("2", "b"), ("3", None)):
        log.append("circle", key, NOW, author=author, body=None if author else "{}")
    with unit_of_work() as uow:
        uow.professionals.erase(ASKER)
        uow.commit()
    assert [message.key for message in log.since("circle", 0)] == ["2", "3"]


def purge(unit_of_work: SqlUnitOfWorkFactory, lifetimes: Mapping[str, int]) -> list[str]:
    with unit_of_work() as uow:
        past = uow.forgetting.expired(NOW, lifetimes)
        uow.forgetting.forget(past)
        uow.commit()
    return [kind for kind, _ in past]


def test_web_messages_have_a_lifetime(engine: Engine, cipher: Cipher) -> None:
    log = StoredWebChatLog(engine, cipher)
    for key, age in [("old", 30), ("new", 29)]:
        log.append("a", key, NOW - timedelta(days=age), body="{}")
    assert purge(SqlUnitOfWorkFactory(engine, cipher), {"web-messages": 30}) == ["web-messages"]
    assert [message.key for message in log.since("a", 0)] == ["new"]


def test_a_page_still_follows_after_everything_it_showed_was_forgotten(
    engine: Engine, cipher: Cipher
) -> None:
    log = StoredWebChatLog(engine, cipher)
    log.append("a", "old", NOW - timedelta(days=30), body="{}")
    cursor = log.since("a", 0)[-1].revision
    purge(SqlUnitOfWorkFactory(engine, cipher), {"web-messages": 30})
    assert log.since("a", 0) == []
    log.append("a", "new", NOW, body="{}")
    assert [message.key for message in log.since("a", cursor)] == ["new"]


def test_who_logged_out_is_known_until_their_last_session_is_over(
    engine: Engine, cipher: Cipher
) -> None:
    log = StoredWebChatLog(engine, cipher)
    for address, age in [("long-ago", WEB_SESSION_DAYS), ("lately", WEB_SESSION_DAYS - 1)]:
        log.shut(address, NOW - timedelta(days=age))
    lifetimes = Lifetimes().by_kind()
    assert purge(SqlUnitOfWorkFactory(engine, cipher), lifetimes) == ["web-logouts"]
    assert [log.is_shut(address) for address in ("long-ago", "lately")] == [False, True]
