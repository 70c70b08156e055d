"""The bot's device on a real homeserver: made once, signed, kept, lost, refused."""

import stat
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from adapters.chance import SystemChance
from adapters.clock import SystemClock
from adapters.matrix.account import Keeper, MatrixAccount
from adapters.matrix.app import MatrixApp
from adapters.matrix.failures import AccountRefused
from adapters.matrix.health import MatrixHealth, MatrixUnavailable, look_at
from bot.domain.delivery import Gone, Outgoing, RetryAt, Sent
from bot.domain.inbound import Arrived, Inbound, Said
from bot.domain.places import Place
from bot.domain.screens import Paragraph, Screen, Verbatim
from storage.cipher import Cipher
from tests.adapters.logging_to import logging_to
from tests.fakes.memory import MemoryStore
from tests.matrix.people import NO_SHIELD, Phones
from tests.matrix.synapse import PASSWORD, Login, Synapse
from tests.webchat.echo import PlainTexts

_names = (f"life-{number}" for number in count(1))


class Inbox:
    def __init__(self) -> None:
        self.kept: dict[str, Inbound] = {}

    def receive(self, inbound: Inbound) -> bool:
        return self.kept.setdefault(inbound.update_id, inbound) is inbound

    def said(self) -> list[str]:
        events = [one.event for one in self.kept.values()]
        return [event.text.value for event in events if isinstance(event, Said)]


class Life:
    """One bot, through all its starts."""

    def __init__(self, synapse: Synapse, folder: Path) -> None:
        self.synapse, self.folder = synapse, folder
        self.login = synapse.register(next(_names))
        self.account = MatrixAccount(synapse.url, self.login.user_id, PASSWORD)
        self.cipher, self.store = Cipher([Cipher.new_key()]), MemoryStore()
        self.inbox = Inbox()
        self.apps: list[MatrixApp] = []

    def app(self, account: MatrixAccount | None = None) -> MatrixApp:
        app = MatrixApp(
            account or self.account, self.folder, self.cipher, self.store.unit_of_work,
            PlainTexts(), SystemClock(), SystemChance(),
        )  # fmt: skip
        app.bring_to(self.inbox)
        self.apps.append(app)
        return app

    async def started(self, account: MatrixAccount | None = None) -> MatrixApp:
        app = self.app(account)
        await app.begin()
        return app

    def devices(self) -> set[str]:
        found = self.synapse.call(self.login, "GET", "devices")["devices"]
        return {one["device_id"] for one in found} - {self.login.device_id}

    def health(self) -> MatrixHealth:
        return look_at(self.account, self.folder, self.cipher, ["!circle"])


@pytest.fixture
async def life(synapse: Synapse, tmp_path: Path) -> AsyncIterator[Life]:
    life = Life(synapse, tmp_path / "matrix")
    yield life
    for app in life.apps:
        await app.close()


def outgoing(room: str, words: str, key: str) -> Outgoing:
    return Outgoing(Place("matrix", room), Screen((Paragraph((Verbatim(words),)),)), "fr", key)


async def settled(app: MatrixApp) -> None:
    while await app.once():
        pass


async def test_the_device_is_made_once_and_signed(life: Life) -> None:
    assert life.health().has_device is False
    await (await life.started()).close()
    (device,) = life.devices()
    await (await life.started()).close()
    assert life.devices() == {device}
    health = life.health()
    assert (health.has_device, health.has_store, health.is_signed) == (True, True, True)
    assert (health.rooms, health.clear_rooms, health.lost_groups) == (0, 0, 1)
    assert health.platform_now is not None


async def test_what_makes_the_device_is_for_its_owner_alone_and_sealed(life: Life) -> None:
    await (await life.started()).close()
    assert stat.S_IMODE(life.folder.stat().st_mode) == 0o700
    for file in life.folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file.name
    kept = Keeper(life.folder, life.cipher).read()
    assert kept is not None
    written = (life.folder / "keys").read_text(encoding="ascii")
    assert kept.token not in written
    assert kept.pickle_key not in written
    assert kept.token not in repr(kept)


async def test_a_lost_store_makes_a_new_device_of_the_same_identity(
    life: Life, phones: Phones
) -> None:
    await (await life.started()).close()
    (first,) = life.devices()
    (life.folder / "crypto.db").unlink()
    assert life.health().has_store is False
    app = await life.started()
    (second,) = life.devices()  # the device that nobody can use any more is gone
    assert second != first
    ana = phones.hand(life.synapse.register(next(_names)))
    room = await ana.opens_direct(life.account.user_id)
    await settled(app)
    await ana.sees_in(room, life.account.user_id)
    assert isinstance(await app.channel.send(outgoing(room, "Me revoici", "k1")), Sent)
    (event,) = [one for one in await ana.events(room) if one.sender == life.account.user_id]
    assert (event.failure, event.shield) == (None, NO_SHIELD)
    assert await ana.devices_of(life.account.user_id) == {second: True}


