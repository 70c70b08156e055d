"""A thousand updates, a fifth of them twice, and a bot that is killed: none lost, none doubled."""

import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bot.domain.people import ProfessionalId
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.unit_of_work import SqlUnitOfWorkFactory
from tests.fakes.telegram_server import TelegramServer
from tests.fakes.telegram_world import World
from tests.fakes.time_and_chance import HandClock
from tests.journeys.theatre import TUESDAY, professional
from tests.telegram.flood import admit
from tests.telegram.stage import Front

UPDATES = 1_000
PEOPLE = 40
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("seed", [1])
def test_nothing_is_lost_and_nothing_doubled(
    front: Front, fresh_sqlite: str, tmp_path: Path, seed: int
) -> None:
    (tmp_path / "key").write_text(Cipher.new_key())
    Path(fresh_sqlite.removeprefix("sqlite:///")).rename(tmp_path / "bot.db")
    database, cipher = f"sqlite:///{tmp_path / 'bot.db'}", Cipher([(tmp_path / "key").read_text()])
    world = World(HandClock(TUESDAY))
    server = front.server = TelegramServer(world)
    people = {world.person(f"p{n}").id: professional(f"p{n}") for n in range(PEOPLE)}
    admit(database, cipher, people)
    said = flood(world, random.Random(seed))

    played = subprocess.run(
        [sys.executable, "-m", "tests.telegram.flood", front.url, str(tmp_path), str(seed)],
        cwd=ROOT, capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    lives = json.loads(played.stdout)
    assert [life["status"] for life in lives[:-1]] == [9] * (len(lives) - 1), "killed, each time"
    assert lives[-1]["status"] == 0
    assert len(lives) > 2

    assert list(world.updates) == []
    engine = open_engine(database)
    with SqlUnitOfWorkFactory(engine, cipher)() as uow:
        for chat, person in people.items():
            (draft,) = uow.drafts.by_author(ProfessionalId(person.id))
            assert [part.value for part in draft.parts] == said[chat]
        assert uow.outbox.waiting() == 0
    engine.dispose()
    noted = Counter(call.chat for call in server.calls("sendMessage") if call.status == 200)
    assert noted.keys() == {str(chat) for chat in people}


def flood(world: World, chance: random.Random) -> dict[int, list[str]]:
    """What each says, in order; the platform brings a fifth of it twice."""
    said: dict[int, list[str]] = {person.id: [] for person in world.people.values()}
    for number in range(UPDATES):
        person = chance.choice(list(world.people.values()))
        text = f"phrase {number} de {person.name}"
        said[person.id].append(text)
        world.say(person, person.id, text)
    for again in chance.sample(list(world.updates), UPDATES // 5):
        place = next(n for n, one in enumerate(world.updates) if one is again)
        world.updates.insert(min(place + chance.randint(1, 60), len(world.updates)), again)
    return said
