"""Several workers at once: each thing is done once, and nobody waits for ever."""

import threading
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from typing import TypeVar

import pytest

from bot.domain.delivery import Sent
from bot.domain.people import ProfessionalId
from bot.ports import ConcurrentChange, UnitOfWorkFactory
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.unit_of_work import SqlUnitOfWorkFactory
from tests.contract import samples
from tests.contract.samples import ASKER, CASE, HELPER, NOW

WORKERS = 4
PLACES = 25
NOTICES = 500

T = TypeVar("T")


def fill_outbox(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        for number in range(NOTICES):
            uow.outbox.add(samples.notice(at=f"place-{number % PLACES}"))
        uow.commit()


def send_all(unit_of_work: UnitOfWorkFactory) -> list[tuple[int, str]]:
    """Claim and settle, as a courier does, until nothing waits."""
    sent: list[tuple[int, str]] = []
    while True:
        with unit_of_work() as uow:
            claims = uow.outbox.claim(NOW, 3600, 10)
            waiting = uow.outbox.waiting()
            uow.commit()
        if not waiting:
            return sent
        for claim in claims:
            sent.append((claim.id, claim.notice.place.address))
            with unit_of_work() as uow:
                uow.outbox.settle(claim.id, Sent(str(claim.id)), NOW)
                uow.commit()


def assert_each_once_and_in_order(
    unit_of_work: UnitOfWorkFactory, by_worker: list[list[tuple[int, str]]]
) -> None:
    everything = [row for rows in by_worker for row in rows]
    assert len(everything) == NOTICES
    assert len({number for number, _ in everything}) == NOTICES
    for rows in by_worker:
        by_place = defaultdict(list)
        for number, place in rows:
            by_place[place].append(number)
        assert all(numbers == sorted(numbers) for numbers in by_place.values())
    with unit_of_work() as uow:
        assert uow.outbox.waiting() == 0


def in_threads(work: Callable[[int], T], workers: int = WORKERS) -> list[T]:
    """Run at the same moment; the results, or the first error."""
    start = threading.Barrier(workers)

    def run(number: int) -> T:
        start.wait()
        return work(number)

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(run, range(workers)))


def test_each_notice_is_sent_once_and_in_order(unit_of_work: UnitOfWorkFactory) -> None:
    fill_outbox(unit_of_work)
    in_flight: set[str] = set()
    order: dict[str, list[int]] = defaultdict(list)
    guard = threading.Lock()

    def send(_: int) -> list[tuple[int, str]]:
        sent: list[tuple[int, str]] = []
        while True:
            with unit_of_work() as uow:
                claims = uow.outbox.claim(NOW, 3600, 10)
                waiting = uow.outbox.waiting()
                uow.commit()
            if not waiting:
                return sent
            for claim in claims:
                place = claim.notice.place.address
                with guard:
                    assert place not in in_flight
                    in_flight.add(place)
                    order[place].append(claim.id)
                sent.append((int(claim.id), place))
            for claim in claims:
                with guard:
                    in_flight.discard(claim.notice.place.address)
                with unit_of_work() as uow:
                    uow.outbox.settle(claim.id, Sent(str(claim.id)), NOW)
                    uow.commit()

    by_worker = in_threads(send)
    assert_each_once_and_in_order(unit_of_work, by_worker)
    assert all(numbers == sorted(numbers) for numbers in order.values())


def test_overlapping_claims_leave_one_in_flight(unit_of_work: UnitOfWorkFactory) -> None:
    """Two workers whose clocks differ see different notices of one place come first."""
    with unit_of_work() as uow:
        uow.outbox.add(samples.notice("later", due_at=NOW + timedelta(seconds=1)))
        uow.outbox.add(samples.notice("now"))
        uow.commit()

    def claim_later() -> list[str]:
        with unit_of_work() as uow:
            claims = uow.outbox.claim(NOW + timedelta(seconds=1), 60, 10)
            uow.commit()
            return [claim.notice.kind for claim in claims]

    with ThreadPoolExecutor(1) as pool:
        with unit_of_work() as uow:
            assert [claim.notice.kind for claim in uow.outbox.claim(NOW, 60, 10)] == ["now"]
            other = pool.submit(claim_later)
            uow.commit()
        assert other.result() == []


def send_from_another_process(url: str, key: str) -> list[tuple[int, str]]:
    engine = open_engine(url)
    try:
        return send_all(SqlUnitOfWorkFactory(engine, Cipher([key])))
    finally:
        engine.dispose()


@pytest.mark.parametrize("database", ["fresh_sqlite", "fresh_postgres"])
def test_processes_share_an_outbox(request: pytest.FixtureRequest, database: str) -> None:
    url = request.getfixturevalue(database)
    key = Cipher.new_key()
    engine = open_engine(url)
    unit_of_work = SqlUnitOfWorkFactory(engine, Cipher([key]))
    fill_outbox(unit_of_work)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        runs = [pool.submit(send_from_another_process, url, key) for _ in range(2)]
        by_worker = [run.result() for run in runs]
    assert_each_once_and_in_order(unit_of_work, by_worker)
    engine.dispose()


