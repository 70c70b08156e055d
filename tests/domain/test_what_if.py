"""What would have been: lost, gained, assumed; and nothing where nothing changes."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.calendar import Hours
from bot.domain.cases import CaseId
from bot.domain.circles import CircleId
from bot.domain.limits.ask import Ask, Asked, ChatAsked
from bot.domain.limits.checks import check
from bot.domain.limits.history import History, PastAsk
from bot.domain.people import ProfessionalId, StructureId
from bot.domain.policy import Policy, Value
from bot.domain.recording import inputs_to_json, plan_to_json, with_limits
from bot.domain.records import WaveRecord
from bot.domain.replay import differing
from bot.domain.solicitations import Delivery, Response, Solicitation, SolicitationId
from bot.domain.verdicts import Allowed
from bot.domain.waves import Candidate, CaseView, ChatCandidate, plan_wave
from bot.domain.what_if.comparison import (
    ASSUMPTIONS,
    Comparison,
    GivenAnswer,
    changed,
    what_if,
)
from bot.domain.what_if.past import Chronicle, Past, Stop
from bot.domain.what_if.rerun import Rerun, go_through

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOURS = Hours(time(8, 30), time(18, 30))
POLICY = Policy(
    first_wave=2,
    keep_alive=2,
    keep_alive_late=2,
    person_week=1,
    min_gap_hours=0,
    explore_share=0,
)
NAMES = ("amel", "bruno", "chloe", "denis")
"""The most promising first."""


class Lived:
    """A past made of first waves, one case each, planned by the real rules."""

    def __init__(self) -> None:
        self.waves: list[WaveRecord] = []
        self.asks: list[Solicitation] = []
        self.answers: list[GivenAnswer] = []

    def case(self, name: str, at: datetime, answered: tuple[str, ...] = ()) -> list[str]:
        """A case comes; who was asked about it."""
        about = Ask(CaseId(name), ProfessionalId("claire"))
        people = [Asked(ProfessionalId(n), HOURS, StructureId(f"s-{n}")) for n in NAMES]
        history = History.of(self._past(ask) for ask in self.asks)
        candidates = [
            Candidate(who.professional_id, 0.9 - n / 10, check(POLICY, who, about, history, at))
            for n, who in enumerate(people)
        ]
        view = CaseView(about.case_id, at, at + timedelta(hours=72))
        inputs = (POLICY, view, candidates, at, 7, HOURS)
        plan = plan_wave(*inputs)
        recorded = with_limits(inputs_to_json(*inputs), about, people, ())
        self.waves.append(WaveRecord(about.case_id, 1, at, 1, 7, recorded, plan_to_json(plan)))
        for person in plan.asks:
            self._ask(about, person, at, answered=person in answered)
        return list(plan.asks)

    def past(self, **changes: object) -> Past:
        until = MONDAY + timedelta(days=14)
        return Past(MONDAY, until, self.waves, self.asks, **changes)  # type: ignore[arg-type]

    def what_if(self, **changes: Value) -> Comparison:
        return what_if(self.past(), changes, self.answers)

    def _ask(self, about: Ask, person: ProfessionalId, at: datetime, *, answered: bool) -> None:
        response = Response.ANSWERED if answered else Response.LAPSED
        after = timedelta(hours=2 if answered else 72)
        self.asks.append(
            Solicitation(
                id=SolicitationId(f"{about.case_id}-{person}"),
                case_id=about.case_id,
                professional_id=person,
                circle_id=None,
                structure_id=StructureId(f"s-{person}"),
                asker_id=about.asker_id,
                themes=(),
                wave=1,
                planned_at=at,
                delivery=Delivery.SENT,
                delivered_at=at,
                response=response,
                responded_at=at + after,
            )
        )
        if answered:
            self.answers.append(GivenAnswer(about.case_id, person, useful=True))

    def _past(self, ask: Solicitation) -> PastAsk:
        return PastAsk(
            ask.planned_at,
            ask.professional_id,
            ask.structure_id,
            None,
            (),
            ask.asker_id,
            ask.case_id,
            open=False,
        )


def rerun(past: Past, *, modelled: bool = False, **changes: Value) -> Rerun:
    chronicle = Chronicle(past)
    again = Rerun(chronicle, changes, modelled=modelled)
    go_through(chronicle, again)
    return again


@pytest.fixture
def lived() -> Lived:
    """Two cases, four days apart: the best two are asked first, then the others."""
    lived = Lived()
    assert lived.case("first", MONDAY, answered=("bruno",)) == ["amel", "bruno"]
    again = lived.case("second", MONDAY + timedelta(days=4), answered=("chloe",))
    assert again == ["chloe", "denis"]
    return lived


def test_the_same_limits_give_the_same_asks(lived: Lived) -> None:
    assert differing(lived.waves) == []
    again = rerun(lived.past())
    assert again.cases_changed == 0
    assert [(made.case_id, made.who) for made in again.made] == [
        ("first", "amel"),
        ("first", "bruno"),
        ("second", "chloe"),
        ("second", "denis"),
    ]


def test_runs_side_by_side_are_as_each_alone(lived: Lived) -> None:
    chronicle = Chronicle(lived.past())
    same, other = Rerun(chronicle, {}), Rerun(chronicle, {"person_week": 2}, modelled=True)
    go_through(chronicle, same, other)
    assert same.made == rerun(lived.past()).made
    assert other.made == rerun(lived.past(), modelled=True, person_week=2).made
    assert (same.cases, same.cases_changed, other.cases_changed) == (2, 0, 2)


def test_a_wave_that_was_tampered_with_is_found(lived: Lived) -> None:
    wave = lived.waves[0]
    lived.waves[0] = WaveRecord(
        wave.case_id,
        1,
        wave.at,
        1,
        7,
        wave.inputs.replace('"first_wave":2', '"first_wave":1'),
        wave.plan,
    )
    assert differing(lived.waves) == [lived.waves[0]]


def test_a_higher_limit_asks_the_most_promising_again(lived: Lived) -> None:
    made = lived.what_if(person_week=2)
    assert made.cases_changed == 1
    moved = {change.who: (change.before, change.after) for change in made.changes}
    assert moved["amel"] == (1, 2)
    assert moved["bruno"] == (1, 2)
    assert made.beyond(1) == 2
    assert made.after.busiest == 2
    assert made.after.supposed > 0, "nobody knows what they would have answered"


def test_the_answer_of_whoever_is_not_asked_is_lost(lived: Lived) -> None:
    soon = replace(lived.past(), until=lived.asks[-1].planned_at + timedelta(hours=1))
    made = what_if(soon, {"person_week": 2}, lived.answers)
    assert (made.lost_answers, made.lost_useful) == (1, 1)


def test_an_answer_that_would_have_come_later_is_not_lost(lived: Lived) -> None:
    """The two asked instead are silent, so the search widens to who answered."""
    assert lived.what_if(person_week=2).lost_answers == 0


def test_a_limit_of_zero_asks_nobody_and_loses_every_answer(lived: Lived) -> None:
    made = lived.what_if(person_week=0)
    assert (made.before.asks, made.after.asks) == (4, 0)
    assert made.asks_a_week == -2
    assert made.lost_answers == 2


def test_a_cap_of_ones_own_still_holds(lived: Lived) -> None:
    """What the limits saw of a person that day is seen again."""
    wave = lived.waves[1]
    capped = wave.inputs.replace('[0,"s-amel"]', '[0,"s-amel",null,null,1]')
    assert capped != wave.inputs
    lived.waves[1] = WaveRecord(wave.case_id, 1, wave.at, 1, 7, capped, wave.plan)
    moved = {change.who for change in lived.what_if(person_week=2).changes}
    assert "amel" not in moved
    assert "bruno" in moved


def test_an_aim_is_compared_with_the_past_worked_out_the_same_way(lived: Lived) -> None:
    made = lived.what_if(keep_alive=1, keep_alive_late=1)
    assert made.cases_changed == made.cases == 2
    assert made.after.asks <= made.before.asks


def test_a_case_that_its_asker_ended_asks_nobody_after_that(lived: Lived) -> None:
    past = lived.past(stops={CaseId("first"): Stop(MONDAY + timedelta(minutes=1))})
    asked = [m for m in rerun(past, modelled=True).made if m.case_id == "first"]
    assert {made.at for made in asked} == {MONDAY}


def test_a_chat_that_was_never_reached_is_not_asked_again() -> None:
    """Colleagues are, in its place."""
    about, circle = Ask(CaseId("case"), ProfessionalId("claire")), CircleId("circle")
    people = [Asked(ProfessionalId(n), HOURS) for n in NAMES]
    candidates = [
        Candidate(who.professional_id, 0.9 - n / 10, Allowed()) for n, who in enumerate(people)
    ]
    view = CaseView(about.case_id, MONDAY, MONDAY + timedelta(hours=72))
    chat = ChatCandidate(circle, frozenset(), Allowed())
    inputs = (POLICY, view, candidates, MONDAY, 7, HOURS, [chat])
    plan = plan_wave(*inputs)
    assert (plan.chats, plan.asks) == (("circle",), ("amel",))
    recorded = with_limits(inputs_to_json(*inputs), about, people, [ChatAsked(circle, HOURS)])
    wave = WaveRecord(about.case_id, 1, MONDAY, 1, 7, recorded, plan_to_json(plan))
    later = MONDAY + timedelta(hours=1)
    in_private = Solicitation(
        id=SolicitationId("amel"),
        case_id=about.case_id,
        professional_id=ProfessionalId("amel"),
        circle_id=None,
        structure_id=None,
        asker_id=about.asker_id,
        themes=(),
        wave=1,
        planned_at=MONDAY,
        delivery=Delivery.SENT,
    )
    in_chat = replace(
        in_private,
        id=SolicitationId("chat"),
        professional_id=None,
        circle_id=circle,
        delivery=Delivery.UNREACHABLE,
        delivered_at=later,
    )
    again = rerun(Past(MONDAY, later, [wave], [in_private, in_chat]), modelled=True)
    assert [(made.who, made.at) for made in again.made] == [
        ("amel", MONDAY),
        ("bruno", later),
        ("chloe", later),
    ]


def test_a_wave_recorded_without_what_the_limits_saw_stays_as_it_was(lived: Lived) -> None:
    wave = lived.waves[0]
    old = wave.inputs[: wave.inputs.index(',"limits"')] + "}"
    lived.waves[0] = WaveRecord(wave.case_id, 1, wave.at, 1, 7, old, wave.plan)
    assert differing(lived.waves) == []
    made = lived.what_if(person_week=0)
    assert (made.waves, made.unread) == (2, 1)
    assert made.after.asks == 2


def test_what_is_assumed_is_said(lived: Lived) -> None:
    assert lived.what_if(person_week=2).assumptions == ASSUMPTIONS


def test_only_the_numbers_that_differ_are_a_change() -> None:
    assert changed(Policy(), Policy(person_week=3, opens="09:00")) == {
        "person_week": 3,
        "opens": "09:00",
    }
