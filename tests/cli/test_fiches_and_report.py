"""What an operator takes out: the fiches and the figures, without a name."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.config import load
from bot.domain.cases import OutcomeKind
from bot.domain.fiches import FicheState
from bot.domain.texts import CleanText
from bot.opening import open_storage
from tests.cli.test_cli import Run, config, migrated, run
from tests.contract import samples
from tests.contract.test_fiches import fiche

__all__ = ["config", "migrated", "run"]

TYPED = "=SOMME(A1) et *gras* <b>|"


@pytest.fixture
def filled(migrated: Path) -> Path:
    with open_storage(load(migrated, {}))() as uow:
        asker = samples.professional(display_name="canari-nom")
        uow.professionals.add(asker)
        uow.professionals.add(samples.professional(samples.HELPER))
        uow.fiches.add(
            fiche("move", text=CleanText(f"{TYPED}\n\nCe qui a marché"), sources=("ccas",)), []
        )
        uow.fiches.add(fiche("old", state=FicheState.OUTDATED, served=2), [])
        uow.fiches.add(fiche("draft", state=FicheState.PROPOSED), [])
        case = samples.case()
        assert case.outcome is not None
        outcome = replace(case.outcome, kind=OutcomeKind.UNBLOCKED)
        uow.cases.add(replace(case, outcome=outcome))
        for kind, gesture in (("person", "masked-more"), *[("city", "given-back")] * 2):
            uow.records.count_feedback("names", kind, gesture, samples.NOW)
        uow.commit()
    return migrated


def test_fiches_are_exported_as_csv(run: Run, filled: Path) -> None:
    result = run("fiches", "export", "--format", "csv", "-c", filled)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["id"], row["state"], row["served"]) for row in rows] == [
        ("move", "published", "0"),
        ("old", "outdated", "2"),
    ]
    assert rows[0]["text"].startswith("'=SOMME"), "a spreadsheet must not run it"
    assert "canari" not in result.stdout


def test_fiches_are_exported_as_a_page(run: Run, filled: Path) -> None:
    page = run("fiches", "export", "-c", filled, language="fr").stdout.replace("\u00a0", " ")
    assert page.startswith("# 2 fiches")
    assert "- Dépassée : plus proposée" in page
    assert r"> =SOMME(A1) et \*gras\* \<b\>\|" in page
    assert "canari" not in page


def test_the_figures_of_a_quarter_are_printed(run: Run, filled: Path) -> None:
    result = run("report", "--quarter", "2026-T1", "--json", "-c", filled)
    row = json.loads(result.stdout)
    assert (row["quarter"], row["cases"], row["unblocked"]) == ("2026-T1", 1, 1)
    assert row["unblocked_share"] == 1.0
    told = run("report", "--quarter", "T1 2026", "-c", filled, language="fr").stdout
    assert "Bilan du 1er trimestre 2026" in told
    assert "Débloquées" in told


def test_where_screening_errs_is_counted_by_recogniser(run: Run, filled: Path) -> None:
    row = json.loads(run("report", "--quarter", "2026-T1", "--json", "-c", filled).stdout)
    assert row["screening"] == [
        {"source": "names", "kind": "city", "gesture": "given-back", "times": 2},
        {"source": "names", "kind": "person", "gesture": "masked-more", "times": 1},
    ]
    told = run("report", "--quarter", "T1 2026", "-c", filled, language="fr").stdout
    assert "city (names) : masqué pour rien, 2 fois" in told.replace("\u00a0", " ")


def test_what_is_not_a_quarter_is_refused(run: Run, filled: Path) -> None:
    result = run("report", "--quarter", "hier", "-c", filled)
    assert result.exit_code == 1
    assert "not a quarter" in result.output
