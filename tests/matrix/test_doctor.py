"""What an operator is told of the bot on Matrix, and moderators of its account's end."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.matrix.account import Keeper, MatrixAccount
from adapters.matrix.health import MatrixHealth, MatrixUnavailable, look_at
from bot.doctor.checks import Finding, State, Unavailable, check_matrix, examine
from bot.settings import Matrix, Secret, Settings
from storage.cipher import Cipher
from tests.cli.test_doctor import NOW, SENTENCES, SETTINGS, HealthyMachine

WELL = MatrixHealth("@bot:hs.test", True, True, True, 3, 0, 0, NOW)
CHOSEN = Matrix("https://hs.test", "@bot:hs.test", Secret("mot de passe"))
ON = replace(SETTINGS, matrix=CHOSEN)


class Machine(HealthyMachine):
    def __init__(self, health: MatrixHealth | Unavailable) -> None:
        super().__init__()
        self.health = health

    def settings(self) -> Settings:
        return ON

    def matrix(self, settings: Settings) -> MatrixHealth:
        if isinstance(self.health, Unavailable):
            raise self.health
        return self.health


def found(health: MatrixHealth | Unavailable, chosen: Matrix = CHOSEN) -> dict[str, Finding]:
    findings = list(check_matrix(Machine(health), replace(SETTINGS, matrix=chosen)))
    for finding in findings:
        for language in ("fr", "en"):
            SENTENCES.say(f"doctor-{finding.check}", language)
            key = f"doctor-{finding.check}-{finding.code}"
            assert "{$" not in SENTENCES.say(key, language, finding.details)
    return {finding.check: finding for finding in findings}


def test_when_all_is_well() -> None:
    assert {finding.state for finding in found(WELL).values()} == {State.OK}
    assert {one.check for one in examine(Machine(WELL)) if one.check.startswith("matrix")}


def test_before_the_first_start_there_is_no_device_to_look_at() -> None:
    checks = found(replace(WELL, has_device=False, has_store=False, is_signed=False))
    assert {name: one.code for name, one in checks.items()} == {
        "matrix": "first-start",
        "matrix-clock": "ok",
    }


@pytest.mark.parametrize(
    ("health", "check", "state", "code"),
    [
        (Unavailable("token-refused"), "matrix", State.FAILED, "refused"),
        (Unavailable("account-refused"), "matrix", State.FAILED, "refused"),
        (Unavailable("account-expired"), "matrix", State.FAILED, "expired"),
        (Unavailable("other-account"), "matrix", State.FAILED, "other-account"),
        (Unavailable("keys-lost"), "matrix", State.FAILED, "keys-lost"),
        (Unavailable("keys-unreadable"), "matrix", State.FAILED, "keys-unreadable"),
        (Unavailable("ConnectError"), "matrix", State.FAILED, "unreachable"),
        (replace(WELL, has_store=False), "matrix-device", State.FAILED, "store-lost"),
        (replace(WELL, is_signed=False), "matrix-device", State.WARNING, "not-signed"),
        (replace(WELL, clear_rooms=2), "matrix-rooms", State.WARNING, "clear"),
        (replace(WELL, lost_groups=1), "matrix-groups", State.WARNING, "lost"),
        (
            replace(WELL, platform_now=NOW - timedelta(minutes=1)),
            "matrix-clock",
            State.FAILED,
            "apart",
        ),
    ],
)
def test_each_trouble_has_its_sentence(
    health: MatrixHealth | Unavailable, check: str, state: State, code: str
) -> None:
    finding = found(health)[check]
    assert (finding.state, finding.code) == (state, code)


@pytest.mark.parametrize(
    ("days", "state", "code"),
    [
        (31, State.OK, "ok"),
        (30, State.WARNING, "soon"),
        (1, State.WARNING, "soon"),
        (0, State.FAILED, "over"),
        (-3, State.FAILED, "over"),
    ],
)
def test_the_account_s_end_is_told_thirty_days_ahead(days: int, state: State, code: str) -> None:
    ends = (NOW + timedelta(days=days)).date().isoformat()
    finding = found(WELL, replace(CHOSEN, expires_on=ends))["matrix-expiry"]
    assert (finding.state, finding.code) == (state, code)


def test_a_server_out_of_reach_is_told_without_its_address(tmp_path: Path) -> None:
    account = MatrixAccount("http://127.0.0.1:9", "@bot:hs.test", "secret")
    with pytest.raises(MatrixUnavailable) as caught:
        look_at(account, tmp_path, Cipher([Cipher.new_key()]), [])
    assert caught.value.cause == "ConnectError"


def test_looking_for_a_device_whose_store_is_lost_makes_no_store(tmp_path: Path) -> None:
    assert not Keeper(tmp_path, Cipher([Cipher.new_key()])).has_device("DEVICE")
    assert list(tmp_path.iterdir()) == []
