"""What only the public service is called stays; a name beside it does not."""

from __future__ import annotations

import pytest

from anonymize import Screener


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("La Maison des Solidarités Jean-Moulin ne répond plus.", "Jean-Moulin"),
        ("Le Juge des Enfants, Mme Hanquet, a confirmé.", "Hanquet"),
        ("Vu avec Service Social Kerbrat, du Centre Médico-Social.", "Kerbrat"),
        ("Centre Social Les Coquelicots, demander Yolande.", "Coquelicots"),
        ("Le Foyer Marine accueille sa fille.", "Marine"),
        ("au foyer L E N A, c'est épelé", "L E N A"),
    ],
)
def test_a_proper_name_ends_what_is_kept(screener: Screener, text: str, hidden: str) -> None:
    assert hidden not in screener.screen(text).clean
