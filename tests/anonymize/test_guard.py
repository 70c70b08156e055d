"""The guarded screener: same answers, bounded, and back on its feet."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from anonymize import CaseMemory, GuardedScreener, Screener, ScreeningFailed, ScreeningSettings

MESSAGE = "Mme Benali et Samira Benali, 06 39 98 01 02"
PATIENT = ScreeningSettings(timeout_seconds=60)
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def guard() -> Iterator[GuardedScreener]:
    with GuardedScreener.load(PATIENT) as loaded:
        yield loaded


def test_it_says_what_the_screener_says(guard: GuardedScreener, screener: Screener) -> None:
    key = bytes(32)
    here, there = CaseMemory(key), CaseMemory(key)
    text, home = f"{MESSAGE}, à Saint-Denis", "93"
    said = screener.screen(text, memory=here, home=home)
    assert guard.screen(text, memory=there, home=home) == said
    assert "Seine-Saint-Denis" in said.clean
    assert there.to_dict() == here.to_dict()


def test_a_text_too_long_never_reaches_the_worker(guard: GuardedScreener) -> None:
    with pytest.raises(ScreeningFailed) as refused:
        guard.screen("a" * 10_001)
    assert refused.value.reason == "too_long"


def test_many_threads_take_turns(guard: GuardedScreener) -> None:
    with ThreadPoolExecutor(4) as threads:
        cleans = set(threads.map(lambda _: guard.screen(MESSAGE).clean, range(8)))
    assert len(cleans) == 1


def test_a_lost_worker_is_replaced(guard: GuardedScreener) -> None:
    lost = guard.worker_pid
    assert lost is not None
    os.kill(lost, signal.SIGKILL)
    with pytest.raises(ScreeningFailed) as failed:
        for _ in range(2):  # the death may be noticed before or during the call
            guard.screen(MESSAGE)
            if guard.worker_pid != lost:
                raise ScreeningFailed("worker_lost")
    assert failed.value.reason == "worker_lost"
    assert guard.screen(MESSAGE).findings
    assert guard.worker_pid != lost


def test_a_stuck_worker_is_killed_and_the_call_fails() -> None:
    with GuardedScreener.load(replace(PATIENT, timeout_seconds=0.05)) as hurried:
        stuck = hurried.worker_pid
        assert stuck is not None
        os.kill(stuck, signal.SIGSTOP)
        with pytest.raises(ScreeningFailed) as failed:
            hurried.screen(MESSAGE)
        assert failed.value.reason == "timeout"
        assert hurried.worker_pid != stuck


def test_a_missing_model_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ScreeningFailed) as failed:
        GuardedScreener.load(replace(PATIENT, extra_model=str(tmp_path / "absent")))
    assert failed.value.reason == "model_missing"


def test_a_closed_guard_refuses() -> None:
    guard = GuardedScreener(PATIENT)
    guard.close()
    with pytest.raises(ScreeningFailed) as failed:
        guard.screen(MESSAGE)
    assert failed.value.reason == "closed"


def offline() -> list[str]:
    """A prefix that takes the network away, where the system allows it."""
    unshare = shutil.which("unshare")
    prefix = [unshare, "--map-root-user", "--net"] if unshare else []
    allowed = prefix and subprocess.run([*prefix, "true"], capture_output=True).returncode == 0
    return prefix if allowed else []


NO_SOCKETS = """
import socket
def refuse(*args, **kwargs): raise AssertionError("network")
socket.socket.connect = refuse
socket.getaddrinfo = refuse
from anonymize import Screener
print(Screener.load().screen("Mme Benali, samira@exemple.fr, 06 39 98 01 02").clean)
"""


def test_everything_works_without_a_network() -> None:
    done = subprocess.run(
        [*offline(), sys.executable, "-c", NO_SOCKETS], cwd=ROOT, capture_output=True, text=True
    )
    assert done.stdout.strip() == "Mme [PERSONNE 1], [COURRIEL 1], [TÉLÉPHONE 1]", done.stderr
