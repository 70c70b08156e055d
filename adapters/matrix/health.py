"""What an operator should know of the bot on Matrix before it runs, or while it does.

Nothing of the library is opened: a running bot holds its store.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx

from adapters.matrix.account import Keeper, Kept, MatrixAccount, Seal
from adapters.matrix.client import V3, room_path
from adapters.matrix.failures import AccountRefused, MatrixRefusal, cause_of, refusal_of
from adapters.matrix.signing import KEYS, shows_signed

PATIENCE = 15.0
ROOMS_LOOKED_AT = 200


class MatrixUnavailable(Exception):
    """The platform could not be asked. `cause` says why, in a word."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


@dataclass(frozen=True, slots=True)
class MatrixHealth:
    """What the homeserver and the folder say of the bot.

    Parameters
    ----------
    has_device
        A device was made: the first start is over.
    has_store
        Its keys are still there; without them it is lost, and a new one is made.
    is_signed
        Strict clients read it, and are read by it.
    rooms, clear_rooms, lost_groups
        Rooms looked at; those of them that are not encrypted; circles' rooms it is not in.
    platform_now
        The homeserver's clock, when it said.
    """

    user_id: str
    has_device: bool
    has_store: bool
    is_signed: bool
    rooms: int
    clear_rooms: int
    lost_groups: int
    platform_now: datetime | None


def look_at(
    account: MatrixAccount, folder: Path, seal: Seal, groups: Sequence[str]
) -> MatrixHealth:
    """Ask the homeserver, once; changes nothing.

    Raises
    ------
    MatrixUnavailable
        ``token-refused``, ``account-expired``, ``keys-unreadable``... or the kind of failure.
    """
    keeper = Keeper(folder, seal)
    try:
        kept = keeper.read()
        with httpx.Client(base_url=account.homeserver, timeout=PATIENCE) as http:
            return _look(http, account, keeper, kept, groups)
    except AccountRefused as refused:
        raise MatrixUnavailable(refused.cause) from None
    except MatrixRefusal as refusal:
        cause = cause_of(refusal) if refusal.is_of_account else refusal.code or "refused"
        raise MatrixUnavailable(cause) from None
    except httpx.HTTPError as error:
        raise MatrixUnavailable(type(error).__name__) from None


def _look(
    http: httpx.Client,
    account: MatrixAccount,
    keeper: Keeper,
    kept: Kept | None,
    groups: Sequence[str],
) -> MatrixHealth:
    now = _now(http)
    token = account.access_token or (kept.token if kept else "")
    if not token:
        return MatrixHealth(account.user_id, False, True, False, 0, 0, 0, now)
    http.headers["Authorization"] = f"Bearer {token}"
    who = _asked(http, "GET", f"{V3}/account/whoami")
    user, device = str(who.get("user_id", "")), str(who.get("device_id", ""))
    if user != account.user_id:
        raise AccountRefused("other-account")
    made = kept is not None and kept.device_id == device
    published = _asked(http, "POST", f"{KEYS}/query", {"device_keys": {user: [device]}})
    joined = [str(one) for one in _asked(http, "GET", f"{V3}/joined_rooms").get("joined_rooms", [])]
    looked_at = joined[:ROOMS_LOOKED_AT]
    return MatrixHealth(
        user_id=user,
        has_device=made,
        has_store=not made or keeper.has_device(device),
        is_signed=kept is not None and shows_signed(user, device, kept.seeds, published),
        rooms=len(looked_at),
        clear_rooms=sum(not _is_encrypted(http, room) for room in looked_at),
        lost_groups=sum(group not in joined for group in groups),
        platform_now=now,
    )


def _is_encrypted(http: httpx.Client, room: str) -> bool:
    try:
        state = _asked(http, "GET", room_path(room, "state", "m.room.encryption", ""))
    except MatrixRefusal as refusal:
        if refusal.status == 404:
            return False
        raise
    return bool(state.get("algorithm"))


def _now(http: httpx.Client) -> datetime | None:
    said = http.get("/_matrix/client/versions").raise_for_status().headers.get("date")
    return parsedate_to_datetime(said) if said else None


def _asked(
    http: httpx.Client, method: str, path: str, body: object | None = None
) -> Mapping[str, Any]:
    answer = http.request(method, path, json=body)
    try:
        said = answer.json()
    except ValueError:
        said = {}
    said = said if isinstance(said, dict) else {}
    if answer.status_code >= 400:
        raise refusal_of(answer.status_code, said)
    return said
