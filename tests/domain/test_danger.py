"""Emergency lines are shown when a text speaks of danger, not when words only look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.danger import LINES, dangers


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("son mari la frappe devant les petits", "violence"),
        ("IL LA MENACE DE MORT", "violence"),
        ("elle a très peur de son conjoint", "violence"),
        ("elle s'est fait taper par son frere", "violence"),
        ("il ne la frappe plus depuis janvier", "violence"),
        ("ordonnance de protection en cours", "violence"),
        ("elle a été violée pendant le trajet", "violence"),
        ("il dit qu'il va la tuer", "violence"),
        ("il veut en finir", "suicide"),
        ("elle n'a plus envie de vivre", "suicide"),
        ("a déjà fait une tentative de suicide", "suicide"),
        ("elle parle de mourir", "suicide"),
        ("il dit que tout le monde serait mieux sans lui", "suicide"),
        ("les enfants sont laissés seuls la nuit", "child"),
        ("elle secoue son bébé", "child"),
        ("des traces de coups sur la petite", "child"),
        ("une mineure en danger", "child"),
        ("on lui parle, il ne respire plus", "medical"),
        ("il fait un malaise", "medical"),
        ("il n'a plus d'insuline", "medical"),
        ("la grand-mère est frappée par son fils", "elder"),
        ("odeur de gaz dans l'immeuble", "fire"),
        ("ils dorment dans la voiture avec le bébé", "street"),
        ("elle n'a nulle part où dormir", "street"),
        ("à la rue ce soir avec deux enfants", "street"),
        ("aucun hébergement pour ce soir", "street"),
    ],
)
def test_danger_is_heard(text: str, danger: str) -> None:
    assert danger in dangers(text)


@pytest.mark.parametrize(
    "text",
    [
        "il ne la frappe pas",
        "pas de violences conjugales",
        "il n'est pas suicidaire",
        "aucune idée noire",
        "elle n'a jamais été frappée",
        "il frappe à toutes les portes",
        "elle se bat pour sa fille",
        "on est morts de rire",
        "un coup de main, un coup de fil",
        "elle ne veut plus vivre chez sa mère",
        "il tape un courrier",
        "éducatrice de rue à Lens",
        "il dort dans sa chambre",
        "violation du règlement intérieur",
        "il demande un logement plus grand",
        "",
    ],
)
def test_denials_and_turns_of_phrase_raise_no_alarm(text: str) -> None:
    assert dangers(text) == ()


def test_the_most_pressing_danger_comes_first() -> None:
    assert dangers("elle dort dehors ; son mari la frappe ; elle veut mourir") == (
        "violence",
        "suicide",
        "street",
    )


def test_a_denial_covers_its_clause_only() -> None:
    assert dangers("il ne la frappe pas, mais elle veut mourir") == ("suicide",)


def test_a_denial_reaches_five_words_and_no_further() -> None:
    """Better a line shown for nothing than one not shown."""
    assert dangers("il n'a jamais été question entre eux de violences conjugales") == ()
    assert dangers("il n'a jamais été question ici entre eux de violences conjugales") == (
        "violence",
    )


def test_every_danger_has_a_line_to_call() -> None:
    assert all(LINES.values())


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert set(dangers(text)) <= LINES.keys()
