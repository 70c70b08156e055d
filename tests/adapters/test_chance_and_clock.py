"""Identifiers have the promised shape, and the clock speaks UTC."""

import re
from datetime import UTC

from adapters.chance import SystemChance
from adapters.clock import SystemClock


def test_an_identifier_is_sixteen_characters_of_base_32() -> None:
    ids = {SystemChance().new_id() for _ in range(200)}
    assert len(ids) == 200
    assert all(re.fullmatch(r"[a-z2-7]{16}", one) for one in ids)


def test_a_code_is_eight_digits() -> None:
    assert all(re.fullmatch(r"[0-9]{8}", SystemChance().code()) for _ in range(50))


def test_a_seed_fits_a_signed_column_of_32_bits() -> None:
    seeds = [SystemChance().seed() for _ in range(200)]
    assert len(set(seeds)) > 190
    assert all(0 <= seed < 2**31 for seed in seeds)


def test_the_present_is_in_utc() -> None:
    assert SystemClock().now().tzinfo is UTC
