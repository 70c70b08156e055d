"""Screening takes its time, and so does a what-if: nothing waits but what needs them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.inbound import Inbound, Said
from bot.domain.people import ProfessionalId
from bot.domain.places import Place
from bot.domain.texts import RawText
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.unit_of_work import SqlUnitOfWorkFactory
from tests.journeys.theatre import (
    CLEAN_MARIE,
    HELPERS,
    MARIE,
    Theatre,
    moderator,
    professional,
)


@pytest.fixture
def theatre(fresh_sqlite: str, cipher: Cipher) -> Iterator[Theatre]:
    """On a database that one unit of work holds alone."""
    engine = open_engine(fresh_sqlite)
    theatre = Theatre(SqlUnitOfWorkFactory(engine, cipher))
    theatre.cast(*(professional(name) for name in ("claire", *HELPERS)))
    yield theatre
    engine.dispose()


LEASE = timedelta(seconds=31)


def writes(theatre: Theatre, user: str, text: str) -> None:
    """Somebody writes; the bot works on what it can, now."""
    place = Place(theatre.channel.name, user)
    said = Said(RawText(text), f"meanwhile-{user}")
    inbound = Inbound(f"meanwhile-{user}", place, user, said, theatre.clock.now(), "fr")
    assert theatre.core.reception.receive(inbound)
    assert theatre.core.reception.work() == 1


def drafts_of(theatre: Theatre, user: str) -> list[str]:
    with theatre.unit_of_work() as uow:
        return [draft.raw.value for draft in uow.drafts.by_author(ProfessionalId(user))]


async def test_others_are_served(theatre: Theatre) -> None:
    await theatre.says("claire", MARIE)
    seen: list[list[str]] = []

    def meanwhile() -> None:
        writes(theatre, HELPERS[0], "Qui paie le camion ?")
        seen.append(drafts_of(theatre, HELPERS[0]))

    theatre.screener.meanwhile = meanwhile
    await theatre.taps("claire", "choice-review")
    assert seen == [["Qui paie le camion ?"]]
    assert CLEAN_MARIE in theatre.last("claire")
    assert "C’est noté" in theatre.last(HELPERS[0])


async def test_others_are_served_while_a_change_of_limits_is_previewed(theatre: Theatre) -> None:
    theatre.cast(moderator("nadege"))
    writes(theatre, "nadege", "/limites person_week 3 un essai")
    writes(theatre, HELPERS[0], "Qui paie le camion ?")
    assert drafts_of(theatre, HELPERS[0]) == ["Qui paie le camion ?"]
    assert drafts_of(theatre, "nadege") == [], "put aside, with nothing held"
    await theatre.settles()
    assert "C’est noté" in theatre.last(HELPERS[0])
    assert "Raison : un essai" in theatre.last("nadege")


async def test_what_changed_is_screened_again(theatre: Theatre) -> None:
    await theatre.says("claire", MARIE)
    times: list[str] = []

    def meanwhile() -> None:
        times.append("screened")
        with theatre.unit_of_work() as uow:
            (draft,) = uow.drafts.by_author(ProfessionalId("claire"))
            if len(draft.parts) == 1:
                uow.drafts.update(replace(draft, parts=(*draft.parts, RawText("Nadia attend."))))
            uow.commit()

    theatre.screener.meanwhile = meanwhile
    await theatre.taps("claire", "choice-review")
    assert len(times) == 2
    assert "[PERSONNE 2] attend." in theatre.last("claire")


async def test_the_same_event_is_not_taken_twice_while_its_text_waits(theatre: Theatre) -> None:
    await theatre.says("claire", MARIE)
    reception = theatre.core.reception
    place = Place(theatre.channel.name, "claire")
    words = Said(RawText("/aide"), "later")

    def meanwhile() -> None:
        theatre.clock.forward(LEASE)
        # Its lease has run out, and is renewed: it is in hand.
        reception.receive(Inbound("later", place, "claire", words, theatre.clock.now(), "fr"))
        assert reception.work() == 0

    theatre.screener.meanwhile = meanwhile
    await theatre.taps("claire", "choice-review")
    assert sum(CLEAN_MARIE in message for message in theatre.read("claire")) == 1
    assert "/moins" in theatre.last("claire")


async def test_a_text_that_waits_for_minutes_is_not_given_up(theatre: Theatre) -> None:
    """R4: the model loads, or other texts come first: that is nobody's failure."""
    await theatre.says("claire", MARIE)
    reception = theatre.core.reception

    def meanwhile() -> None:
        for _ in range(5):
            theatre.clock.forward(LEASE)
            reception.work()

    theatre.screener.meanwhile = meanwhile
    await theatre.taps("claire", "choice-review")
    assert CLEAN_MARIE in theatre.last("claire")
    assert "n’a pas pu être traité" not in theatre.heard("claire")


async def test_another_process_does_not_take_what_waits_here(theatre: Theatre) -> None:
    await theatre.says("claire", MARIE)
    core = theatre.core
    here, there = core.reception, theatre.restarted().reception
    theatre.core = core

    def meanwhile() -> None:
        theatre.screener.meanwhile = lambda: None
        for _ in range(10):
            theatre.clock.forward(timedelta(seconds=15))
            assert (here.work(), there.work()) == (0, 0)

    theatre.screener.meanwhile = meanwhile
    await theatre.taps("claire", "choice-review")
    assert CLEAN_MARIE in theatre.last("claire")


async def test_a_text_that_cannot_be_screened_stays_and_says_so(theatre: Theatre) -> None:
    await theatre.says("claire", MARIE)
    theatre.screener.unavailable = "model_missing"
    await theatre.taps("claire", "choice-review")
    assert CLEAN_MARIE not in theatre.heard("claire")
    assert drafts_of(theatre, "claire") == [MARIE]
    theatre.screener.unavailable = None
    await theatre.taps("claire", "choice-review")
    assert CLEAN_MARIE in theatre.last("claire")
