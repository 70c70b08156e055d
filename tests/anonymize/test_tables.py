"""Tables pasted from a spreadsheet: a cell is told by the head of its column."""

from __future__ import annotations

import pytest

from anonymize import Screener


@pytest.mark.parametrize(
    ("pasted", "leaves"),
    [
        pytest.param(
            "Nom;Prénom;Né(e) le;Ville;Besoin\n"
            "BENAMARA;Karim;12/04/1991;Douai;logement\n"
            "PETIT;Sylvie;03/09/1968;Avion;dettes",
            "Nom;Prénom;Né(e) le;Ville;Besoin\n"
            "[PERSONNE 1];[PERSONNE 2];[DATE DE NAISSANCE 1];"
            "[ville moyenne, Nord (59)];logement\n"
            "[PERSONNE 3];[PERSONNE 4];[DATE DE NAISSANCE 2];"
            "[commune de CA de Lens - Liévin (62)];dettes",
            id="semicolons",
        ),
        pytest.param(
            "usager\tâge\tcommune\tproblème\nA. Meziane\t34\tDouai\tdette de loyer",
            "usager\tâge\tcommune\tproblème\n"
            "[PERSONNE 1]\t[30-39 ans]\t[ville moyenne, Nord (59)]\tdette de loyer",
            id="tabs",
        ),
        pytest.param(
            "Nom\tAge\tBlocage\nDIALLO\tAAH, 50 ans\tdomiciliation",
            "Nom\tAge\tBlocage\n[PERSONNE 1]\tAAH, [50-54 ans]\tdomiciliation",
            id="an age among other words",
        ),
        pytest.param(
            "| Famille | Enfants | Référent |\n|---|---|---|\n| Le Gall | 4 | CCAS |",
            "| Famille | Enfants | Référent |\n|---|---|---|\n| [PERSONNE 1] | 4 | CCAS |",
            id="bars, and what is nobody's",
        ),
    ],
)
def test_a_column_says_what_its_cells_are(screener: Screener, pasted: str, leaves: str) -> None:
    assert screener.screen(pasted).clean == leaves


def test_a_sentence_with_semicolons_is_no_table(screener: Screener) -> None:
    said = "Le nom ; c'est tout ce qu'il faut\nrose ; bleu ; vert ; on verra"
    assert screener.screen(said).clean == said
