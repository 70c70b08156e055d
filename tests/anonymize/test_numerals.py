"""Numbers said in French words, alone and one after the other."""

from __future__ import annotations

import pytest

from anonymize import numerals


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        (
            "zero six trente-neuf quatre-vingt-dix-huit cinquante et un",
            ["0", "6", "39", "98", "51"],
        ),
        ("deux cent quatorze", ["214"]),
        ("trois mille quatre-vingt-sept", ["3087"]),
        ("mille neuf cent quarante-six", ["1946"]),
        ("soixante et onze soixante-dix-neuf", ["71", "79"]),
        ("dix-sept dix huit", ["17", "18"]),
        ("vingt vingt-six", ["20", "26"]),
        ("trois cent cinquante-deux quatre cent dix-huit", ["352", "418"]),
        ("06 trente-neuf 98", ["06", "39", "98"]),
        ("cent", ["100"]),
    ],
)
def test_a_run_of_numbers_is_cut_where_grammar_cuts_it(said: str, numbers: list[str]) -> None:
    assert numerals.chunks(said) == numbers
    assert numerals.digits(said) == "".join(numbers)
