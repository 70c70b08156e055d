"""The strictest client reads every word of the bot, whatever was restarted, and is read by it."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.domain.delivery import File, Sent
from bot.domain.places import PlaceKind
from tests.matrix.people import NO_SHIELD, Phone, Phones, standing
from tests.matrix.started import Bot
from tests.matrix.synapse import Synapse
from tests.matrix.town import Town


@pytest.fixture
async def bot(town: Town) -> AsyncIterator[Bot]:
    bot = Bot(town)
    await bot.start()
    yield bot
    await bot.app.close()


async def read_last(phone: Phone, room: str) -> tuple[str, int | None]:
    """The last message there, and the shield beside it."""
    last = standing(await phone.events(room))[-1]
    assert last.first.failure is None
    return last.body, last.first.shield


async def test_across_restarts_and_new_devices(
    bot: Bot, town: Town, synapse: Synapse, phones: Phones
) -> None:
    room = await town.direct_room("lucie", bot.app)
    lucie = await town.phone("lucie")
    readers = [lucie]

    async def is_read(words: str) -> None:
        await bot.says(room, words)
        for reader in readers:
            assert await read_last(reader, room) == (words, NO_SHIELD)
        await readers[-1].says(room, f"Lu : {words}")
        await bot.app.once()
        assert bot.heard.said[-1] == f"Lu : {words}"

    await is_read("Bonjour")
    await bot.restart()
    await is_read("Le bot a redémarré")
    synapse.stop()
    synapse.start()
    await is_read("Le serveur a redémarré")
    readers.append(phones.hand(synapse.login("lucie")))
    await bot.app.once()
    await is_read("Un appareil de plus")
    await bot.restart()
    await is_read("Et le bot à nouveau")
    await readers.pop().sign_out()
    await bot.app.once()
    await is_read("Un appareil de moins")


async def test_who_comes_into_a_circle_reads_what_follows(bot: Bot, town: Town) -> None:
    room = await town.new_group("Nouvelles", ["lucie", "marc"], bot.app)
    lucie, ines = await town.phone("lucie"), await town.phone("ines")
    await bot.says(room, "Avant", PlaceKind.GROUP)
    await lucie.invites(room, ines.user_id)
    await lucie.sees_in(room, ines.user_id)
    await bot.app.once()
    await bot.says(room, "Après", PlaceKind.GROUP)
    for name in ("lucie", "marc", "ines"):
        assert await read_last(await town.phone(name), room) == ("Après", NO_SHIELD)


async def test_who_left_a_circle_has_no_key_to_what_follows(bot: Bot, town: Town) -> None:
    room = await town.new_group("Départs", ["lucie", "marc"], bot.app)
    lucie, marc = await town.phone("lucie"), await town.phone("marc")
    before = await bot.says(room, "Avant", PlaceKind.GROUP)
    await marc.leaves(room)
    await lucie.sees_in(room, marc.user_id, "leave")
    await bot.app.once()
    after = await bot.says(room, "Après", PlaceKind.GROUP)
    sessions = {one.id: one.session for one in await lucie.events(room)}
    assert sessions[before] != sessions[after]


async def test_a_file_is_opened_by_who_was_sent_it(bot: Bot, town: Town) -> None:
    room = await town.direct_room("lucie", bot.app)
    lucie = await town.phone("lucie")
    file = File("charge.png", "image/png", b"\x89PNG" + bytes(range(256)) * 40, "Lundi 3.")
    message = replace(bot.message(room, "La charge"), file=file)
    assert isinstance(await bot.channel.send(message), Sent)
    image, words = standing(await lucie.events(room))[-2:]
    assert (image.content["msgtype"], words.body) == ("m.image", "La charge")
    opened = await lucie.opens(image)
    assert b"PNG" not in opened.stored, "the server holds noise"
    assert opened.clear == file.content
