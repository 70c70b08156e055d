"""The bot's account: one device, kept from one start to the next, with all that makes it itself.

A device that comes back with other keys is an intruder to everybody else, so what was made at the
first start is kept: in ``keys``, sealed with the secret of the configuration, and in the library's
store beside it. Nothing here ever logs out, but one device whose store was lost.
"""

import base64
import fcntl
import os
import secrets
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Protocol

import nio
import structlog

from adapters.matrix.client import STORE_NAME, V3, MatrixClient, new_nio_client
from adapters.matrix.failures import AccountRefused, MatrixRefusal, cause_of, refusal_of
from adapters.matrix.signing import Seeds
from adapters.matrix.told import error_of

KEYS_FILE = "keys"
LOCK_FILE = "lock"

log = structlog.get_logger(__name__)


class Seal(Protocol):
    """Encrypts what lies on the disk."""

    def seal(self, value: Any) -> str: ...

    def open(self, sealed: str) -> Any: ...


@dataclass(frozen=True, slots=True)
class MatrixAccount:
    """Who the bot is on Matrix, and what proves it: a password, or a token of its own device."""

    homeserver: str
    user_id: str
    password: str = field(default="", repr=False)
    access_token: str = field(default="", repr=False)
    device_name: str = "entraide"


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """What must outlive a restart, and a lost store as far as the seeds go."""

    user_id: str
    device_id: str
    token: str
    pickle_key: str
    seeds: Seeds


