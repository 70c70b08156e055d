"""Whom to ask now: few, the right ones, soon replaced, and never against a limit."""

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Hours
from bot.domain.cases import CaseId
from bot.domain.circles import CircleId
from bot.domain.people import ProfessionalId, StructureId
from bot.domain.policy import Policy
from bot.domain.recording import inputs_to_json, plan_to_json
from bot.domain.replay import replay
from bot.domain.territory import Level
from bot.domain.verdicts import Allowed, Refused, Verdict
from bot.domain.waves import (
    Candidate,
    CaseView,
    ChatCandidate,
    Ending,
    WavePlan,
    plan_wave,
    seats,
)

ANYTIME = Hours(time(0), time.max, "UTC", days=frozenset(range(7)))
NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
POLICY = Policy(
    first_wave=5,
    keep_alive=5,
    keep_alive_late=5,
    explore_share=0,
    other_silo_share=0,
    invisible_share=0,
)
NEW_CASE = CaseView(CaseId("case"), NOW, NOW + timedelta(hours=72))


def somebody(name: str, score: float, verdict: Verdict | None = None, **more: object) -> Candidate:
    return Candidate(ProfessionalId(name), score, verdict or Allowed(), **more)  # type: ignore[arg-type]


TWENTY = [somebody(f"p{n:02}", 0.6 - n / 50) for n in range(20)]


def plan(
    case: CaseView = NEW_CASE,
    candidates: list[Candidate] = TWENTY,
    policy: Policy = POLICY,
    now: datetime = NOW,
    chats: tuple[ChatCandidate, ...] = (),
    seed: int = 1,
) -> WavePlan:
    return plan_wave(policy, case, candidates, now, seed, ANYTIME, chats)


def under_way(**more: object) -> CaseView:
    seen: dict[str, object] = {"waves_so_far": 1, "asked": 5, "alive": 5.0, "last_wave_at": NOW}
    return NEW_CASE._replace(**(seen | more))  # type: ignore[arg-type]


def test_the_first_wave_asks_the_most_promising() -> None:
    first = plan()
    assert first.asks == ("p00", "p01", "p02", "p03", "p04")
    assert first.reason == "first-wave"
    assert first.look_again_at == NOW + timedelta(hours=POLICY.wave_wait_hours)


def test_everyone_gets_a_verdict() -> None:
    low, paused = somebody("low", 0.01), somebody("paused", 0.9, Refused("paused"))
    verdicts = plan(candidates=[*TWENTY, low, paused]).verdicts
    assert verdicts[ProfessionalId("p00")] == Allowed()
    assert verdicts[ProfessionalId("p10")] == Refused("not-needed")
    assert verdicts[ProfessionalId("low")] == Refused("below-floor")
    assert verdicts[ProfessionalId("paused")] == Refused("paused")


def test_a_refusal_is_replaced_at_once() -> None:
    again = plan(under_way(alive=3.0, refused=2), TWENTY[5:])
    assert (again.asks, again.reason) == (("p05", "p06"), "replacing")


def test_nothing_is_asked_while_answers_may_come() -> None:
    again = plan(under_way())
    assert (again.asks, again.reason) == ((), "waiting")
    assert again.look_again_at == NOW + timedelta(hours=POLICY.wave_wait_hours)


@pytest.mark.parametrize(
    ("alive", "answered", "asked"),
    [(5.0, 0, 0), (4.2, 0, 1), (2.5, 0, 3), (0.0, 0, 5), (2.0, 1, 0), (1.0, 1, 1), (0.0, 2, 0)],
)
def test_silence_widens_little_by_little_and_an_answer_holds_it(
    alive: float, answered: int, asked: int
) -> None:
    assert len(plan(under_way(alive=alive, answered=answered)).asks) == asked


@pytest.mark.parametrize(("hours", "asked"), [(0, 0), (24, 2), (48, 4), (71, 5)])
def test_as_time_runs_out_more_are_asked_at_once(hours: int, asked: int) -> None:
    policy = replace(POLICY, keep_alive=3, keep_alive_late=8)
    later = NOW + timedelta(hours=hours)
    assert len(plan(under_way(alive=3.0), policy=policy, now=later).asks) == asked


