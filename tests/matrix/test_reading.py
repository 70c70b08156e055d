"""The strictest client reads every word of the bot, whatever was restarted, and is read by it."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.delivery import File, Outgoing, RetryAt, Sent, Unknown
from bot.domain.inbound import Inbound, Said
from bot.domain.places import Place, PlaceKind
from bot.domain.screens import Paragraph, Screen, Verbatim
from tests.fakes.time_and_chance import HandClock
from tests.journeys.theatre import TUESDAY, sentences
from tests.matrix.people import NO_SHIELD, Phone, Phones, opened, standing
from tests.matrix.rig import FreshKeys
from tests.matrix.synapse import Synapse
from tests.matrix.town import Town


class Heard:
    """Implements `bot.ports.Intake`: what came in."""

    def __init__(self) -> None:
        self.inbound: list[Inbound] = []

    def receive(self, inbound: Inbound) -> bool:
        self.inbound.append(inbound)
        return True

    @property
    def said(self) -> list[str]:
        return [one.event.text.value for one in self.inbound if isinstance(one.event, Said)]


class Bot:
    """The bot, started again as often as wanted."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.clock = HandClock(TUESDAY)
        self.heard = Heard()
        self._number = 0

    async def start(self) -> None:
        self.app = self.town.app(self.clock, texts=sentences())
        self.app.bring_to(self.heard)
        await self.app.begin()
        self.channel = FreshKeys(self.app.channel)

    async def restart(self) -> None:
        await self.app.close()
        await self.start()

    async def says(self, room: str, text: str, kind: PlaceKind = PlaceKind.PRIVATE) -> str:
        """Say it, as often as the courier would: a server that is starting is come back to."""
        self._number += 1
        screen = Screen((Paragraph((Verbatim(text),)),))
        message = Outgoing(Place("matrix", room, kind), screen, "fr", f"k{self._number}")
        for _ in range(20):
            outcome = await self.channel.send(message)
            if isinstance(outcome, Sent):
                return outcome.message_id
            assert isinstance(outcome, RetryAt | Unknown)
            if isinstance(outcome, RetryAt):
                self.clock.forward(outcome.when - self.clock.now())
        raise AssertionError(outcome)


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
    screen = Screen((Paragraph((Verbatim("La charge"),)),))
    outgoing = Outgoing(Place("matrix", room), screen, "fr", "with-file", file=file)
    assert isinstance(await bot.channel.send(outgoing), Sent)
    image, words = standing(await lucie.events(room))[-2:]
    assert (image.content["msgtype"], words.body) == ("m.image", "La charge")
    on_the_server = lucie.downloads(image.content["file"]["url"])
    assert b"PNG" not in on_the_server, "the server holds noise"
    assert opened(image.content["file"], on_the_server) == file.content
