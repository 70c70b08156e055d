"""Synapse with the limits that it has by default: 10 messages at once, then one every 5 s."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.delivery import RetryAt, Sent
from storage.cipher import Cipher
from tests.matrix.people import Phones, standing
from tests.matrix.started import Bot
from tests.matrix.synapse import Synapse
from tests.matrix.town import Town


@pytest.fixture
async def bot(phones: Phones, memory: Path) -> AsyncIterator[Bot]:
    synapse = Synapse(memory / "limited", limits={})
    synapse.start()
    account = synapse.register("entraide-limited")
    town = Town(synapse, phones, memory / "limited-bot", account, Cipher([Cipher.new_key()]))
    bot = Bot(town)
    await bot.start()
    yield bot
    await bot.app.close()
    await town.phone_now("paced").switch_off()
    synapse.close()


async def test_what_is_too_much_waits_and_nothing_overtakes_it(bot: Bot) -> None:
    room = await bot.town.direct_room("paced", bot.app)
    texts = [f"phrase {number}" for number in range(14)]
    outcomes = [await bot.channel.send(bot.message(room, text)) for text in texts]
    sent = [text for text, one in zip(texts, outcomes, strict=True) if isinstance(one, Sent)]
    waiting = [one for one in outcomes if isinstance(one, RetryAt)]
    assert len(sent) + len(waiting) == len(texts)
    assert waiting, "the server asked to wait"
    assert sent == texts[: len(sent)], "in order"
    soon, late = waiting[0].when - bot.clock.now(), waiting[-1].when - bot.clock.now()
    assert timedelta(0) < soon <= timedelta(seconds=6)
    assert late <= timedelta(minutes=1)
    events = await (await bot.town.phone("paced")).events(room)
    assert [message.body for message in standing(events)] == sent