class Keeper:
    """The folder of one device: who holds it, and what is kept in it."""

    def __init__(self, folder: Path, seal: Seal) -> None:
        self.folder = folder
        self._seal = seal
        self._lock: IO[bytes] | None = None

    @property
    def has_store(self) -> bool:
        return (self.folder / STORE_NAME).exists()

    def has_device(self, device_id: str) -> bool:
        """Whether the store holds the keys of this device."""
        if not self.has_store:  # to look would make one
            return False
        database = sqlite3.connect(self.folder / STORE_NAME)
        try:
            found = database.execute(
                "SELECT 1 FROM accounts WHERE device_id = ?", (device_id,)
            ).fetchone()
        except sqlite3.DatabaseError:  # a new file, or no store at all
            return False
        finally:
            database.close()
        return found is not None

    def hold(self) -> bool:
        """Take the folder for this process; False when another one has it."""
        if self._lock is not None:
            return True
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self.folder / LOCK_FILE).touch(mode=0o600)
        lock = (self.folder / LOCK_FILE).open("wb")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            return False
        self._lock = lock
        return True

    def release(self) -> None:
        """Let another process have it."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def read(self) -> Kept | None:
        """What was kept; ``None`` at the first start.

        Raises
        ------
        AccountRefused
            ``keys-unreadable``: the secret is another one. ``keys-lost``: a store is there, and
            what opens it is not.
        """
        file = self.folder / KEYS_FILE
        if not file.exists():
            if self.has_store:
                raise AccountRefused("keys-lost")
            return None
        try:
            return _kept(self._seal.open(file.read_text(encoding="ascii")))
        except Exception:  # whatever the seal raises
            raise AccountRefused("keys-unreadable") from None

    def write(self, kept: Kept) -> None:
        """Keep it, readable by its owner alone, whole or not at all."""
        body = {
            "user_id": kept.user_id,
            "device_id": kept.device_id,
            "token": kept.token,
            "pickle_key": kept.pickle_key,
            "seeds": [_words(seed) for seed in _parts(kept.seeds)],
        }
        new = self.folder / f"{KEYS_FILE}.new"
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(self._seal.seal(body))
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.folder / KEYS_FILE)


async def open_device(account: MatrixAccount, keeper: Keeper) -> tuple[MatrixClient, Kept]:
    """Our device, as it was left; or a new one, at the first start and after a lost store.

    The folder must be held.

    Raises
    ------
    AccountRefused
        When nothing but a person can help.
    MatrixRefusal, aiohttp.ClientError, TimeoutError
        When it is worth trying again.
    """
    kept = keeper.read()
    if kept is None:
        # Written before anything is made with it: a start cut short is taken up again.
        kept = Kept(account.user_id, "", "", secrets.token_urlsafe(32), Seeds.new())
        keeper.write(kept)
    if kept.user_id != account.user_id:
        raise AccountRefused("other-account")
    (keeper.folder / STORE_NAME).touch(mode=0o600)
    if account.access_token:
        return await _with_token(account, keeper, kept)
    if keeper.has_device(kept.device_id):
        keeper.write(kept)  # sealed again, with the secret that is in use now
        return _restored(account, keeper, kept), kept
    return await _with_password(account, keeper, kept)


async def _with_token(
    account: MatrixAccount, keeper: Keeper, kept: Kept
) -> tuple[MatrixClient, Kept]:
    """A token belongs to a device: it must be the one that was kept, or a new one."""
    bare = new_nio_client(account.homeserver, account.user_id, None, keeper.folder, "")
    try:
        answer = await _whoami(bare, account.access_token)
    finally:
        await bare.close()
    if answer.get("user_id") != account.user_id or not answer.get("device_id"):
        raise AccountRefused("other-account")
    device_id = str(answer["device_id"])
    if kept.device_id == device_id and not keeper.has_device(device_id):
        raise AccountRefused("store-lost")
    kept = replace(kept, device_id=device_id, token=account.access_token)
    keeper.write(kept)
    return _restored(account, keeper, kept), kept


async def _with_password(
    account: MatrixAccount, keeper: Keeper, kept: Kept
) -> tuple[MatrixClient, Kept]:
    """A new device of the same identity: the seeds, once made, are never made again."""
    if not account.password:
        raise AccountRefused("nothing-to-log-in-with")
    if kept.token:
        await _let_go(account, keeper, kept)
    client = new_nio_client(
        account.homeserver, account.user_id, None, keeper.folder, kept.pickle_key
    )
    try:
        await _log_in(client, account)
        kept = replace(kept, device_id=str(client.device_id), token=str(client.access_token))
        keeper.write(kept)
    except BaseException:
        await client.close()
        raise
    log.info("matrix_device_made")
    return MatrixClient(client), kept


async def _log_in(client: Any, account: MatrixAccount) -> None:
    response = await client.login(account.password, device_name=account.device_name)
    if isinstance(response, nio.ErrorResponse):
        refusal = error_of(response)
        if refusal.code == "M_FORBIDDEN":
            raise AccountRefused("password-refused")
        raise AccountRefused(cause_of(refusal)) if refusal.is_of_account else refusal


async def _let_go(account: MatrixAccount, keeper: Keeper, kept: Kept) -> None:
    """The store of the former device is lost: others should encrypt for it no more."""
    bare = new_nio_client(account.homeserver, account.user_id, None, keeper.folder, "")
    try:
        headers = {"Authorization": f"Bearer {kept.token}", "Content-Type": "application/json"}
        await bare.send("POST", f"{V3}/logout", "{}", headers)
    finally:
        await bare.close()


async def _whoami(bare: Any, token: str) -> Mapping[str, Any]:
    headers = {"Authorization": f"Bearer {token}"}
    response = await bare.send("GET", f"{V3}/account/whoami", None, headers)
    body = await response.json(content_type=None)
    if response.status >= 400:
        refusal: MatrixRefusal = refusal_of(response.status, body)
        raise AccountRefused(cause_of(refusal)) if refusal.is_of_account else refusal
    return dict(body)


def _restored(account: MatrixAccount, keeper: Keeper, kept: Kept) -> MatrixClient:
    client = new_nio_client(
        account.homeserver, account.user_id, kept.device_id, keeper.folder, kept.pickle_key
    )
    client.restore_login(account.user_id, kept.device_id, kept.token)
    return MatrixClient(client)


def _kept(body: Mapping[str, Any]) -> Kept:
    seeds = Seeds(*(base64.b64decode(seed) for seed in body["seeds"]))
    return Kept(body["user_id"], body["device_id"], body["token"], body["pickle_key"], seeds)


def _parts(seeds: Seeds) -> tuple[bytes, bytes, bytes]:
    return seeds.master, seeds.self_signing, seeds.user_signing


def _words(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
