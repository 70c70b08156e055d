"""What is looked up often is found by an index: no table that grows is read whole for it."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bot.domain.delivery import Sent
from bot.domain.notices import NoticeId
from bot.domain.records import Act
from bot.ports import UnitOfWork
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.pulse import take_pulse
from storage.unit_of_work import SqlUnitOfWorkFactory
from tests.contract import samples
from tests.contract.samples import ACCOUNT, ASKER, CASE, DRAFT, HELPER, NOW

LookUp = Callable[[UnitOfWork], object]
AGO = NOW - timedelta(days=31)
MESSAGE = ("webchat", "home-of-helper", "m1")

FEW = {"policies", "circles", "feedback", "professionals"}
"""Read whole by design: settings, groups; members, among whom a wave chooses."""

LOOKED_UP: dict[str, LookUp] = {
    "drafts of an author": lambda u: u.drafts.by_author(ASKER),
    "drafts past their hours": lambda u: u.drafts.expired(NOW),
    "a draft that goes": lambda u: u.drafts.remove(DRAFT),
    "what an account is busy with": lambda u: u.drafts.focus(ACCOUNT),
    "cases of an asker": lambda u: u.cases.by_asker(ASKER),
    "cases that are due": lambda u: u.cases.due(NOW),
    "outcomes that are due": lambda u: u.cases.outcome_due(NOW),
    "open cases": lambda u: u.cases.open_cases(),
    "cases that ended lately": lambda u: u.cases.closed_since(AGO),
    "cases of lately": lambda u: u.cases.confirmed_since(AGO),
    "committees called": lambda u: u.cases.called_by(HELPER),
    "followers": lambda u: u.cases.followers(CASE),
    "cases followed": lambda u: u.cases.followed_by(HELPER),
    "asks of a case": lambda u: u.solicitations.of_case(CASE),
    "asks of lately": lambda u: u.solicitations.since(AGO),
    "asks planned lately": lambda u: u.solicitations.planned_since(AGO),
    "open asks of a person": lambda u: u.solicitations.open_of(HELPER),
    "asks put off": lambda u: u.solicitations.to_remind(NOW),
    "asks of unknown fate": lambda u: u.solicitations.uncertain(),
    "answers to a case": lambda u: u.answers.of_case(CASE),
    "answers of a person": lambda u: u.answers.of_author(HELPER),
    "answers of lately": lambda u: u.answers.given_since(AGO),
    "how useful people were": lambda u: u.answers.record([HELPER]),
    "votes on a case": lambda u: u.answers.votes(CASE),
    "questions about a case": lambda u: u.answers.questions(CASE),
    "fiches of an author": lambda u: u.fiches.of_author(ASKER),
    "fiches to read again": lambda u: u.fiches.to_review(NOW),
    "who writes": lambda u: u.accounts.find("webchat", "user-of-account"),
    "accounts of a person": lambda u: u.accounts.of(ASKER),
    "who a code is for": lambda u: u.accounts.take_code("12345678"),
    "waves of lately": lambda u: u.records.waves_since(AGO),
    "one act, lately": lambda u: u.records.audited_since(Act.CHANGE_LIMITS, AGO),
    "the newest acts": lambda u: u.records.audited(10),
    "cases deflected lately": lambda u: u.records.deflected_since(AGO),
    "events to handle": lambda u: u.inbox.claim(NOW, 30, 20),
    "a notice in a slot": lambda u: u.outbox.add(samples.full_notice()),
    "notices to send": lambda u: u.outbox.claim(NOW, 30, 10),
    "claims that ran out": lambda u: u.outbox.abandoned(NOW),
    "what became of a notice": lambda u: u.outbox.settle(NoticeId(1), Sent("m1"), NOW),
    "a notice put back": lambda u: u.outbox.requeue(NoticeId(1), NOW),
    "choices shown": lambda u: u.outbox.shown(NoticeId(1), ["a"], NOW),
    "choices offered": lambda u: u.outbox.offers(samples.home()),
    "choices of a message": lambda u: u.outbox.choices_of(*MESSAGE),
    "what a message is about": lambda u: u.outbox.subject_of(*MESSAGE),
    "who was shown a slot": lambda u: u.outbox.readers("draft:x"),
    "a place that moves": lambda u: u.outbox.follow("webchat", "old", "new"),
    "when to send next": lambda u: u.outbox.next_due(),
    "updates to forget": lambda u: u.forgetting.expired(NOW, {"handled-updates": 30}),
    "notices to forget": lambda u: u.forgetting.expired(NOW, {"settled-notices": 30}),
    "messages to forget": lambda u: u.forgetting.expired(NOW, {"web-messages": 30}),
}


@pytest.fixture
def sqlite(fresh_sqlite: str, cipher: Cipher) -> Iterator[Engine]:
    engine = open_engine(fresh_sqlite)
    samples.populate(SqlUnitOfWorkFactory(engine, cipher))
    yield engine
    engine.dispose()


def plan(engine: Engine, look_up: Callable[[], object]) -> list[str]:
    """How SQLite reads its tables for that, step by step; it decides without looking at rows."""
    ran: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, values: Any, *_more: object) -> None:
        ran.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    look_up()
    event.remove(engine, "before_cursor_execute", note)
    steps = []
    with engine.connect() as connection:
        for statement, values in ran:
            if re.match("SELECT|UPDATE|DELETE|INSERT", statement):
                asked = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
                steps += [row[3] for row in asked]
    return steps


def read_whole(steps: list[str]) -> list[str]:
    """Scans but those of an index that holds nothing but what waits, and of a few rows."""
    return [
        step
        for step in steps
        if (scan := re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?$", step))
        if scan[1] not in FEW
        if scan[2] not in PARTIAL
    ]


PARTIAL = {"ix_inbox_open", "ix_outbox_open", "ix_outbox_waiting", "ix_solicitations_uncertain"}


@pytest.mark.parametrize("name", LOOKED_UP)
def test_no_table_that_grows_is_read_whole(sqlite: Engine, cipher: Cipher, name: str) -> None:
    def look_up() -> None:
        with SqlUnitOfWorkFactory(sqlite, cipher)() as uow:
            LOOKED_UP[name](uow)

    steps = plan(sqlite, look_up)
    assert steps
    if name != "the newest acts":  # in the order of their index, and no more than a page
        assert read_whole(steps) == []


def test_whoever_was_shown_a_slot_is_found_by_it(sqlite: Engine, cipher: Cipher) -> None:
    """At each text that is sent or given up, thrice; the outbox holds months of messages."""

    def look_up() -> None:
        with SqlUnitOfWorkFactory(sqlite, cipher)() as uow:
            uow.outbox.readers("draft:x")

    assert any("ix_outbox_slot (slot=?)" in step for step in plan(sqlite, look_up))


def test_the_figures_of_the_day_read_no_table_whole(sqlite: Engine) -> None:
    assert read_whole(plan(sqlite, lambda: take_pulse(sqlite, NOW))) == []
