"""The moderator's hand: limits change with a reason and can be undone; cases held; all audited."""

from datetime import timedelta

import pytest

from bot.domain.delivery import RetryAt
from bot.domain.inbound import Tapped
from bot.domain.people import Role
from tests.journeys.theatre import CLEAN_MARIE, HELPERS, Theatre, moderator, pilot, professional


@pytest.fixture
def theatre(theatre: Theatre) -> Theatre:
    theatre.cast(moderator("nadege"), pilot("paul"))
    return theatre


# Limits (R11)


async def test_the_limits_are_shown_to_pilots_and_above(theatre: Theatre) -> None:
    for name in ("nadege", "paul"):
        await theatre.says(name, "/limites")
        assert "Réglages en vigueur (version 1)" in theatre.last(name)
        assert "Par personne et par semaine : person_week = 2" in theatre.last(name)


@pytest.mark.parametrize(
    "command", ["/limites", "/limites person_week 9 trop", "/charge", "/historique"]
)
async def test_a_member_sees_none_of_it(theatre: Theatre, command: str) -> None:
    await theatre.says("amel", command)
    assert "Cela demande un autre rôle" in theatre.last("amel")


async def test_a_pilot_looks_and_does_not_touch(theatre: Theatre) -> None:
    await theatre.says("paul", "/limites person_week 9 beaucoup de demandes")
    assert "Cela demande un autre rôle" in theatre.last("paul")


async def test_a_change_is_a_new_version_with_its_reason(theatre: Theatre) -> None:
    await theatre.says("nadege", "/limites first_wave 2 été calme, peu de monde")
    assert "Version 2 en vigueur" in theatre.last("nadege")
    assert "first_wave : 5 → 2" in theatre.last("nadege")
    await theatre.says("nadege", "/historique")
    assert "par Nadege. été calme, peu de monde" in theatre.last("nadege")
    assert "à l’installation" in theatre.last("nadege")
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    assert len(theatre.asked()) == 2


async def test_a_change_is_undone_by_another_version(theatre: Theatre) -> None:
    await theatre.says("nadege", "/limites first_wave 2 essai")
    undo = theatre.token("nadege", "choice-undo-limits")
    await theatre.does("nadege", Tapped(undo))
    assert "Version 3 en vigueur" in theatre.last("nadege")
    assert "first_wave : 2 → 5" in theatre.last("nadege")
    await theatre.does("nadege", Tapped(undo))
    assert "Ce bouton ne sert plus" in theatre.last("nadege")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("person_week", "Écrivez : /limites NOM VALEUR raison"),
        ("person_week 3", "Dites pourquoi"),
        ("person_wek 3 test", "Vouliez-vous dire : person_week ?"),
        ("zzz 3 test", "Le réglage « zzz » n’existe pas."),
        ("person_week beaucoup test", "n’est pas du bon type"),
        ("person_week 1000 test", "entre 0 et 50"),
        ("person_week -1 test", "entre 0 et 50"),
        ("explore_share 2 test", "entre 0 et 1"),
        ("opens 9h test", "est une heure, par exemple 08:30"),
        ("opens 20:00 test", "L’heure de fin doit venir après"),
    ],
)
async def test_a_wrong_change_says_what_is_wrong(theatre: Theatre, typed: str, told: str) -> None:
    await theatre.says("nadege", f"/limites {typed}")
    assert told in theatre.last("nadege")
    assert "Vouliez-vous dire :  ?" not in theatre.last("nadege")
    with theatre.unit_of_work() as uow:
        assert uow.policies.current().version == 1


async def test_a_lower_limit_holds_for_what_already_waits(theatre: Theatre) -> None:
    """R2: an ask is rechecked when it leaves."""
    later = RetryAt(theatre.clock.now() + timedelta(minutes=30), "too-many")
    theatre.channel.failing = lambda message: later if message.protected else None
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    theatre.channel.failing = lambda _: None
    await theatre.says("nadege", "/limites network_day 0 incident")
    await theatre.passes(timedelta(hours=2))
    assert theatre.asked() == []