def test_before_its_confirmation_a_case_is_young_and_after_its_time_no_older() -> None:
    policy = replace(POLICY, keep_alive=3, keep_alive_late=8, largest_wave=20)
    early, late = NOW - timedelta(hours=36), NOW + timedelta(hours=90)
    assert seats(policy, under_way(alive=1.0), early) == ("widening", 2)
    assert seats(policy, under_way(alive=0.0), late) == ("widening", 8)


def test_a_case_keeps_no_fewer_going_as_its_time_runs_out() -> None:
    policy = replace(POLICY, keep_alive=5, keep_alive_late=2)
    later = NOW + timedelta(hours=71)
    assert seats(policy, under_way(alive=3.0), later) == ("widening", 2)


def test_what_a_sum_is_off_by_asks_nobody_more() -> None:
    alive = 0.7 + 0.2 + 0.1
    assert alive < 1, "as binary fractions add up"
    policy = replace(POLICY, keep_alive=2, keep_alive_late=2)
    assert seats(policy, under_way(alive=alive), NOW) == ("widening", 1)


@pytest.mark.parametrize(
    ("case", "largest", "most", "asked"),
    [
        (under_way(alive=0.0), 3, 50, 3),
        (under_way(alive=0.0, asked=48), 10, 50, 2),
        (under_way(alive=0.0, asked=50), 10, 50, 0),
        (NEW_CASE, 10, 4, 4),
    ],
)
def test_a_wave_is_no_larger_than_it_may_be(
    case: CaseView, largest: int, most: int, asked: int
) -> None:
    policy = replace(POLICY, largest_wave=largest, most_asks=most)
    assert len(plan(case, policy=policy).asks) == asked


def test_a_silence_is_looked_at_again_when_the_time_is_over_at_the_latest() -> None:
    an_hour_left = NEW_CASE.deadline_at - timedelta(hours=1)
    assert plan(under_way(), now=an_hour_left).look_again_at == NEW_CASE.deadline_at


def test_urgency_shortens_the_wait() -> None:
    urgent = plan(under_way(urgent=True)).look_again_at
    assert urgent == NOW + timedelta(hours=POLICY.urgent_wave_wait_hours)


def test_when_the_case_itself_is_in_doubt_only_the_likeliest_are_asked() -> None:
    doubtful = plan(under_way(alive=0.0, trust=0.165))
    assert 0 < len(doubtful.asks) < 5
    assert doubtful.verdicts[ProfessionalId("p19")] == Refused("unlikely")


def test_a_learnt_chance_goes_before_the_match() -> None:
    known = somebody("known", 0.3, chance=0.4)
    assert plan(candidates=[*TWENTY, known]).asks[0] == "known"


def test_urgency_breaks_no_limit() -> None:
    refused = [c._replace(verdict=Refused("person-week", NOW + timedelta(90))) for c in TWENTY]
    assert plan(NEW_CASE._replace(urgent=True), refused).asks == ()


@pytest.mark.parametrize(
    ("case", "now", "ends"),
    [
        (under_way(useful=1), NOW, Ending.ENOUGH),
        (under_way(answered=3), NOW, Ending.ENOUGH),
        (under_way(useful=1, answered=0), NOW, Ending.ENOUGH),
        (under_way(), NOW + timedelta(hours=72), Ending.DEADLINE),
    ],
)
def test_a_search_ends(case: CaseView, now: datetime, ends: Ending) -> None:
    ended = plan(case, now=now)
    assert (ended.asks, ended.ends, ended.reason) == ((), ends, ends.value)


def test_useful_answers_count_among_those_that_came() -> None:
    several = replace(POLICY, wanted_useful=2, wanted_answers=3)
    assert plan(under_way(useful=1, answered=2), policy=several).ends is Ending.ENOUGH
    assert plan(under_way(useful=1, answered=1), policy=several).ends is None


