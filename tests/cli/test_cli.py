"""The commands of an operator, on a database of their own, in both languages."""

import csv
import json
import os
import shutil
import socket
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from typer.main import get_command
from typer.testing import CliRunner, Result

from bot import __version__
from bot.cli import app
from bot.cli.spoken import SpokenCommand, SpokenGroup
from bot.cli.words import language_of
from bot.doctor.checks import CANARY, CANARY_MUST_HIDE
from storage import migrations

SECRET = "kQ4vN8rT2xW6yZ1bC5dF9gH3jL7mP0sU"
PEOPLE = [
    {
        "id": f"p{number}",
        "display_name": name,
        "structure": "CCAS de Valmorel",
        "structure_type": "ccas",
        "role": "travailleuse sociale",
        "departement": "59",
        "scope": "local",
        "themes": [theme],
        "bio": bio,
    }
    for number, (name, theme, bio) in enumerate(
        [
            ("Zélie Quermeneur", "logement-hebergement", "Impayés de loyer, expulsions."),
            ("Hugo Payet", "mobilite", "Permis de conduire, aides au déménagement."),
        ],
        start=1,
    )
]

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COLUMNS", "200")

    def invoke(*args: object, language: str = "en", given: str = "") -> Result:
        words = [str(arg) for arg in args]
        return CliRunner().invoke(app, words, input=given, env={"LC_ALL": language})

    return invoke


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "secret.key").write_text(SECRET)
    (tmp_path / "secret.key").chmod(0o600)
    file = tmp_path / "config.toml"
    file.write_text('[storage]\nsecret_key_file = "secret.key"\n[limits]\nperson_week = 1\n')
    return file


@pytest.fixture
def migrated(run: Run, config: Path) -> Path:
    assert run("migrate", "-c", config).exit_code == 0
    return config


@pytest.fixture
def pool_file(tmp_path: Path) -> Path:
    file = tmp_path / "pool.jsonl"
    file.write_text("\n".join(json.dumps(person) for person in PEOPLE))
    return file


def test_the_version_is_printed(run: Run) -> None:
    result = run("version")
    assert (result.exit_code, result.stdout) == (0, f"entraide {__version__}\n")


@pytest.mark.parametrize(
    "command",
    [
        "demo",
        "run",
        "doctor",
        "migrate",
        "copy",
        "screen",
        "match",
        "digest",
        "journal",
        "purge",
        "version",
    ],
)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    assert run(command, "--help").exit_code == 0


