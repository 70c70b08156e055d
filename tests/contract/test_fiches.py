"""What every storage of fiches promises, its search above all."""

from dataclasses import replace

import pytest

from bot.domain.fiches import Fiche, FicheId, FicheState
from bot.domain.texts import CleanText
from bot.ports import UnitOfWorkFactory
from tests.contract import samples
from tests.contract.samples import ASKER, NOW, after


def fiche(name: str, **changes: object) -> Fiche:
    kept = Fiche(
        id=FicheId(name),
        case_id=None,
        author_id=ASKER,
        text=CleanText(f"Ce que dit {name}"),
        themes=("logement-hebergement",),
        departement="59",
        state=FicheState.PUBLISHED,
        proposed_at=NOW,
        published_at=NOW,
        review_at=after(days=365),
    )
    return replace(kept, **changes)  # type: ignore[arg-type]


@pytest.fixture
def shelf(unit_of_work: UnitOfWorkFactory) -> UnitOfWorkFactory:
    """Three published fiches and a proposed one."""
    with unit_of_work() as uow:
        uow.professionals.add(samples.professional())
        uow.fiches.add(fiche("move"), ["demenag", "fsl", "portabl"])
        uow.fiches.add(fiche("rent"), ["loyer", "fsl", "dett"])
        uow.fiches.add(fiche("permit"), ["permis", "fsl"])
        uow.fiches.add(fiche("draft", state=FicheState.PROPOSED), ["demenag"])
        uow.commit()
    return unit_of_work


def found(unit_of_work: UnitOfWorkFactory, *terms: str) -> list[str]:
    with unit_of_work() as uow:
        return [one.id for one, _ in uow.fiches.search(terms)]


def test_a_fiche_comes_back_whole(shelf: UnitOfWorkFactory) -> None:
    with shelf() as uow:
        assert uow.fiches.get(FicheId("move")) == fiche("move")
        assert uow.fiches.get(FicheId("none")) is None


def test_the_rarest_term_decides(shelf: UnitOfWorkFactory) -> None:
    assert found(shelf, "fsl", "loyer")[0] == "rent"
    assert set(found(shelf, "fsl")) == {"move", "rent", "permit"}


def test_what_is_not_published_is_not_found(shelf: UnitOfWorkFactory) -> None:
    assert found(shelf, "demenag") == ["move"]


def test_a_typing_error_is_forgiven(shelf: UnitOfWorkFactory) -> None:
    assert found(shelf, "demenga") == ["move"]


@pytest.mark.parametrize("terms", [(), ("inconnu",), ('"', "OR", "a&b", "loyer*", "l'eau")])
def test_strange_terms_find_nothing_and_break_nothing(
    shelf: UnitOfWorkFactory, terms: tuple[str, ...]
) -> None:
    assert found(shelf, *terms) == []


def test_an_outdated_fiche_leaves_the_search_and_is_not_lost(shelf: UnitOfWorkFactory) -> None:
    with shelf() as uow:
        uow.fiches.update(fiche("rent", state=FicheState.OUTDATED), ["loyer", "fsl", "dett"])
        uow.commit()
    assert found(shelf, "loyer") == []
    with shelf() as uow:
        assert uow.fiches.get(FicheId("rent")) is not None


def test_a_fiche_is_found_by_its_new_terms_alone(shelf: UnitOfWorkFactory) -> None:
    with shelf() as uow:
        uow.fiches.update(fiche("permit"), ["visa"])
        uow.commit()
    assert found(shelf, "visa") == ["permit"]
    assert found(shelf, "permis") == []


def test_a_touched_fiche_is_still_found_by_the_same_terms(shelf: UnitOfWorkFactory) -> None:
    with shelf() as uow:
        uow.fiches.touch(fiche("permit", served=3))
        uow.commit()
    assert found(shelf, "permis") == ["permit"]
    with shelf() as uow:
        assert uow.fiches.get(FicheId("permit")) == fiche("permit", served=3)


def test_a_fiche_under_review_is_found_and_reviewed_again(shelf: UnitOfWorkFactory) -> None:
    again = fiche("move", state=FicheState.IN_REVIEW, review_at=NOW, sources=("ccas",))
    with shelf() as uow:
        uow.fiches.touch(again)
        uow.commit()
    assert found(shelf, "demenag") == ["move"]
    with shelf() as uow:
        assert uow.fiches.to_review(NOW) == [again]


def test_terms_are_counted_over_what_can_be_found(shelf: UnitOfWorkFactory) -> None:
    with shelf() as uow:
        assert uow.fiches.holders(["fsl", "demenag", "inconnu"]) == {"fsl": 3, "demenag": 1}
        assert uow.fiches.findable() == 3
        uow.fiches.update(fiche("rent", state=FicheState.OUTDATED), [])
        assert uow.fiches.holders(["fsl", "loyer"]) == {"fsl": 2}
        assert uow.fiches.findable() == 2


def test_a_fiche_found_says_what_it_is_found_by(shelf: UnitOfWorkFactory) -> None:
    with shelf() as uow:
        ((_, terms),) = uow.fiches.search(["portabl"])
        assert set(terms) == {"demenag", "fsl", "portabl"}


def test_what_was_learnt_is_kept_true_or_not(shelf: UnitOfWorkFactory) -> None:
    with shelf() as uow:
        uow.fiches.update(fiche("rent", state=FicheState.OUTDATED), [])
        uow.fiches.update(fiche("permit", state=FicheState.REFUSED), [])
        assert [one.id for one in uow.fiches.kept()] == ["move", "rent"]


def test_fiches_are_reviewed_when_their_time_comes(shelf: UnitOfWorkFactory) -> None:
    with shelf() as uow:
        assert uow.fiches.to_review(NOW) == []
        assert len(uow.fiches.to_review(after(days=366))) == 3


def test_an_authors_fiches_are_known_whatever_their_state(shelf: UnitOfWorkFactory) -> None:
    with shelf() as uow:
        assert [one.id for one in uow.fiches.of_author(ASKER)] == [
            "draft",
            "move",
            "permit",
            "rent",
        ]


def test_erasing_a_person_erases_the_fiches_of_their_cases(shelf: UnitOfWorkFactory) -> None:
    with shelf() as uow:
        uow.professionals.erase(ASKER)
        uow.commit()
    with shelf() as uow:
        assert uow.fiches.kept() == []
    assert found(shelf, "fsl") == []