async def test_every_change_is_audited(theatre: Theatre) -> None:
    await theatre.says("nadege", "/limites first_wave 2 essai")
    with theatre.unit_of_work() as uow:
        (entry,) = uow.records.audited()
    assert (entry.actor_id, entry.action, entry.details["version"]) == (
        "nadege",
        "change-limits",
        2,
    )


# Holding a situation


async def held(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.says("nadege", "/charge")
    await theatre.taps("nadege", "choice-hold")


async def test_a_held_situation_asks_nobody_and_its_author_knows(theatre: Theatre) -> None:
    await held(theatre)
    assert "Situation suspendue" in theatre.last("nadege")
    assert CLEAN_MARIE in theatre.last("nadege")
    assert "suspendue par la modération" in theatre.last("claire")
    await theatre.passes(timedelta(days=5))
    assert theatre.asked() == []
    assert "sans réponse" not in theatre.heard("claire")


async def test_a_released_situation_goes_on_with_all_its_time(theatre: Theatre) -> None:
    await held(theatre)
    await theatre.passes(timedelta(days=7))
    await theatre.taps("nadege", "choice-release")
    await theatre.passes(timedelta(hours=1))
    assert len(theatre.asked()) == 5
    await theatre.passes(timedelta(days=1))
    assert "terminée" not in theatre.heard("claire")


async def test_holding_frees_what_was_about_to_leave(theatre: Theatre) -> None:
    later = RetryAt(theatre.clock.now() + timedelta(minutes=30), "too-many")
    theatre.channel.failing = lambda message: later if message.protected else None
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    theatre.channel.failing = lambda _: None
    await theatre.says("nadege", "/charge")
    await theatre.taps("nadege", "choice-hold")
    await theatre.passes(timedelta(days=1))
    assert theatre.asked() == []
    await theatre.taps("nadege", "choice-release")
    await theatre.passes(timedelta(minutes=5))
    assert len(theatre.asked()) == 5


async def test_an_answer_on_its_way_is_kept_while_held(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.taps("amel", "choice-answer")
    await theatre.says("nadege", "/charge")
    await theatre.taps("nadege", "choice-hold")
    await theatre.says("amel", "Le FSL du Rhône paie, demandez-lui.")
    await theatre.taps("amel", "choice-send")
    assert "demandez-lui" in theatre.heard("claire")


async def test_only_moderators_hold(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.says("paul", "/charge")
    assert "choice-hold" not in theatre.offered("paul")


async def test_a_role_taken_away_takes_its_buttons_away(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.says("nadege", "/charge")
    hold = theatre.token("nadege", "choice-hold")
    demote(theatre, "nadege")
    await theatre.does("nadege", Tapped(hold))
    assert "Cela demande un autre rôle" in theatre.last("nadege")
    await theatre.passes(timedelta(minutes=2))
    assert len(theatre.asked()) == 5


# What reaches pilots


async def test_a_situation_without_an_answer_reaches_the_pilots(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(days=4))
    assert "Une situation reste sans réponse" in theatre.last("paul")
    assert CLEAN_MARIE in theatre.last("paul")
    assert "Les pilotes du réseau sont prévenus" in theatre.heard("claire")


async def test_the_load_names_whoever_is_at_their_limit(theatre: Theatre) -> None:
    await theatre.says("nadege", "/limites person_week 1 essai")
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.says("nadege", "/charge")
    assert "5 sollicitations pour 5 personnes" in theatre.last("nadege")
    assert "Amel" in theatre.last("nadege")
    assert set(theatre.asked()) < set(HELPERS)


def demote(theatre: Theatre, name: str) -> None:
    with theatre.unit_of_work() as uow:
        uow.professionals.update(professional(name, role=Role.MEMBER))
        uow.commit()
