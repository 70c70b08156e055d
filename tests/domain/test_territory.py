"""Départements: how people name them, and how far a professional is from a case."""

import pytest

from bot.domain.people import Scope
from bot.domain.territory import (
    Level,
    departement_of_postcode,
    departements,
    level,
    parse_departement,
    propose_departement,
    region_of,
)


def test_there_are_a_hundred_and_one_departements_in_eighteen_regions() -> None:
    assert len(departements()) == 101
    assert len({departement.region for departement in departements().values()}) == 18


def test_neighbourhood_is_mutual() -> None:
    for code, departement in departements().items():
        for neighbour in departement.neighbours:
            assert code in departements()[neighbour].neighbours, (code, neighbour)


def test_no_town_is_listed_twice() -> None:
    towns = [town for departement in departements().values() for town in departement.cities]
    assert len(towns) == len(set(towns))


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("59", "59"),
        ("1", "01"),
        ("2a", "2A"),
        ("974", "974"),
        ("Nord", "59"),
        ("le nord", "59"),
        ("dans l'Hérault", "34"),
        ("haute garonne", "31"),
        ("Val d'Oise", "95"),
        ("La Réunion", "974"),
        ("reunion", "974"),
        ("44000", "44"),
        ("20200", "2B"),
        ("97430", "974"),
        ("st nazaire", "44"),
        ("Marseille", "13"),
        ("20", None),
        ("99", None),
        ("saint denis", None),
        ("quelque part", None),
        ("", None),
    ],
)
def test_an_entry_names_a_departement(entry: str, code: str | None) -> None:
    assert parse_departement(entry) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("locataire hlm a tourcoing, 2 900 e de dette", "59"),
        ("il vit dans le 93 depuis mars", "93"),
        ("une famille de Seine-Saint-Denis", "93"),
        ("elle est née à Pau et débarque à Blagnac sans adresse", "31"),
        ("Le père est reparti vivre à Nîmes. À Marseille, qui reçoit une mère ?", "13"),
        ("il arrive dans le Nord", "59"),
        ("elle habite à La Réunion", "974"),
        ("courrier reçu au 33000 Bordeaux", "33"),
        # What screening wrote in place of a commune; a number is no postcode.
        ("elle vit [ADRESSE 1] à [ville moyenne, Seine-Saint-Denis (93)]", "93"),
        ("suivie à [commune de CA Seine-Eure (27)], [code postal du 27]", "27"),
        ("née à [grande ville, Nord (59)], elle dort à [ville moyenne, Cher (18)]", "18"),
        ("[ville à l'étranger], [quartier], [PERSONNE 1] (âge)", None),
        ("ordonnance du JAF, RG 24/01234, dossier n°34871", None),
        ("il a perdu le nord", None),
        ("il joue aux paris sportifs", None),
        ("né en 75, 45 ans, revenu le 12 mars", None),
        ("la réunion est lundi", None),
        ("personne ne sait", None),
    ],
)
def test_a_case_says_where_it_is(text: str, code: str | None) -> None:
    assert propose_departement(text) == code


def test_the_region_of_an_unknown_departement_is_unknown() -> None:
    assert region_of("974") == "La Réunion"
    assert region_of("00") is None
    assert region_of(None) is None


@pytest.mark.parametrize(
    ("postcode", "code"), [("75018", "75"), ("20000", "2A"), ("97600", "976"), ("99123", None)]
)
def test_a_postcode_belongs_to_a_departement(postcode: str, code: str | None) -> None:
    assert departement_of_postcode(postcode) == code


@pytest.mark.parametrize(
    ("scope", "home", "case", "expected"),
    [
        (Scope.LOCAL, "59", "59", Level.DEPARTEMENT),
        (Scope.NATIONAL, "59", "59", Level.DEPARTEMENT),
        (Scope.NATIONAL, "75", "59", Level.NATIONAL),
        (Scope.REGIONAL, "62", "59", Level.REGION),
        (Scope.LOCAL, "62", "59", Level.NEIGHBOUR),
        (Scope.DEPARTEMENTAL, "08", "59", Level.ELSEWHERE),
        (Scope.LOCAL, "59", None, Level.ELSEWHERE),
        (Scope.NATIONAL, "59", None, Level.NATIONAL),
    ],
)
def test_reach_counts_as_much_as_address(
    scope: Scope, home: str, case: str | None, expected: Level
) -> None:
    assert level(scope, home, region_of(home) or "", case) is expected
