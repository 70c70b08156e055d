"""An address found in part is taken whole: "[found]" grows to "whole", and no further."""

from __future__ import annotations

import re

import pytest

from anonymize.reading import read
from anonymize.recognisers.address import edges


@pytest.mark.parametrize(
    ("found", "whole"),
    [
        ("elle a eu Le Grand [Pavois, 3 rue Foch] hier", "Le Grand Pavois, 3 rue Foch"),
        ("un atelier trente-deux [passage du Cerf], vide", "trente-deux passage du Cerf"),
        ("loge dans une ferme-[auberge du Lac], dortoir, au col", "ferme-auberge du Lac, dortoir"),
        ("au [9 rue Foch bat] c sa femme y est", "9 rue Foch bat c"),
        ("vu le 3e [gauche, 9 rue Foch], fermé", "3e gauche, 9 rue Foch"),
        ("vit [rue Foch] trois enfants", "rue Foch"),
        ("au [9 rue Foch] 2e enfant attendu", "9 rue Foch"),
        ("résidant au 2 [ferme de la Motte], seul", "2 ferme de la Motte"),
        ("il vit à la petite [brunetière], route du bois", "la petite brunetière"),
        ("dort au [9 rue Foch], ss sol, sans clé", "9 rue Foch, ss sol"),
        ("au [9 rue Foch, appt 34], est parti", "9 rue Foch, appt 34"),
    ],
)
def test_an_address_found_in_part_is_whole(found: str, whole: str) -> None:
    start, end = found.index("["), found.index("]") - 1
    text = re.sub(r"[\[\]]", "", found)
    bounds = edges.whole(read(text), start, end)
    assert text[slice(*bounds)] == whole
