"""Colleagues who say "not my field" speak of the themes that they declare."""

import pytest

from bot.domain.misread import themes_left

ACCESS, HOUSING, VIOLENCE = CASE = ("acces-aux-droits", "logement-hebergement", "violences")


@pytest.mark.parametrize(
    ("refusers", "left"),
    [
        # Whoever knows one of them alone: it is not that one.
        ([{VIOLENCE}, {VIOLENCE, "sante"}], (ACCESS, HOUSING)),
        ([{HOUSING}, set(CASE)], (ACCESS, VIOLENCE)),
        ([{ACCESS}, {HOUSING}], (VIOLENCE,)),
        # Generalists have not said which: the one they share goes, the least supported first.
        ([set(CASE), set(CASE)], (ACCESS, HOUSING)),
        ([{ACCESS, HOUSING}, {ACCESS, HOUSING}], (ACCESS, VIOLENCE)),
        ([{ACCESS, HOUSING}, {HOUSING, VIOLENCE}], (ACCESS, VIOLENCE)),
        # Whoever was asked for another reason says nothing of the themes.
        ([{"sante"}, set()], CASE),
        ([], CASE),
    ],
)
def test_what_refusals_rule_out(refusers: list[set[str]], left: tuple[str, ...]) -> None:
    assert themes_left(CASE, refusers) == left


def test_the_only_theme_of_a_case_is_ruled_out_by_those_who_know_it() -> None:
    assert themes_left((HOUSING,), [{HOUSING}, {HOUSING}]) == ()
