"""The commonest first names, those that are also a body, a law or a feast among them."""

from __future__ import annotations

from anonymize import Screener
from anonymize.lexicons import first_names

COMMONEST = 400
ALSO_A_WORD = {"Aime", "Aude", "France", "Lorraine", "Noel", "Toussaint"}
"""Kept where nothing else says that it is somebody: a verb (Aimé loses his accent here), a
département, a feast.
"""


def test_a_first_name_alone_in_a_sentence_never_stays(screener: Screener) -> None:
    borne = sorted(first_names(), key=lambda name: (-first_names()[name], name))
    names = [name.title() for name in borne if len(name) > 2][:COMMONEST]
    left = {
        name
        for name in names
        if name in screener.screen(f"J'ai vu {name} hier au CCAS, que faire ?").clean
    }
    assert left <= ALSO_A_WORD
