"""Stems are the same whoever asks for them."""

from adapters.stemming import FrenchStemmer
from bot.domain.ideas import shared_ideas


def test_what_stems_make_is_made_once() -> None:
    """Reading the ideas takes nearly half a second: too long for each conversation."""
    assert shared_ideas(FrenchStemmer()) is shared_ideas(FrenchStemmer())
