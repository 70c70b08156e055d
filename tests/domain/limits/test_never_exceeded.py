"""No one is asked beyond their limit, whatever comes in whatever order (R2)."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.cases import CaseId
from bot.domain.limits.ask import Ask, Asked
from bot.domain.limits.checks import check
from bot.domain.limits.history import History, PastAsk
from bot.domain.limits.weekly_cap import weekly_cap
from bot.domain.people import ProfessionalId, StructureId
from bot.domain.policy import Policy
from bot.domain.verdicts import Allowed
from tests.domain.limits.asks import ANYTIME, NOW, OFFICE, tight_policies

PEOPLE = [
    Asked(ProfessionalId("p0"), ANYTIME, StructureId("s0")),
    Asked(ProfessionalId("p1"), ANYTIME, StructureId("s0"), weekly_cap=1),
    Asked(ProfessionalId("p2"), OFFICE, StructureId("s1"), joined_at=NOW),
    Asked(ProfessionalId("p3"), replace(OFFICE, timezone="Indian/Reunion")),
]

steps = st.one_of(
    st.tuples(st.just("ask"), st.integers(0, 3), st.integers(0, 30), st.integers(0, 2)),
    st.tuples(st.just("wait"), st.integers(0, 60), st.just(0), st.just(0)),
    st.tuples(st.just("set-back"), st.integers(0, 5), st.just(0), st.just(0)),
    st.tuples(st.just("respond"), st.integers(0, 3), st.just(0), st.just(0)),
)


@settings(max_examples=300)
@given(tight_policies(), st.lists(steps, max_size=80))
def test_no_limit_is_exceeded_under_any_order_of_events(
    policy: Policy, events: list[tuple[str, int, int, int]]
) -> None:
    history, now = History(), NOW
    for kind, number, case, asker in events:
        who = PEOPLE[number % len(PEOPLE)]
        if kind == "wait":
            now += timedelta(hours=number)
        elif kind == "set-back":
            now -= timedelta(hours=number)
        elif kind == "respond":
            for ask in tuple(history.of_person(who.professional_id)):
                history = history.replacing(ask, ask._replace(open=False))
        else:
            about = Ask(CaseId(f"c{case}"), ProfessionalId(f"asker{asker}"), (f"t{case % 2}",))
            if check(policy, who, about, history, now) == Allowed():
                wall = now.astimezone(ZoneInfo(who.hours.timezone))
                assert wall.weekday() in who.hours.days
                assert who.hours.opens <= wall.time() < who.hours.closes
                history = history.adding(
                    PastAsk(
                        now,
                        who.professional_id,
                        who.structure_id,
                        None,
                        about.themes,
                        about.asker_id,
                        about.case_id,
                        True,
                    )
                )
        assert not exceeded(policy, list(history.of_network()), now)


def exceeded(policy: Policy, asks: list[PastAsk], now: datetime) -> list[str]:
    """Every limit broken, counted the slow and obvious way."""
    broken = []
    groups: list[tuple[str, object, int, timedelta]] = [
        ("theme", theme, policy.theme_week, timedelta(days=7))
        for theme in {theme for ask in asks for theme in ask.themes}
    ]
    groups.append(("network", None, policy.network_day, timedelta(days=1)))
    for who in PEOPLE:
        cap = weekly_cap(policy, who._replace(joined_at=None), now)[0]
        groups += [
            ("person", who.professional_id, policy.person_day, timedelta(days=1)),
            ("person", who.professional_id, cap, timedelta(days=7)),
            ("person", who.professional_id, policy.person_month, timedelta(days=31)),
        ]
    groups += [
        ("structure", structure, policy.structure_week, timedelta(days=7))
        for structure in ("s0", "s1")
    ]
    for group, name, cap, span in groups:
        dates = sorted(ask.at for ask in asks if belongs(ask, group, name))
        for first in dates:
            if sum(first <= date < first + span for date in dates) > cap:
                broken.append(f"{group} {name}")
    for who in PEOPLE:
        own = sorted((a for a in asks if a.professional_id == who.professional_id), key=by_date)
        if sum(a.open for a in own) > policy.person_open:
            broken.append("open")
        if len({a.case_id for a in own}) < len(own):
            broken.append("twice")
        gap = timedelta(hours=policy.min_gap_hours)
        if any(b.at - a.at < gap for a, b in pairwise(own)):
            broken.append("gap")
    return broken


def by_date(ask: PastAsk) -> datetime:
    return ask.at


def belongs(ask: PastAsk, group: str, name: object) -> bool:
    return {
        "person": ask.professional_id == name,
        "structure": ask.structure_id == name,
        "theme": name in ask.themes,
        "network": True,
    }[group]
