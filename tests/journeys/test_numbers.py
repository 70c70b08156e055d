"""Where there are no buttons, a number is about a list that its person could read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.dialogue.choosing import READ_AFTER
from bot.domain.cases import Case
from tests.journeys.theatre import ABILITIES, StageChannel, Theatre, choices, professional

SECOND = "Qui connaît un foyer qui accepte les chiens, à Roubaix ?"


@pytest.fixture
async def theatre() -> Theatre:
    """Claire is about to send a second situation when the first answer to the first comes."""
    theatre = Theatre(channel=StageChannel(replace(ABILITIES, buttons=False)))
    theatre.cast(professional("claire"), professional("amel"))
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.says("claire", SECOND)
    await theatre.taps("claire", "choice-review")
    theatre.clock.forward(timedelta(minutes=1))
    await theatre.answers("amel", "Le FSL du Rhône paie, demandez-lui.")
    assert "demandez-lui" in theatre.last("claire")
    return theatre


def number(theatre: Theatre, label: str) -> str:
    """The number under which a choice was last shown to Claire."""
    for shown in reversed(theatre.shown("claire")):
        labels = [choice.label.key for choice in choices(shown.screen)]
        if label in labels:
            return str(labels.index(label) + 1)
    raise AssertionError(label)


def cases(theatre: Theatre) -> list[Case]:
    with theatre.unit_of_work() as uow:
        found = uow.cases.by_asker(professional("claire").id)
        return sorted(found, key=lambda case: case.confirmed_at)


async def test_a_number_typed_as_a_list_arrives_does_nothing_and_asks(theatre: Theatre) -> None:
    await theatre.says("claire", number(theatre, "choice-send"))
    assert "rien n’a été fait" in theatre.last("claire")
    (first,) = cases(theatre)
    assert first.outcome is None


async def test_the_message_before_is_done_when_it_was_meant(theatre: Theatre) -> None:
    await theatre.says("claire", number(theatre, "choice-send"))
    await theatre.says("claire", "1")
    first, _second = cases(theatre)
    assert first.outcome is None


async def test_and_the_newest_when_it_was(theatre: Theatre) -> None:
    await theatre.says("claire", number(theatre, "choice-this-unblocks"))
    await theatre.says("claire", "2")
    (first,) = cases(theatre)
    assert first.outcome is not None


async def test_once_there_was_time_to_read_it_the_last_list_counts(theatre: Theatre) -> None:
    theatre.clock.forward(READ_AFTER)
    await theatre.says("claire", number(theatre, "choice-this-unblocks"))
    (first,) = cases(theatre)
    assert first.outcome is not None
