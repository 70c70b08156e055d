"""One rig a channel: the channel, and eyes and hands on its platform."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from adapters.webchat.hub import Hub
from adapters.webchat.outbound import WebChat
from bot.domain.delivery import Abilities
from bot.domain.places import Place, PlaceKind
from bot.ports import Channel, ConcurrentChange
from tests.fakes.channel import EVERYTHING, MemoryChannel, Shown
from tests.fakes.webchat_log import MemoryLog
from tests.webchat.echo import PlainTexts


class FixedClock:
    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment


class Rig(Protocol):
    """What the contract needs to see and to provoke."""

    @property
    def channel(self) -> Channel: ...

    @property
    def clock(self) -> FixedClock: ...

    @property
    def writes_first(self) -> bool:
        """Whether the platform lets the bot write to somebody who never wrote to it."""
        ...

    def private(self) -> Place:
        """A conversation that a person opened."""
        ...

    def unopened(self) -> Place:
        """A conversation with somebody who never wrote."""
        ...

    def group(self) -> Place: ...

    def shown(self, place: Place) -> list[Shown]:
        """What a person sees there now, oldest first."""
        ...

    def make_next_wait(self) -> None:
        """The platform will ask the next call to come back later."""
        ...

    def make_next_refused(self) -> Place:
        """A place that refuses the next call for good."""
        ...

    def make_next_lost(self) -> None:
        """The next call will be obeyed, and its answer lost."""
        ...


@dataclass
class MemoryRig:
    abilities: Abilities = EVERYTHING
    writes_first: bool = True
    clock: FixedClock = field(default_factory=FixedClock)

    def __post_init__(self) -> None:
        self.channel = MemoryChannel(PlainTexts(), self.clock, abilities=self.abilities)
        if not self.writes_first:
            self.channel.opened = {self.private()}

    def private(self) -> Place:
        return Place("memory", "ana")

    def unopened(self) -> Place:
        return Place("memory", "bob")

    def group(self) -> Place:
        return Place("memory", "circle", PlaceKind.GROUP)

    def shown(self, place: Place) -> list[Shown]:
        return self.channel.shown(place)

    def make_next_wait(self) -> None:
        self.channel.next_call = "wait"

    def make_next_refused(self) -> Place:
        self.channel.next_call = "refuse"
        return self.private()

    def make_next_lost(self) -> None:
        self.channel.next_call = "lose"


class LossyLog(MemoryLog):
    """Keeps what it is given, then fails to say so, once."""

    def __init__(self) -> None:
        super().__init__()
        self.next_trouble: Exception | None = None
        self.loses = False

    def append(self, *args: object, **kwargs: object) -> str:
        if self.next_trouble is not None:
            trouble, self.next_trouble = self.next_trouble, None
            raise trouble
        message_id = super().append(*args, **kwargs)  # type: ignore[arg-type]
        if self.loses:
            self.loses = False
            raise ConnectionError
        return message_id


@dataclass
class WebChatRig:
    writes_first: bool = True
    clock: FixedClock = field(default_factory=FixedClock)

    def __post_init__(self) -> None:
        self.log = LossyLog()
        self.channel = WebChat(self.log, PlainTexts(), self.clock, Hub(), "http://webchat.test")

    def private(self) -> Place:
        return Place("webchat", "ana")

    def unopened(self) -> Place:
        return Place("webchat", "bob")

    def group(self) -> Place:
        return Place("webchat", "circle", PlaceKind.GROUP)

    def shown(self, place: Place) -> list[Shown]:
        entries = sorted(self.log.since(place.address, 0), key=lambda e: int(e.message_id))
        return [_as_seen(e.message_id, e.body) for e in entries if e.body is not None]

    def make_next_wait(self) -> None:
        self.log.next_trouble = ConcurrentChange()

    def make_next_refused(self) -> Place:
        return Place("elsewhere", "ana")

    def make_next_lost(self) -> None:
        self.log.loses = True


def _as_seen(message_id: str, body: str) -> Shown:
    """What `draw.js` shows of this JSON: each text of it, as a text."""
    read = json.loads(body)
    lines = [
        "".join(span["text"] for span in line)
        for block in read["blocks"]
        for line in block.get("items", [block.get("content", [])])
    ]
    choices = [choice for row in read["choices"] for choice in row]
    return Shown(
        message_id,
        "\n".join(lines),
        tuple(choice["label"] for choice in choices),
        tuple(choice["token"] for choice in choices),
        _kind(read["file"]) if "file" in read else "",
    )


def _kind(file: dict[str, str]) -> str:
    return "picture" if file["type"].startswith("image/") else "document"
