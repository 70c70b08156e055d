"""The played colleagues: they read what reaches them, and act by the same events as anyone.

Only they are simulated. What they do is drawn from a seed, their name, the case and what was
already said about it: the same ask, at the same point, gets the same gesture.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from random import Random

import structlog

from bot.demo.bank import Bank, Line, best_line
from bot.domain.inbound import Event, Inbound, Said, Tapped
from bot.domain.people import Professional
from bot.domain.places import Place, PlaceKind
from bot.domain.screens import Heading, Paragraph, Phrase, Quote, Screen, Verbatim
from bot.domain.texts import RawText
from bot.ports import Clock, Intake

PROMPTS = frozenset({"write-answer", "write-question", "ask-colleague", "write-relayed-answer"})
"""Sentences by which the bot waits for words."""

UNSETTLED = frozenset({"choice-later", "choice-ask-back"})
"""Choices after which they may still answer."""

FURTHER = "follow-up"
"""The sentence by which the asker's further question begins: who answered is asked once more."""

READING = (5.0, 14.0)
WRITING = (4.0, 9.0)
TAPPING = (1.5, 4.0)
"""Seconds, lowest and highest, that each gesture takes."""

MOST_VOTES = 2
"""A played colleague votes on so many answers of a case."""

Report = Callable[[str, Professional], None]
"""Told what happens: the key of a sentence, and who does it."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody does with an ask: the choice they tap, and what they then write in turn."""

    choice: str
    report: str
    words: tuple[str, ...] = ()


