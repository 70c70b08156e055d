"""The promises of a screening, whatever the text."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anonymize import Kind, Screener, ScreeningFailed, ScreeningSettings
from anonymize.values import Profile

MESSAGE = "Mme Samira Benali, 34 ans, 12 rue des Lilas, 59100 Roubaix, 06 39 98 01 02."

PIECES = st.sampled_from(
    [
        *"aàé '’-.\n\u00a0\u200b\u202e\ufe0f🤦œİß0O６٣́",
        "Mme ",
        "Benali",
        "06 39 98 01 02",
        "né le 3/4/90",
    ]
)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join))
def test_findings_are_in_order_apart_and_inside_the_given_text(
    screener: Screener, text: str
) -> None:
    at = 0
    for finding in screener.screen(text).findings:
        assert at <= finding.start < finding.end <= len(text)
        assert finding.source
        at = finding.end


@pytest.mark.parametrize(
    "disguised",
    [
        "06\u00a039\u00a098\u00a001\u00a002",
        "06\u200b39\u200b98\u200b01\u200b02",
        "０６ ３９ ９８ ０１ ０２",
        "٠٦ ٣٩ ٩٨ ٠١ ٠٢",
        "\u202e06 39 98 01 02\u202c",
        "06\u202f39\u202f98\u202f01\u202f02",
        "O6 39 98 O1 02",
        "samira@ехample.fr",  # Cyrillic letters
        "𝟎𝟔 𝟑𝟗 𝟗𝟖 𝟎𝟏 𝟎𝟐",
    ],
)
def test_unicode_hides_nothing(screener: Screener, disguised: str) -> None:
    (finding,) = screener.screen(f"joindre : {disguised} merci").findings
    assert (finding.start, finding.end) == (
        10 + (disguised[0] == "\u202e"),
        10 + len(disguised) - (disguised[-1] == "\u202c"),
    )


def test_accents_typed_apart_keep_offsets(screener: Screener) -> None:
    text = "Mme Bérénice est la\u0300, 06 39 98 01 02"
    phone = screener.screen(text).findings[-1]
    assert text[phone.start : phone.end] == "06 39 98 01 02"


def test_the_preview_cannot_be_reordered(screener: Screener) -> None:
    assert "\u202e" not in screener.screen("bonjour \u202eruojnob").clean


PATHOLOGICAL = {
    "digits": "0" * 9_000,
    "spaced digits": "0 6 " * 2_400,
    "at signs": "@" * 9_000,
    "letters": "a" * 9_000,
    "dotted": "a." * 4_500,
    "dashed": "a-" * 4_500,
    "number words": "cinq cent " * 900,
    "street words": "rue de la " * 900,
    "titles": "Mme " * 2_200,
    "combining": "a" + "\u0301" * 9_000,
    "invisible": "\u200b" * 9_000,
    "commas": "6, " * 3_000,
    "quotes": "« ' \" " * 1_500,
    "saints": "saint " * 1_600,
}


@pytest.mark.parametrize("text", PATHOLOGICAL.values(), ids=PATHOLOGICAL.keys())
def test_a_hostile_text_is_answered(screener: Screener, text: str) -> None:
    # Bounded in time by the guard, whose limit is far below the test runner's.
    assert isinstance(screener.screen(text).clean, str)


def test_a_text_too_long_is_refused(screener: Screener) -> None:
    with pytest.raises(ScreeningFailed) as refused:
        screener.screen("a" * 10_001)
    assert refused.value.reason == "too_long"


def test_a_missing_model_stops_everything(tmp_path: Path) -> None:
    missing = ScreeningSettings(extra_model=str(tmp_path / "absent"))
    with pytest.raises(ScreeningFailed) as failed:
        Screener.load(missing)
    assert failed.value.reason == "model_missing"


def test_an_error_never_tells_the_text() -> None:
    broken = Screener(engine=None, settings=ScreeningSettings())  # type: ignore[arg-type]
    with pytest.raises(ScreeningFailed) as failed:
        broken.screen(MESSAGE)
    assert str(failed.value) == failed.value.reason == "error"
    assert failed.value.__cause__ is None
    assert failed.value.__suppress_context__


def test_the_author_masks_more_and_gives_back(screener: Screener) -> None:
    plain = screener.screen("Il répare des horloges à Roubaix.")
    asked = screener.screen(
        "Il répare des horloges à Roubaix.", extra_masks=("horloges",), kept=("Roubaix",)
    )
    assert [f.kind for f in plain.findings] == [Kind.CITY]
    assert asked.clean == "Il répare des [MASQUÉ 1] à Roubaix."
    assert asked.findings[0].source == "author"


def test_what_the_author_asks_is_found_however_it_is_typed(screener: Screener) -> None:
    asked = screener.screen("Elle range l'atelier du chœur.", extra_masks=("l’atelier du Chœur",))
    assert asked.clean == "Elle range [MASQUÉ 1]."


def test_an_answer_keeps_places_bodies_and_public_lines(screener: Screener) -> None:
    answer = screener.screen(
        "Demandez Lucie Pastorelli à l'accueil de la mairie de Roubaix, standard 03 53 01 22 11,"
        " ou moi au 06 39 98 20 31, le 12 mars.",
        profile="answer",
    )
    assert answer.clean == (
        "Demandez [PERSONNE 1] à l'accueil de la mairie de Roubaix, standard 03 53 01 22 11,"
        " ou moi au [TÉLÉPHONE 1], le 12 mars."
    )


def test_placeholders_follow_the_language(screener: Screener) -> None:
    assert screener.screen("Mme Benali, 34 ans", "en").clean == "Mme [PERSON 1], [aged 30-39]"


@pytest.mark.parametrize("profile", ["case", "answer"])
@pytest.mark.parametrize(
    "typed",
    [
        MESSAGE,
        "Mme Durand, 34 ans, vit à Tourcoing, sa fille de 17 ans à Fontaine-Notre-Dame.",
        "Il dort chez un copain à Tourcoing, son bébé de 3 mois est à Villeneuve-d'Ascq.",
        "M. Haile, né le 3 mars 1991, a quitté Calais pour Saint-Pol-sur-Ternoise.",
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_was_screened_once_is_screened_again_unchanged(
    screener: Screener, typed: str, language: str, profile: Profile
) -> None:
    """A fiche quotes a case: "[ville moyenne, Nord (59)]" is no street, and 59 no age."""
    once = screener.screen(typed, language).clean
    assert "[" in once
    assert screener.screen(once, language, profile=profile).clean == once


@pytest.mark.parametrize(
    "typed",
    [
        "Voyez avec [Marie Dupuis] qui la suit.",
        "Elle vit à [ville moyenne, Marie Dupuis (59)].",
        "Elle vit à [commune de Marie Dupuis (59)].",
        "Appelez [PERSONNE 1, Marie Dupuis].",
    ],
)
def test_brackets_hide_nothing_from_screening(screener: Screener, typed: str) -> None:
    assert "Dupuis" not in screener.screen(typed).clean


def test_what_its_author_hides_may_stand_in_a_placeholder(screener: Screener) -> None:
    shown = screener.screen("Elle vit à [ville moyenne, Nord (59)].", extra_masks=["Nord"]).clean
    assert "Nord" not in shown


def test_many_threads_see_the_same(screener: Screener) -> None:
    with ThreadPoolExecutor(4) as threads:
        cleans = set(threads.map(lambda _: screener.screen(MESSAGE).clean, range(12)))
    assert len(cleans) == 1


def test_the_risk_falls_with_what_is_left(screener: Screener) -> None:
    rare = screener.screen(
        "Homme béninois de 34 ans, veuf, syndrome de Usher, seul fauconnier du village, en Lozère."
    ).risk
    common = screener.screen("Une dame cherche un logement dans le Nord.").risk
    assert rare.level == "high"
    assert common.level == "low"
    assert rare.estimate is not None and common.estimate is not None
    assert rare.estimate < common.estimate
    assert {"rare_trait", "origin", "age", "widowed"} <= set(rare.reasons)


@pytest.mark.parametrize(
    ("written", "leaves"),
    [
        ("Mme Ferrat (06 39 98 12 45) rappellera", "Mme [PERSONNE 1] ([TÉLÉPHONE 1]) rappellera"),
        ("M.Gérard B, rappelé hier", "M.[PERSONNE 1], rappelé hier"),
        (
            "il s'appelle monsieur Zerrouki z e deux r o u k i il habite loin",
            "il s'appelle monsieur [PERSONNE 1] [PERSONNE 2] il habite loin",
        ),
        (
            "vu mme konaté aminata, 29 a., violences. Elle vit à Stains.",
            "vu mme [PERSONNE 1], [26-29 ans], violences. "
            "Elle vit à [ville moyenne, Seine-Saint-Denis (93)].",
        ),
        ("Notif MDPH 78-114 207 / OR. Merci", "Notif MDPH [RÉFÉRENCE 1]. Merci"),
        ("dossier n° 67/2026/0441 / 3 enfants", "dossier n° [RÉFÉRENCE 1] / 3 enfants"),
        ("dossier n° 70 2603 4471 K, périmé", "dossier n° [RÉFÉRENCE 1], périmé"),
        # A quarter beside an address tells no more than it; a town does.
        ("Il dort sous le pont de la gare Part-Dieu.", "Il dort [ADRESSE 1]."),
        ("Il vit 3 rue des Lilas Roubaix", "Il vit [ADRESSE 1] [ville moyenne, Nord (59)]"),
        ("Il vit 3 rue des Lilas, à Roubaix", "Il vit [ADRESSE 1], à [ville moyenne, Nord (59)]"),
        (
            "Elle vit à l'hôtel social de Bondy.",
            "Elle vit à l'[ADRESSE 1] [ville moyenne, Seine-Saint-Denis (93)].",
        ),
        ("Il vit 3 rue de Roubaix", "Il vit [ADRESSE 1]"),
        ("Il vit 3 rue Jean Lens", "Il vit [ADRESSE 1]"),
    ],
)
def test_what_leaves_can_be_read(screener: Screener, written: str, leaves: str) -> None:
    assert screener.screen(written).clean == leaves


@pytest.mark.parametrize(
    ("text", "matters"),
    [
        ("Il est malien et son titre de séjour expire, que faire ?", True),
        ("Elle est géorgienne, déboutée de l'asile.", True),
        ("Il est malien, la Carsat demande son relevé.", True),
        ("Elle est géorgienne et cherche une place en crèche.", False),
        ("Son titre de séjour expire, que faire ?", False),
    ],
)
def test_the_author_is_told_when_the_nationality_matters(
    screener: Screener, text: str, matters: bool
) -> None:
    assert ("nationality-matters" in screener.screen(text).risk.reasons) is matters
