"""The room that the bot opens to write to somebody first, until the homeserver has told of it."""

from typing import Any

import pytest

from adapters.matrix.events import Room
from adapters.matrix.failures import MatrixRefusal
from adapters.matrix.outbound import MatrixChannel
from adapters.matrix.pace import Pace
from adapters.matrix.rooms import NAME, Welcomes
from adapters.texts import FluentTexts
from bot.domain.delivery import Gone, Outgoing, RetryAt
from bot.domain.places import Place
from bot.domain.screens import Heading, Phrase, Screen
from tests.contract.channel_rigs import FixedClock
from tests.matrix.events import ANA, BOT
from tests.matrix.test_follower import Homeserver

OPENED = "!opened"
DIRECTS = f"user/{BOT.replace('@', '%40').replace(':', '%3A')}/account_data/m.direct"


class Opening:
    """A channel that has met nobody yet, and what was told of moves."""

    def __init__(self) -> None:
        self.server = Homeserver()
        self.server.known.clear()
        self.server.states["createRoom"] = {"room_id": OPENED}
        self.moves: list[tuple[Place, str, str]] = []
        self.intake_fails = False
        clock = FixedClock()
        self.channel = MatrixChannel(FluentTexts(), clock, Pace(clock), Welcomes(), self.moved)
        self.channel.open(self.server, "epoch")  # type: ignore[arg-type]

    async def moved(self, place: Place, room_id: str, user: str) -> None:
        if self.intake_fails:
            raise ConnectionError
        self.moves.append((place, room_id, user))

    async def send(self, address: str) -> Any:
        screen = Screen((Heading(Phrase("help-title")),))
        return await self.channel.send(Outgoing(Place(NAME, address), screen, "fr", "notice-1"))


@pytest.fixture
def opening() -> Opening:
    return Opening()


async def test_one_room_is_opened_however_late_the_homeserver_tells_of_it(
    opening: Opening,
) -> None:
    for _ in range(3):
        assert isinstance(await opening.send(ANA), RetryAt)
    assert len(opening.server.made("createRoom")) == 1
    assert set(opening.moves) == {(Place(NAME, ANA), OPENED, ANA)}


async def test_a_move_that_could_not_be_told_is_told_again_about_the_same_room(
    opening: Opening,
) -> None:
    opening.intake_fails = True
    with pytest.raises(ConnectionError):
        await opening.send(ANA)
    opening.intake_fails = False
    assert isinstance(await opening.send(ANA), RetryAt)
    assert len(opening.server.made("createRoom")) == 1
    assert opening.moves == [(Place(NAME, ANA), OPENED, ANA)]


async def test_whoever_left_their_room_is_given_another(opening: Opening) -> None:
    await opening.send(ANA)
    opening.server.known[OPENED] = Room(OPENED, frozenset(), False, True, None)
    await opening.send(ANA)
    assert len(opening.server.made("createRoom")) == 2


async def test_a_room_is_waited_for_until_it_is_known_and_not_once_it_is_left(
    opening: Opening,
) -> None:
    opening.channel.expect("!circle")
    assert isinstance(await opening.send("!circle"), RetryAt)
    opening.server.known["!circle"] = Room("!circle", frozenset({ANA}), False, False, None)
    await opening.send("!circle")
    del opening.server.known["!circle"]
    assert await opening.send("!circle") == Gone("unknown-place")


async def test_direct_rooms_noted_before_are_kept_when_they_cannot_be_read(
    opening: Opening,
) -> None:
    opening.server.refused[DIRECTS] = MatrixRefusal(429, "M_LIMIT_EXCEEDED")
    await opening.send(ANA)
    assert [method for method, path, _ in opening.server.calls if path == DIRECTS] == ["GET"]
