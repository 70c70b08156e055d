"""Each check finds what would fail later and says what to do, in both languages."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.texts import FluentTexts
from bot.config import ConfigError
from bot.doctor.checks import CANARY, Finding, State, Unavailable, examine
from bot.domain.policy import Policy
from bot.domain.verdicts import Refused
from bot.settings import Lifetimes, Logs, Metrics, Network, Screening, Settings, Storage, Web
from storage.health import Health

SENTENCES = FluentTexts()
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SETTINGS = Settings(Network(), Storage(), Web(), Screening(), Policy(), Lifetimes(), Logs())


class HealthyMachine:
    """Probes of a machine on which nothing is wrong; a test changes what it is about."""

    def __init__(self) -> None:
        self.version = (3, 12)
        self.chosen: Settings | ConfigError = SETTINGS
        self.facts: Health | Unavailable = Health("SQLite", "0001", "0001", NOW)
        self.clean: str | Unavailable = "Bonjour, je m'appelle [PERSONNE 1], [TÉLÉPHONE 1]."
        self.keys: Mapping[str, frozenset[str]] = {"fr": frozenset("a"), "en": frozenset("a")}
        self.free = 50_000_000_000
        self.port_trouble = ""
        self.timezones = True
        self.holidays = 11
        self.clock = NOW
        self.screened = ""

    def python_version(self) -> tuple[int, int]:
        return self.version

    def settings(self) -> Settings:
        if isinstance(self.chosen, ConfigError):
            raise self.chosen
        return self.chosen

    def database(self, settings: Settings) -> Health:
        if isinstance(self.facts, Unavailable):
            raise self.facts
        return self.facts

    def screen(self, settings: Settings | None, text: str) -> str:
        self.screened = text
        if isinstance(self.clean, Unavailable):
            raise self.clean
        return self.clean

    def sentences(self) -> Mapping[str, frozenset[str]]:
        return self.keys

    def free_bytes(self, settings: Settings) -> int:
        return self.free

    def listening_trouble(self, host: str, port: int) -> str:
        return self.port_trouble

    def knows_timezone(self, name: str) -> bool:
        return self.timezones

    def holidays_in(self, year: int) -> int:
        return self.holidays

    def now(self) -> datetime:
        return self.clock


def found(machine: HealthyMachine) -> dict[str, Finding]:
    findings = list(examine(machine))
    for finding in findings:
        for language in ("fr", "en"):
            SENTENCES.say(f"doctor-{finding.check}", language)
            if finding.state is not State.UNKNOWN:
                key = f"doctor-{finding.check}-{finding.code}"
                assert "{$" not in SENTENCES.say(key, language, finding.details)
    return {finding.check: finding for finding in findings}


def test_on_a_healthy_machine_everything_is_fine() -> None:
    machine = HealthyMachine()
    assert {finding.state for finding in found(machine).values()} == {State.OK}
    assert machine.screened == CANARY


@pytest.mark.parametrize(
    ("changes", "check", "state", "code"),
    [
        ({"version": (3, 10)}, "python", State.FAILED, "older"),
        ({"version": (3, 15)}, "python", State.WARNING, "newer"),
        ({"keys": {}}, "sentences", State.FAILED, "none"),
        (
            {"keys": {"fr": frozenset("ab"), "en": frozenset("a")}},
            "sentences",
            State.WARNING,
            "missing",
        ),
        ({"facts": Unavailable("OperationalError")}, "database", State.FAILED, "failed"),
        ({"facts": Health("SQLite", None, "0001", NOW)}, "database", State.FAILED, "empty"),
        (
            {"facts": Health("SQLite", "0001", "0002", NOW)},
            "database",
            State.FAILED,
            "not-migrated",
        ),
        ({"facts": Unavailable("OperationalError")}, "clock", State.UNKNOWN, "unknown"),
        ({"clock": NOW + timedelta(seconds=5)}, "clock", State.WARNING, "apart"),
        ({"clock": NOW - timedelta(minutes=2)}, "clock", State.FAILED, "apart"),
        ({"free": 500_000_000}, "disk", State.WARNING, "little"),
        ({"free": 1_000}, "disk", State.FAILED, "little"),
        ({"port_trouble": "taken"}, "port", State.FAILED, "taken"),
        ({"port_trouble": "forbidden"}, "port", State.FAILED, "forbidden"),
        ({"port_trouble": "elsewhere"}, "port", State.FAILED, "elsewhere"),
        *(
            (
                {"chosen": replace(SETTINGS, metrics=Metrics(port=9464)), "port_trouble": trouble},
                "metrics",
                State.FAILED if trouble else State.OK,
                trouble or "ok",
            )
            for trouble in ("", "taken", "forbidden", "elsewhere")
        ),
        (
            {"chosen": replace(SETTINGS, web=Web(host="0.0.0.0"))},
            "address",
            State.WARNING,
            "not-encrypted",
        ),
        (
            {"chosen": replace(SETTINGS, web=Web(public_url="http://example.org"))},
            "address",
            State.WARNING,
            "not-encrypted",
        ),
        (
            {"chosen": replace(SETTINGS, web=Web(public_url="https://example.org"))},
            "address",
            State.OK,
            "ok",
        ),
        ({"clean": Unavailable("model_missing")}, "screening", State.FAILED, "failed"),
        ({"clean": Unavailable("timeout")}, "screening", State.FAILED, "slow"),
        ({"clean": CANARY}, "screening", State.FAILED, "leaks"),
        ({"clean": CANARY.replace("Zélie", "[X]")}, "screening", State.FAILED, "leaks"),
        ({"timezones": False}, "timezones", State.FAILED, "missing"),
        ({"holidays": 0}, "holidays", State.FAILED, "missing"),
    ],
    ids=lambda told: ",".join(told) if isinstance(told, dict) else str(told),
)
def test_what_would_fail_is_found(
    changes: Mapping[str, object], check: str, state: State, code: str
) -> None:
    machine = HealthyMachine()
    for name, value in changes.items():
        setattr(machine, name, value)
    finding = found(machine)[check]
    assert (finding.state, finding.code) == (state, code)


def test_unusable_settings_hide_only_what_depends_on_them() -> None:
    machine = HealthyMachine()
    machine.chosen = ConfigError((Refused("config-no-secret", details={"key": "x"}),))
    states = {check: finding.state for check, finding in found(machine).items()}
    assert states.pop("config") is State.FAILED
    unknown = {check for check, state in states.items() if state is State.UNKNOWN}
    assert unknown == {"database", "clock", "disk", "port", "address"}
