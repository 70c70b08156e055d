"""Every recorded decision can be taken again: same policy, seed and history, same plan (R6)."""

import json
from datetime import timedelta

from bot.domain.people import ProfessionalId, Structure, StructureId
from bot.domain.records import PolicyVersion
from bot.domain.replay import replay
from bot.domain.solicitations import Delivery
from tests.journeys.theatre import TUESDAY, Theatre, circle, professional


async def test_every_wave_of_a_full_journey_replays_to_the_same_plan(theatre: Theatre) -> None:
    theatre.cast(*(professional(f"h{n}") for n in range(20)))
    theatre.circle(circle("logement", "h1", "h2"))
    await theatre.says("h3", "/pause 2")
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    first, second, third = theatre.asked()[:3]
    await theatre.taps(first, "choice-not-my-field")
    await theatre.taps(second, "choice-later")
    change_policy(theatre, first_wave=3)
    await theatre.asks("gilles", "Un garant refuse. Qui peut payer le déménagement ?")
    await theatre.passes(timedelta(days=2))
    await theatre.taps(third, "choice-less")
    await theatre.passes(timedelta(days=2))
    await theatre.taps("claire", "choice-widen")
    await theatre.passes(timedelta(days=3))
    with theatre.unit_of_work() as uow:
        cases = [*uow.cases.by_asker(ProfessionalId("claire"))]
        cases += uow.cases.by_asker(ProfessionalId("gilles"))
        records = uow.records.waves_since(TUESDAY)
        asked = [uow.solicitations.of_case(case.id) for case in cases]
    assert len(records) >= 5
    assert {record.policy_version for record in records} == {1, 2}
    for record in records:
        assert replay(record.inputs) == record.plan
    plans = [json.loads(record.plan) for record in records]
    assert sum(len(plan["asks"]) + len(plan["chats"]) for plan in plans) == sum(map(len, asked))


async def test_a_wave_never_plans_more_colleagues_than_may_be_asked(theatre: Theatre) -> None:
    house = Structure(StructureId("house"), "La Maison", "association")
    theatre.cast(*(professional(f"h{n}", structure=house) for n in range(9)))
    change_policy(theatre, first_wave=5, structure_case=2)
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    with theatre.unit_of_work() as uow:
        (case,) = uow.cases.by_asker(ProfessionalId("claire"))
        (record,) = uow.records.waves_since(TUESDAY)
        asks = uow.solicitations.of_case(case.id)
    at_house = [ask for ask in asks if ask.structure_id == house.id]
    assert len(at_house) == 2
    assert {ask.delivery for ask in asks} == {Delivery.SENT}, "nothing was withdrawn"
    verdicts = json.loads(record.plan)["verdicts"]
    assert {v["reason"] for v in verdicts.values() if v} >= {"colleagues-asked"}
    assert replay(record.inputs) == record.plan


def change_policy(theatre: Theatre, **values: int) -> None:
    with theatre.unit_of_work() as uow:
        uow.policies.add(PolicyVersion(2, theatre.clock.now(), None, "a test", values))
        uow.commit()
