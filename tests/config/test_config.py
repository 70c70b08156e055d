"""Settings are read whole or refused with every problem named, and secrets stay hidden."""

import re
import stat
from dataclasses import fields
from pathlib import Path

import pytest

from adapters.texts import FluentTexts
from bot.config import ConfigError, keys_of, load, sections
from bot.domain.policy import Policy
from bot.settings import Lifetimes, Logs, Metrics, Network, Screening, Secret, Settings, Web

SENTENCES = FluentTexts()
EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
SECRET = "kQ4vN8rT2xW6yZ1bC5dF9gH3jL7mP0sU"


def write(folder: Path, text: str, *, secret: str | None = SECRET) -> Path:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    if secret is not None:
        key = folder / "secret.key"
        key.write_text(secret + "\n", encoding="utf-8")
        key.chmod(0o600)
    return file


def refused(file: Path, env: dict[str, str] | None = None) -> dict[str, dict[str, str | int]]:
    with pytest.raises(ConfigError) as caught:
        load(file, env or {})
    for problem in caught.value.problems:
        for language in ("fr", "en"):
            said = SENTENCES.say(f"problem-{problem.reason}", language, problem.details)
            assert "{$" not in said
    return {problem.reason: dict(problem.details) for problem in caught.value.problems}


MINIMAL = '[storage]\nsecret_key_file = "secret.key"\n'


def test_the_example_loads_and_says_the_defaults(tmp_path: Path) -> None:
    settings = load(write(tmp_path, EXAMPLE.read_text(encoding="utf-8")), {})
    assert settings.storage.secret_key.reveal() == SECRET
    assert settings.storage.url == f"sqlite:///{tmp_path}/var/entraide.db"
    for section, default in (
        ("network", Network()),
        ("web", Web()),
        ("screening", Screening()),
        ("limits", Policy()),
        ("lifetimes", Lifetimes()),
        ("logs", Logs()),
        ("metrics", Metrics()),
    ):
        assert getattr(settings, section) == default


@pytest.mark.parametrize(
    ("section", "key"), [(section, key) for section in sections() for key in keys_of(section)]
)
def test_the_example_shows_every_key_under_its_section_with_a_comment(
    section: str, key: str
) -> None:
    header, body = EXAMPLE.read_text(encoding="utf-8").split(f"\n[{section}]\n", 1)
    above = header.rsplit("\n\n", 1)[-1].splitlines()
    lines = body.split("\n[", 1)[0].splitlines()
    (at,) = [n for n, line in enumerate(lines) if re.match(rf"(# )?{key} = ", line)]
    comments = [line for line in [*above, *lines[:at]] if not re.match(r"(# )?\w+ = ", line)]
    assert comments[-1].startswith("# ")


def test_absent_keys_take_their_default(tmp_path: Path) -> None:
    assert load(write(tmp_path, MINIMAL), {}).web == Web()


@pytest.mark.parametrize(
    ("variable", "text", "read"),
    [
        ("ENTRAIDE_WEB_PORT", "9001", lambda s: s.web.port == 9001),
        ("ENTRAIDE_SCREENING_TIMEOUT_SECONDS", "0.5", lambda s: s.screening.timeout_seconds == 0.5),
        ("ENTRAIDE_NETWORK_LANGUAGES", "en, fr", lambda s: s.network.languages == ("en", "fr")),
        ("ENTRAIDE_LIMITS_PERSON_WEEK", "1", lambda s: s.limits.person_week == 1),
        ("ENTRAIDE_LIMITS_OPENS", "09:00", lambda s: s.limits.opens == "09:00"),
        ("ENTRAIDE_LOGS_LEVEL", "debug", lambda s: s.logs.level == "debug"),
        (
            "ENTRAIDE_STORAGE_SECRET_KEY",
            SECRET[::-1],
            lambda s: s.storage.secret_key.reveal() == SECRET[::-1],
        ),
    ],
)
def test_the_environment_wins(tmp_path: Path, variable: str, text: str, read: object) -> None:
    file = write(tmp_path, MINIMAL + "[web]\nport = 8001\n[limits]\nperson_week = 3\n")
    assert callable(read)
    assert read(load(file, {variable: text}))


