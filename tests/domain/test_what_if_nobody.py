"""When nobody can be asked, a what-if looks only for whoever is free first; and what it keeps of
earlier looks ends when what it comes from does."""

from datetime import UTC, datetime, time, timedelta

from bot.domain.calendar import Hours
from bot.domain.cases import CaseId
from bot.domain.limits.ask import Ask, Asked
from bot.domain.limits.history import History, PastAsk
from bot.domain.people import ProfessionalId, StructureId
from bot.domain.policy import Policy
from bot.domain.recording import inputs_to_json, plan_to_json, with_limits
from bot.domain.records import WaveRecord
from bot.domain.solicitations import Delivery, Solicitation, SolicitationId
from bot.domain.verdicts import Allowed
from bot.domain.waves import Candidate, CaseView, WavePlan
from bot.domain.what_if.checked import Checked
from bot.domain.what_if.past import Chronicle, Past
from bot.domain.what_if.rerun import Rerun, go_through
from bot.domain.what_if.search import Kept, Search, Tried
from bot.domain.written import Written

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOURS = Hours(time(8, 30), time(18, 30))
POLICY = Policy(network_day=1, min_gap_hours=48)
AMEL, BRUNO, CHLOE, DENIS = map(ProfessionalId, ("amel", "bruno", "chloe", "denis"))
NAMES = (AMEL, BRUNO, CHLOE, DENIS)
"""The most promising first; the first two are colleagues."""
WORKPLACES = dict(zip(NAMES, map(StructureId, ("mill", "mill", "port", "town")), strict=True))


def wave(case: str, at: datetime, policy: Policy, *asked: str, asker: str = "claire") -> WaveRecord:
    about = Ask(CaseId(case), ProfessionalId(asker))
    people = [Asked(name, HOURS, WORKPLACES[name]) for name in NAMES]
    candidates = [
        Candidate(who.professional_id, 0.9 - place / 10, Allowed(), structure_id=who.structure_id)
        for place, who in enumerate(people)
    ]
    view = CaseView(about.case_id, at, at + timedelta(hours=72), room=50)
    inputs = inputs_to_json(policy, view, candidates, at, 7, HOURS)
    plan = plan_to_json(WavePlan(tuple(map(ProfessionalId, asked)), {}, "first-wave"))
    return WaveRecord(about.case_id, 1, at, 1, 7, with_limits(inputs, about, people, ()), plan)


def looked_at(
    history: History, kept: dict[ProfessionalId, Kept], *, nobody: bool = False
) -> list[str]:
    """Whom a look comes to, when they are checked one after the other."""
    written = Written(wave("case", MONDAY, POLICY).inputs)
    search = Search.beginning(written, Tried(POLICY), MONDAY, differs=False)
    limits = Checked(search, written.case, history, MONDAY, kept, nobody=nobody)
    limits.room(3)
    found = []
    for candidate in limits:
        limits.verdict(candidate)
        found.append(candidate.professional_id)
    return found


def ask_of(who: ProfessionalId, at: datetime) -> PastAsk:
    return PastAsk(
        at=at,
        professional_id=who,
        structure_id=WORKPLACES[who],
        circle_id=None,
        themes=(),
        asker_id=ProfessionalId("farid"),
        case_id=CaseId("before"),
        open=False,
    )


def test_while_the_network_is_full_it_looks_as_far_as_whoever_is_free_when_there_is_room() -> None:
    earlier = MONDAY - timedelta(hours=3)
    assert looked_at(History.of([ask_of(AMEL, earlier)]), {}) == [AMEL, BRUNO]


def test_whoever_cannot_be_free_before_somebody_else_is_passed_over() -> None:
    history = History.of([ask_of(AMEL, MONDAY - timedelta(days=1, hours=3))])
    tomorrow, in_two_days = MONDAY + timedelta(hours=20), MONDAY + timedelta(days=2)
    kept = {name: Kept("person-gap", in_two_days, WORKPLACES[name]) for name in (BRUNO, CHLOE)}
    kept[DENIS] = Kept("person-gap", tomorrow, WORKPLACES[DENIS])
    assert looked_at(history, kept) == [AMEL]
    assert looked_at(history, kept, nobody=True) == [AMEL, DENIS]


def test_a_refusal_is_of_whoever_still_works_there() -> None:
    kept = {AMEL: Kept("structure-week", MONDAY + timedelta(days=2), StructureId("mill"))}
    assert looked_at(History(), kept) == [BRUNO, CHLOE, DENIS]
    moved = {AMEL: kept[AMEL]._replace(structure_id=StructureId("before"))}
    assert looked_at(History(), moved) == [AMEL, BRUNO, CHLOE, DENIS]


def test_the_colleague_of_whoever_was_never_reached_is_asked_again() -> None:
    """Amel's message fails within the hour: until then, Bruno is one ask too many at the mill.
    The other two cases are her own."""
    policy = Policy(structure_week=1, first_wave=1, explore_share=0, other_silo_share=0)
    lived = [("first", 0, AMEL, "claire"), ("second", 20, CHLOE, AMEL), ("third", 60, BRUNO, AMEL)]
    waves, asks = [], []
    for case, minutes, who, asker in lived:
        at = MONDAY + timedelta(minutes=minutes)
        waves.append(wave(case, at, policy, who, asker=asker))
        asks.append(
            Solicitation(
                id=SolicitationId(case),
                case_id=CaseId(case),
                professional_id=who,
                circle_id=None,
                structure_id=WORKPLACES[who],
                asker_id=ProfessionalId(asker),
                themes=(),
                wave=1,
                planned_at=at,
                delivery=Delivery.UNREACHABLE if who == AMEL else Delivery.SENT,
                delivered_at=at + timedelta(minutes=40),
            )
        )
    chronicle = Chronicle(Past(MONDAY, MONDAY + timedelta(hours=2), waves, asks))
    again = Rerun(chronicle, {})
    go_through(chronicle, again)
    assert [made.who for made in again.made] == [CHLOE, BRUNO]