class Troupe:
    """Plays the colleagues of a network on the web chat.

    Parameters
    ----------
    cast
        Whom it plays, by user.
    members_of
        Users of a group chat, by its address.
    wait
        Sleeps for a number of seconds; tests pass one that does not.
    """

    def __init__(
        self,
        intake: Intake,
        clock: Clock,
        cast: Mapping[str, Professional],
        members_of: Callable[[str], Sequence[str]],
        bank: Bank,
        report: Report,
        seed: int = 1,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._intake = intake
        self._clock = clock
        self._cast = cast
        self._members_of = members_of
        self._bank = bank
        self._report = report
        self._seed = seed
        self._wait = wait
        self._updates = count(1)
        self._said: dict[str, set[str]] = {}
        self._shown: set[tuple[str, str]] = set()
        self._cases: dict[str, str] = {}
        self._asked: Counter[tuple[str, str]] = Counter()
        self._settled: set[tuple[str, str, str]] = set()
        self._speeches: dict[str, list[str]] = {}
        self._votes: Counter[tuple[str, str]] = Counter()
        self._acting: set[asyncio.Task[None]] = set()

    def on_delivered(self, place: Place, message_id: str, screen: Screen) -> None:
        """A message was shown: whoever of the cast it concerns will act, in a while."""
        for user in self._audience(place, screen):
            task = asyncio.get_running_loop().create_task(
                self._act(user, place, message_id, screen)
            )
            self._acting.add(task)
            task.add_done_callback(self._done)

    async def idle(self) -> None:
        """Return when nobody is about to do anything."""
        while self._acting:
            await asyncio.gather(*self._acting, return_exceptions=True)

    def stop(self) -> None:
        """Everyone drops what they were about to do."""
        for task in self._acting:
            task.cancel()

    def _done(self, task: asyncio.Task[None]) -> None:
        self._acting.discard(task)
        if not task.cancelled() and (problem := task.exception()) is not None:
            log.error("troupe_stumbled", error=type(problem).__name__)

    def _audience(self, place: Place, screen: Screen) -> Sequence[str]:
        if place.kind is PlaceKind.PRIVATE:
            return [place.address] if place.address in self._cast else []
        members = [user for user in self._members_of(place.address) if user in self._cast]
        if "choice-answer" not in _choices(screen):
            return []
        chance = self._chance(place.address, _words(screen))
        return [chance.choice(members)] if members else []

    async def _act(self, user: str, place: Place, message_id: str, screen: Screen) -> None:
        choices = _choices(screen)
        if "choice-answer" in choices:
            await self._respond(user, place, message_id, screen)
        elif user in self._speeches:
            await self._go_on(user, place, message_id, screen)
        elif "choice-see-answers" in choices:
            await self._pause(TAPPING, user, message_id)
            await self._do(user, place, Tapped(choices["choice-see-answers"], message_id))
        elif "choice-vote-right" in choices:
            await self._vote(user, place, message_id, choices)

    async def _go_on(self, user: str, place: Place, message_id: str, screen: Screen) -> None:
        """Say what the bot waits for, then confirm the exact words that it shows."""
        choices = _choices(screen)
        left = self._speeches[user]
        if left and PROMPTS & set(_phrases(screen)):
            words = left.pop(0)
            await self._pause(WRITING, user, message_id)
            await self._do(user, place, Said(RawText(words), f"played-{next(self._updates)}"))
        elif "choice-bring-answer" in choices:
            await self._pause(TAPPING, user, message_id)
            await self._do(user, place, Tapped(choices["choice-bring-answer"], message_id))
        elif "choice-send" in choices:
            del self._speeches[user]
            await self._pause(TAPPING, user, message_id)
            self._report("glimpse-sent", self._cast[user])
            await self._do(user, place, Tapped(choices["choice-send"], message_id))

    async def _respond(self, user: str, place: Place, message_id: str, screen: Screen) -> None:
        said = set(_phrases(screen))
        if "solicitation-title" in said:
            self._cases[user] = _words(screen)
        case = self._cases.get(user, "")
        settled = (user, place.address, case) in self._settled and FURTHER not in said
        if settled or (user, message_id) in self._shown:
            return
        self._shown.add((user, message_id))
        # Asked again about the same case (a reminder, a precision): this time, they answer.
        again = self._asked[user, case] > 0
        self._asked[user, case] += 1
        person, choices = self._cast[user], _choices(screen)
        if not again:
            self._report("glimpse-asked", person)
        spoke = any((u, c) == (user, case) for u, _, c in self._settled)
        plan = self._plan(person, case, set(choices), again or spoke)
        await self._pause(READING, user, message_id)
        if plan.words:
            # Wherever they were asked, they go on in private.
            self._speeches[user] = list(plan.words)
        if plan.choice not in UNSETTLED:
            self._settled.add((user, place.address, case))
        self._report(plan.report, person)
        if place.kind is PlaceKind.GROUP and plan.words:
            # In a group, only words that reply to the ask are for the bot.
            words = RawText(self._speeches[user].pop(0))
            await self._do(user, place, Said(words, f"played-{next(self._updates)}", message_id))
        else:
            await self._do(user, place, Tapped(choices[plan.choice], message_id))

    def _plan(self, person: Professional, case: str, choices: set[str], again: bool) -> Plan:
        chance = self._chance(person.id, case, str(again))
        said = self._said.setdefault(case, set())
        fresh = [line for line in self._bank.answers if line.text not in said]
        answer = best_line(fresh, case, person, chance)
        draw = chance.random()
        refuse = Plan("choice-not-my-field", "glimpse-not-my-field")
        if "choice-not-my-field" not in choices:  # a group's ask, or a precision: answer it
            answer = answer or chance.choice(self._bank.unsure)
        elif answer is None and again:
            return Plan("choice-later", "glimpse-later")
        elif answer is None:
            if draw < 0.75:
                return refuse
            answer = chance.choice(self._bank.unsure)
        elif not again and draw < 0.28:
            return self._other_than_answer(draw, person, case, chance) or self._speak(answer, said)
        return self._speak(answer, said)

    def _speak(self, line: Line, said: set[str]) -> Plan:
        said.add(line.text)
        return Plan("choice-answer", "glimpse-answers", (line.text,))

    def _other_than_answer(
        self, draw: float, person: Professional, case: str, chance: Random
    ) -> Plan | None:
        """Seven times in ten somebody who knows answers; the other three, one of these."""
        if draw < 0.08:
            return Plan("choice-later", "glimpse-later")
        if draw < 0.13:
            return Plan("choice-not-my-field", "glimpse-not-my-field")
        done = self._said[case]
        question = best_line(self._bank.questions, case, person, chance)
        if draw < 0.20 and question is not None and "question" not in done:
            done.add("question")
            return Plan("choice-ask-back", "glimpse-asks-back", (question.text,))
        relay = best_line(self._bank.relays, case, person, chance)
        if relay is not None and "relay" not in done:
            done.add("relay")
            return Plan("choice-relay", "glimpse-relays", (relay.via, relay.text))
        return None

    async def _vote(
        self, user: str, place: Place, message_id: str, choices: Mapping[str, str]
    ) -> None:
        # Each vote shows the answers again, in the same message: stop somewhere.
        if self._votes[user, message_id] >= MOST_VOTES:
            return
        self._votes[user, message_id] += 1
        number = self._votes[user, message_id]
        await self._pause(READING, user, f"{message_id}-{number}")
        right = self._chance(user, message_id, str(number)).random() < 0.85
        token = _numbered(choices, "choice-vote-right" if right else "choice-vote-wrong", number)
        if token is not None:
            self._report("glimpse-votes", self._cast[user])
            await self._do(user, place, Tapped(token, message_id))

    async def _do(self, user: str, place: Place, event: Event) -> None:
        update = f"played-{self._clock.now():%Y%m%d%H%M%S%f}-{next(self._updates)}"
        inbound = Inbound(update, place, user, event, self._clock.now(), "fr")
        await asyncio.to_thread(self._intake.receive, inbound)

    async def _pause(self, seconds: tuple[float, float], *what: str) -> None:
        await self._wait(self._chance(*what).uniform(*seconds))

    def _chance(self, *what: str) -> Random:
        return Random("/".join((str(self._seed), *what)))  # noqa: S311 (a play, not a secret)


def _choices(screen: Screen) -> Mapping[str, str]:
    """Tokens by label; of those with the same label, by label and rank as well."""
    tokens: dict[str, str] = {}
    ranks: Counter[str] = Counter()
    for choice in (choice for row in screen.choices for choice in row):
        key = choice.label.key
        ranks[key] += 1
        tokens.setdefault(key, choice.token)
        tokens[f"{key}#{ranks[key]}"] = choice.token
    return tokens


def _numbered(choices: Mapping[str, str], key: str, rank: int) -> str | None:
    return choices.get(f"{key}#{rank}")


def _phrases(screen: Screen) -> Iterator[str]:
    for block in screen.blocks:
        match block:
            case Heading(Phrase(key)):
                yield key
            case Paragraph(content) | Quote(content):
                yield from (part.key for part in content if isinstance(part, Phrase))


def _words(screen: Screen) -> str:
    """The first thing quoted: the case."""
    for block in screen.blocks:
        if isinstance(block, Quote):
            return "".join(part.text for part in block.content if isinstance(part, Verbatim))
    return ""