@pytest.mark.parametrize(
    ("text", "reason", "details"),
    [
        ("[web]\nprt = 1", "config-unknown-key-near", {"key": "web.prt", "nearest": "web.port"}),
        ("[xyzzy]\n", "config-unknown-key", {"key": "xyzzy"}),
        ("[wed]\n", "config-unknown-key-near", {"nearest": "web"}),
        ("web = 3\n", "config-not-a-section", {"key": "web"}),
        ('[web]\nport = "x"', "config-not-a-whole-number", {"key": "web.port"}),
        ("[web]\nport = true", "config-not-a-whole-number", {"key": "web.port"}),
        ("[web]\nport = 0", "config-out-of-range", {"lowest": "1"}),
        ("[web]\nhost = 3", "config-not-a-text", {"key": "web.host"}),
        ('[web]\npublic_url = "example"', "config-not-an-address", {}),
        ('[network]\nlanguages = "fr"', "config-not-a-list", {}),
        ('[network]\nlanguages = ["de"]', "config-no-such-language", {}),
        ('[network]\ntimezone = "Paris"', "config-no-such-timezone", {}),
        ('[screening]\ntimeout_seconds = "1"', "config-not-a-number", {}),
        ("[lifetimes]\naudit = 0", "config-out-of-range", {"key": "lifetimes.audit"}),
        ('[logs]\nlevel = "loud"', "config-not-a-choice", {"key": "logs.level"}),
        ("[metrics]\nport = 8000", "config-same-port", {"other": "web.port"}),
        ("[limits]\nperson_weak = 1", "config-unknown-key-near", {"nearest": "limits.person_week"}),
        ("[limits]\nperson_week = 1000", "policy-out-of-range", {"key": "limits.person_week"}),
        ('[limits]\nopens = "8h30"', "policy-not-a-time", {"key": "limits.opens"}),
        ('[limits]\nopens = "19:00"', "policy-hours-reversed", {"key": "limits.closes"}),
    ],
)
def test_a_wrong_key_or_value_is_refused_by_its_name(
    tmp_path: Path, text: str, reason: str, details: dict[str, str]
) -> None:
    written = text + "\n" + MINIMAL
    found = refused(write(tmp_path, written))
    assert reason in found
    assert details.items() <= found[reason].items()


@pytest.mark.parametrize("url", ["mysql://bot@localhost/x", "var/entraide.db", "sqlite:///", ""])
def test_an_address_that_is_no_database_of_ours_is_refused(tmp_path: Path, url: str) -> None:
    found = refused(write(tmp_path, f'{MINIMAL}url = "{url}"\n'))
    assert found["config-not-a-database"]["key"] == "storage.url"


def test_every_problem_is_said_at_once(tmp_path: Path) -> None:
    found = refused(write(tmp_path, '[web]\nport = "x"\nhots = "y"\n[logs]\nlevel = "loud"\n'))
    assert found.keys() == {
        "config-not-a-whole-number",
        "config-unknown-key-near",
        "config-not-a-choice",
        "config-no-secret",
    }