@pytest.mark.parametrize(
    ("spoil", "cause"),
    [
        (lambda life: (life.folder / "keys").unlink(), "keys-lost"),
        (lambda life: setattr(life, "cipher", Cipher([Cipher.new_key()])), "keys-unreadable"),
        (
            lambda life: setattr(
                life, "account", replace(life.account, user_id="@another:hs.test")
            ),
            "other-account",
        ),
    ],
)
async def test_a_folder_that_is_not_whole_makes_no_second_identity(
    life: Life, spoil: Callable[[Life], None], cause: str
) -> None:
    await (await life.started()).close()
    spoil(life)
    with pytest.raises(AccountRefused, match=cause):
        await life.started()
    with pytest.raises(MatrixUnavailable, match=cause):
        life.health()
    assert len(life.devices()) == 1


async def test_a_token_of_a_device_does_instead_of_a_password(life: Life) -> None:
    own: Login = life.synapse.login(life.account.user_id)
    account = replace(life.account, password="", access_token=own.token)
    for _ in range(2):
        app = await life.started(account)
        assert app.channel.is_open
        await app.close()
    assert life.devices() == {own.device_id}
    # A new token would be another device: nothing can stand in for the store of this one.
    (life.folder / "crypto.db").unlink()
    with pytest.raises(AccountRefused, match="store-lost"):
        await life.started(account)


async def test_a_password_that_is_wrong_is_said_and_not_tried_again(life: Life) -> None:
    app = life.app(replace(life.account, password="faux"))
    with pytest.raises(AccountRefused, match="password-refused"):
        await app.begin()
    await app.run()  # ends by itself
    assert not app.channel.is_open
    assert life.devices() == set()


async def test_a_device_that_was_removed_stops_the_bot_with_a_sentence(life: Life) -> None:
    app = await life.started()
    kept = Keeper(life.folder, life.cipher).read()
    assert kept is not None
    theirs = replace(life.login, token=kept.token)
    life.synapse.call(theirs, "POST", "logout")
    await app.run()  # one request, and it ends: only a person can help
    assert not app.channel.is_open
    outcome = await app.channel.send(outgoing("!r", "perdu", "k1"))
    assert isinstance(outcome, RetryAt)  # nothing that waits is given up
    with pytest.raises(MatrixUnavailable, match="token-refused"):
        life.health()


async def test_the_folder_is_one_process_s_own(life: Life) -> None:
    first = await life.started()
    with pytest.raises(AccountRefused, match="folder-held"):
        await life.started()
    await first.close()
    assert (await life.started()).channel.is_open


async def test_a_private_room_that_somebody_else_enters_is_private_no_more(
    life: Life, phones: Phones
) -> None:
    ana = phones.hand(life.synapse.register(next(_names)))
    bob = life.synapse.register(next(_names))
    app = await life.started()
    room = await ana.opens_direct(life.account.user_id)
    await settled(app)
    assert any(isinstance(one.event, Arrived) for one in life.inbox.kept.values())
    assert isinstance(await app.channel.send(outgoing(room, "Pour vous", "k1")), Sent)
    await ana.invites(room, bob.user_id)
    await settled(app)
    assert await app.channel.send(outgoing(room, "Pour vous", "k2")) == Gone("not-private")


async def test_a_key_that_was_lost_on_the_way_is_had_by_asking(life: Life, phones: Phones) -> None:
    ana = phones.hand(life.synapse.register(next(_names)))
    app = await life.started()
    room = await ana.opens_direct(life.account.user_id)
    await settled(app)
    await ana.sees_in(room, life.account.user_id)
    await ana.says(room, "un")
    await settled(app)
    assert life.inbox.said() == ["un"]
    # The store forgets the session, as if its key had never come.
    assert app._client is not None
    app._client._nio.olm.inbound_group_store._entries.clear()
    await ana.says(room, "deux")
    for _ in range(40):
        await app.once(250)
        if life.inbox.said() == ["un", "deux"]:
            return
    raise AssertionError(life.inbox.said())


async def test_no_log_holds_a_token_or_a_text(life: Life, phones: Phones) -> None:
    ana = phones.hand(life.synapse.register(next(_names)))
    with logging_to("debug") as stream:
        app = await life.started()
        room = await ana.opens_direct(life.account.user_id)
        await settled(app)
        await ana.sees_in(room, life.account.user_id)
        await ana.says(room, "canari dit par Ana")
        await settled(app)
        assert isinstance(await app.channel.send(outgoing(room, "canari du bot", "k1")), Sent)
    kept = Keeper(life.folder, life.cipher).read()
    assert kept is not None
    assert life.inbox.said() == ["canari dit par Ana"]
    written = stream.getvalue()
    assert "matrix_open" in written
    hidden = ("canari", kept.token, kept.pickle_key, PASSWORD, room, ana.user_id)
    assert [one for one in hidden if one in written] == []


async def test_nobody_stops_the_bot_with_the_name_of_a_message(life: Life, phones: Phones) -> None:
    """Whoever writes chooses what they reply to; no homeserver is asked for what is no id."""
    ana = phones.hand(life.synapse.register(next(_names)))
    app = await life.started()
    room = await ana.opens_direct(life.account.user_id)
    await settled(app)
    await ana.sees_in(room, life.account.user_id)
    endless = {"m.in_reply_to": {"event_id": "$" + "x" * 20_000}}
    await ana.sends(room, {"msgtype": "m.text", "body": "un", "m.relates_to": endless})
    await ana.says(room, "deux")
    await settled(app)
    assert life.inbox.said() == ["un", "deux"]
