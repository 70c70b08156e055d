"""Quasi-identifiers are said more widely, on the bounds that rights turn on."""

from __future__ import annotations

from datetime import date

import pytest

from anonymize import coarsen
from anonymize.coarsen.whereabouts import departement_of
from anonymize.reading import read

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("7 mois", "moins d'un an"),
        ("20 mois", "1-2 ans"),
        ("2 ans", "0-2 ans"),
        ("3 ans", "3-5 ans"),
        ("six ans", "6-10 ans"),
        ("15 ans", "11-15 ans"),
        ("16 ans", "16-17 ans"),
        ("17 ans et 7 mois", "16-17 ans"),
        ("18 ans", "18-20 ans"),
        ("24 ans", "21-24 ans"),
        ("25 ans", "25 ans"),
        ("26 ans", "26-29 ans"),
        ("vingt et un ans", "21-24 ans"),
        ("59 ans", "55-59 ans"),
        ("60 ans", "60-61 ans"),
        ("62 ans", "62-64 ans"),
        ("quatre-vingt-douze ans", "90 ans ou plus"),
        ("17", "16-17 ans"),
        ("dix-neuf", "18-20 ans"),
        ("18m", "1-2 ans"),
        ("bientot 18", "16-17 ans"),
        ("17a 10m", "16-17 ans"),
        ("18ans et 3jours", "18-20 ans"),
        ("7 semaines", "moins d'un an"),
        ("une soixantaine d'annees", "60-69 ans"),
        ("1 an a 12 ans", "0-2 ans, 11-15 ans"),
        ("2007", "18-20 ans"),
        ("6 et 8 ans", "6-10 ans"),
        ("4 et 17 ans", "3-5 ans, 16-17 ans"),
    ],
)
def test_an_age_becomes_a_band(written: str, said: str) -> None:
    assert coarsen.age(written, "fr", TODAY) == said


def test_two_digits_are_a_year_only_after_a_birth() -> None:
    assert coarsen.age("91", "fr", TODAY, born=True) == "30-39 ans"
    assert coarsen.is_birth_year("elle est nee en ") and not coarsen.is_birth_year("mehdi ")


@pytest.mark.parametrize("threshold", [3, 6, 16, 18, 25, 26, 60, 62])
def test_no_band_straddles_a_legal_threshold(threshold: int) -> None:
    assert coarsen.band(threshold - 1, "fr") != coarsen.band(threshold, "fr")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("14 janvier 2026", "janvier 2026"),
        ("2/12", "décembre"),
        ("19.11.25", "novembre 2025"),
        ("trois mars", "mars, dans moins d'une semaine"),
        ("30 mars 2026", "mars 2026, dans environ 4 semaines"),
        ("10 mars 2026", "mars 2026, dans environ une semaine"),
        ("2027-06-15", "juin 2027"),
        ("31/02", "février"),
        ("99/99", "date"),
    ],
)
def test_a_date_becomes_a_month_and_a_near_one_a_delay(written: str, said: str) -> None:
    assert coarsen.calendar(written, "fr", TODAY) == said


@pytest.mark.parametrize(
    ("before", "to_come"),
    [
        ("l'audience est le ", True),
        ("va etre expulsee le ", True),
        ("son titre expire le ", True),
        ("a repondre avant le ", True),
        ("rsa coupe depuis le ", False),
        ("convocation recue le ", False),
        ("fin de prise en charge le ", True),
        ("il sort de la maison d'arret le ", True),
        ("la coupure est posee au ", True),
        ("sans courant depuis la coupure, depuis le ", False),
        ("licencie le ", False),
        ("l'audience est passee. il est parti le ", False),
    ],
)
def test_a_delay_is_told_of_what_is_to_come(before: str, to_come: bool) -> None:
    assert coarsen.is_to_come(before) is to_come


def test_without_a_today_no_delay_is_told() -> None:
    assert coarsen.calendar("trois mars", "fr", None) == "mars"


@pytest.mark.parametrize(
    ("written", "near", "said"),
    [
        # La Réunion's or the Seine's? Nothing tells: no département is better than a wrong one.
        ("Saint-Denis", None, "ville"),
        # A village, and what is said for Fleury-les-Aubrais and Fleury-Mérogis.
        ("Fleury", None, "ville"),
        ("Fleury", "91", "commune de CA Coeur d'Essonne Agglomération (91)"),
        ("saint maur", None, "ville moyenne, Val-de-Marne (94)"),
        ("saint maur", "36", "commune de CA Châteauroux Métropole (36)"),
        ("Valence", None, "ville moyenne, Drôme (26)"),
        ("lille", None, "grande ville, Nord (59)"),
        ("roubaix", None, "ville moyenne, Nord (59)"),
        ("cazeres", None, "commune de CC Coeur de Garonne (31)"),
        ("paris 18e", None, "grande ville, Paris (75)"),
        ("conakry", None, "ville à l'étranger"),
        ("wazemmes", None, "quartier"),
        ("saint-denis", "974", "grande ville, La Réunion (974)"),
        ("saint-denis", "93", "grande ville, Seine-Saint-Denis (93)"),
    ],
)
def test_a_commune_becomes_its_size_and_departement(
    written: str, near: str | None, said: str
) -> None:
    assert coarsen.city(written, coarsen.Whereabouts(near), "fr") == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("bulgare", "origine : Union européenne"),
        ("algerienne", "origine : Maghreb"),
        ("cote d'ivoire", "origine : Afrique subsaharienne"),
        ("sri-lankais", "origine : Asie"),
        ("ukrainiennes", "origine : Europe hors UE"),
        ("roms", "origine : Europe"),
        ("manouches", "origine : gens du voyage"),
    ],
)
def test_an_origin_becomes_a_part_of_the_world(written: str, said: str) -> None:
    assert coarsen.origin(written, "fr") == said


def test_a_postcode_becomes_its_departement() -> None:
    assert coarsen.postcode("59100", "fr") == "code postal du 59"
    assert coarsen.postcode("97400", "fr") == "code postal du 974"


def test_a_rare_illness_becomes_its_kind() -> None:
    assert coarsen.rare("drepanocytose", "fr") == "maladie du sang rare"
    assert coarsen.rare("syndrome de usher", "fr") == "maladie rare"
    assert coarsen.rare("greffe du coeur", "fr") == "greffe rare"  # listed as "greffé du cœur"
    assert coarsen.rare("taxidermiste", "fr") == "situation ou métier rare"


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("un logement en Haute-Loire", "43"),
        ("le service de Loire-Atlantique", "44"),
        ("en Seine-Saint-Denis", "93"),
        ("dans la Loire", "42"),
        ("nulle part", None),
    ],
)
def test_a_departement_is_known_by_its_whole_name(told: str, code: str | None) -> None:
    assert departement_of(read(told)) == code
