"""Asks of the past, and the numbers that limit them, for the tests of this folder."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import strategies as st

from bot.domain.calendar import Hours
from bot.domain.cases import CaseId
from bot.domain.circles import CircleId
from bot.domain.limits.ask import Ask, Asked
from bot.domain.limits.history import PastAsk
from bot.domain.people import ProfessionalId, StructureId
from bot.domain.policy import Policy

ANYTIME = Hours(time(0), time.max, "UTC", days=frozenset(range(7)))
OFFICE = Hours(time(8, 30), time(18, 30))
NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)  # a Thursday
LEA, SAMIR = ProfessionalId("lea"), ProfessionalId("samir")
MISSION = StructureId("mission-locale")
CASE = Ask(CaseId("case"), ProfessionalId("asker"), ("logement",))
SOMEBODY = Asked(LEA, ANYTIME, MISSION)


def asked(
    hours_ago: float,
    *,
    who: str | None = "lea",
    case: str = "",
    asker: str = "other-asker",
    theme: str = "sante",
    structure: str | None = None,
    circle: str | None = None,
    is_open: bool = False,
) -> PastAsk:
    at = NOW - timedelta(hours=hours_ago)
    return PastAsk(
        at,
        who and ProfessionalId(who),
        structure and StructureId(structure),
        circle and CircleId(circle),
        (theme,),
        ProfessionalId(asker),
        CaseId(case or f"case of {hours_ago} {who}"),
        is_open,
    )


HOURS_AGO = st.integers(-24 * 10, 24 * 40)


@st.composite
def some_asks(draw: st.DrawFn) -> list[PastAsk]:
    return [
        asked(
            draw(HOURS_AGO),
            who=draw(st.sampled_from(["lea", "samir"])),
            case=f"case {number}",
            asker=draw(st.sampled_from(["asker", "other-asker"])),
            theme=draw(st.sampled_from(["logement", "sante"])),
            structure=draw(st.sampled_from([None, MISSION])),
        )
        for number in range(draw(st.integers(0, 12)))
    ]


@st.composite
def tight_policies(draw: st.DrawFn) -> Policy:
    small = st.integers(0, 4)
    return Policy(
        person_day=draw(small),
        person_week=draw(small),
        person_month=draw(small),
        min_gap_hours=draw(st.integers(0, 100)),
        structure_week=draw(small),
        pair_month=draw(small),
        theme_week=draw(small),
        network_day=draw(small),
    )
