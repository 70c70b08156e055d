"""Words tell themes, as messages that somebody labelled have taught."""

import pytest

from adapters.stemming import FrenchStemmer
from bot.domain.lexical import Analyser
from bot.domain.theme_words import ThemeWords, telling, theme_words
from bot.domain.vocabulary import themes

ANALYSER = Analyser(FrenchStemmer())
FEW = ThemeWords({"sante": -2.0, "emploi": -2.0}, {"soin": {"sante": 3.0}, "paie": {"emploi": 3.0}})


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("il dort dans sa voiture, le bailleur a repris le toit", "logement-hebergement"),
        ("la banque refuse, il reste des dettes et des impayés", "surendettement-budget"),
        ("le patron ne verse plus le salaire depuis l'embauche", "emploi"),
        ("la préfecture ne répond pas pour le récépissé", "droit-au-sejour"),
        ("dialyse trois fois par semaine, plus de médecin", "sante"),
        ("plus de lait ni de colis, ils ne mangent pas", "alimentation"),
    ],
)
def test_what_labelled_messages_taught(text: str, theme: str) -> None:
    chances = theme_words().chances(ANALYSER.sequence(text))
    assert max(chances, key=lambda one: chances[one]) == theme


def test_every_theme_is_learnt() -> None:
    assert theme_words().usual.keys() == themes().keys()


def test_words_that_nobody_used_tell_nothing() -> None:
    assert FEW.chances(["xylophone", "12", "de"]) == {}


def test_a_word_counts_for_less_among_many() -> None:
    alone = FEW.chances(["soin"])["sante"]
    among = FEW.chances(["soin", "xylophone", "quidam", "harmonium"])["sante"]
    assert 0.5 < among < alone


def test_neither_figures_nor_short_words_tell() -> None:
    assert telling(["10h", "2026", "un", "soin", "soin"]) == {"soin"}
