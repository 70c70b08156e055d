"""The figures of a quarter."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.cases import OutcomeKind
from bot.domain.records import Deflection, How
from bot.domain.report import CaseFacts, Quarter, make_report

SINCE, UNTIL = datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC)
TODAY = date(2026, 11, 30)
PARIS = ZoneInfo("Europe/Paris")


def facts(
    outcome: OutcomeKind | None = None,
    *,
    themes: tuple[str, ...] = ("mobilite",),
    departement: str | None = "59",
    asks: int = 5,
    answers: int = 2,
    over: bool = True,
    useful_in: int | None = None,
) -> CaseFacts:
    return CaseFacts(
        themes=themes,
        departement=departement,
        asks=asks,
        answers=answers,
        over=over,
        outcome=outcome,
        first_answer=timedelta(hours=1) if answers else None,
        first_useful=None if useful_in is None else timedelta(hours=useful_in),
    )


@pytest.mark.parametrize(
    ("words", "quarter"),
    [
        ("2026-T3", Quarter(2026, 3)),
        ("T3 2025", Quarter(2025, 3)),
        ("2025 Q1", Quarter(2025, 1)),
        ("t2", Quarter(2026, 2)),
        ("4", Quarter(2026, 4)),
        ("3e trimestre 2025", Quarter(2025, 3)),
        ("1er trimestre", Quarter(2026, 1)),
        ("2nd quarter of 2025", Quarter(2025, 2)),
        ("5e trimestre", None),
        ("T5", None),
        ("cette année", None),
        ("", None),
    ],
)
def test_a_quarter_is_named_in_a_few_ways(words: str, quarter: Quarter | None) -> None:
    assert Quarter.parse(words, TODAY) == quarter


@pytest.mark.parametrize(
    ("quarter", "first", "end"),
    [
        (Quarter(2026, 1), "2026-01-01T00:00:00+01:00", "2026-04-01T00:00:00+02:00"),
        (Quarter(2026, 4), "2026-10-01T00:00:00+02:00", "2027-01-01T00:00:00+01:00"),
    ],
)
def test_a_quarter_follows_the_clocks(quarter: Quarter, first: str, end: str) -> None:
    assert [moment.isoformat() for moment in quarter.bounds(PARIS)] == [first, end]


def test_quarters_follow_each_other() -> None:
    assert Quarter.of(TODAY) == Quarter(2026, 4)
    assert Quarter(2026, 1).before == Quarter(2025, 4)
    assert Quarter(2026, 4).before == Quarter(2026, 3)


def test_shares_are_of_what_is_known() -> None:
    cases = [
        facts(OutcomeKind.UNBLOCKED, useful_in=2),
        facts(OutcomeKind.UNBLOCKED, useful_in=30),
        facts(OutcomeKind.PARTLY, useful_in=4),
        facts(OutcomeKind.NOT),
        facts(OutcomeKind.TOO_EARLY),
        facts(),
        facts(over=False, answers=0),
    ]
    deflected = [Deflection(SINCE, how, (), None) for how in (How.FICHE, How.JOINED, How.FICHE)]
    report = make_report(cases, deflected, {"mobilite"}, SINCE, UNTIL)
    assert (report.cases, report.over, report.answered, report.told) == (7, 6, 6, 4)
    assert report.unblocked_share == 0.5
    assert report.satisfaction == 0.75
    assert report.asks_a_resolved == 35 / 2
    assert report.answers_a_case == 2
    assert report.deflected_share == 0.3
    assert report.joined == 1
    assert report.first_useful == timedelta(hours=4)


def test_themes_and_places_without_anyone_are_named_most_first() -> None:
    cases = [
        facts(answers=0, themes=("sante",), departement="23"),
        facts(answers=0, themes=("sante",), departement="23"),
        facts(answers=0, themes=("mobilite",), departement=None),
        facts(answers=0, themes=("mobilite",), over=False),
        facts(themes=("sante",)),
    ]
    report = make_report(cases, [], {"mobilite"}, SINCE, UNTIL)
    assert report.alone == (("sante", "23", 2), ("mobilite", None, 1))
    assert report.uncovered == (("sante", 3),)
    assert report.by_theme == (("sante", 3), ("mobilite", 2))


def test_nothing_is_divided_by_nothing() -> None:
    report = make_report([], [], set(), SINCE, UNTIL)
    shares = (
        report.unblocked_share,
        report.satisfaction,
        report.asks_a_resolved,
        report.answers_a_case,
        report.deflected_share,
        report.first_useful,
    )
    assert set(shares) == {None}
