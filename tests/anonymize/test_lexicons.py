"""The shipped lexicons are whole, typed, and compared under one folded spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anonymize import lexicons


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Éléonore", "eleonore"),
        ("FRANÇOIS", "francois"),
        ("Cœur", "coeur"),
        ("L’Haÿ", "l'hay"),
        ("Aït", "ait"),
        ("Øster", "oster"),
    ],
)
def test_folding_drops_case_and_accents(text: str, folded: str) -> None:
    assert lexicons.fold(text) == folded


@given(st.text(alphabet="ABCÉÈÀÇŒæßéïô'’- "))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert lexicons.fold(lexicons.fold(text)) == lexicons.fold(text)


def test_all_communes_of_the_2026_edition_are_there() -> None:
    assert len(lexicons.communes()) == 34_969


def test_a_commune_knows_its_postcodes_people_and_grouping() -> None:
    lille = lexicons.communes()["59350"]
    assert (lille.name, lille.departement) == ("Lille", "59")
    assert "59000" in lille.postcodes
    assert lille.population > 200_000
    assert lille.epci is not None
    assert lexicons.epcis()[lille.epci].name == "Métropole Européenne de Lille"


def test_every_commune_lies_in_a_known_departement_and_grouping() -> None:
    for commune in lexicons.communes().values():
        assert commune.departement in lexicons.departements()
        assert commune.epci is None or commune.epci in lexicons.epcis()


@pytest.mark.parametrize("written", ["Saint-Étienne", "st etienne", "ST-ETIENNE", "saint etienne"])
def test_a_place_is_found_however_it_is_typed(written: str) -> None:
    found = lexicons.communes_by_key()[lexicons.place_key(written)]
    assert found[0].insee == "42218"


def test_a_former_commune_leads_to_the_commune_of_today() -> None:
    (commune, *_) = lexicons.communes_by_key()[lexicons.place_key("Hellemmes-Lille")]
    assert commune.name == "Lille"


def test_a_postcode_lists_the_most_populous_commune_first() -> None:
    names = [commune.name for commune in lexicons.communes_by_postcode()["59160"]]
    assert names[0] == "Lille"


@pytest.mark.parametrize("name", ["fatoumata", "kevin", "marie", "jean-pierre"])
def test_first_names_of_france_carry_their_births(name: str) -> None:
    assert lexicons.first_names()[name] > 1_000


@pytest.mark.parametrize(
    ("name", "surname"),
    [("tesfay", False), ("oleksandra", False), ("shevchenko", True), ("tekle", True)],
)
def test_names_unknown_to_french_births_are_listed_too(name: str, surname: bool) -> None:
    assert name in (lexicons.surnames() if surname else lexicons.first_names())


@pytest.mark.parametrize("word", ["rose", "pierre", "petit", "loyer", "bagnole", "logement"])
def test_common_words_keep_those_that_are_also_names(word: str) -> None:
    assert word in lexicons.common_words()


@pytest.mark.parametrize("word", ["kevin", "fatoumata", "mohamed", "vandaele"])
def test_names_are_not_common_words(word: str) -> None:
    assert word not in lexicons.common_words()


@pytest.mark.parametrize("particle", ["ben", "ait", "el", "da", "ould", "van"])
def test_particles(particle: str) -> None:
    assert particle in lexicons.name_particles()
