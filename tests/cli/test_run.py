"""The bot as an operator starts and stops it: it says so, and a stop ends well."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    file = tmp_path / "config.toml"
    secret = "kQ4vN8rT2xW6yZ1bC5dF9gH3jL7mP0sU"
    file.write_text(f'[storage]\nsecret_key = "{secret}"\n[web]\nport = {port}\n')
    file.chmod(0o600)
    return file


def entraide(command: str, config: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "bot", command, "-c", str(config)],
        cwd=config.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def told(stream: IO[str], until: str) -> list[str]:
    """Events of the log, up to one of them or to the end."""
    events = []
    for line in stream:
        events.append(json.loads(line)["event"])
        if events[-1] == until:
            break
    return events


def test_a_start_and_a_stop_are_told_even_after_a_kill(config: Path) -> None:
    assert entraide("migrate", config).wait(timeout=120) == 0
    for wish, code in ((signal.SIGKILL, -signal.SIGKILL), (signal.SIGTERM, 0), (signal.SIGINT, 0)):
        with entraide("run", config) as process:
            assert process.stderr is not None
            assert told(process.stderr, "started") == ["started"]
            process.send_signal(wish)
            after = told(process.stderr, "")
            assert process.wait(timeout=120) == code
            assert after == ([] if wish is signal.SIGKILL else ["stopping", "stopped"])
