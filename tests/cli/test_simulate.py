"""`entraide simulate` on a database where people were asked."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.config import load
from bot.domain.what_if.comparison import Comparison, what_if
from bot.opening import migrate, open_storage
from tests.journeys.theatre import HELPERS, Theatre, professional

SINCE = "2024-11-01"
LONG_AGO = datetime(2024, 11, 26, 9, tzinfo=UTC)
Run = Callable[..., Result]


@pytest.fixture
async def lived(tmp_path: Path) -> Path:
    """A configuration whose network asked a first wave about one case."""
    config = tmp_path / "config.toml"
    config.write_text('[storage]\nsecret_key = "kQ4vN8rT2xW6yZ1bC5dF9gH3jL7mP0sU"\n')
    config.chmod(0o600)
    settings = load(config, {})
    migrate(settings)
    theatre = Theatre(open_storage(settings), start=LONG_AGO)
    theatre.cast(professional("claire"), *(professional(name) for name in HELPERS))
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    asked = theatre.asked()
    await theatre.answers(asked[0], "Le FSL du Rhône paie, demandez-lui.")
    return config


@pytest.fixture
def run(lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COLUMNS", "200")

    def invoke(limits: str, *options: str, language: str = "fr") -> Result:
        file = tmp_path / "tried.toml"
        file.write_text(limits)
        words = ["simulate", "--policy", str(file), "--since", SINCE, "-c", str(lived), *options]
        return CliRunner().invoke(app, words, env={"LC_ALL": language})

    return invoke


def test_the_same_limits_change_nothing(run: Run) -> None:
    result = run("person_week = 2\n", "--json")
    row = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (row["replayed"], row["differing"], row["waves"]) == (1, 0, 1)
    assert row["changed"] == {}
    assert row["changes"] == []
    assert row["before"] == row["after"]


def test_what_would_have_been_lost_is_counted(run: Run) -> None:
    row = json.loads(run("[limits]\nperson_week = 0\n", "--json").stdout)
    assert row["changed"] == {"person_week": {"from": 2, "to": 0}}
    assert (row["before"]["asks"], row["after"]["asks"]) == (3, 0)
    assert row["lost_answers"] == 1


def test_an_aim_comes_out_the_same_with_two_cores_or_one(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for is_there in (True, False):
        monkeypatch.setattr("bot.cli.simulate.has_room", lambda there=is_there: there)
        found.append(json.loads(run("keep_alive = 1\nkeep_alive_late = 1\n", "--json").stdout))
    with_two, with_one = ({**row, "until": ""} for row in found)
    assert with_two == with_one
    assert with_two["cases_changed"] == 1
    assert with_two["changes"]


def test_the_bot_goes_on_while_the_past_is_compared(
    run: Run, lived: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On SQLite a unit of work has the database for itself: none is open meanwhile."""
    opened = []

    def compared(*given: Any) -> Comparison:
        with open_storage(load(lived, {}))() as uow:
            opened.append(uow.policies.current().version)
        return what_if(*given)

    monkeypatch.setattr("bot.cli.simulate.what_if", compared)
    assert run("person_week = 0\n", "--json").exit_code == 0
    assert opened == [1]


def test_a_person_reads_it_with_what_is_assumed(run: Run) -> None:
    shown = run("person_week = 0\n").stdout.replace("\u00a0", " ")
    assert "exactement ce qui avait été décidé : 1 sur 1 vérifiées (1 enregistrées)" in shown
    assert "person_week: 2 → 0" in shown
    assert "Amel" in shown
    assert "Ce qui est supposé :" in shown


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ("person_weak = 1\n", "person_week"),
        ("person_week = 1000\n", "person_week doit être compris entre 0 et 50."),
        ('person_week = "2"\n', "person_week doit être un nombre entier, sans guillemets."),
        ("paused = 1\n", "paused doit valoir true ou false"),
        ("explore_share = true\n", "explore_share doit être un nombre"),
        ("opens = 8\n", "opens doit être un texte"),
        ("xyzzy = 1\n", "xyzzy n’est pas un réglage"),
        ("person_week =", "n’est pas du TOML valable ("),
        ("person_week = 1\nperson_week = 2\n", "un nom ne s’écrit qu’une fois"),
    ],
)
def test_a_file_that_is_no_policy_says_why(run: Run, limits: str, told: str) -> None:
    result = run(limits)
    assert result.exit_code == 1
    assert told in result.stderr
