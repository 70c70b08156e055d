"""Figures for whoever watches: right, and without a text, a name or an identifier (R8)."""

import asyncio
import re
import socket

import httpx
import pytest
from prometheus_client import generate_latest
from sqlalchemy import Engine
from structlog.testing import capture_logs

from adapters.metrics import Metrics
from bot.domain.delivery import Gone, Sent
from bot.domain.pulse import Pulse
from bot.domain.screening import ScreeningUnavailable
from bot.domain.texts import RawText
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.pulse import take_pulse
from storage.unit_of_work import SqlUnitOfWorkFactory
from tests.contract import samples
from tests.contract.samples import NOW, after, before
from tests.fakes.screening import ListedScreener


@pytest.fixture(params=["fresh_sqlite", "fresh_postgres"])
def engine(request: pytest.FixtureRequest) -> Engine:
    engine = open_engine(request.getfixturevalue(request.param))
    request.addfinalizer(engine.dispose)
    return engine


def shown(metrics: Metrics) -> str:
    return generate_latest(metrics.registry).decode()


def test_what_is_counted_and_nothing_else(engine: Engine, cipher: Cipher) -> None:
    unit_of_work = SqlUnitOfWorkFactory(engine, cipher)
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.outbox.add(samples.notice("digest", at="a", due_at=before(minutes=20)))
        uow.outbox.add(samples.notice("digest", at="b", due_at=before(minutes=10)))
        uow.outbox.add(samples.notice("thanks", at="c", due_at=before(minutes=5)))
        uow.outbox.add(samples.notice("later", at="d", due_at=after(hours=9)))
        for claimed, outcome in zip(
            uow.outbox.claim(NOW, 60, 2), (Sent("m"), Gone("blocked")), strict=True
        ):
            uow.outbox.settle(claimed.id, outcome, NOW)
        uow.inbox.receive(samples.inbound("0", at="a"))
        (poisonous,) = uow.inbox.claim(NOW, 60, 1)
        uow.inbox.park(poisonous.id)
        uow.inbox.receive(samples.inbound("1"))
        uow.commit()
    text = shown(Metrics(lambda: take_pulse(engine, NOW)))
    lines = {line for line in text.splitlines() if not line.startswith(("#", "entraide_screening"))}
    assert lines == {
        'entraide_cases_open{state="seeking"} 1.0',
        'entraide_asks_day{delivery="sent"} 1.0',
        'entraide_responses_day{response="none"} 1.0',
        'entraide_outbox_waiting{channel="webchat"} 2.0',
        'entraide_messages_day{channel="webchat",kind="digest",outcome="gone"} 1.0',
        'entraide_messages_day{channel="webchat",kind="digest",outcome="sent"} 1.0',
        "entraide_outbox_late_seconds 300.0",
        "entraide_inbox_unhandled 1.0",
        "entraide_inbox_given_up_day 1.0",
    }


def test_yesterday_is_forgotten(engine: Engine, cipher: Cipher) -> None:
    samples.populate(SqlUnitOfWorkFactory(engine, cipher))
    later = take_pulse(engine, after(days=2))
    assert (later.asks, later.responses, later.settled) == ({}, {}, {})


def test_screening_is_timed_and_its_failures_are_told_apart() -> None:
    metrics = Metrics(Pulse)
    screener = ListedScreener({})
    timed = metrics.timing(screener)
    assert timed.screen(RawText("Bonjour"), language="fr").clean
    screener.unavailable = "timeout"
    with pytest.raises(ScreeningUnavailable):
        timed.screen(RawText("Zoé Lefèvre"), language="fr")
    counts = dict(re.findall(r'seconds_count{outcome="(\w+)"} (\S+)', shown(metrics)))
    assert counts == {"screened": "1.0", "timeout": "1.0"}
    assert "Zoé" not in shown(metrics)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def test_they_are_read_over_http_until_the_bot_stops() -> None:
    port = free_port()
    serving = asyncio.create_task(Metrics(Pulse).serve("127.0.0.1", port))
    await asyncio.sleep(0)
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"http://127.0.0.1:{port}/metrics")
    assert answer.status_code == 200
    assert "entraide_inbox_unhandled 0.0" in answer.text
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    with socket.socket() as one:
        assert one.connect_ex(("127.0.0.1", port)) != 0


async def test_a_port_that_is_taken_stops_nothing_and_is_named() -> None:
    with socket.socket() as one, capture_logs() as told:
        one.bind(("127.0.0.1", 0))
        one.listen()
        port = one.getsockname()[1]
        await Metrics(Pulse).serve("127.0.0.1", port)
    assert [(line["event"], line["port"], line["error"]) for line in told] == [
        ("metrics_not_served", port, "EADDRINUSE")
    ]
