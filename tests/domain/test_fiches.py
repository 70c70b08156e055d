"""What says the same: rare terms and named notions count, hints do not, and a place a little."""

import pytest

from bot.domain.fiches import Question, likenesses, nearest, search_terms
from tests.domain.stems import STEM

ASKED = ("zzfsl", "portabl", "lyon", "aide")
HOLDERS = {"zzfsl": 5, "portabl": 1, "lyon": 3, "aide": 90}


def question(departement: str | None = "59", total: int = 100) -> Question:
    return Question(ASKED, departement, HOLDERS, total)


def order(*kept: tuple[str, tuple[str, ...], str | None]) -> list[str]:
    return [name for _, name in likenesses(question(), kept)]


def test_a_named_notion_is_worth_more_than_a_word() -> None:
    assert order(("word", ("portabl",), None), ("notion", ("zzfsl",), None))[0] == "notion"


def test_a_rare_word_is_worth_more_than_a_common_one() -> None:
    assert order(("common", ("aide",), None), ("rare", ("portabl",), None))[0] == "rare"


def test_the_same_place_is_nearer() -> None:
    assert order(("there", ("zzfsl",), "62"), ("here", ("zzfsl",), "59"))[0] == "here"


def test_what_another_says_besides_does_not_push_it_away() -> None:
    much = ("zzfsl", "portabl", *(f"mot{n}" for n in range(200)))
    ((plain, _), (long, _)) = likenesses(
        question(), [("plain", ("zzfsl", "portabl"), None), ("long", much, None)]
    )
    assert plain == long


@pytest.mark.parametrize("total", [0, 1, 3, 100_000])
def test_the_first_fiche_of_a_young_network_is_offered(total: int) -> None:
    asked = Question(ASKED, "59", {"zzfsl": 1, "portabl": 1}, total)
    assert nearest(asked, [("only", ("zzfsl", "portabl"), "59")]) == ["only"]


def test_far_ones_are_not_offered_beside_a_near_one() -> None:
    kept = [("near", ASKED, "59"), ("far", ("lyon", "portabl"), None), ("none", ("autre",), "59")]
    assert nearest(question(), kept) == ["near"]
    assert nearest(question(), kept[1:], least=0.2) == ["far"]


def test_nothing_asked_is_near_nothing() -> None:
    assert nearest(Question((), None, {}, 0), [("any", ASKED, None)]) == []


def test_a_hint_names_no_notion() -> None:
    named = search_terms("Le FSL a refusé", STEM)
    assert any(term.startswith("zz") for term in named)
    assert not any(t.startswith("zz") for t in search_terms("son contrat de vacances", STEM))


@pytest.mark.parametrize("service", ["CAF", "Carsat", "CPAM", "France Travail", "CCAS"])
def test_a_public_service_is_a_word_and_names_no_subject(service: str) -> None:
    """An expulsion and an allowance may both go through the CAF: that is all they share."""
    assert not any(t.startswith("zz") for t in search_terms(f"la {service} ne répond pas", STEM))
    asked = search_terms(f"Menacés d'expulsion, dette de loyer. Dossier {service} bloqué.", STEM)
    held = search_terms(f"Il touche l'AAH et trouve un emploi. La {service} recalcule.", STEM)
    assert nearest(Question(asked, "59", {}, 8), [("allowance", held, "59")]) == []


def test_what_a_public_service_pays_is_a_subject() -> None:
    assert "zzcaf" in search_terms("sa prime d'activité est suspendue", STEM)
