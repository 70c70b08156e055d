"""Towns that share a name: told apart by the text, else by where its writer works, else not."""

from __future__ import annotations

import pytest

from anonymize import Screener

SEINE = "[grande ville, Seine-Saint-Denis (93)]"
REUNION = "[grande ville, La Réunion (974)]"


@pytest.mark.parametrize(
    ("home", "text", "said"),
    [
        (None, "Elle vit à Saint-Denis.", "Elle vit à [ville]."),
        ("93", "Elle vit à Saint-Denis.", f"Elle vit à {SEINE}."),
        ("974", "elle vit a st denis", f"elle vit a {REUNION}"),
        # "au Port" is neither the village of Port nor Port-de-Bouc.
        ("13", "Elle vit au Port.", "Elle vit au [ville moyenne, La Réunion (974)]."),
        # An island, or one of the villages so called.
        ("978", "Il vit à Saint-Martin.", "Il vit à [ville moyenne, Saint-Martin (978)]."),
        ("32", "Il vit à Saint-Martin.", "Il vit à [ville]."),
        ("93", "Elle quitte Marseille pour Saint-Denis.", SEINE),
        ("93", "Il vit à Saint-Denis, en Île-de-France, avec 12000 euros.", SEINE),
        ("93", "À la réunion, elle dit vivre à Saint-Ouen ; la somme manque.", "Denis (93)]"),
        # A smaller town, but it is theirs; then their own, without the end of its name.
        ("36", "Elle vit à Saint-Maur.", "Châteauroux Métropole (36)]"),
        ("51", "Elle vit à Vitry.", "Champagne et Der (51)]"),
        ("94", "Elle vit à Vitry.", "Val-de-Marne (94)]"),
    ],
)
def test_a_town_is_the_one_where_its_writer_works(
    screener: Screener, home: str | None, text: str, said: str
) -> None:
    assert said in screener.screen(text, home=home).clean


@pytest.mark.parametrize("home", ["59", "99", ""])
@pytest.mark.parametrize("text", ["Elle vit à Saint-Denis.", "Elle vit à Vitry.", "Née à Lille."])
def test_without_such_a_town_there_nothing_changes(
    screener: Screener, home: str, text: str
) -> None:
    assert screener.screen(text, home=home) == screener.screen(text)


@pytest.mark.parametrize(
    ("home", "text", "said"),
    [
        ("93", "Elle vit à Saint-Denis, à La Réunion.", REUNION),
        ("93", "Elle vit à Saint-Denis (97400).", REUNION),
        ("974", "Elle vit à Saint-Denis dans le 93.", SEINE),
        ("93", "elle vit à saint-denis, à la réunion", "[ville]"),
        ("93", "Elle vit à Saint-Denis dans le Gard.", "[ville]"),
        ("974", "Elle quitte le 93, elle était à Saint-Denis.", "[ville]"),
        ("93", "Elle a quitté la Bretagne pour Saint-Denis.", "[ville]"),
        ("13", "Une famille de PACA, à Saint-Martin-de-Crau.", " (13)]"),
        ("974", "Elle part en métropole, à Saint-Denis.", "[ville]"),
        # Named without a département: towns near one of those that it may be.
        ("974", "Elle quitte Paris pour Saint-Denis.", "[ville]"),
        ("93", "Elle vit au Tampon et travaille à Saint-Denis.", "[ville]"),
    ],
)
def test_what_the_text_says_of_elsewhere_wins(
    screener: Screener, home: str, text: str, said: str
) -> None:
    assert said in screener.screen(text, home=home).clean


@pytest.mark.parametrize(
    ("home", "town"),
    [
        ("30", "Saint-Denis"),  # 300 inhabitants of the Gard
        ("85", "Montreuil"),  # 800 of the Vendée, and 110,000 near Paris
        ("95", "Saint-Ouen"),  # Saint-Ouen-l'Aumône, or its larger neighbour
    ],
)
def test_in_doubt_no_departement_is_told(screener: Screener, home: str, town: str) -> None:
    assert screener.screen(f"Elle cherche à {town}.", home=home).clean == "Elle cherche à [ville]."


def test_what_is_left_is_weighed_where_the_town_is(screener: Screener) -> None:
    text = "Elle vit à Saint-Denis."
    here, there = screener.screen(text, home="93").risk, screener.screen(text, home="974").risk
    assert here.estimate is not None and there.estimate is not None
    assert here.estimate > 1_500_000 > there.estimate
