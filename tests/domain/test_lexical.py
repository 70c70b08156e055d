"""Words as the matching sees them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lexical import (
    Analyser,
    Concept,
    Lexicon,
    bare,
    fold,
    rarity,
    saturation,
    words,
)
from bot.domain.vocabulary import concepts
from tests.domain.stems import STEM

LEXICON = Lexicon(concepts())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("HÉBERGÉE", "hebergee"),
        ("l’été", "l'ete"),
        ("cœur", "coeur"),
        ("ﬁn", "fin"),
    ],
)
def test_case_accents_and_ligatures_are_undone(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_placeholders_of_the_screening_are_not_words() -> None:
    # "quartier" would speak of prison, "rurale" of transport, "code" of a driving licence.
    text = "Mme [PERSONNE 1] vit [ADRESSE 2] [quartier], [commune rurale, Lot (46)], [30-39 ans]"
    assert words(text) == ["mme", "vit"]


def test_what_kind_of_illness_is_hidden_still_says_the_subject() -> None:
    assert words("une [maladie du sang rare]") == ["une", "maladie", "du", "sang", "rare"]


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("dettes", "dette"),
        ("hebergee", "heberge"),
        ("frappait", "frappe"),
        ("heberger", "heberge"),
        ("enfants", "enfant"),
    ],
)
def test_plural_feminine_and_common_endings_are_one_word(word: str, other: str) -> None:
    assert bare(word) == bare(other)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("loyer", "loi"),
        ("cafe", "caf"),
        ("mere", "mer"),
        ("delais", "delits"),
        ("pays", "payer"),
        ("taxi", "taxe"),
        ("garant", "gare"),
    ],
)
def test_short_stems_do_not_make_one_word_of_two(word: str, other: str) -> None:
    analyser = Analyser(STEM)
    assert analyser.term(word) != analyser.term(other)
    assert analyser.term(word) == analyser.term(f"{word.removesuffix('s')}s")


@pytest.mark.parametrize(
    ("word", "other"),
    [("delai", "delire"), ("repit", "repas"), ("violent", "viol"), ("panier", "pansement")],
)
def test_unlike_words_stay_apart(word: str, other: str) -> None:
    assert bare(word) != bare(other)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("elle a 3 000 € de dette de loyer", "impaye-loyer"),
        ("ses loyers sont en retard depuis mars", "impaye-loyer"),
        ("on lui a coupé l'électricité, facture edf impayée", "energie"),
        ("il entend des voix la nuit", "psychose"),
        ("il dort dans sa voiture", "rue"),
        ("dossier de surendettement", "surendettement"),
        ("elle vient d'arriver, demandeuse d'asile, procédure dublin", "asile"),
        ("sans papiers depuis dix ans", "sans-papiers"),
        ("il sort de prison lundi", "prison"),
        ("ne sait ni lire ni écrire", "illettrisme"),
        ("plus de place en crèche", "garde-enfant"),
        ("il tremble le matin et cache des bouteilles", "alcool"),
        ("rqth et cap emploi", "rqth"),
        ("CEJ refusé par la mission locale", "cej"),
        ("elle ne sort plus de sa chambre", "hikikomori"),
        ("il joue aux paris sportifs", "jeux"),
    ],
)
def test_the_trade_is_understood_as_people_speak_it(text: str, concept: str) -> None:
    assert LEXICON.find(text).get(concept, 0.0) >= 1.0


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("elle passe son permis", "pass"),
        ("un délai de deux mois", "psychose"),
        ("place de la gare", "enfance-danger"),
        ("son mari est parti", "mariage-force"),
        ("elle aide sa voisine", "aidant"),
        ("elle se plaint du bruit", "plainte"),
    ],
)
def test_words_that_only_look_alike_name_nothing(text: str, concept: str) -> None:
    assert LEXICON.find(text).get(concept, 0.0) < 1.0


def toy(form: str, *more: str) -> Lexicon:
    return Lexicon(
        Concept(f"c{i}", {}, (), (), (), (words,)) for i, words in enumerate((form, *more))
    )


def test_the_words_of_a_phrase_come_in_any_order_close_together() -> None:
    lexicon = toy("électricité coupée")
    assert "c0" in lexicon.find("on a coupé hier soir l'électricité")
    assert "c0" not in lexicon.find("coupée du monde elle vit loin de tout sans électricité")


def test_a_word_inside_a_longer_phrase_names_nothing_else() -> None:
    lexicon = toy("cap emploi", "cap")
    assert lexicon.find("suivi par cap emploi").keys() == {"c0"}
    assert lexicon.find("il passe un cap").keys() == {"c1"}


def test_a_phrase_reduced_to_one_word_is_matched_word_for_word() -> None:
    lexicon = toy("à la rue")
    assert "c0" in lexicon.find("elle est à la rue")
    assert "c0" not in lexicon.find("il habite rue des Lilas")


def test_saying_it_twice_counts_once() -> None:
    lexicon = toy("expulsion")
    assert lexicon.find("expulsion, expulsion !") == lexicon.find("expulsion")


def test_rare_words_weigh_more_and_repetition_saturates() -> None:
    assert rarity(1, 1000) > rarity(10, 1000) > rarity(900, 1000) >= 0
    assert saturation(1, 30, 30) < saturation(2, 30, 30) < 2 * saturation(1, 30, 30)
    assert saturation(1, 300, 30) < saturation(1, 30, 30)


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(worth > 0 for worth in LEXICON.find(text).values())
    assert all(term for term in Analyser(STEM).sequence(text))
