"""Nothing that a what-if leaves out changes what comes out: the same as when everybody is checked
anew at every look, and every record read alone."""

import random
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.calendar import Hours
from bot.domain.cases import CaseId
from bot.domain.limits.ask import Ask, Asked
from bot.domain.limits.checks import Checks
from bot.domain.people import ProfessionalId, StructureId
from bot.domain.policy import Policy, Value
from bot.domain.recording import inputs_to_json, plan_to_json, with_limits
from bot.domain.records import WaveRecord
from bot.domain.solicitations import Delivery, Response, Solicitation, SolicitationId
from bot.domain.verdicts import Allowed
from bot.domain.waves import Candidate, CaseView, WavePlan, plan_wave
from bot.domain.what_if.comparison import Side, what_if
from bot.domain.what_if.past import Chronicle, Past
from bot.domain.what_if.rerun import Rerun, go_through
from bot.domain.what_if.search import Search
from bot.domain.written import Written

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
PARIS = Hours(time(8, 30), time(18, 30))
CAYENNE = Hours(time(8, 30), time(18, 30), "America/Cayenne")
NAMES = tuple(ProfessionalId(name) for name in ("amel", "bruno", "chloe", "denis", "elsa", "farid"))


class Slow(Rerun):
    """Checks everybody at every look, and keeps nothing from one to the next."""

    def _plan(self, search: Search, case: CaseView, seed: int) -> WavePlan:
        policy, about = search.tried.policy, search.seen.about
        checks = Checks(policy, about, self._ledger.history, self._now)
        candidates = []
        for candidate in search.written.candidates():
            if search.differs and candidate.professional_id in search.asks:
                continue
            assert candidate.structure_id is not None
            candidates.append(
                candidate._replace(
                    verdict=checks.verdict(search.seen.person(candidate.professional_id)),
                    structure_room=checks.structure_room(candidate.structure_id),
                )
            )
        room = None if case.room is None else checks.network_room(policy.most_asks)
        case = case._replace(room=room)
        return plan_wave(policy, case, candidates, self._now, seed, search.hours)


def go_through_slowly(past: Chronicle, run: Slow) -> None:
    for wave in past.waves:
        run.reach(wave.at)
        run.decide(wave.case_id, Written(wave.inputs), last=False)
    run.finish()


def lived(seed: int) -> Past:
    """A few cases of a few days, each of one to three waves, among few people: they meet often."""
    chance = random.Random(seed)
    policy = Policy(first_wave=2, keep_alive=2, keep_alive_late=4, min_gap_hours=0, person_open=2)
    hours = {name: chance.choice([PARIS, PARIS, CAYENNE]) for name in NAMES}
    waves: list[WaveRecord] = []
    asks: list[Solicitation] = []
    for number in range(chance.randint(2, 6)):
        asker = chance.choice(NAMES)
        about = Ask(CaseId(f"case{number}"), asker, chance.choice([(), ("logement",)]))
        began = at = MONDAY + timedelta(hours=chance.randint(0, 24 * 12))
        asked: set[ProfessionalId] = set()
        for wave in range(1, chance.randint(1, 3) + 1):
            people = [
                Asked(
                    name,
                    hours[name],
                    StructureId(f"s{index % 4}"),
                    weekly_cap=chance.choice([None, None, 0, 1]),
                    paused_until=chance.choice([None, None, at + timedelta(days=2)]),
                    joined_at=chance.choice([None, MONDAY - timedelta(days=20)]),
                )
                for index, name in enumerate(NAMES)
            ]
            candidates = [
                Candidate(
                    who.professional_id,
                    chance.choice([0.04, 0.3, 0.6, 0.9]),
                    Allowed(),
                    silo=chance.choice(["", "logement"]),
                    newcomer=chance.random() < 0.5,
                    structure_id=who.structure_id,
                )
                for who in people
            ]
            view = CaseView(
                about.case_id,
                began,
                began + timedelta(hours=72),
                waves_so_far=wave - 1,
                asked=len(asked),
                last_wave_at=at if asked else None,
                room=chance.choice([None, 5]),
            )
            free = [c for c in candidates if c.professional_id not in {*asked, asker}]
            plan = plan_wave(policy, view, free, at, number, PARIS)
            inputs = inputs_to_json(policy, view, candidates, at, number, PARIS)
            recorded = with_limits(inputs, about, people, ())
            waves.append(
                WaveRecord(about.case_id, wave, at, 1, number, recorded, plan_to_json(plan))
            )
            for who in plan.asks:
                asked.add(who)
                asks.append(_became(chance, about, who, at, wave))
            at += timedelta(hours=chance.randint(1, 30))
    return Past(MONDAY, MONDAY + timedelta(days=21), waves, asks)