@pytest.mark.parametrize(
    ("words", "french", "english"),
    [
        (["migrat"], "Vouliez-vous dire migrate", "Did you mean migrate"),
        (["dance"], "Il n’y a pas de commande", "There is no command"),
        (["run", "--confg", "x"], "pas d’option --confg", "no option --confg"),
        (["match", "--pool", "x"], "Il manque --cases", "--cases is missing"),
        (["pool", "import"], "Il manque FILE", "FILE is missing"),
        (["demo", "--port", "99999"], "donné à --port", "--port was given"),
        (["simulate", "--policy", "x", "--since", "hier"], "2026-01-31", "2026-01-31"),
        (["run", "--config"], "un mot de trop", "a word too many"),
        (["run", "now"], "un mot de trop", "a word too many"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_mistyped_is_said_in_the_language_of_the_terminal(
    run: Run, words: list[str], french: str, english: str
) -> None:
    for language, said in (("fr", french), ("en", english)):
        result = run(*words, language=language)
        assert result.exit_code == 2
        assert said in result.stderr


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["demo", "--port", "99999"], "from 1 to 65535"),
        (["screen", "--language", "de"], "fr or en"),
        (["journal", "--last", "0"], "at least one"),
        (["fiches", "export", "--format", "pdf"], "md or csv"),
        (["match", "--themes", "all"], "given: the themes of the file; inferred"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_value_that_will_not_do_says_which_would(run: Run, words: list[str], wanted: str) -> None:
    assert wanted in run(*words).stderr


def test_every_command_is_one_that_speaks() -> None:
    def commands(of: Any) -> Iterator[Any]:
        yield of
        for one in getattr(of, "commands", {}).values():
            yield from commands(one)

    every = list(commands(get_command(app)))
    assert len(every) > 10
    assert [one.name for one in every if not isinstance(one, SpokenCommand | SpokenGroup)] == []


def test_a_help_holds_one_language(config: Path) -> None:
    """In a process of its own: some of Typer's words are chosen when it is read."""
    shown = subprocess.run(
        [sys.executable, "-m", "bot", "pool", "import", "--help"],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "LC_ALL": "fr_FR.UTF-8"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    for word in ("Usage\xa0:", "nécessaire", "par défaut", "Montrer cette aide"):
        assert word in shown
    for word in ("Usage:", "required", "default", "Show"):
        assert word not in shown


@pytest.mark.parametrize("command", ["run", "migrate", "purge"])
@pytest.mark.parametrize(("language", "word"), [("fr_FR.UTF-8", "Vouliez"), ("en_GB", "Did you")])
def test_unusable_settings_stop_a_command_and_are_explained(
    run: Run, tmp_path: Path, command: str, language: str, word: str
) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[web]\nprot = 1\n")
    result = run(command, "-c", file, language=language)
    assert result.exit_code == 3
    assert word in result.stderr
    assert "web.port" in result.stderr


@pytest.mark.parametrize("command", [["run"], ["purge"], ["pool", "import", "pool.jsonl"]])
def test_a_database_that_is_not_ready_says_what_to_run(
    run: Run, config: Path, command: list[str]
) -> None:
    result = run(*command, "-c", config)
    assert result.exit_code == 1
    assert "entraide migrate" in result.stderr


def test_a_database_that_does_not_answer_is_not_quoted(run: Run, tmp_path: Path) -> None:
    url = "postgresql://bot:hidden-word@127.0.0.1:1/entraide"
    env_config = tmp_path / "config.toml"
    env_config.write_text(f'[storage]\nsecret_key = "{SECRET}"\nurl = "{url}"\n')
    env_config.chmod(0o600)
    result = run("migrate", "-c", env_config)
    assert result.exit_code == 1
    assert "hidden-word" not in result.output
    assert "Nothing opens at storage.url" in result.stderr


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ("a folder", "cannot be written"),
        ("under a file", "cannot be written"),
        ("another file", "is no SQLite database"),
        ("a later version", "of a newer version of entraide"),
    ],
)
@pytest.mark.parametrize("name", ["migrate", "purge", "doctor"])
def test_a_database_that_cannot_be_used_says_why(
    run: Run, migrated: Path, trouble: str, said: str, name: str
) -> None:
    file = migrated.parent / "var" / "entraide.db"
    match trouble:
        case "a later version":
            with closing(sqlite3.connect(file)) as database, database:
                database.execute("UPDATE alembic_version SET version_num = '9999'")
        case "another file":
            file.write_text("It is a letter. " * 100)
        case "a folder":
            file.unlink()
            file.mkdir()
        case "under a file":
            shutil.rmtree(file.parent)
            file.parent.write_text("")
    result = run(name, "-c", migrated)
    assert result.exit_code == 1
    # A table folds its sentences where the terminal ends.
    assert said in " ".join(result.output.replace("│", " ").split())


@pytest.mark.parametrize(("name", "setting"), [("run", "web.port"), ("demo", "--port")])
def test_a_port_that_is_taken_names_what_chooses_it(
    run: Run, migrated: Path, name: str, setting: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        migrated.write_text(migrated.read_text() + f"[web]\nport = {port}\n")
        result = run(name, *(["-c", migrated] if name == "run" else ["--port", port]))
    assert result.exit_code == 1
    assert f"{port} is taken" in result.stderr
    assert setting in result.stderr


def test_an_address_of_another_machine_names_what_chooses_it(run: Run, migrated: Path) -> None:
    migrated.write_text(migrated.read_text() + '[web]\nhost = "192.0.2.1"\n')
    result = run("run", "-c", migrated)
    assert result.exit_code == 1
    assert "192.0.2.1 is not an address of this machine" in result.stderr
    assert "web.host" in result.stderr


@pytest.mark.parametrize("words", [["purge"], ["journal"], ["report"], ["fiches", "export"]])
def test_a_database_that_fails_meanwhile_says_why(
    run: Run, migrated: Path, words: list[str]
) -> None:
    with closing(sqlite3.connect(migrated.parent / "var" / "entraide.db")) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in names:
            if not name.startswith(("alembic", "sqlite", "fiche_search")):
                database.execute(f"DROP TABLE {name}")
        database.commit()
    result = run(*words, "-c", migrated)
    assert result.exit_code == 1
    assert "The database fails" in result.stderr
    assert "Traceback" not in result.output


def test_a_migration_says_what_it_did(run: Run, config: Path) -> None:
    assert "was created" in run("migrate", "-c", config).stdout
    assert "up to date already" in run("migrate", "-c", config).stdout
    url = f"sqlite:///{config.parent}/var/entraide.db"
    command.downgrade(migrations.configuration(url), "-1")
    assert "brought from version" in run("migrate", "-c", config).stdout


def test_a_new_database_takes_the_limits_of_the_settings(run: Run, migrated: Path) -> None:
    from bot.config import load
    from bot.opening import open_storage

    assert run("migrate", "-c", migrated).exit_code == 0
    with open_storage(load(migrated, {}))() as uow:
        versions = uow.policies.history()
    assert [version.version for version in versions] == [2, 1]
    assert versions[0].values["person_week"] == 1
    assert versions[0].author_id is None


def test_a_pool_is_imported_twice_and_changes_once(
    run: Run, migrated: Path, pool_file: Path
) -> None:
    first = json.loads(run("pool", "import", pool_file, "-c", migrated, "--json").stdout)
    second = json.loads(run("pool", "import", pool_file, "-c", migrated, "--json").stdout)
    assert (first["added"], first["bad"]) == (["p1", "p2"], [])
    assert second["unchanged"] == ["p1", "p2"]


def test_a_bad_line_is_reported_and_the_others_are_taken(
    run: Run, migrated: Path, pool_file: Path
) -> None:
    with pool_file.open("a") as file:
        file.write('\n{"id": "p3"}\n')
    result = run("pool", "import", pool_file, "-c", migrated, "--json")
    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert report["added"] == ["p1", "p2"]
    (bad,) = report["bad"]
    assert (bad["line"], bad["reason"], bad["taken"]) == (3, "line-lacks", False)


def test_a_mistake_of_a_whole_column_is_said_once(
    run: Run, migrated: Path, pool_file: Path
) -> None:
    person = {**PEOPLE[0], "scope": "world"}
    pool_file.write_text("\n".join(json.dumps({**person, "id": f"p{n}"}) for n in range(1, 41)))
    said = run("pool", "import", pool_file, "-c", migrated).stdout.splitlines()
    assert said[0].startswith("pool.jsonl, lines 1, 2, 3, 4, 5 and 35 more: ")
    assert said[1:] == ["Added: 0", "Refused lines: 40"]


def test_strict_takes_nothing_when_one_line_is_bad(
    run: Run, migrated: Path, pool_file: Path
) -> None:
    good = pool_file.read_text()
    pool_file.write_text(good + '\n{"id": "p3"}\n')
    result = run("pool", "import", pool_file, "-c", migrated, "--strict")
    assert result.exit_code == 1
    assert "Nothing was taken" in result.stdout
    pool_file.write_text(good)
    report = json.loads(run("pool", "import", pool_file, "-c", migrated, "--json").stdout)
    assert report["added"] == ["p1", "p2"]


def test_circles_come_in_with_their_members(
    run: Run, migrated: Path, pool_file: Path, tmp_path: Path
) -> None:
    circles = tmp_path / "circles.csv"
    circles.write_text("name,pilots,members\nJeunes,p1,p2|p9\n")
    result = run("pool", "import", pool_file, "--circles", circles, "-c", migrated)
    assert result.exit_code == 0
    assert "Circles: 1" in result.stdout
    assert "p9" in result.stdout


def test_invitations_are_written_once_for_their_reader_alone(
    run: Run, migrated: Path, pool_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / "invitations.csv"
    command = ("pool", "import", pool_file, "-c", migrated, "--invitations", file)
    assert run(*command).exit_code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with file.open() as lines:
        rows = list(csv.DictReader(lines))
    assert [row["id"] for row in rows] == ["p1", "p2"]
    assert all(row["link"].endswith(f"#code={row['code']}") for row in rows)
    assert run(*command).exit_code == 1


def test_invitations_that_cannot_be_written_take_nothing_in(
    run: Run, migrated: Path, pool_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / "nowhere" / "invitations.csv"
    result = run("pool", "import", pool_file, "-c", migrated, "--invitations", file)
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
    report = json.loads(run("pool", "import", pool_file, "-c", migrated, "--json").stdout)
    assert report["added"] == ["p1", "p2"]


def test_a_file_that_is_not_there_is_named(run: Run, migrated: Path, tmp_path: Path) -> None:
    result = run("pool", "import", tmp_path / "nobody.csv", "-c", migrated)
    assert result.exit_code == 1
    assert "nobody.csv" in result.stderr


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_a_young_database_has_nothing_to_purge(run: Run, migrated: Path, dry: list[str]) -> None:
    result = run("purge", "-c", migrated, *dry)
    assert result.exit_code == 0
    assert "Nothing is past its lifetime" in result.stdout


def test_texts_are_screened_line_by_line_and_a_failure_is_told_at_the_end(run: Run) -> None:
    texts = [CANARY, "trop " * 5_000, "Rien à cacher."]
    rows = [json.dumps({"id": number, "text": text}) for number, text in enumerate(texts)]
    result = run("screen", "--jsonl", given="\n".join(rows))
    first, second, third = (json.loads(line) for line in result.stdout.splitlines())
    assert not [word for word in CANARY_MUST_HIDE if word in first["clean"]]
    for found in first["findings"]:
        assert CANARY[found["start"] : found["end"]] not in first["clean"]
    assert second == {"id": 1, "error": "too_long"}
    assert (third["clean"], third["findings"]) == ("Rien à cacher.", [])
    assert result.exit_code == 1


def test_a_town_is_told_apart_by_where_its_writer_works(run: Run) -> None:
    said = run("screen", "--departement", "974", given="Elle vit à Saint-Denis.")
    assert json.loads(said.stdout)["clean"] == "Elle vit à [grande ville, La Réunion (974)]."
    unknown = run("screen", "--departement", "999", given="Elle vit à Saint-Denis.")
    assert unknown.exit_code == 1
    assert unknown.stdout == ""
    assert "999" in unknown.stderr


def test_cases_are_matched_and_answers_ranked_from_files(
    run: Run, pool_file: Path, tmp_path: Path
) -> None:
    cases = tmp_path / "cases.jsonl"
    case = {"id": "c1", "text": "Comment financer le permis de conduire ?", "departement": "59"}
    cases.write_text(json.dumps(case))
    matched = run("match", "--pool", pool_file, "--cases", cases)
    assert json.loads(matched.stdout)["ranking"][0] == "p2"
    answers = tmp_path / "answers.jsonl"
    row = {"case": "c1", "author": "p2", "votes_up": 0, "votes_down": 0}
    texts = ["La mission locale finance le permis de conduire.", "Je ne sais pas."]
    lines = [json.dumps({**row, "id": f"a{n}", "text": text}) for n, text in enumerate(texts)]
    answers.write_text("\n".join(lines))
    ranked = json.loads(run("digest", "--answers", answers, "--cases", cases).stdout)
    assert {answer for group in ranked["ranking"] for answer in group} == {"a0", "a1"}


def test_a_file_of_cases_that_cannot_be_used_says_where(
    run: Run, pool_file: Path, tmp_path: Path
) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text("not json")
    result = run("match", "--pool", pool_file, "--cases", cases)
    assert result.exit_code == 1
    assert "cases.jsonl:1" in result.stderr


@pytest.mark.parametrize(
    ("env", "language"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LC_ALL": "en_GB", "LANG": "fr_FR"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "fr_BE", "LANG": "en"}, "fr"),
    ],
)
def test_the_terminal_chooses_the_language(env: dict[str, str], language: str) -> None:
    assert language_of(env) == language


def test_the_journal_says_who_did_what(run: Run, migrated: Path, pool_file: Path) -> None:
    assert "Nothing is noted" in run("journal", "-c", migrated).stdout
    run("pool", "import", pool_file, "-c", migrated)
    told = run("journal", "-c", migrated).stdout
    assert f"members’ file read: {len(PEOPLE)} more, 0 changed." in told
    rows = [
        json.loads(line)
        for line in run("journal", "-c", migrated, "--json").stdout.split("\n")
        if line
    ]
    assert [(row["action"], row["actor_id"]) for row in rows] == [("import-pool", None)]
    assert rows[0]["details"]["added"] == len(PEOPLE)
    assert run("journal", "-c", migrated, "--last", "0").exit_code == 2


@pytest.mark.parametrize(
    ("file", "said"),
    [("entraide.db", "is no PostgreSQL"), ("no.db", "There is no file")],
)
def test_what_cannot_be_copied_says_why(run: Run, migrated: Path, file: str, said: str) -> None:
    result = run("copy", migrated.parent / "var" / file, "-c", migrated)
    assert result.exit_code == 1
    assert "Nothing was copied." in result.stderr
    assert said in result.stderr


def test_an_embedded_database_is_copied_into_a_server(
    run: Run, migrated: Path, fresh_postgres: str
) -> None:
    settings = migrated.read_text()
    migrated.write_text(settings.replace("[limits]", f'url = "{fresh_postgres}"\n[limits]'))
    migrated.chmod(0o600)
    assert run("migrate", "-c", migrated).exit_code == 0
    result = run("copy", migrated.parent / "var" / "entraide.db", "-c", migrated)
    assert "All is copied and counted again. Rows: 2. Members: 0." in result.stdout
