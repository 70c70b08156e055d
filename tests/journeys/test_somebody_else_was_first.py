"""The database ends a unit of work for another to go on: it is done again, and nothing is lost."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.delivery import Outgoing
from bot.domain.solicitations import Delivery
from bot.ports import ConcurrentChange, UnitOfWorkFactory
from tests.fakes.memory import MemoryStore
from tests.journeys.theatre import CLEAN_MARIE, FIVE_ALIVE, HELPERS, MARIE, Theatre, professional


class Contended:
    """Units of work whose first commits after `refuse` are refused. A `UnitOfWorkFactory`."""

    def __init__(self, unit_of_work: UnitOfWorkFactory) -> None:
        self._unit_of_work = unit_of_work
        self.refusals = 0
        self.refused = 0

    def __call__(self) -> Any:
        return _Unit(self, self._unit_of_work())


class _Unit:
    def __init__(self, contended: Contended, unit: Any) -> None:
        self._contended = contended
        self._unit = unit

    def __enter__(self) -> "_Unit":
        self._unit.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._unit.__exit__(*error)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._unit, name)

    def commit(self) -> None:
        if self._contended.refusals:
            self._contended.refusals -= 1
            self._contended.refused += 1
            raise ConcurrentChange
        self._unit.commit()


@pytest.fixture
def contended() -> Contended:
    return Contended(MemoryStore(FIVE_ALIVE).unit_of_work)


@pytest.fixture
def theatre(contended: Contended) -> Theatre:
    theatre = Theatre(contended)
    theatre.cast(*(professional(name) for name in ("claire", *HELPERS)))
    return theatre


async def test_an_event_is_handled_again_at_once(theatre: Theatre, contended: Contended) -> None:
    await theatre.says("claire", MARIE)
    reception = theatre.core.reception
    handle = reception._handle_once

    def after_two_others(*args: Any) -> None:
        contended.refusals = max(0, 2 - contended.refused)
        handle(*args)

    reception._handle_once = after_two_others  # type: ignore[method-assign]
    await theatre.taps("claire", "choice-review")
    assert contended.refused == 2
    assert CLEAN_MARIE in theatre.last("claire")


async def test_a_message_is_composed_again(theatre: Theatre, contended: Contended) -> None:
    """R4: that another worker was first is no reason to tell nobody."""
    await theatre.says("claire", MARIE)
    courier = theatre.core.courier
    prepare = courier._prepare

    def after_another(claimed: Any) -> Any:
        contended.refusals = max(0, 1 - contended.refused)
        return prepare(claimed)

    courier._prepare = after_another  # type: ignore[method-assign]
    await theatre.taps("claire", "choice-review")
    await theatre.passes(timedelta(seconds=10), timedelta(seconds=10))
    assert contended.refused == 1
    assert CLEAN_MARIE in theatre.last("claire")


async def test_an_ask_is_composed_again(theatre: Theatre, contended: Contended) -> None:
    await theatre.asks("claire")
    courier = theatre.core.courier
    prepare = courier._prepare

    def after_another(claimed: Any) -> Any:
        is_first_ask = claimed.notice.kind == "solicitation" and not contended.refused
        contended.refusals = 1 if is_first_ask else 0
        return prepare(claimed)

    courier._prepare = after_another  # type: ignore[method-assign]
    await theatre.passes(timedelta(minutes=2), timedelta(seconds=10))
    assert contended.refused == 1
    assert len(theatre.asked()) == 5
    with theatre.unit_of_work() as uow:
        (case,) = uow.cases.open_cases()
        assert len(uow.solicitations.of_case(case.id)) == 5, "nobody was given up"


async def test_what_became_of_an_ask_is_written_down(
    theatre: Theatre, contended: Contended
) -> None:
    """R5: it arrived, and nobody is left to wonder whether it did."""

    def in_the_way(message: Outgoing) -> None:
        if message.protected:
            contended.refusals = max(0, 2 - contended.refused)

    theatre.channel.on_sent = in_the_way
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=5), timedelta(seconds=10))
    assert contended.refused == 2
    with theatre.unit_of_work() as uow:
        (case,) = uow.cases.open_cases()
        fates = {ask.delivery for ask in uow.solicitations.of_case(case.id)}
    assert fates == {Delivery.SENT}
