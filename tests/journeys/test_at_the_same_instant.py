"""Two workers, one instant: what is sent twice leaves once, and two people keep two numbers."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.dialogue.beforehand import Beforehand
from bot.domain.inbound import Event, Inbound, Said, Tapped
from bot.domain.people import Account, AccountId, ProfessionalId, Standing
from bot.domain.places import Place
from bot.domain.screening import Found, Risk, RiskLevel, Screened
from bot.domain.texts import RawText
from bot.ports import UnitOfWorkFactory
from tests.journeys.theatre import HELPERS, MARIE, Theatre, professional

CLAIRE = ProfessionalId("claire")
ELSEWHERE = "claire-elsewhere"
"""Her other account."""
ROUNDS = 3
FIRST, SECOND = "Nadia, au CCAS, le paie.", "Karim, à la CAF, le paie."


class NumberingScreener:
    """Implements `bot.ports.Screener`: each of these first names has a number all along a case."""

    def screen(
        self,
        text: RawText,
        *,
        language: str,
        placeholders: str = "",
        masked_more: Sequence[str] = (),
        given_back: Sequence[str] = (),
        answer: bool = False,
        departement: str | None = None,
    ) -> Screened:
        known = placeholders.split()
        known += [n for n in ("Marie", "Nadia", "Karim") if n in text.value and n not in known]
        clean = text.value
        for number, name in enumerate(known, start=1):
            clean = clean.replace(name, f"[PERSONNE {number}]")
        found = (Found(0, 1, "PERSON", "[PERSONNE]", "listed"),)
        return Screened(clean, found, Risk(RiskLevel.LOW), " ".join(known))


@pytest.fixture
def theatre(unit_of_work: UnitOfWorkFactory) -> Theatre:
    theatre = Theatre(unit_of_work)
    theatre.screener = NumberingScreener()  # type: ignore[assignment]
    theatre.restarted()
    theatre.asks_five_at_a_time()
    theatre.cast(*(professional(name) for name in ("claire", *HELPERS)))
    with unit_of_work() as uow:
        home = Place(theatre.channel.name, ELSEWHERE)
        name = AccountId(f"account-{ELSEWHERE}")
        now = theatre.clock.now() - timedelta(days=1)
        uow.accounts.add(Account(name, CLAIRE, theatre.channel.name, ELSEWHERE, home, now))
        uow.commit()
    return theatre


def tap_at_once(theatre: Theatre, taps: dict[str, str]) -> None:
    do_at_once(theatre, {user: Tapped(token) for user, token in taps.items()})


def do_at_once(theatre: Theatre, events: dict[str, Event]) -> None:
    """Each of these users does something; a worker of its own handles each, all at once."""
    for user, event in events.items():
        place, now = Place(theatre.channel.name, user), theatre.clock.now()
        received = Inbound(f"{user}-{event}", place, user, event, now, "fr")
        theatre.core.reception.receive(received)
    with theatre.unit_of_work() as uow:
        stored = uow.inbox.claim(theatre.clock.now(), 30, 10)
        uow.commit()
    assert len(stored) == len(events)
    workers = [theatre.restarted().reception for _ in stored]
    start = threading.Barrier(len(stored))

    def handle(number: int) -> None:
        start.wait()
        workers[number]._attempt(stored[number], Beforehand())
        while workers[number].screen():
            pass

    with ThreadPoolExecutor(len(stored)) as pool:
        list(pool.map(handle, range(len(stored))))


async def test_a_text_sent_from_two_accounts_leaves_once(theatre: Theatre) -> None:
    for sent in range(1, ROUNDS + 1):
        await theatre.says("claire", f"{MARIE} {sent}")
        await theatre.taps("claire", "choice-review")
        if "choice-ask-anyway" in theatre.offered("claire"):
            await theatre.taps("claire", "choice-ask-anyway")
        token = theatre.token("claire", "choice-send")
        tap_at_once(theatre, {"claire": token, ELSEWHERE: token})
        await theatre.settles()
        with theatre.unit_of_work() as uow:
            assert len(uow.cases.by_asker(CLAIRE)) == sent
    told = theatre.heard("claire") + theatre.heard(ELSEWHERE)
    assert told.count("il est déjà parti") == ROUNDS


async def test_two_people_named_in_two_answers_have_two_numbers(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2), timedelta(minutes=1))
    first, second = theatre.asked()[:2]
    for helper, words in ((first, FIRST), (second, SECOND)):
        await theatre.taps(helper, "choice-answer")
        await theatre.says(helper, words)
        assert "[PERSONNE 2]" in theatre.last(helper)
    tap_at_once(theatre, {user: theatre.token(user, "choice-send") for user in (first, second)})
    await theatre.settles()
    (again,) = [user for user in (first, second) if "[PERSONNE 3]" in theatre.last(user)]
    assert "Le texte a changé depuis cet aperçu" in theatre.heard(again)
    await theatre.taps(again, "choice-send")
    texts = answers_of(theatre)
    assert {text.partition(",")[0] for text in texts} == {"[PERSONNE 2]", "[PERSONNE 3]"}


async def test_one_person_named_in_two_answers_has_one_number(theatre: Theatre) -> None:
    """Screened again, the second answer reads as it did: its author has confirmed it already."""
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2), timedelta(minutes=1))
    helpers = theatre.asked()[:2]
    for helper in helpers:
        await theatre.taps(helper, "choice-answer")
        await theatre.says(helper, FIRST)
    for helper in helpers:
        await theatre.taps(helper, "choice-send")
    assert answers_of(theatre) == ["[PERSONNE 2], au CCAS, le paie."] * 2


async def test_two_choices_made_at_once_both_hold(theatre: Theatre) -> None:
    """R3: a pause asked for on the telephone is not undone by "less" asked for on the web."""
    for number in range(ROUNDS):
        less, pause = (Said(RawText(words), f"w{number}") for words in ("/moins", "/pause 3"))
        do_at_once(theatre, {"claire": less, ELSEWHERE: pause})
        await theatre.settles()
        with theatre.unit_of_work() as uow:
            claire = uow.professionals.lock(CLAIRE)
            assert claire is not None
            assert claire.weekly_cap is not None
            assert claire.paused_until is not None
            uow.professionals.update(replace(claire, weekly_cap=None, paused_until=None))
            uow.commit()


async def test_nothing_brings_back_whoever_is_erased(theatre: Theatre) -> None:
    await theatre.says("claire", "/oublier")
    erase = Tapped(theatre.token("claire", "choice-erase"))
    do_at_once(theatre, {"claire": erase, ELSEWHERE: Said(RawText("/moins"), "w")})
    with theatre.unit_of_work() as uow:
        claire = uow.professionals.get(CLAIRE)
        assert claire is not None
        assert (claire.display_name, claire.standing) == ("", Standing.LEFT)


def answers_of(theatre: Theatre) -> list[str]:
    with theatre.unit_of_work() as uow:
        (case,) = uow.cases.by_asker(CLAIRE)
        return [answer.text.value for answer in uow.answers.of_case(case.id) if answer.text]