def test_whoever_is_just_good_enough_is_asked() -> None:
    policy = replace(POLICY, relevance_floor=0.25, least_chance=0.25)
    just = somebody("just", 0.25, chance=0.25)
    assert plan(candidates=[just], policy=policy).asks == ("just",)
    assert plan(candidates=[just._replace(score=0.24)], policy=policy).asks == ()
    assert plan(candidates=[just._replace(chance=0.24)], policy=policy).asks == ()


def test_a_case_costs_no_more_than_its_share() -> None:
    assert len(plan(under_way(asked=28, alive=0.0), policy=replace(POLICY, most_asks=30)).asks) == 2


def test_nobody_off_topic_is_asked_and_the_wave_stays_short() -> None:
    assert plan(candidates=[somebody("a", 0.4), somebody("b", 0.01)]).asks == ("a",)


def test_when_nobody_is_left_the_first_date_is_said() -> None:
    later = NOW + timedelta(days=5)
    ended = plan(
        candidates=[
            somebody("a", 0.5, Refused("person-week", later)),
            somebody("b", 0.5, Refused("person-week", later + timedelta(days=1))),
            somebody("c", 0.5, Refused("already-asked")),
            somebody("d", 0.01, Refused("person-gap", NOW + timedelta(days=4))),
        ]
    )
    assert (ended.ends, ended.look_again_at) == (Ending.NOBODY_LEFT, later)


def test_whoever_is_free_when_the_search_ends_is_free_too_late() -> None:
    never = plan(candidates=[somebody("a", 0.5, Refused("person-week", NEW_CASE.deadline_at))])
    assert never.ends is Ending.NOBODY_LEFT
    in_time = NEW_CASE.deadline_at - timedelta(minutes=1)
    waiting = plan(candidates=[somebody("a", 0.5, Refused("person-week", in_time))])
    assert (waiting.ends, waiting.reason, waiting.look_again_at) == (None, "waiting", in_time)


def test_a_date_that_has_come_is_not_waited_for() -> None:
    later = NOW + timedelta(hours=5)
    dates = [somebody("a", 0.5, Refused("cooling", NOW)), somebody("b", 0.5, Refused("gap", later))]
    assert plan(candidates=dates).look_again_at == later


def test_the_search_goes_on_while_an_answer_waits_for_its_verdict() -> None:
    waiting = plan(under_way(alive=0.0, answered=1), candidates=[])
    assert (waiting.ends, waiting.look_again_at) == (None, NEW_CASE.deadline_at)


def test_an_empty_network_has_nobody_and_no_date() -> None:
    ended = plan(candidates=[])
    assert (ended.asks, ended.ends, ended.look_again_at) == ((), Ending.NOBODY_LEFT, None)


def test_the_search_goes_on_while_somebody_asked_may_answer() -> None:
    waiting = plan(under_way(alive=2.0), candidates=[])
    assert (waiting.ends, waiting.look_again_at) == (None, NEW_CASE.deadline_at)


def test_in_quiet_hours_the_plan_waits_for_the_opening() -> None:
    opening = NOW + timedelta(hours=10)
    night = plan(candidates=[somebody("a", 0.5, Refused("quiet-hours", opening))])
    assert (night.asks, night.ends, night.look_again_at) == ((), None, opening)


@pytest.mark.parametrize(
    ("share", "odd"),
    [
        ("other_silo_share", somebody("odd", 0.12, silo="school")),
        ("invisible_share", somebody("odd", 0.12, invisible=True)),
        ("explore_share", somebody("odd", 0.12, newcomer=True)),
    ],
)
def test_a_seat_is_kept(share: str, odd: Candidate) -> None:
    always = replace(POLICY, **{share: 1.0})  # type: ignore[arg-type]
    assert "odd" in plan(candidates=[*TWENTY, odd], policy=always).asks
    assert "odd" not in plan(candidates=[*TWENTY, odd]).asks
    off_topic = odd._replace(score=0.01)
    assert "odd" not in plan(candidates=[*TWENTY, off_topic], policy=always).asks


