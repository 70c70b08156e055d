"""Weeks of ordinary life, gone through again: the same limits give the same asks, exactly (R6)."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest

from bot.domain.policy import Value
from bot.domain.replay import differing
from bot.domain.what_if.comparison import Comparison
from bot.domain.what_if.past import Chronicle, Past
from bot.domain.what_if.rerun import Rerun, go_through
from bot.usecases.replay_waves import recorded_past
from tests.fakes.time_and_chance import HandClock
from tests.journeys.theatre import HELPERS, TUESDAY, Theatre, circle, professional

WEEKS = 3
ASKERS = ("claire", "denise", "eric")
QUESTIONS = (
    "Qui peut payer un déménagement quand le FSL a refusé ?",
    "Une famille risque l’expulsion, quel recours pour un impayé de loyer ?",
    "Comment obtenir une mutation chez un bailleur qui ne répond plus ?",
    "Quelle aide pour un dépôt de garantie quand la Visale est refusée ?",
    "Un jeune sans permis doit aller travailler loin : quelle aide à la mobilité ?",
)
RESPONSES = ("choice-answer", "choice-not-my-field", "choice-later", "choice-less", "")


class TickingClock(HandClock):
    """No two things happen at the same instant, as outside tests."""

    def now(self) -> datetime:
        self.forward(timedelta(microseconds=1))
        return super().now()


async def respond(theatre: Theatre, chance: random.Random, answered: set[str]) -> None:
    """Each ask that came in is responded to, in some way, or not at all."""
    for message in list(theatre.channel.sent):
        name = message.place.address
        if not message.protected or message.key in answered or name.startswith("chat-"):
            continue
        answered.add(message.key)
        response = chance.choices(RESPONSES, weights=(25, 20, 10, 2, 43))[0]
        if response not in theatre.offered(name):
            continue
        if response == "choice-answer":
            await theatre.answers(name, f"Le service {chance.randrange(99)} peut payer, demandez.")
        else:
            await theatre.taps(name, response)


async def live(theatre: Theatre) -> None:
    chance = random.Random(6)
    answered: set[str] = set()
    for _ in range(7 * WEEKS):
        for asker in ASKERS:
            if chance.random() < 0.5:
                await theatre.asks(asker, chance.choice(QUESTIONS))
        if chance.random() < 0.1:
            await theatre.says(chance.choice(HELPERS), "/pause 3")
        for _ in range(4):
            await theatre.passes(timedelta(hours=6), step=timedelta(hours=2))
            await respond(theatre, chance, answered)


@pytest.fixture
async def lived() -> Theatre:
    theatre = Theatre()
    theatre.clock = TickingClock(TUESDAY)
    theatre.restarted()
    theatre.cast(*(professional(name) for name in (*HELPERS, *ASKERS)))
    theatre.cast(
        professional("nouvelle", joined_at=TUESDAY - timedelta(days=5)),
        professional("rare", weekly_cap=1),
        professional("ailleurs", departement="974", timezone="Indian/Reunion"),
    )
    theatre.circle(circle("logement", "amel", "bruno"))
    await live(theatre)
    return theatre


def compared(theatre: Theatre, changes: Mapping[str, Value]) -> Comparison:
    with theatre.unit_of_work() as uow:
        past = recorded_past(uow, theatre.clock.now(), TUESDAY)
    return past.under(changes)


async def test_the_actual_limits_give_the_actual_asks(lived: Theatre) -> None:
    with lived.unit_of_work() as uow:
        waves = uow.records.waves_since(TUESDAY)
        asks = uow.solicitations.planned_since(TUESDAY)
    assert len(waves) > 30
    assert differing(waves) == []
    chronicle = Chronicle(Past(TUESDAY, lived.clock.now(), waves, asks))
    again = Rerun(chronicle, {})
    go_through(chronicle, again)
    assert again.cases_changed == 0
    made = {(one.case_id, one.who, one.at) for one in again.made}
    assert made == {(ask.case_id, ask.asked_id, ask.planned_at) for ask in asks}


async def test_nothing_changed_changes_nothing(lived: Theatre) -> None:
    same = compared(lived, {})
    assert (same.changes, same.lost_answers, same.unread) == ((), 0, 0)
    assert same.before == same.after
