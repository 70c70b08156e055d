"""Cross-signing: the bot's own device is signed by the bot's own identity.

Clients that shut out unsigned devices neither read one nor are read by it. The library has no
cross-signing, so the three keys are made, kept and used here.

Source: the client-server specification, "Cross-signing"; canonical JSON, its appendices.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from adapters.matrix.client import MatrixClient
from adapters.matrix.failures import MatrixRefusal

KEYS = "/_matrix/client/v3/keys"
UNSIGNED_PARTS = ("signatures", "unsigned")


@dataclass(frozen=True, slots=True)
class Seeds:
    """The secret halves of the three keys, 32 bytes each; whoever has them is the bot."""

    master: bytes
    self_signing: bytes
    user_signing: bytes

    @staticmethod
    def new() -> "Seeds":
        made = (Ed25519PrivateKey.generate().private_bytes_raw() for _ in range(3))
        return Seeds(*made)

    def __repr__(self) -> str:
        return "Seeds(hidden)"


async def sign_device(client: MatrixClient, seeds: Seeds, password: str) -> bool:
    """Publish the identity where it is not yet, and sign our device with it.

    Returns whether anything had to be done.

    Raises
    ------
    MatrixRefusal
        When the homeserver wants proof that we are the account, and the password is none.
    """
    published = await _published(client)
    if shows_signed(client.user_id, client.device_id, seeds, published):
        return False
    master = published.get("master_keys", {}).get(client.user_id, {})
    if f"ed25519:{_public(seeds.master)}" not in master.get("keys", {}):
        await _publish(client, seeds, password)
    device = dict(published["device_keys"][client.user_id][client.device_id])
    for part in UNSIGNED_PARTS:
        device.pop(part, None)
    body = {client.user_id: {client.device_id: _signed(device, client.user_id, seeds.self_signing)}}
    answer = await client.call("POST", f"{KEYS}/signatures/upload", body)
    if answer.get("failures"):
        raise MatrixRefusal(400, "M_INVALID_SIGNATURE")
    return True


async def _published(client: MatrixClient) -> Mapping[str, Any]:
    wanted = {"device_keys": {client.user_id: [client.device_id]}}
    return await client.call("POST", f"{KEYS}/query", wanted)


def shows_signed(user: str, device_id: str, seeds: Seeds, published: Mapping[str, Any]) -> bool:
    """Whether the homeserver's answer to a key query shows our device signed by our identity."""
    device = published.get("device_keys", {}).get(user, {}).get(device_id, {})
    signatures = device.get("signatures", {}).get(user, {})
    master = published.get("master_keys", {}).get(user, {}).get("keys", {})
    return (
        f"ed25519:{_public(seeds.self_signing)}" in signatures
        and f"ed25519:{_public(seeds.master)}" in master
    )


async def _publish(client: MatrixClient, seeds: Seeds, password: str) -> None:
    user = client.user_id
    master = _key(user, "master", seeds.master)
    master["signatures"] = {user: {f"ed25519:{client.device_id}": client.sign(_bare(master))}}
    body: dict[str, Any] = {
        "master_key": master,
        "self_signing_key": _signed(
            _key(user, "self_signing", seeds.self_signing), user, seeds.master
        ),
        "user_signing_key": _signed(
            _key(user, "user_signing", seeds.user_signing), user, seeds.master
        ),
    }
    path = f"{KEYS}/device_signing/upload"
    try:
        await client.call("POST", path, body)
    except MatrixRefusal as refusal:
        # Replacing an identity asks for the password; the first one usually does not.
        if refusal.status != 401 or not password:
            raise
        proof = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": user},
            "password": password,
            "session": refusal.session,
        }
        await client.call("POST", path, {**body, "auth": proof})


def _key(user: str, usage: str, seed: bytes) -> dict[str, Any]:
    public = _public(seed)
    return {"user_id": user, "usage": [usage], "keys": {f"ed25519:{public}": public}}


def _signed(body: dict[str, Any], user: str, seed: bytes) -> dict[str, Any]:
    canonical = json.dumps(
        _bare(body), ensure_ascii=False, separators=(",", ":"), sort_keys=True
    ).encode()
    signature = _words(Ed25519PrivateKey.from_private_bytes(seed).sign(canonical))
    return {**body, "signatures": {user: {f"ed25519:{_public(seed)}": signature}}}


def _bare(body: Mapping[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in body.items() if name not in UNSIGNED_PARTS}


def _public(seed: bytes) -> str:
    return _words(Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw())


def _words(raw: bytes) -> str:
    return base64.b64encode(raw).decode().rstrip("=")
