"""The judge is strict: shut to devices that nobody signed, in both directions."""

from tests.matrix.people import NO_SHIELD, Phone, Phones, standing
from tests.matrix.synapse import Synapse


async def opened(host: Phone, guest: Phone) -> str:
    room = await host.opens_direct(guest.user_id)
    await host.sees_in(room, guest.user_id)
    return room


async def test_two_strict_clients_read_each_other(synapse: Synapse, phones: Phones) -> None:
    ana, bob = phones.hand_all([synapse.register(name) for name in ("judge-ana", "judge-bob")])
    room = await opened(ana, bob)
    first = await ana.says(room, "Bonjour à tous")
    reply = await bob.says(room, "Bonsoir", reply_to=first)
    await ana.edits(room, first, "Bonjour Bob")
    gone = await bob.says(room, "à retirer")
    await bob.redacts(room, gone)
    for reader in (ana, bob):
        read = await reader.events(room)
        assert {event.failure for event in read} == {None}
        assert {event.shield for event in read if event.encrypted and not event.redacted} == {
            NO_SHIELD
        }
        messages = standing(read)
        assert [(one.id, one.body, one.edits) for one in messages] == [
            (first, "Bonjour Bob", 1),
            (reply, "Bonsoir", 0),
        ]
        assert messages[1].reply_to == first


async def test_a_device_that_nobody_signed_is_shut_out(synapse: Synapse, phones: Phones) -> None:
    ana = phones.hand(synapse.register("judge-careful"))
    rash = phones.hand(synapse.register("judge-rash"), signs=False)
    assert list((await ana.devices_of(rash.user_id)).values()) == [False]
    room = await opened(ana, rash)
    await ana.says(room, "Pour un appareil signé")
    await rash.says(room, "Sans signature")
    kept_from, shut_out = await rash.events(room), await ana.events(room)
    withheld = "MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE"
    assert [event.failure for event in kept_from] == [withheld, None]
    assert [event.failure for event in shut_out] == [None, "UNSIGNED_SENDER_DEVICE"]


async def test_a_new_device_reads_what_comes_next(synapse: Synapse, phones: Phones) -> None:
    ana, bob = phones.hand_all([synapse.register(name) for name in ("judge-cleo", "judge-dan")])
    room = await opened(ana, bob)
    before = await ana.says(room, "Avant")
    tablet = phones.hand(synapse.login("judge-dan"))
    await ana.says(room, "Après")
    read = await tablet.events(room)
    assert [event.failure for event in read] == ["HISTORICAL_MESSAGE_NO_KEY_BACKUP", None]
    assert [one.body for one in standing(read) if one.id != before] == ["Après"]
