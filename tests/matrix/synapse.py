"""A real Matrix server, Synapse, in its own environment (``requirements-synapse.lock``).

It listens on a free port of this machine alone, federates with nobody, and keeps its data in a
folder, so that it can be stopped and started again on what it had.
"""

import base64
import hashlib
import hmac
import json
import secrets
import socket
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

PYTHON = Path(__file__).parents[2] / ".venv" / "synapse" / "bin" / "python"
SERVER = "hs.test"
SECRET = "test-only-secret"
PASSWORD = "test-only-password"

_MUCH = {"per_second": 10_000, "burst_count": 10_000}
UNLIMITED: Mapping[str, Any] = {
    "rc_message": _MUCH,
    "rc_registration": _MUCH,
    "rc_joins": {"local": _MUCH, "remote": _MUCH},
    "rc_joins_per_room": _MUCH,
    "rc_room_creation": _MUCH,
    "rc_login": {"address": _MUCH, "account": _MUCH, "failed_attempts": _MUCH},
    "rc_invites": {"per_room": _MUCH, "per_user": _MUCH, "per_issuer": _MUCH},
}
"""For tests about something else than the pace. Without it, Synapse's default limits hold."""


@dataclass(frozen=True, slots=True)
class Login:
    """A device of a user, as the server gave it."""

    url: str
    user_id: str
    device_id: str
    token: str


class Synapse:
    """One server.

    Parameters
    ----------
    folder
        Where its data is; made when missing.
    limits
        Rate limits to set (`UNLIMITED`); none for the server's own.
    """

    def __init__(self, folder: Path, limits: Mapping[str, Any] = UNLIMITED) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        port = _free_port()
        self.url = f"http://127.0.0.1:{port}"
        self._http = httpx.Client(base_url=self.url, timeout=30)
        folder.mkdir(parents=True, exist_ok=True)
        self._settings = _settings(folder, port)
        self._write("hs.yaml", self._settings | dict(limits))
        self._write("log.yaml", _logging(folder))
        seed = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        (folder / "signing.key").write_text(f"ed25519 a_1 {seed}\n", encoding="utf-8")

    def start(self) -> None:
        """Start it, and return once it answers."""
        command = [str(PYTHON), "-m", "synapse.app.homeserver", "-c", str(self._folder / "hs.yaml")]
        errors = (self._folder / "stderr").open("ab")
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=errors, cwd=self._folder
        )
        errors.close()
        deadline = time.monotonic() + 60
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((self._folder / "stderr").read_text()[-2_000:])
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop it; its data stays."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)
            self._process = None

    def limit(self, limits: Mapping[str, Any]) -> None:
        """Start it again with other limits; none for the server's own."""
        self.stop()
        self._write("hs.yaml", self._settings | dict(limits))
        self.start()

    def close(self) -> None:
        self.stop()
        self._http.close()

    def register(self, name: str) -> Login:
        """Make a user, with a first device."""
        path = "/_synapse/admin/v1/register"
        nonce = self._json(self._http.get(path))["nonce"]
        signed = "\0".join((nonce, name, PASSWORD, "notadmin")).encode()
        mac = hmac.new(SECRET.encode(), signed, hashlib.sha1).hexdigest()
        body = {"nonce": nonce, "username": name, "password": PASSWORD, "admin": False, "mac": mac}
        return self._login(self._json(self._http.post(path, json=body)))

    def login(self, name: str, device_id: str | None = None) -> Login:
        """Another device of a user, or a new token for one it has."""
        who = {"type": "m.id.user", "user": name}
        body = {"type": "m.login.password", "identifier": who, "password": PASSWORD}
        if device_id is not None:
            body["device_id"] = device_id
        return self._login(self._json(self._http.post("/_matrix/client/v3/login", json=body)))

    def call(self, login: Login, method: str, path: str, body: object = None) -> Any:
        """A call of the client API on behalf of somebody; what it answers.

        Raises
        ------
        httpx.HTTPStatusError
            When the server refuses.
        """
        bearer = {"Authorization": f"Bearer {login.token}"}
        url = f"/_matrix/client/v3/{path}"
        answer = self._http.request(method, url, json=body or {}, headers=bearer)
        return self._json(answer)

    def _login(self, answer: Mapping[str, str]) -> Login:
        return Login(self.url, answer["user_id"], answer["device_id"], answer["access_token"])

    def _answers(self) -> bool:
        try:
            return self._http.get("/_matrix/client/versions").status_code == 200
        except httpx.TransportError:
            return False

    def _json(self, answer: httpx.Response) -> Any:
        answer.raise_for_status()
        return answer.json()

    def _write(self, name: str, content: object) -> None:
        # What is JSON is YAML too.
        (self._folder / name).write_text(json.dumps(content), encoding="utf-8")


def _settings(folder: Path, port: int) -> dict[str, Any]:
    return {
        "server_name": SERVER,
        "public_baseurl": f"http://127.0.0.1:{port}/",
        "pid_file": str(folder / "pid"),
        "listeners": [
            {
                "bind_addresses": ["127.0.0.1"],
                "port": port,
                "tls": False,
                "type": "http",
                "resources": [{"names": ["client"]}],
            }
        ],
        "database": {"name": "sqlite3", "args": {"database": str(folder / "hs.db")}},
        "log_config": str(folder / "log.yaml"),
        "media_store_path": str(folder / "media"),
        "signing_key_path": str(folder / "signing.key"),
        "registration_shared_secret": SECRET,
        "macaroon_secret_key": SECRET,
        "form_secret": SECRET,
        "bcrypt_rounds": 4,  # the passwords protect nothing
        # What no test looks at.
        "presence": {"enabled": False},
        "push": {"enabled": False},
        "stats": {"enabled": False},
        "user_directory": {"enabled": False},
        "report_stats": False,
        "trusted_key_servers": [],
        "federation_domain_whitelist": [],
    }


def _logging(folder: Path) -> dict[str, Any]:
    file = {"class": "logging.FileHandler", "filename": str(folder / "hs.log")}
    return {
        "version": 1,
        "handlers": {"file": file},
        "root": {"level": "WARNING", "handlers": ["file"]},
        "disable_existing_loggers": False,
    }


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
