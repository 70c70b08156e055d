"""A whole bot on a stage: people who say and tap, a channel that shows, a clock that is moved.

Everything but the channel, the clock and the screening words is the real bot.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count

from structlog.testing import capture_logs

from adapters.texts import FluentTexts
from bot.bootstrap import Core, build_core
from bot.domain.circles import Circle, CircleId
from bot.domain.delivery import Abilities, Gone, Outgoing, SendOutcome, Sent
from bot.domain.inbound import Deleted, Edited, Event, Inbound, Said, Tapped
from bot.domain.people import (
    Account,
    AccountId,
    Professional,
    ProfessionalId,
    Role,
    Scope,
    Structure,
    StructureId,
)
from bot.domain.places import Place, PlaceKind
from bot.domain.records import PolicyVersion
from bot.domain.screens import (
    Bullets,
    Choice,
    Heading,
    Inline,
    Paragraph,
    Phrase,
    Quote,
    Replaced,
    Screen,
    Verbatim,
)
from bot.domain.texts import RawText
from bot.ports import Illustrator, UnitOfWorkFactory
from tests.fakes.illustrations import PlainIllustrator
from tests.fakes.memory import MemoryStore
from tests.fakes.screening import ListedScreener
from tests.fakes.time_and_chance import HandClock, ListedHolidays, SeededChance

FIVE_ALIVE = {"first_wave": 5, "keep_alive": 5, "keep_alive_late": 5}
"""Everybody of a small cast is asked, from first to last: journeys are about what follows."""

TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
"""Ten in the morning in Paris, on a working day."""

MARIE = (
    "Marie Dupuis doit quitter Lille pour Lyon, sa mère y est malade. "
    "Qui peut payer le déménagement ? Le FSL du Nord a refusé."
)
CLEAN_MARIE = MARIE.replace("Marie Dupuis", "[PERSONNE 1]")

HELPERS = ("amel", "bruno", "chloe", "denis", "elsa", "farid", "gilles")
"""Colleagues who can all help Marie."""

ABILITIES = Abilities(
    buttons=True,
    edits=True,
    deletes=True,
    idempotent=False,
    longest_text=10_000,
    files=True,
)


@dataclass(slots=True)
class Shown:
    """One message as it stands in a place."""

    id: str
    screen: Screen
    times_edited: int = 0


class StageChannel:
    """Implements `bot.ports.Channel` by keeping what it is given.

    Attributes
    ----------
    failing
        What to answer instead of sending; ``None`` to send.
    on_sent
        Told of each new message.
    """

    name = "stage"

    def __init__(self, abilities: Abilities = ABILITIES) -> None:
        self.abilities = abilities
        self.is_open = True
        self.places: dict[str, list[Shown]] = {}
        self.sent: list[Outgoing] = []
        self.unchecked: list[Screen] = []
        self.failing: Callable[[Outgoing], SendOutcome | None] = lambda _: None
        self.on_sent: Callable[[Outgoing], None] = lambda _: None
        self._ids = count(1)

    async def send(self, message: Outgoing) -> SendOutcome:
        if (outcome := self.failing(message)) is not None:
            return outcome
        shown = Shown(f"m{next(self._ids)}", message.screen)
        self.places.setdefault(message.place.address, []).append(shown)
        self.sent.append(message)
        self.unchecked.append(message.screen)
        self.on_sent(message)
        return Sent(shown.id)

    async def edit(self, message_id: str, message: Outgoing) -> SendOutcome:
        for shown in self.places.get(message.place.address, []):
            if shown.id == message_id:
                shown.screen = message.screen
                shown.times_edited += 1
                self.unchecked.append(message.screen)
                return Sent(message_id)
        return Gone("no-such-message")

    def invitation(self, code: str) -> str | None:
        return f"https://{self.name}.invalid/{code}"

    async def delete(self, place: Place, message_id: str) -> SendOutcome:
        kept = [s for s in self.places.get(place.address, []) if s.id != message_id]
        self.places[place.address] = kept
        return Sent(message_id)


@cache
def sentences() -> FluentTexts:
    """Read once: a second of parsing."""
    return FluentTexts()


class Theatre:
    """A network on a stage.

    Parameters
    ----------
    holidays
        Public holidays, wherever one works.
    strict
        Whether an error that the bot logged and survived fails the test.
    """

    def __init__(
        self,
        unit_of_work: UnitOfWorkFactory | None = None,
        channel: StageChannel | None = None,
        *,
        start: datetime = TUESDAY,
        holidays: Iterable[date] = (),
        strict: bool = True,
    ) -> None:
        self.unit_of_work = unit_of_work or MemoryStore(FIVE_ALIVE).unit_of_work
        self.clock = HandClock(start)
        self.channel = channel or StageChannel()
        self.screener = ListedScreener({"Marie Dupuis": "[PERSONNE 1]", "Nadia": "[PERSONNE 2]"})
        self.illustrator: Illustrator = PlainIllustrator()
        self.texts = sentences()
        self.holidays = ListedHolidays(holidays)
        self.strict = strict
        self._updates = count(1)
        self._starts = count(1)
        self.core: Core = self.restarted()

    def restarted(self) -> Core:
        """The bot as it would be after a restart: only what is stored remains."""
        self.core = build_core(
            unit_of_work=self.unit_of_work,
            clock=self.clock,
            chance=SeededChance(next(self._starts)),
            holidays=self.holidays,
            screener=self.screener,
            illustrator=self.illustrator,
            channels={self.channel.name: self.channel},
            key=b"k" * 32,
        )
        return self.core

    def skip_starts(self, count: int) -> None:
        """Draw other identifiers than the processes that ran before on the same storage."""
        for _ in range(count):
            next(self._starts)
        self.restarted()

    def cast(self, *people: Professional) -> None:
        """Put people in the network, each with an account named after them."""
        with self.unit_of_work() as uow:
            for person in people:
                uow.professionals.add(person)
                uow.accounts.add(
                    Account(
                        id=AccountId(f"account-{person.id}"),
                        professional_id=person.id,
                        channel=self.channel.name,
                        user=person.id,
                        home=Place(self.channel.name, person.id),
                        linked_at=self.clock.now(),
                    )
                )
            uow.commit()

    def asks_five_at_a_time(self) -> None:
        """The numbers of the network kept in memory, for one kept in a database."""
        with self.unit_of_work() as uow:
            uow.policies.add(PolicyVersion(2, self.clock.now(), None, "five alive", FIVE_ALIVE))
            uow.commit()

    def circle(self, circle: Circle) -> None:
        with self.unit_of_work() as uow:
            uow.circles.add(circle)
            uow.commit()

    async def does(
        self,
        user: str,
        event: Event,
        place: Place | None = None,
        written_at: datetime | None = None,
    ) -> None:
        """Somebody does something; the bot handles it and everything it leads to."""
        inbound = Inbound(
            update_id=f"u{next(self._updates)}",
            place=place or Place(self.channel.name, user),
            user=user,
            event=event,
            received_at=self.clock.now(),
            language="fr",
            written_at=written_at,
        )
        self.core.reception.receive(inbound)
        await self.settles()

    async def settles(self) -> None:
        """The bot does all that is due now."""
        with self._no_error():
            await self.core.settle_all()
            for screen in self.channel.unchecked:
                for language in self.texts.languages:
                    self.spoken(screen, language)
            self.channel.unchecked.clear()

    async def says(self, user: str, text: str, reply_to: str | None = None) -> str:
        """Somebody writes in private; the id of their message."""
        message_id = f"own-{next(self._updates)}"
        await self.does(user, Said(RawText(text), message_id, reply_to))
        return message_id

    async def says_in(
        self, address: str, user: str, text: str, reply_to: str | None = None
    ) -> None:
        said = Said(RawText(text), f"own-{next(self._updates)}", reply_to)
        await self.does(user, said, self.group(address))

    async def edits(self, user: str, message_id: str, text: str) -> None:
        await self.does(user, Edited(RawText(text), message_id))

    async def deletes(self, user: str, message_id: str) -> None:
        await self.does(user, Deleted(message_id))

    async def taps(self, user: str, label: str, number: int = 1, where: str | None = None) -> None:
        """Tap the last choice shown with this label; `number` counts within one message."""
        token = self.token(where or user, label, number)
        place = self.group(where) if where else Place(self.channel.name, user)
        await self.does(user, Tapped(token), place)

    def group(self, address: str) -> Place:
        return Place(self.channel.name, address, PlaceKind.GROUP)

    async def asks(self, user: str, text: str = MARIE) -> None:
        """Somebody writes a situation and sends it, whatever the network already knows."""
        await self.says(user, text)
        await self.taps(user, "choice-review")
        if "choice-ask-anyway" in self.offered(user):
            await self.taps(user, "choice-ask-anyway")
        await self.taps(user, "choice-send")

    async def answers(self, user: str, text: str) -> None:
        """Somebody who was asked writes what they know and sends it."""
        await self.taps(user, "choice-answer")
        await self.says(user, text)
        await self.taps(user, "choice-send")

    def asked(self, *names: str) -> list[str]:
        """Of these people, who was asked something: an ask leaves protected from forwarding."""
        reached = {message.place.address for message in self.channel.sent if message.protected}
        return [name for name in names or HELPERS if name in reached]

    def token(self, address: str, label: str, number: int = 1) -> str:
        for shown in reversed(self.channel.places.get(address, [])):
            fitting = [c.token for c in choices(shown.screen) if c.label.key == label]
            if len(fitting) >= number:
                return fitting[number - 1]
        raise AssertionError(f"{address} was never offered {label}")

    async def passes(self, by: timedelta, step: timedelta = timedelta(hours=1)) -> None:
        """Time goes by, and what comes due happens at about its hour."""
        end = self.clock.now() + by
        while self.clock.now() < end:
            self.clock.forward(min(step, end - self.clock.now()))
            await self.settles()

    @contextmanager
    def _no_error(self) -> Iterator[None]:
        """The bot survives its errors; a test must not miss one, nor a hole in a sentence."""
        if not self.strict:
            yield
            return
        with capture_logs() as logs:
            yield
        errors = [entry for entry in logs if entry["log_level"] == "error"]
        assert not errors, errors

    def shown(self, address: str) -> list[Shown]:
        return self.channel.places.get(address, [])

    def read(self, address: str, language: str = "fr") -> list[str]:
        """Every message of a place, as the person reads it now."""
        return [self.spoken(s.screen, language) for s in self.shown(address)]

    def last(self, address: str) -> str:
        return self.read(address)[-1]

    def heard(self, address: str) -> str:
        """Everything a person can read now, as one text."""
        return "\n\n".join(self.read(address))

    def spoken(self, screen: Screen, language: str = "fr") -> str:
        def say(inline: Inline) -> str:
            match inline:
                case Phrase(key, args):
                    said = self.texts.say(key, language, args)
                    return said.replace("\u00a0", " ").replace("\u202f", " ")
                case Verbatim(text):
                    return text
                case Replaced(placeholder):
                    return placeholder

        lines: list[str] = []
        for block in screen.blocks:
            match block:
                case Heading(content):
                    lines.append(say(content))
                case Paragraph(content) | Quote(content):
                    lines.append("".join(map(say, content)))
                case Bullets(items):
                    lines.extend("- " + "".join(map(say, item)) for item in items)
        for row in screen.choices:
            lines.append(" ".join(f"[{say(choice.label)}]" for choice in row))
        return "\n".join(lines)

    def offered(self, address: str) -> list[str]:
        """Labels of the choices under the last message."""
        shown = self.shown(address)
        return [c.label.key for c in choices(shown[-1].screen)] if shown else []


def choices(screen: Screen) -> list[Choice]:
    return [choice for row in screen.choices for choice in row]


def professional(name: str, **changes: object) -> Professional:
    """A housing adviser in the Nord, unless said otherwise."""
    person = Professional(
        id=ProfessionalId(name),
        display_name=name.capitalize(),
        structure=Structure(StructureId(f"s-{name}"), f"Maison {name}", "association"),
        job="conseillère logement",
        departement="59",
        region="Hauts-de-France",
        scope=Scope.DEPARTEMENTAL,
        themes=("logement-hebergement", "mobilite"),
        bio="Déménagement, FSL, mutations, garanties de loyer.",
        joined_at=TUESDAY - timedelta(days=400),
    )
    return replace(person, **changes)  # type: ignore[arg-type]


def pilot(name: str) -> Professional:
    return professional(name, role=Role.PILOT, themes=())


def moderator(name: str) -> Professional:
    return professional(name, role=Role.MODERATOR, themes=())


def circle(name: str, *members: str, pilots: tuple[str, ...] = ()) -> Circle:
    ids = frozenset(ProfessionalId(member) for member in members)
    return Circle(
        id=CircleId(name),
        name=name.capitalize(),
        themes=("logement-hebergement",),
        departement="59",
        pilots=frozenset(ProfessionalId(p) for p in pilots),
        members=ids,
        chat=Place("stage", f"chat-{name}", PlaceKind.GROUP),
    )
