"""Whatever people do, in whatever order, nobody is asked beyond their limit (R2, R3).

The whole bot plays; a naive counter, which knows nothing of how the bot decides, reads what left.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.delivery import Gone, Outgoing, RetryAt, SendOutcome, Unknown
from bot.domain.inbound import Tapped
from bot.domain.screens import Quote, Verbatim
from tests.journeys.theatre import Theatre, choices, circle, professional

PARIS = ZoneInfo("Europe/Paris")
HOLIDAY = date(2026, 11, 26)
ASKERS = ("claire", "denise")
PEOPLE = ("amel", "bruno", "chloe", "elsa", *ASKERS)
CHAT = "chat-logement"
TAPS = ("choice-not-my-field", "choice-later", "choice-less", "choice-widen", "choice-too-early")


@dataclass(frozen=True)
class Ask:
    at: datetime
    place: str
    about: str


@dataclass
class Witness:
    """Sees what leaves, and what people asked for."""

    theatre: Theatre
    acting: str = ""
    asks: list[Ask] = field(default_factory=list)
    wrongs: list[str] = field(default_factory=list)
    away: dict[str, dict[str, datetime]] = field(default_factory=dict)
    """Until when each person is away, by reason: of two pauses, the last one said counts."""
    weekly: dict[str, int] = field(default_factory=dict)

    def sees(self, message: Outgoing) -> None:
        now, place = self.theatre.clock.now(), message.place.address
        if message.protected:
            ask = Ask(now, place, _about(message))
            if all((a.place, a.about) != (ask.place, ask.about) for a in self.asks):
                self._judge(ask)
                self.asks.append(ask)
        if not message.silent and place != self.acting and not _is_open(now):
            self.wrongs.append(f"{place} was disturbed at {now}")

    def _judge(self, ask: Ask) -> None:
        before = [a.at for a in self.asks if a.place == ask.place]
        within = {
            days: sum(ask.at - at < timedelta(days=days) for at in before) + 1
            for days in (1, 7, 31)
        }
        if ask.place == CHAT:
            self._limit(ask, within[1] <= 1 and within[7] <= 3)
            return
        self._limit(ask, within[1] <= 1)
        self._limit(ask, within[7] <= self.weekly.get(ask.place, 2))
        self._limit(ask, within[31] <= 6)
        self._limit(ask, all(ask.at - at >= timedelta(hours=48) for at in before))
        self._limit(ask, all(until <= ask.at for until in self.away.get(ask.place, {}).values()))
        self._limit(ask, ask.about.split()[0] != ask.place)
        asker = ask.about.split()[0]
        pair = [a for a in self.asks if a.place == ask.place and a.about.split()[0] == asker]
        self._limit(ask, sum(ask.at - a.at < timedelta(days=31) for a in pair) < 2)

    def _limit(self, ask: Ask, holds: bool) -> None:
        if not holds:
            self.wrongs.append(f"{ask} after {[a for a in self.asks if a.place == ask.place]}")


def _about(message: Outgoing) -> str:
    quotes = [block for block in message.screen.blocks if isinstance(block, Quote)]
    return "".join(part.text for part in quotes[0].content if isinstance(part, Verbatim))


def _is_open(moment: datetime) -> bool:
    local = moment.astimezone(PARIS)
    minutes = local.hour * 60 + local.minute
    works = local.weekday() < 5 and local.date() != HOLIDAY
    return works and 8 * 60 + 30 <= minutes < 18 * 60 + 30


@dataclass
class Play:
    """What may happen, in any order."""

    theatre: Theatre
    witness: Witness
    situations: int = 0

    async def ask(self, who: str) -> None:
        self.situations += 1
        await self.theatre.asks(who, f"{who} numéro {self.situations} : qui paie le déménagement ?")

    async def tap(self, who: str, label: str) -> None:
        for shown in reversed(self.theatre.shown(who)):
            for choice in choices(shown.screen):
                if choice.label.key == label:
                    await self.theatre.does(who, Tapped(choice.token))
                    if label == "choice-less":
                        self.witness.weekly[who] = 1
                    if label == "choice-not-my-field":
                        self._away(who, "refused", timedelta(days=3))
                    return

    async def answer(self, who: str) -> None:
        if any("choice-answer" in _labels(shown) for shown in self.theatre.shown(who)):
            await self.theatre.answers(who, "Le FSL du Rhône paie, demandez-lui.")

    async def pause(self, who: str, days: int) -> None:
        await self.theatre.says(who, f"/pause {days}")
        self._away(who, "paused", timedelta(days=days))

    async def stop(self, who: str) -> None:
        await self.theatre.says(who, "/stop")
        self._away(who, "left", timedelta(days=10_000))

    async def come_back(self, who: str) -> None:
        await self.theatre.says(who, "/reprise")
        self.witness.away.pop(who, None)

    async def trouble(self, who: str, kind: str) -> None:
        """The next ask of this person meets trouble; then the platform is well again."""

        def failing(message: Outgoing) -> SendOutcome | None:
            if not message.protected or message.place.address != who:
                return None
            self.theatre.channel.failing = lambda _: None
            until = self.theatre.clock.now() + timedelta(hours=5)
            return {
                "wait": RetryAt(until, "too-many"),
                "unknown": Unknown("timed-out"),
                "gone": Gone("refused"),
            }[kind]

        self.theatre.channel.failing = failing

    async def time(self, minutes: int) -> None:
        step = timedelta(minutes=max(minutes / 12, min(minutes, 30)))
        await self.theatre.passes(timedelta(minutes=minutes), step)

    async def restart(self) -> None:
        self.theatre.restarted()
        self.theatre.core.courier.recover()

    def _away(self, who: str, why: str, how_long: timedelta) -> None:
        self.witness.away.setdefault(who, {})[why] = self.theatre.clock.now() + how_long


def _labels(shown: object) -> list[str]:
    return [choice.label.key for choice in choices(shown.screen)]  # type: ignore[attr-defined]


people = st.sampled_from(PEOPLE)
events = st.one_of(
    st.tuples(st.just("ask"), st.sampled_from(ASKERS)),
    st.tuples(st.just("time"), st.sampled_from((1, 45, 240, 1_440, 2_880, 10_080))),
    st.tuples(st.just("tap"), people, st.sampled_from(TAPS)),
    st.tuples(st.just("answer"), people),
    st.tuples(st.just("pause"), people, st.integers(1, 9)),
    st.tuples(st.just("stop"), people),
    st.tuples(st.just("come_back"), people),
    st.tuples(st.just("trouble"), people, st.sampled_from(("wait", "unknown", "gone"))),
    st.tuples(st.just("restart")),
)


@settings(max_examples=40)
@example(
    start=0, happens=[*[("ask", "denise")] * 6, ("pause", "claire", 2), ("pause", "claire", 1)]
)
@given(start=st.integers(0, 7 * 24), happens=st.lists(events, min_size=8, max_size=30))
def test_no_order_of_events_breaks_a_limit(start: int, happens: list[tuple[object, ...]]) -> None:
    theatre = Theatre(
        start=datetime(2026, 11, 21, 23, 10, tzinfo=PARIS) + timedelta(hours=start),
        holidays=[HOLIDAY],
    )
    theatre.cast(*(professional(name) for name in PEOPLE))
    theatre.circle(circle("logement", "amel", "bruno"))
    witness = Witness(theatre)
    theatre.channel.on_sent = witness.sees
    play = Play(theatre, witness)

    async def everything() -> None:
        for name, *details in (("ask", "claire"), ("time", 45), *happens, ("time", 2_880)):
            witness.acting = str(details[0]) if details else ""
            await getattr(play, str(name))(*details)

    asyncio.run(everything())
    assert witness.wrongs == []
