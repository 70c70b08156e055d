"""A situation is recognised by its first words, whole ones."""

import pytest

from bot.dialogue.screens.view import opening_words


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Qui paie le camion ?", "Qui paie le camion ?"),
        ("Un bailleur refuse la mutation d’une famille", "Un bailleur refuse la…"),
        ("Trois enfants ([PERSONNE 2], [PERSONNE 3]) à loger", "Trois enfants…"),
        ("[ville moyenne, Pas-de-Calais (62)] refuse", "[ville moyenne, Pas-de-Calais (62)]…"),
    ],
)
def test_an_opening_cuts_no_word_and_no_placeholder(text: str, opening: str) -> None:
    assert opening_words(text, 26) == opening