def test_each_event_is_handled_once_and_in_order(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        for number in range(200):
            uow.inbox.receive(samples.inbound(f"{number:03}", at=f"place-{number % 10}"))
        uow.commit()
    order: dict[str, list[str]] = defaultdict(list)
    guard = threading.Lock()

    def handle(_: int) -> int:
        handled = 0
        while handled_all(order) < 200:
            with unit_of_work() as uow:
                stored = uow.inbox.claim(NOW, 3600, 5)
                uow.commit()
            for event in stored:
                with guard:
                    order[event.inbound.place.address].append(event.inbound.update_id)
                with unit_of_work() as uow:
                    uow.inbox.done(event.id)
                    uow.commit()
                handled += 1
        return handled

    assert sum(in_threads(handle)) == 200
    assert all(updates == sorted(set(updates)) for updates in order.values())


def handled_all(order: dict[str, list[str]]) -> int:
    return sum(len(updates) for updates in list(order.values()))


def test_an_update_received_by_two_workers_is_kept_once(unit_of_work: UnitOfWorkFactory) -> None:
    def receive(_: int) -> list[bool]:
        kept = []
        for number in range(20):
            with unit_of_work() as uow:
                kept.append(uow.inbox.receive(samples.inbound(str(number))))
                uow.commit()
        return kept

    by_worker = in_threads(receive)
    assert [sum(kept) for kept in zip(*by_worker, strict=True)] == [1] * 20


def test_slots_are_reserved_one_plan_at_a_time(unit_of_work: UnitOfWorkFactory) -> None:
    """Everyone sees nine slots left, and nine are taken: what `policies.lock` is for (R2)."""
    samples.populate(unit_of_work)
    cap = 10

    def plan(worker: int) -> int:
        reserved = 0
        for attempt in range(5):
            with unit_of_work() as uow:
                uow.policies.lock()
                if len(uow.solicitations.since(NOW - timedelta(days=7))) < cap:
                    uow.solicitations.add(samples.solicitation(f"s-{worker}-{attempt}", ASKER))
                    reserved += 1
                uow.commit()
        return reserved

    assert sum(in_threads(plan)) == cap - 1


def test_a_locked_case_is_changed_by_one_at_a_time(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)

    def widen(worker: int) -> None:
        for attempt in range(5):
            with unit_of_work() as uow:
                case = uow.cases.lock(CASE)
                assert case is not None
                uow.answers.add(samples.answer(f"a-{worker}-{attempt}", HELPER))
                uow.cases.update(samples.case(waves=case.waves + 1))
                uow.commit()

    in_threads(widen)
    with unit_of_work() as uow:
        case = uow.cases.get(CASE)
        assert case is not None
        assert case.waves == samples.case().waves + 5 * WORKERS


@pytest.mark.parametrize("what", ["policy", "wave", "professional"])
def test_of_two_who_take_a_number_one_must_try_again(
    unit_of_work: UnitOfWorkFactory, what: str
) -> None:
    samples.populate(unit_of_work)

    def take(_: int) -> bool:
        try:
            with unit_of_work() as uow:
                if what == "policy":
                    uow.policies.add(samples.policy(2))
                elif what == "wave":
                    uow.records.add_wave(samples.wave(2))
                else:
                    uow.professionals.add(samples.professional("new"))
                uow.commit()
        except ConcurrentChange:
            return False
        return True

    assert sum(in_threads(take)) == 1


def test_a_code_is_used_by_one(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.accounts.save_code(samples.code())
        uow.commit()

    def use(_: int) -> bool:
        with unit_of_work() as uow:
            code = uow.accounts.take_code("12345678")
            uow.commit()
            return code is not None

    assert sum(in_threads(use)) == 1


def test_whoever_is_chosen_to_make_way_is_told(unit_of_work: UnitOfWorkFactory) -> None:
    """Two cases locked in opposite orders: a deadlock ends as `ConcurrentChange`, or not at all."""
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.cases.add(samples.case("other"))
        uow.commit()
    ids = [CASE, samples.case("other").id]

    def lock_both(worker: int) -> bool:
        try:
            with unit_of_work() as uow:
                for case_id in ids if worker else ids[::-1]:
                    uow.cases.lock(case_id)
                uow.commit()
        except ConcurrentChange:
            return False
        return True

    for _ in range(5):
        assert any(in_threads(lock_both, workers=2))


def test_abandoned_notices_are_decided_by_one_worker(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        for number in range(20):
            uow.outbox.add(samples.notice(at=str(number)))
        uow.outbox.claim(NOW, 1, 20)
        uow.commit()
    late = NOW + timedelta(hours=1)

    def requeue(_: int) -> int:
        with unit_of_work() as uow:
            lost = uow.outbox.abandoned(late)
            for claim in lost:
                uow.outbox.requeue(claim.id, late)
            uow.commit()
            return len(lost)

    assert sum(in_threads(requeue)) == 20


def test_people_join_while_others_read(unit_of_work: UnitOfWorkFactory) -> None:
    def join(worker: int) -> int:
        for number in range(10):
            with unit_of_work() as uow:
                uow.professionals.add(samples.professional(ProfessionalId(f"{worker}-{number}")))
                uow.commit()
        with unit_of_work() as uow:
            return len(uow.professionals.active())

    assert max(in_threads(join)) == 10 * WORKERS
