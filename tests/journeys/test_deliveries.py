"""What becomes of a message: sent, refused for good, refused for now, or nobody knows (R5)."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.domain.delivery import Abilities, Gone, Outgoing, RetryAt, SendOutcome, Unknown
from bot.domain.inbound import Inbound, Said, Tapped
from bot.domain.notices import Claimed
from bot.domain.people import ProfessionalId
from bot.domain.places import Place
from bot.domain.solicitations import Delivery
from bot.domain.texts import RawText
from tests.journeys.theatre import (
    ABILITIES,
    HELPERS,
    TUESDAY,
    StageChannel,
    Theatre,
    moderator,
    professional,
)


@pytest.fixture
def theatre(theatre: Theatre) -> Theatre:
    theatre.cast(moderator("nadege"))
    return theatre


def trouble(theatre: Theatre, name: str, outcome: SendOutcome) -> list[Outgoing]:
    """Asks to this person meet trouble; the list fills with each try."""
    tries: list[Outgoing] = []

    def failing(message: Outgoing) -> SendOutcome | None:
        if message.protected and message.place.address == name:
            tries.append(message)
            return outcome
        return None

    theatre.channel.failing = failing
    return tries


# Nobody knows


@pytest.fixture
async def tries(theatre: Theatre) -> list[Outgoing]:
    tries = trouble(theatre, "amel", Unknown("timed-out"))
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    return tries


async def test_an_unknown_fate_counts_and_is_never_sent_again(
    theatre: Theatre, tries: list[Outgoing]
) -> None:
    assert len(theatre.asked()) == 4, "amel's ask counts as the fifth"
    assert "5 collègues sollicités" in theatre.heard("claire")
    theatre.core.courier.recover()
    await theatre.passes(timedelta(days=2))
    assert len(tries) == 1


async def test_moderators_are_told_and_settle_it_with_a_tap(
    theatre: Theatre, tries: list[Outgoing]
) -> None:
    assert "Amel est incertain" in theatre.last("nadege")
    await theatre.taps("nadege", "choice-lost")
    assert "C’est noté" in theatre.last("nadege")
    assert len(theatre.asked()) == 5, "the slot is freed: somebody else is asked"
    await theatre.passes(timedelta(days=2))
    assert len(tries) == 1


async def test_it_is_settled_once(theatre: Theatre, tries: list[Outgoing]) -> None:
    arrived, lost = (theatre.token("nadege", c) for c in ("choice-arrived", "choice-lost"))
    await theatre.does("nadege", Tapped(arrived))
    await theatre.does("nadege", Tapped(lost))
    assert "C’est déjà tranché" in theatre.last("nadege")
    assert len(theatre.asked()) == 4


async def test_whoever_received_it_after_all_may_answer(
    theatre: Theatre, tries: list[Outgoing]
) -> None:
    rows = tries[0].screen.choices
    answer = next(c.token for row in rows for c in row if c.label.key == "choice-answer")
    await theatre.does("amel", Tapped(answer))
    await theatre.says("amel", "Le FSL du Rhône paie, demandez-lui.")
    await theatre.taps("amel", "choice-send")
    assert "demandez-lui" in theatre.heard("claire")


async def test_an_exception_of_the_platform_is_an_unknown_fate(theatre: Theatre) -> None:
    theatre.strict = False
    tries: list[Outgoing] = []

    def failing(message: Outgoing) -> SendOutcome | None:
        if message.protected and message.place.address == "amel":
            tries.append(message)
            raise ConnectionResetError
        return None

    theatre.channel.failing = failing
    await theatre.asks("claire")
    await theatre.passes(timedelta(days=2))
    assert len(tries) == 1
    assert "Amel est incertain" in theatre.heard("nadege")


# Never


async def test_what_will_never_arrive_frees_its_slot_at_once(theatre: Theatre) -> None:
    tries = trouble(theatre, "amel", Gone("blocked"))
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2), timedelta(minutes=2))
    assert len(theatre.asked()) == 5
    assert theatre.asked("amel") == []
    theatre.channel.failing = lambda _: None
    await theatre.passes(timedelta(days=2))
    assert len(tries) == 1
    assert theatre.asked("amel") == [], "until she writes, nobody can reach her"
    await theatre.says("amel", "/aide")
    await theatre.asks("gilles", "Un garant refuse. Qui peut payer le déménagement ?")
    await theatre.passes(timedelta(hours=1))
    assert theatre.asked("amel") == ["amel"]


async def test_writing_in_a_group_does_not_reopen_a_blocked_chat(theatre: Theatre) -> None:
    trouble(theatre, "amel", Gone("blocked"))
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.says_in("chat-x", "amel", "/aide")
    with theatre.unit_of_work() as uow:
        (account,) = uow.accounts.of(ProfessionalId("amel"))
    assert account.unreachable_since is not None


# Not now


async def test_a_wait_is_obeyed_to_the_second_and_stalls_nobody(theatre: Theatre) -> None:
    when: datetime = theatre.clock.now() + timedelta(minutes=7, seconds=13)
    sent_at: list[datetime] = []

    def failing(message: Outgoing) -> SendOutcome | None:
        if not message.protected or message.place.address != "amel":
            return None
        if theatre.clock.now() < when:
            assert not sent_at
            sent_at.append(theatre.clock.now())
            return RetryAt(when, "too-many")
        sent_at.append(theatre.clock.now())
        return None

    theatre.channel.failing = failing
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2), timedelta(minutes=1))
    assert len(theatre.asked()) == 4, "the others did not wait"
    await theatre.passes(timedelta(minutes=6), timedelta(seconds=1))
    assert sent_at[1:] == [when]
    assert len(theatre.asked()) == 5


async def test_an_ask_that_never_leaves_is_withdrawn_with_its_search(theatre: Theatre) -> None:
    """It stalls nobody meanwhile: silence widens the search as it would anyway."""

    def failing(message: Outgoing) -> SendOutcome | None:
        if message.protected and message.place.address == "amel":
            return RetryAt(theatre.clock.now() + timedelta(hours=1), "too-many")
        return None

    theatre.channel.failing = failing
    await theatre.asks("claire")
    await theatre.passes(timedelta(days=4))
    assert set(theatre.asked()) == {*HELPERS} - {"amel"}
    with theatre.unit_of_work() as uow:
        (ask,) = uow.solicitations.of_person(ProfessionalId("amel"))
        assert ask.delivery is Delivery.WITHDRAWN
        assert uow.outbox.waiting() == 0


async def test_a_late_departure_starts_the_gap_later(theatre: Theatre) -> None:
    """The 48 hours between two asks are counted from when the first one left."""
    wait = theatre.clock.now() + timedelta(hours=6)
    theatre.channel.failing = lambda m: (
        RetryAt(wait, "too-many") if m.protected and theatre.clock.now() < wait else None
    )
    await theatre.asks("claire")
    await theatre.passes(timedelta(hours=6), timedelta(minutes=30))
    theatre.channel.failing = lambda _: None
    await theatre.passes(timedelta(hours=1))
    five = theatre.asked()
    before = len(theatre.channel.sent)
    await theatre.passes(timedelta(hours=42), timedelta(hours=6))
    await theatre.asks("nadege", "Un garant refuse. Qui peut payer le déménagement ?")
    await theatre.passes(timedelta(hours=1))
    again = {m.place.address for m in theatre.channel.sent[before:] if m.protected}
    assert not again & set(five)


# Where a message cannot be changed


async def test_where_nothing_can_be_edited_nobody_is_told_to_do_nothing() -> None:
    plain = {name: getattr(ABILITIES, name) for name in ABILITIES.__slots__}
    theatre = Theatre(channel=StageChannel(Abilities(**plain | {"edits": False, "deletes": False})))
    theatre.cast(professional("claire"), *(professional(name) for name in HELPERS))
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.answers("amel", "Le FSL du Rhône paie, demandez-lui.")
    before = theatre.read("bruno")
    await theatre.taps("claire", "choice-this-unblocks")
    assert theatre.read("bruno") == before


async def test_a_sender_slower_than_its_claim_says_what_became_of_the_ask(
    theatre: Theatre,
) -> None:
    """It was uncertain, then it was not: it stays one ask, and is kept up to date like another."""

    def slow(message: Outgoing) -> SendOutcome | None:
        if message.protected and message.place.address == "amel":
            theatre.clock.forward(timedelta(seconds=61))
            theatre.core.courier.recover()
        return None

    theatre.channel.failing = slow
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2), timedelta(minutes=2))
    assert len([m for m in theatre.channel.sent if m.place.address == "amel"]) == 1
    with theatre.unit_of_work() as uow:
        (ask,) = uow.solicitations.of_person(ProfessionalId("amel"))
        assert ask.delivery is Delivery.SENT
    await theatre.says("claire", "/oublier")
    await theatre.taps("claire", "choice-erase")
    assert "déménagement" not in theatre.heard("amel")


# Whatever is not an ask


async def test_a_channel_knows_who_has_just_written_and_waits(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    noted, preview = theatre.channel.sent[:2]
    assert noted.prompted and preview.prompted
    assert {one.prompted for one in theatre.channel.sent if one.protected} == {False}


async def test_a_reply_of_unknown_fate_is_said_again(theatre: Theatre) -> None:
    """R4: better twice than never, for everything but an ask."""
    fates: list[SendOutcome] = [Unknown("timed-out"), Unknown("timed-out")]
    theatre.channel.failing = lambda message: fates.pop() if fates else None
    await theatre.says("claire", "/aide")
    await theatre.passes(timedelta(minutes=1), timedelta(seconds=10))
    assert "Ce que vous pouvez faire" in theatre.heard("claire")


async def test_what_never_has_a_known_fate_is_given_up(theatre: Theatre) -> None:
    tries: list[Outgoing] = []

    def failing(message: Outgoing) -> SendOutcome | None:
        tries.append(message)
        return Unknown("timed-out")

    theatre.channel.failing = failing
    await theatre.says("claire", "/aide")
    await theatre.passes(timedelta(hours=1), timedelta(seconds=10))
    assert len(tries) == 4


async def test_a_message_that_could_not_be_composed_is_composed_later(theatre: Theatre) -> None:
    theatre.strict = False
    courier = theatre.core.courier
    prepare = courier._prepare
    faults = [OSError(), OSError()]

    def failing(claimed: Claimed) -> object:
        if faults:
            raise faults.pop()
        return prepare(claimed)

    courier._prepare = failing  # type: ignore[method-assign, assignment]
    await theatre.says("claire", "/aide")
    await theatre.passes(timedelta(minutes=1), timedelta(seconds=10))
    assert "Ce que vous pouvez faire" in theatre.heard("claire")


# A platform that is slow


class SlowChannel(StageChannel):
    """A platform that has not answered yet about messages to some places."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, asyncio.Event] = {}

    async def send(self, message: Outgoing) -> SendOutcome:
        if (answer := self.answers.get(message.place.address)) is not None:
            await answer.wait()
        return await super().send(message)


async def test_a_message_that_takes_its_time_keeps_nobody_else_waiting() -> None:
    channel = SlowChannel()
    theatre = Theatre(channel=channel)
    theatre.cast(professional("claire"), professional("amel"))
    channel.answers["amel"] = asyncio.Event()
    courier = theatre.core.courier

    async def writes(name: str) -> None:
        place = Place(channel.name, name)
        said = Said(RawText("Qui paie le camion ?"), f"own-{name}")
        theatre.core.reception.receive(Inbound(name, place, name, said, TUESDAY))
        assert theatre.core.reception.work() == 1
        assert await courier.set_out() == 1

    await writes("amel")
    await writes("claire")
    while not theatre.shown("claire"):
        await asyncio.sleep(0)
    assert theatre.shown("amel") == []
    channel.answers["amel"].set()
    await courier.arrive()
    assert "C’est noté" in theatre.last("amel")
