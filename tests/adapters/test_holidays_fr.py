"""Public holidays differ by département."""

from datetime import date

import pytest

from adapters.holidays_fr import FrenchHolidays

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def test_metropolitan_france_has_eleven() -> None:
    days = FrenchHolidays().within("59", FIRST, LAST)
    assert len(days) == 11
    assert {date(2026, 5, 1), date(2026, 7, 14), date(2026, 5, 14)} <= days


@pytest.mark.parametrize(
    ("departement", "own"),
    [
        ("57", {date(2026, 4, 3), date(2026, 12, 26)}),
        ("67", {date(2026, 4, 3), date(2026, 12, 26)}),
        ("68", {date(2026, 4, 3), date(2026, 12, 26)}),
        ("971", {date(2026, 5, 27)}),
        ("972", {date(2026, 5, 22)}),
        ("973", {date(2026, 6, 10)}),
        ("974", {date(2026, 12, 20)}),
        ("976", {date(2026, 4, 27)}),
    ],
)
def test_what_a_departement_has_of_its_own(departement: str, own: set[date]) -> None:
    national = FrenchHolidays().within("75", FIRST, LAST)
    here = FrenchHolidays().within(departement, FIRST, LAST)
    assert national < here
    assert own <= here - national


def test_both_ends_are_included_and_years_may_be_crossed() -> None:
    days = FrenchHolidays().within("2A", date(2026, 12, 25), date(2027, 1, 1))
    assert days == {date(2026, 12, 25), date(2027, 1, 1)}