def _became(
    chance: random.Random, about: Ask, who: ProfessionalId, at: datetime, wave: int
) -> Solicitation:
    """What became of an ask: no word, an answer, a refusal; it may leave late, or never arrive."""
    after = timedelta(hours=chance.randint(1, 72))
    arrived = chance.choice([Delivery.SENT, Delivery.SENT, Delivery.UNREACHABLE])
    late = timedelta(minutes=chance.choice([0, 0, 50]))
    response = chance.choice([Response.NONE, *_RESPONSES])
    if arrived is not Delivery.SENT:
        response = Response.NONE
    return Solicitation(
        id=SolicitationId(f"{about.case_id}-{who}"),
        case_id=about.case_id,
        professional_id=who,
        circle_id=None,
        structure_id=StructureId(f"s{NAMES.index(who) % 4}"),
        asker_id=about.asker_id,
        themes=about.themes,
        wave=wave,
        planned_at=at,
        delivery=arrived,
        delivered_at=at + late,
        response=response,
        responded_at=None if response is Response.NONE else at + late + after,
    )


_RESPONSES = (Response.ANSWERED, Response.NOT_MY_FIELD, Response.LAPSED, Response.LATER)

CHANGES: tuple[Mapping[str, Value], ...] = (
    {},
    {"person_week": 1},
    {"person_week": 4, "person_open": 5},
    {"person_week": 0},
    {"person_open": 1, "min_gap_hours": 48},
    {"structure_case": 1, "structure_week": 2},
    {"pair_month": 1},
    {"newcomer_week": 0},
    {"network_day": 2},
    {"network_day": 1, "person_week": 1},
    {"theme_week": 1, "min_gap_hours": 0},
    {"structure_week": 1, "person_open": 5},
    {"person_month": 1, "newcomer_days": 366},
    {"opens": "10:00", "closes": "12:00"},
    {"keep_alive": 4, "wanted_answers": 1},
)


@settings(max_examples=100)
@example(6, {}, False)
@given(st.integers(0, 2**32), st.sampled_from(CHANGES), st.booleans())
def test_what_is_left_out_changes_nothing(
    seed: int, changes: Mapping[str, Value], modelled: bool
) -> None:
    chronicle = Chronicle(lived(seed))
    run, slow = (kind(chronicle, changes, modelled=modelled) for kind in (Rerun, Slow))
    go_through(chronicle, run)
    go_through_slowly(chronicle, slow)
    assert run.made == slow.made
    assert (run.cases, run.cases_changed) == (slow.cases, slow.cases_changed)


def _at_once(work: Callable[[], Side]) -> Callable[[], Side]:
    """In place of another process: worked out here, by itself."""
    side = work()
    return lambda: side


@pytest.mark.parametrize("changes", [{"wanted_answers": 1}, {"keep_alive": 1}, {"person_week": 1}])
def test_the_sides_of_an_aim_apart_are_as_side_by_side(changes: Mapping[str, Value]) -> None:
    for seed in range(20):
        past = lived(seed)
        assert what_if(past, changes, apart=_at_once) == what_if(past, changes)
