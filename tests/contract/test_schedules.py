"""Workers that plan and send at the same moment, their clocks apart, never ask anybody beyond a
limit (R2). `python -m benchmarks.limits_under_fire` plays 10,000 such schedules.
"""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks.limits_under_fire.arena import fire, threads
from benchmarks.limits_under_fire.counted_apart import Arrival, Terms, count
from benchmarks.limits_under_fire.schedule import MONDAY
from bot.domain.policy import Policy

SCHEDULES = range(4)


@pytest.mark.parametrize("database", ["fresh_sqlite", "fresh_postgres"])
def test_no_schedule_exceeds_a_limit(request: pytest.FixtureRequest, database: str) -> None:
    with threads(request.getfixturevalue(database)) as arena:
        found = fire(database, arena, SCHEDULES)
    assert found["limits exceeded"] == {}
    assert found["asks arrived"] > 10
    assert len(found["limits reached"]) > 5


def ask(person: str, case: str, hours: float, **changes: Any) -> SimpleNamespace:
    fields = {
        "professional_id": person,
        "circle_id": None,
        "structure_id": f"of {person}",
        "asker_id": f"asks {case}",
        "case_id": case,
        "themes": (f"of {case}",),
        "planned_at": MONDAY,
        "delivered_at": MONDAY + timedelta(hours=hours),
        "delivery": "sent",
    }
    return SimpleNamespace(**(fields | changes))


FREE = {"person_day": 9, "person_week": 9, "person_open": 9, "min_gap_hours": 0}
CHAT = {"professional_id": None, "structure_id": None, "circle_id": "chat"}


@pytest.mark.parametrize(
    ("kind", "limits", "asks"),
    [
        ("person, day", {"person_day": 1}, [ask("amel", "a", 0), ask("amel", "b", 23)]),
        ("person, week", {"person_week": 1}, [ask("amel", "a", 0), ask("amel", "b", 167)]),
        ("person, month", {"person_month": 1}, [ask("amel", "a", 0), ask("amel", "b", 743)]),
        ("own weekly cap", {}, [ask("denise", "a", 0), ask("denise", "b", 167)]),
        ("person, gap", {"min_gap_hours": 48}, [ask("amel", "a", 0), ask("amel", "b", 47)]),
        ("one case, twice", {}, [ask("amel", "a", 0), ask("amel", "a", 900)]),
        ("the same thing, twice", {}, [ask("amel", "a", 0), ask("amel", "z", 900)]),
        (
            "asker and professional",
            {"pair_month": 1},
            [ask("amel", "a", 0, asker_id="zoe"), ask("amel", "b", 743, asker_id="zoe")],
        ),
        (
            "structure, week",
            {"structure_week": 1},
            [ask("amel", "a", 0, structure_id="s"), ask("bruno", "b", 167, structure_id="s")],
        ),
        (
            "structure, case",
            {"structure_case": 1},
            [ask("amel", "a", 0, structure_id="s"), ask("bruno", "a", 900, structure_id="s")],
        ),
        (
            "theme, week",
            {"theme_week": 1},
            [ask("amel", "a", 0, themes=("t",)), ask("bruno", "b", 167, themes=("t",))],
        ),
        ("network, day", {"network_day": 1}, [ask("amel", "a", 0), ask("bruno", "b", 23)]),
        (
            "circle, week",
            {"circle_chat_week": 1, "circle_chat_gap_hours": 0},
            [ask("", "a", 0, **CHAT), ask("", "b", 167, **CHAT)],
        ),
        (
            "circle, gap",
            {"circle_chat_gap_hours": 24},
            [ask("", "a", 0, **CHAT), ask("", "b", 23, **CHAT)],
        ),
    ],
)
def test_the_counter_sees_each_kind_exceeded_by_one(
    kind: str, limits: dict[str, int], asks: list[SimpleNamespace]
) -> None:
    terms = Terms(Policy(**{**FREE, **limits}), {"denise": 1}, [frozenset("az")])
    assert +count(asks, [], terms).exceeded == {kind: 1}


@pytest.mark.parametrize(
    ("kind", "arrivals"),
    [
        ("arrived twice", [Arrival(MONDAY, "amel", "a")] * 2),
        ("arrived, not counted", [Arrival(MONDAY, "bruno", "a")]),
        ("quiet hours", [Arrival(MONDAY + timedelta(hours=12), "amel", "a")]),
    ],
)
def test_the_counter_sees_what_the_platform_saw(kind: str, arrivals: list[Arrival]) -> None:
    found = count([ask("amel", "a", 0)], arrivals, Terms(Policy()))
    assert +found.exceeded == {kind: 1}
