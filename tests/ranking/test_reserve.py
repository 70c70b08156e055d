"""Slots of those who are much wanted are kept for the cases where they are worth most."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.reserve import LOOKED_BACK, Reserve
from bot.domain.people import ProfessionalId

LEA, SAMIR = ProfessionalId("lea"), ProfessionalId("samir")
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
WEEK = timedelta(days=7)
NOW = START + 4 * WEEK


def lived(cases: int = 40, every: timedelta = timedelta(hours=16)) -> Reserve:
    """Léa is wanted by every case, worth from 0 to 0.39; Samir by one in all."""
    reserve = Reserve()
    for number in range(cases):
        reserve.see(START + number * every, [(LEA, number % 40 / 100)])
    reserve.see(START + cases * every, [(SAMIR, 0.2)])
    return reserve


def test_who_is_seldom_wanted_has_no_price() -> None:
    assert lived().price(SAMIR, 1, NOW, NOW + WEEK) == 0
    assert lived().price(ProfessionalId("nobody"), 1, NOW, NOW + WEEK) == 0


def test_who_is_much_wanted_is_kept_for_the_best_cases() -> None:
    price = lived().price(LEA, 1, NOW, NOW + WEEK)
    better = sum(number / 100 > price for number in range(40))
    assert better in (3, 4), "about one case a week is worth more"


def test_the_price_falls_with_slots_and_as_they_free_again() -> None:
    reserve = lived()
    one, two = (reserve.price(LEA, slots, NOW, NOW + WEEK) for slots in (1, 2))
    soon = reserve.price(LEA, 1, NOW, NOW + timedelta(days=1))
    at_last = reserve.price(LEA, 1, NOW, NOW)
    assert one > two > soon > at_last == 0


def test_old_cases_are_forgotten() -> None:
    reserve = lived()
    reserve.see(NOW + LOOKED_BACK, [(SAMIR, 0.1)])
    assert reserve.price(LEA, 1, NOW + LOOKED_BACK, NOW + LOOKED_BACK + WEEK) == 0


@given(
    st.lists(st.tuples(st.integers(0, 60), st.floats(0, 1)), max_size=60),
    st.integers(1, 5),
    st.integers(0, 14),
)
def test_somebody_worth_the_most_seen_is_always_asked(
    seen: list[tuple[int, float]], slots: int, days: int
) -> None:
    reserve = Reserve()
    for day, worth in sorted(seen):
        reserve.see(START + timedelta(days=day), [(LEA, worth)])
    now = START + timedelta(days=60)
    price = reserve.price(LEA, slots, now, now + timedelta(days=days))
    assert 0 <= price <= max((worth for _, worth in seen), default=0)
