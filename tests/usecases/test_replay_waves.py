"""Before a comparison is shown, recorded waves are planned again: some, or every one (R6)."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.calendar import Hours
from bot.domain.cases import CaseId
from bot.domain.people import ProfessionalId
from bot.domain.policy import Policy
from bot.domain.recording import inputs_to_json, plan_to_json
from bot.domain.records import WaveRecord
from bot.domain.verdicts import Allowed
from bot.domain.waves import Candidate, CaseView, plan_wave
from bot.domain.what_if.past import Past
from bot.usecases.replay_waves import Recorded, Replayed

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def wave(number: int) -> WaveRecord:
    case = CaseView(CaseId(f"case{number}"), NOW, NOW + timedelta(hours=72))
    amel = Candidate(ProfessionalId("amel"), 0.5, Allowed())
    inputs = (Policy(), case, [amel], NOW, number, Hours(time(8, 30), time(18, 30)))
    plan = plan_to_json(plan_wave(*inputs))
    return WaveRecord(case.case_id, 1, NOW, 1, number, inputs_to_json(*inputs), plan)


def recorded(*tampered: int) -> Recorded:
    waves = [wave(number) for number in range(7)]
    for number in tampered:
        waves[number] = replace(waves[number], plan="{}")
    return Recorded(Past(NOW, NOW, waves, ()), ())


@pytest.mark.parametrize(
    ("at_most", "tampered", "found"),
    [
        (None, (), Replayed(7, 0)),
        (None, (2, 3), Replayed(7, 2)),
        (100, (2,), Replayed(7, 1)),
        (3, (), Replayed(3, 0)),  # the first, the fourth and the last
        (3, (2, 3), Replayed(3, 1)),
    ],
)
def test_waves_are_planned_again_over_the_whole_time(
    at_most: int | None, tampered: tuple[int, ...], found: Replayed
) -> None:
    assert recorded(*tampered).replayed(at_most) == found


def test_nothing_recorded_is_nothing_to_check() -> None:
    assert Recorded(Past(NOW, NOW, (), ()), ()).replayed() == Replayed(0, 0)
