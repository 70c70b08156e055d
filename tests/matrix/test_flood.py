"""The bot is down while many write, then killed as it catches up: nothing is lost or doubled."""

import asyncio
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from bot.domain.people import Account, AccountId, ProfessionalId
from bot.domain.places import Place
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.unit_of_work import SqlUnitOfWorkFactory
from tests.journeys.theatre import TUESDAY, professional
from tests.matrix.flood import BOT
from tests.matrix.people import Phone, Phones, standing
from tests.matrix.synapse import SERVER, Synapse

ROOMS, MESSAGES = 20, 10
ROOT = Path(__file__).parents[2]


async def test_down_then_killed_while_catching_up(
    synapse: Synapse, phones: Phones, fresh_sqlite: str, tmp_path: Path
) -> None:
    (tmp_path / "key").write_text(Cipher.new_key())
    Path(fresh_sqlite.removeprefix("sqlite:///")).rename(tmp_path / "bot.db")
    database, cipher = f"sqlite:///{tmp_path / 'bot.db'}", Cipher([(tmp_path / "key").read_text()])
    names = [f"flood-{number}" for number in range(ROOMS)]
    bot = synapse.register(BOT).user_id
    people = phones.hand_all([synapse.register(name) for name in names])
    admit(database, cipher, names)

    rooms = await asyncio.gather(*(phone.opens_direct(bot) for phone in people))
    assert play(synapse, tmp_path, "0") == [0]
    await asyncio.gather(*(p.sees_in(r, bot) for p, r in zip(people, rooms, strict=True)))
    said = await asyncio.gather(*map(says_much, people, rooms))
    assert play(synapse, tmp_path, "45", "60+", "80", "0") == [9, 9, 9, 0], "killed, each time"

    engine = open_engine(database)
    with SqlUnitOfWorkFactory(engine, cipher)() as uow:
        for name, texts in zip(names, said, strict=True):
            (draft,) = uow.drafts.by_author(ProfessionalId(name))
            assert [part.value for part in draft.parts] == texts
        assert uow.outbox.waiting() == 0
    engine.dispose()
    for phone, room in zip(people, rooms, strict=True):
        by_bot = [event for event in await phone.events(room) if event.sender == bot]
        assert [event.failure for event in by_bot if event.failure] == []
        words = Counter(message.body for message in standing(by_bot))
        assert words
        assert max(words.values()) == 1, "nothing is said twice"


async def says_much(phone: Phone, room: str) -> list[str]:
    texts = [f"phrase {number} de {phone.user_id}" for number in range(MESSAGES)]
    for text in texts:
        await phone.says(room, text)
    return texts


def play(synapse: Synapse, folder: Path, *ends: str) -> list[int]:
    """Lives of the bot, one after the other; the status of each."""
    played = subprocess.run(
        [sys.executable, "-m", "tests.matrix.flood", synapse.url, str(folder), *ends],
        cwd=ROOT, capture_output=True, text=True, timeout=180, check=True,
    )  # fmt: skip
    statuses: list[int] = json.loads(played.stdout.splitlines()[-1])
    return statuses


def admit(database: str, cipher: Cipher, names: list[str]) -> None:
    """Put people in the network, each with their account."""
    engine = open_engine(database)
    with SqlUnitOfWorkFactory(engine, cipher)() as uow:
        for name in names:
            uow.professionals.add(professional(name))
            user = f"@{name}:{SERVER}"
            account = AccountId(f"account-{name}")
            home = Place("matrix", user)
            uow.accounts.add(Account(account, ProfessionalId(name), "matrix", user, home, TUESDAY))
        uow.commit()
    engine.dispose()