def test_a_share_is_of_the_asks_and_not_of_the_waves() -> None:
    """A tenth of the asks is a seat in every second wave of five."""
    odd = somebody("odd", 0.12, silo="school")
    tenth = replace(POLICY, other_silo_share=0.1)
    waves = [plan(candidates=[*TWENTY, odd], policy=tenth, seed=seed) for seed in range(200)]
    assert 80 <= sum("odd" in wave.asks for wave in waves) <= 120


def test_chats_are_asked_as_long_as_somebody_is_wanted() -> None:
    chats = tuple(
        ChatCandidate(CircleId(f"c{n}"), frozenset[ProfessionalId](), Allowed()) for n in range(9)
    )
    wave = plan(chats=chats)
    assert (wave.chats, wave.asks) == (("c0", "c1", "c2", "c3", "c4"), ())


def test_members_of_a_chat_that_is_asked_are_not_asked_in_private() -> None:
    chat = ChatCandidate(
        CircleId("logement"), frozenset({ProfessionalId("p00"), ProfessionalId("x")}), Allowed()
    )
    wave = plan(chats=(chat,))
    assert wave.chats == ("logement",)
    assert wave.asks == ("p01", "p02", "p03", "p04")
    assert wave.verdicts[ProfessionalId("p00")] == Refused("asked-in-chat")


def test_a_chat_over_its_limit_is_not_asked_and_hides_nobody() -> None:
    chat = ChatCandidate(
        CircleId("c"), frozenset({ProfessionalId("p00")}), Refused("circle-gap", NOW)
    )
    assert plan(chats=(chat,)).asks[0] == "p00"


def of_one(structure: str, room: int, *scores: float) -> list[Candidate]:
    """Colleagues, named after their structure, the most promising first."""
    return [
        somebody(f"{structure}{n}", score, structure_id=StructureId(structure), structure_room=room)
        for n, score in enumerate(scores)
    ]


@pytest.mark.parametrize(
    ("candidates", "asks"),
    [
        ([*of_one("a", 2, 0.9, 0.8, 0.7), *TWENTY[:2]], ("a0", "a1", "p00", "p01")),
        ([*of_one("a", 1, 0.9, 0.8), *of_one("b", 1, 0.7, 0.6)], ("a0", "b0")),
        ([*of_one("a", 5, 0.9, 0.8), *of_one("b", 1, 0.7, 0.6)], ("a0", "a1", "b0")),
        # Whoever is refused takes nobody's place.
        (
            [
                c._replace(verdict=Refused("paused")) if c.score == 0.9 else c
                for c in of_one("a", 1, 0.9, 0.8, 0.7)
            ],
            ("a1",),
        ),
        # A record of before did not say where people work: it replays as it was decided.
        ([c._replace(structure_id=None) for c in of_one("a", 1, 0.9, 0.8)], ("a0", "a1")),
    ],
)
def test_a_wave_counts_its_own_picks_of_one_structure(
    candidates: list[Candidate], asks: tuple[str, ...]
) -> None:
    assert plan(candidates=candidates).asks == asks


def test_whoever_stays_behind_for_colleagues_is_told_so() -> None:
    wave = plan(candidates=of_one("a", 1, 0.9, 0.8))
    assert wave.verdicts[ProfessionalId("a1")] == Refused("colleagues-asked")


@pytest.mark.parametrize(
    ("of_a", "of_b", "asks"),
    [
        ((0.9,), (0.8, 0.7), ("a0", "b0", "odd")),  # a colleague of theirs leaves them the seat
        ((0.7,), (0.9, 0.8), ("b0", "b1", "a0")),  # both colleagues stay: no seat for a third
        ((0.7, 0.6), (0.9,), ("b0", "a0", "odd")),
    ],
)
def test_a_kept_seat_counts_colleagues_as_well(
    of_a: tuple[float, ...], of_b: tuple[float, ...], asks: tuple[str, ...]
) -> None:
    odd = of_one("b", 2, 0.12)[0]._replace(professional_id=ProfessionalId("odd"), silo="school")
    candidates = [*of_one("a", 2, *of_a), *of_one("b", 2, *of_b), odd]
    policy = replace(POLICY, first_wave=3, other_silo_share=1.0)
    assert plan(candidates=candidates, policy=policy).asks == asks


