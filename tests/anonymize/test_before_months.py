"""A date that becomes a month takes its article along; what findings name stays exact."""

from __future__ import annotations

import pytest

from anonymize import Screener


@pytest.mark.parametrize(
    ("written", "leaves"),
    [
        ("Hébergée depuis le 12 novembre.", "Hébergée depuis [novembre]."),
        ("Expulsée le 12 novembre 2025.", "Expulsée en [novembre 2025]."),
        ("Le 12 novembre, il est parti.", "En [novembre], il est parti."),
        ("IL EST PARTI LE 12 NOVEMBRE", "IL EST PARTI EN [novembre]"),
        ("audience du 3 mai ou du 12 avril", "audience de [mai] ou d'[avril]"),
        ("jusqu’au 12 octobre", "jusqu’en [octobre]"),
        ("reportée au 3 avril", "reportée à [avril]"),
        ("entre le 3 mai et le 4 juin", "entre [mai] et [juin]"),
        ("le bail est signé et le 12 mai elle part", "le bail est signé et en [mai] elle part"),
        ("avant le 3 mai, à partir du 5 juin", "avant [mai], à partir de [juin]"),
        ("absent du 3 novembre au 5 janvier", "absent de [novembre à janvier]"),
        ("en prison du 9 janvier au 30 mai 2025", "en prison de [janvier à mai 2025]"),
        ("contrat du 02/03/2024 au 01/09/2025", "contrat de [mars 2024 à septembre 2025]"),
        ("arrêté du 3 mars au 12 mars 2025", "arrêté en [mars 2025]"),
        ("Du 3 au 7 novembre, il sera là.", "En [novembre], il sera là."),
        ("depuis\u00a0le\u00a012 mars", "depuis [mars]"),
    ],
)
def test_a_month_takes_no_article(screener: Screener, written: str, leaves: str) -> None:
    assert screener.screen(written).clean == leaves


@pytest.mark.parametrize(
    "written",
    [
        "L'audience est le 14, dit-elle.",  # a date without a month keeps its article
        "Depuis novembre, et le mois de mai.",  # nothing was coarsened
        "Parle 12 novembre.",  # the end of a word is no article
    ],
)
def test_only_the_article_of_a_coarsened_date_goes(screener: Screener, written: str) -> None:
    screening = screener.screen(written)
    replaced = written
    for finding in reversed(screening.findings):
        replaced = replaced[: finding.start] + finding.replacement + replaced[finding.end :]
    assert screening.clean == replaced


def test_the_finding_stays_the_date_alone(screener: Screener) -> None:
    written = "Hébergée depuis le 12 novembre."
    (finding,) = screener.screen(written).findings
    assert written[finding.start : finding.end] == "12 novembre"
    assert finding.replacement == "[novembre]"
