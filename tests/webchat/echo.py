"""A bot that echoes, behind the real page: what the web chat's own tests talk to."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from threading import Thread

import uvicorn
from cryptography.fernet import Fernet
from starlette.applications import Starlette

from adapters.chance import SystemChance
from adapters.clock import SystemClock
from adapters.texts import FluentTexts
from adapters.webchat.app import create_app
from adapters.webchat.hub import Hub
from adapters.webchat.outbound import WebChat
from adapters.webchat.people import Room
from adapters.webchat.stage import Stage
from bot.domain.delivery import Outgoing
from bot.domain.inbound import Arrived, Inbound, Said, Tapped
from bot.domain.places import Place
from bot.domain.screens import (
    Bullets,
    Choice,
    Heading,
    Paragraph,
    Phrase,
    Quote,
    Replaced,
    Screen,
    Verbatim,
    Weight,
)
from tests.fakes.time_and_chance import HandClock
from tests.fakes.webchat_log import MemoryLog


class PlainTexts:
    """The real sentences; anything that is no key of the page says itself."""

    def __init__(self) -> None:
        self._texts = FluentTexts()

    @property
    def languages(self) -> Sequence[str]:
        return self._texts.languages

    def say(self, key: str, language: str, args: Mapping[str, object] | None = None) -> str:
        own = key.startswith(("webchat-", "stage-", "glimpse-"))
        return self._texts.say(key, language, args) if own else key


class NoRooms:
    def rooms(self, user: str) -> Sequence[Room]:
        return ()


class Echo:
    """An intake that answers at once, and remembers what it was given."""

    def __init__(self) -> None:
        self.received: list[Inbound] = []
        self.broken: Exception | None = None
        self.texts, self.hub, self.log = PlainTexts(), Hub(), MemoryLog()
        self.clock = HandClock(SystemClock().now())
        """Of what the bot says."""
        self.channel = WebChat(self.log, self.texts, self.clock, self.hub, "http://webchat.test")
        self._keys = count(1)

    def receive(self, inbound: Inbound) -> bool:
        if self.broken is not None:
            raise self.broken
        if any(known.update_id == inbound.update_id for known in self.received):
            return False
        self.received.append(inbound)
        asyncio.run(self._respond(inbound))
        return True

    async def _respond(self, inbound: Inbound) -> None:
        match inbound.event:
            case Arrived():
                await self.say(inbound.place, Screen((Paragraph((Phrase("Bonjour."),)),)))
            case Said(text):
                await self.say(inbound.place, preview(text.value))
            case Tapped(token, message_id) if message_id is not None:
                said = Screen((Paragraph((Phrase(f"Choisi : {token}"),)),))
                await self.channel.edit(message_id, self._outgoing(inbound.place, said))

    async def say(self, place: Place, screen: Screen) -> None:
        await self.channel.send(self._outgoing(place, screen))

    def _outgoing(self, place: Place, screen: Screen) -> Outgoing:
        return Outgoing(place, screen, "fr", f"echo-{next(self._keys)}")

    def app(self, stage: Stage | None = None, *, encrypted: bool = False) -> Starlette:
        return create_app(
            intake=self,
            log=self.log,
            texts=self.texts,
            clock=SystemClock(),
            chance=SystemChance(),
            hub=self.hub,
            people=NoRooms(),
            session_key=Fernet.generate_key(),
            encrypted=encrypted,
            hosts=("127.0.0.1", "testserver"),
            stage=stage,
        )


def preview(text: str) -> Screen:
    """A screen with one of everything, around somebody's words."""
    return Screen(
        (
            Heading(Phrase("Voici ce qui partira")),
            Quote((Verbatim(text), Verbatim(" "), Replaced("[PERSONNE 1]"), Verbatim("."))),
            Paragraph((Phrase("Deux détails ont été remplacés :"),), emphasis=True),
            Bullets(
                (
                    (Verbatim("Mme Delattre"), Phrase(" → "), Replaced("[PERSONNE 1]")),
                    (Verbatim("06 39 98 12 34"), Phrase(" → "), Replaced("[TÉLÉPHONE 1]")),
                )
            ),
        ),
        (
            (Choice("t-send", Phrase("Envoyer ce texte"), Weight.MAIN),),
            (
                Choice("t-mask", Phrase("Cacher autre chose")),
                Choice("t-rewrite", Phrase("Réécrire")),
            ),
            (Choice("t-abandon", Phrase("Abandonner"), Weight.QUIET),),
        ),
    )


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """The application behind a real server, on a free port, for the time of the block."""
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, log_level="warning", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    listening = config.bind_socket()
    thread = Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        app.state.parts.hub.close()
        server.should_exit = True
        thread.join()