@pytest.mark.parametrize(("room", "asked"), [(None, 5), (7, 5), (2, 2)])
def test_a_wave_counts_its_own_picks_of_the_whole_network(room: int | None, asked: int) -> None:
    assert len(plan(NEW_CASE._replace(room=room)).asks) == asked


def test_without_room_in_the_network_the_wave_waits_for_its_date() -> None:
    full = [c._replace(verdict=Refused("network-day", NOW + timedelta(hours=9))) for c in TWENTY]
    waiting = plan(NEW_CASE._replace(room=0), full)
    assert (waiting.asks, waiting.look_again_at) == ((), NOW + timedelta(hours=9))


moments = st.integers(0, 108).map(lambda hours: NOW + timedelta(hours=hours))
verdicts = st.one_of(
    st.just(Allowed()), st.builds(Refused, st.sampled_from(["person-week", "quiet-hours"]), moments)
)
pools = st.lists(
    st.builds(
        Candidate,
        st.integers(0, 50).map(lambda n: ProfessionalId(f"p{n}")),
        st.floats(0, 1),
        verdicts,
        st.sampled_from(list(Level)),
        st.just("kind"),
        st.sampled_from(["a", "b"]),
        st.booleans(),
        st.booleans(),
        st.sampled_from([None, StructureId("s"), StructureId("t")]),
        st.just(2),
        st.one_of(st.none(), st.floats(0, 1)),
    ),
    max_size=25,
    unique_by=lambda c: c.professional_id,
)
views = st.builds(
    CaseView,
    st.just(CaseId("case")),
    st.just(NOW),
    st.just(NOW + timedelta(hours=72)),
    st.booleans(),
    st.integers(0, 6),
    st.integers(0, 40),
    st.floats(0, 10),
    st.integers(0, 4),
    st.integers(0, 2),
    st.integers(0, 10),
    st.one_of(st.none(), moments),
    st.floats(0, 1),
    st.one_of(st.none(), st.integers(0, 9)),
)


@given(pools, views, moments, st.integers(0, 9))
def test_whatever_happens_a_plan_respects_verdicts_and_sizes(
    pool: list[Candidate], case: CaseView, now: datetime, seed: int
) -> None:
    policy = Policy()
    wave = plan(case, pool, policy, now, seed=seed)
    by_id = {c.professional_id: c for c in pool}
    assert len(set(wave.asks)) == len(wave.asks) <= policy.largest_wave
    assert case.asked + len(wave.asks) <= max(policy.most_asks, case.asked)
    for person in wave.asks:
        assert by_id[person].verdict == Allowed()
        assert by_id[person].score >= policy.relevance_floor
    places = [by_id[person].structure_id for person in wave.asks]
    assert all(places.count(place) <= 2 for place in places if place)
    assert len(wave.asks) <= (policy.largest_wave if case.room is None else case.room)
    assert wave.verdicts.keys() == by_id.keys()
    assert {p for p, v in wave.verdicts.items() if v == Allowed()} == set(wave.asks)
    assert not (wave.asks and wave.ends)
    if wave.ends is None:
        assert wave.look_again_at is not None
        assert now < wave.look_again_at <= case.deadline_at or now >= case.deadline_at


@given(pools, views, moments, st.integers(0, 9))
def test_a_recorded_wave_replays_to_the_same_plan(
    pool: list[Candidate], case: CaseView, now: datetime, seed: int
) -> None:
    chats = (ChatCandidate(CircleId("c"), frozenset({ProfessionalId("p1")}), Allowed()),)
    args = (Policy(), case, pool, now, seed, ANYTIME, chats)
    assert replay(inputs_to_json(*args)) == plan_to_json(plan_wave(*args))


def test_the_order_of_candidates_changes_nothing() -> None:
    assert plan(candidates=TWENTY) == plan(candidates=TWENTY[::-1])


def test_a_record_is_plain_json() -> None:
    assert json.loads(plan_to_json(plan()))["asks"][0] == "p00"
