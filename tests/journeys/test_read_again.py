"""What refusals teach: a case read wrongly is read again; the same thing is not asked twice."""

from datetime import timedelta

import pytest

from tests.journeys.theatre import Theatre, professional

CUT = "Coupure d’électricité demain, facture EDF impayée, une dame seule avec deux enfants."
ALIKE = "Facture EDF impayée, coupure d’électricité demain chez une dame seule, deux enfants."


@pytest.fixture
async def refused(theatre: Theatre) -> Theatre:
    """Two colleagues said that Claire's case is not their field."""
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    for name in theatre.asked()[:2]:
        await theatre.taps(name, "choice-not-my-field")
    return theatre


def themes_of(theatre: Theatre) -> list[tuple[str, ...]]:
    with theatre.unit_of_work() as uow:
        return [case.themes for case in uow.cases.open_cases()]


async def test_two_refusals_have_the_case_read_again_and_its_asker_told(refused: Theatre) -> None:
    assert any("ce n’est pas leur domaine" in said for said in refused.read("claire"))


async def test_one_refusal_does_not(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.taps(theatre.asked()[0], "choice-not-my-field")
    assert not any("leur domaine" in said for said in theatre.read("claire"))


async def test_the_asker_corrects_the_subject_in_a_tap(refused: Theatre) -> None:
    before = themes_of(refused)
    await refused.taps("claire", "choice-theme", 2)
    after = themes_of(refused)
    assert before != after
    assert len(after[0]) == 1
    assert "Je cherche qui s’y connaît" in refused.last("claire")


async def test_it_is_read_again_once(refused: Theatre) -> None:
    told = sum("leur domaine" in said for said in refused.read("claire"))
    for name in [n for n in refused.asked() if "choice-not-my-field" in refused.offered(n)][:2]:
        await refused.taps(name, "choice-not-my-field")
    assert sum("leur domaine" in said for said in refused.read("claire")) == told == 1


def asks_of(theatre: Theatre) -> list[str]:
    """Who was asked, once for each ask."""
    return [sent.place.address for sent in theatre.channel.sent if sent.protected]


async def test_nobody_is_asked_the_same_thing_by_two_counsellors(theatre: Theatre) -> None:
    theatre.cast(professional("zoe"), *(professional(f"p{n}") for n in range(6)))
    await theatre.asks("claire", CUT)
    await theatre.passes(timedelta(minutes=2))
    first = set(asks_of(theatre))
    await theatre.answers(min(first), "Le FSL énergie peut payer, avec un recours.")
    await theatre.taps("claire", "choice-this-unblocks")
    await theatre.passes(timedelta(days=2, hours=1))
    before = len(asks_of(theatre))
    await theatre.asks("zoe", ALIKE)
    await theatre.passes(timedelta(minutes=2))
    again = set(asks_of(theatre)[before:])
    assert first
    assert again
    assert not first & again
