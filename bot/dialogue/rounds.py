"""Everything whose time has come. Due times are columns: a missed round delays, never loses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import structlog

from bot.domain.cases import CaseId
from bot.ports import Chance, Clock, ConcurrentChange, Holidays, UnitOfWork, UnitOfWorkFactory
from bot.usecases.advance_case import advance_case
from bot.usecases.forget import purge
from bot.usecases.keep_fiche import ask_whether_still_true
from bot.usecases.matchmaking import Matchmaking
from bot.usecases.record_outcome import ask_outcomes
from bot.usecases.respond import remind_later_asks
from bot.usecases.telling import tell
from bot.usecases.world import World
from bot.usecases.write_draft import expire_drafts

log = structlog.get_logger(__name__)

EXPIRED = "draft-expired"


@dataclass(frozen=True, slots=True)
class Rounds:
    """Runs what is due, each step in a unit of work of its own."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    chance: Chance
    holidays: Holidays
    matchmaking: Matchmaking
    lifetimes: Mapping[str, int]

    def run_due(self) -> None:
        """One round. A step that fails is logged by name and left for the next round."""
        for case_id in self._due_cases():
            advance = partial(advance_case, case_id=case_id, matchmaking=self.matchmaking)
            self._step("advance_case", advance, case_id=case_id)
        self._step("ask_outcomes", ask_outcomes)
        self._step("ask_whether_still_true", ask_whether_still_true)
        self._step("remind_later_asks", remind_later_asks)
        self._step("expire_drafts", _expire_drafts)

    def purge(self) -> int:
        """Forget what is past its lifetime; how many texts."""
        with self.unit_of_work() as uow:
            removed = purge(uow, self._world(), self.lifetimes)
            uow.commit()
        return len(removed)

    def _due_cases(self) -> list[CaseId]:
        with self.unit_of_work() as uow:
            return list(uow.cases.due(self.clock.now()))

    def _step(
        self,
        name: str,
        step: Callable[[UnitOfWork, World], object],
        case_id: CaseId | None = None,
    ) -> None:
        try:
            with self.unit_of_work() as uow:
                step(uow, self._world())
                uow.commit()
        except ConcurrentChange:
            log.info("step_left_to_another_worker", step=name, case_id=case_id)
        except Exception as error:
            failure = type(error).__name__
            log.error("step_failed", step=name, case_id=case_id, error=failure, exc_info=True)

    def _world(self) -> World:
        return World(self.clock.now(), self.chance, self.holidays)


def _expire_drafts(uow: UnitOfWork, world: World) -> None:
    for draft in expire_drafts(uow, world):
        if not draft.parts:
            # Begun and never written: there is nothing to say.
            continue
        # Said once, however many there were.
        fresh = {"fresh": 1}
        tell(uow, world, draft.author_id, "draft-expired", None, details=fresh, slot=EXPIRED)