def test_a_variable_that_is_no_setting_is_refused(tmp_path: Path) -> None:
    found = refused(write(tmp_path, MINIMAL), {"ENTRAIDE_WEB_PROT": "1"})
    assert found["config-unknown-key-near"]["nearest"] == "ENTRAIDE_WEB_PORT"


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"[web\n", "config-not-toml"), (b"[web]\nhost='\xe9'", "config-not-utf-8")],
)
def test_a_file_that_is_not_toml_in_utf_8_is_refused(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(content)
    assert reason in refused(file)


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    assert "config-unreadable" in refused(tmp_path / "nowhere.toml")


@pytest.mark.parametrize("secret", ["", "short", "a" * 64, f"{SECRET}\nshort"])
def test_a_weak_secret_is_refused(tmp_path: Path, secret: str) -> None:
    assert "config-weak-secret" in refused(write(tmp_path, MINIMAL, secret=secret))


def test_a_missing_secret_file_is_refused(tmp_path: Path) -> None:
    assert "config-secret-unreadable" in refused(write(tmp_path, MINIMAL, secret=None))


@pytest.mark.parametrize("mode", [0o644, 0o604, 0o602])
def test_a_secret_file_open_to_everyone_is_refused(tmp_path: Path, mode: int) -> None:
    file = write(tmp_path, MINIMAL)
    (tmp_path / "secret.key").chmod(mode)
    assert "config-world-readable" in refused(file)


@pytest.mark.parametrize(
    "text",
    [
        f'[storage]\nsecret_key = "{SECRET}"\n',
        MINIMAL + 'url = "postgresql://bot:password@db/entraide"\n',
    ],
)
def test_a_settings_file_that_holds_a_secret_must_be_closed_too(tmp_path: Path, text: str) -> None:
    file = write(tmp_path, text)
    load(file, {})
    file.chmod(file.stat().st_mode | stat.S_IROTH)
    assert "config-world-readable" in refused(file)


def test_no_secret_shows_in_what_is_printed_or_raised(tmp_path: Path) -> None:
    url = "postgresql://bot:pass-word@db/entraide"
    settings = load(write(tmp_path, MINIMAL + f'url = "{url}"\n'), {})
    assert SECRET not in repr(settings)
    assert "pass-word" not in repr(settings)
    with pytest.raises(ConfigError) as caught:
        load(write(tmp_path, f'[storage]\nsecret_key = "{SECRET}\n'), {})
    assert SECRET not in str(caught.value)
    assert SECRET not in str(caught.value.problems)


def test_each_line_of_the_secret_makes_a_key_of_its_own_for_each_purpose(tmp_path: Path) -> None:
    both = load(write(tmp_path, MINIMAL, secret=f"{SECRET}\n{SECRET[::-1]}"), {}).storage
    drafts, buttons = both.keys("drafts"), both.keys("buttons")
    assert len({*drafts, *buttons}) == 4
    assert {len(key) for key in drafts} == {32}
    assert drafts == both.keys("drafts")


def test_lifetimes_are_named_as_the_purge_names_them() -> None:
    assert Lifetimes().by_kind().keys() == {
        "case-text",
        "answer-text",
        "question-text",
        "outcome-comment",
        "settled-notices",
        "handled-updates",
        "audit",
        "web-messages",
        "web-logouts",
    }


def test_settings_hold_one_section_a_field() -> None:
    assert [one.name for one in fields(Settings)] == list(sections())
    assert repr(Secret(SECRET)) == "Secret(hidden)"


MATRIX = '[matrix]\nhomeserver = "https://hs.test"\nuser_id = "@bot:hs.test"\n'


def test_the_password_of_an_account_is_as_long_as_its_server_wants(tmp_path: Path) -> None:
    (tmp_path / "matrix.password").write_text("mot de passe\n", encoding="utf-8")
    (tmp_path / "matrix.password").chmod(0o600)
    chosen = f'{MINIMAL}{MATRIX}password_file = "matrix.password"\nfolder = "clés"\n'
    settings = load(write(tmp_path, chosen), {"ENTRAIDE_MATRIX_ENCRYPTED_ONLY": "false"})
    assert settings.matrix.is_on
    assert settings.matrix.password.reveal() == "mot de passe"
    assert settings.matrix.folder == f"{tmp_path}/clés"
    assert settings.matrix.encrypted_only is False


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "config-no-matrix-secret"),
        ('access_token = "jeton"\nexpires_on = "bientôt"\n', "config-not-a-date"),
        ('access_token = "jeton"\nencrypted_only = "oui"\n', "config-not-yes-or-no"),
        ('access_token = "jeton"\npace = "vite"\n', "config-not-a-choice"),
    ],
)
def test_what_matrix_cannot_work_with_is_refused(tmp_path: Path, written: str, reason: str) -> None:
    assert reason in refused(write(tmp_path, MINIMAL + MATRIX + written))


def test_an_account_of_matrix_is_named_whole(tmp_path: Path) -> None:
    problems = refused(write(tmp_path, MINIMAL + MATRIX.replace("@bot:hs.test", "bot")))
    assert problems["config-not-a-matrix-id"] == {"key": "matrix.user_id"}
