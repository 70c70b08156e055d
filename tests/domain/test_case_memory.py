"""Similar past cases are found again, and vote for those who helped."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.case_memory import HALF_LIFE, CaseMemory
from tests.domain.stems import STEM

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
CUT = "coupure d'électricité chez une dame seule, facture impayée"
DEBT = "trois mois de loyer en retard, assignation reçue"


def memory() -> CaseMemory:
    made = CaseMemory(STEM)
    made.add("cut", CUT, NOW - timedelta(days=1), ["ana"])
    made.add("debt", DEBT, NOW - timedelta(days=1), ["bob"])
    made.add("dog", "un chien refusé au foyer", NOW, ["cyd"])
    return made


def test_a_near_identical_case_is_found_first() -> None:
    found = memory().nearest("on lui a coupé l'électricité, elle a une facture impayée")
    assert found[0].case_id == "cut"
    assert 0.0 < found[0].share <= 1.0


def test_those_who_helped_with_similar_cases_get_their_votes() -> None:
    votes = memory().votes("assignation pour loyers en retard", NOW)
    assert max(votes, key=lambda person: votes[person]) == "bob"
    assert votes.get("cyd", 0.0) < votes["bob"] / 4


def test_a_vote_fades_by_half_in_a_half_life() -> None:
    made = CaseMemory(STEM)
    made.add("cut", CUT, NOW, ["ana"])
    now, later = (made.votes(CUT, at)["ana"] for at in (NOW, NOW + HALF_LIFE))
    assert abs(later - now / 2) < 1e-9


def test_a_forgotten_case_votes_no_more() -> None:
    made = memory()
    made.remove("debt")
    made.remove("debt")
    assert len(made) == 2
    assert "bob" not in made.votes(DEBT, NOW)


def test_a_case_is_remembered_once_with_what_is_known_last() -> None:
    made = memory()
    made.add("debt", DEBT, NOW, ["eve"])
    assert len(made) == 3
    assert "bob" not in made.votes(DEBT, NOW)


def test_who_helped_may_be_known_later() -> None:
    made = memory()
    made.credit("cut", "eve")
    made.credit("cut", "eve")
    made.credit("unknown", "eve")
    votes = made.votes(CUT, NOW)
    assert votes["eve"] == votes["ana"]


def test_nothing_is_alike_in_an_empty_memory() -> None:
    assert CaseMemory(STEM).nearest(CUT) == ()
    assert CaseMemory(STEM).votes(CUT, NOW) == {}


@given(st.lists(st.text(max_size=40), max_size=6), st.text(max_size=40))
def test_any_text_can_be_remembered(texts: list[str], wanted: str) -> None:
    made = CaseMemory(STEM)
    for number, text in enumerate(texts):
        made.add(f"{number}", text, NOW, [f"p{number % 2}"])
    assert all(0.0 <= found.share <= 1.0 for found in made.nearest(wanted, limit=10))
    assert all(weight >= 0.0 for weight in made.votes(wanted, NOW).values())
