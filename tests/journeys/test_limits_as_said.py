"""A moderator changes a limit as people type on a phone: unclear, half, out of order, twice."""

from datetime import timedelta

import pytest

from bot.domain.drafts import Purpose
from bot.domain.inbound import Tapped
from bot.usecases.world import current_policy
from tests.journeys.theatre import MARIE, Theatre, moderator, pilot


@pytest.fixture
def theatre(theatre: Theatre) -> Theatre:
    theatre.cast(moderator("nadege"), pilot("paul"))
    return theatre


def in_force(theatre: Theatre, name: str) -> object:
    with theatre.unit_of_work() as uow:
        return current_policy(uow).values()[name]


async def test_of_several_numbers_the_one_that_is_meant_is_tapped(theatre: Theatre) -> None:
    await theatre.says("nadege", "/limites augmenter à 3 par semaine")
    assert "Lequel passerait à 3 ?" in theatre.last("nadege")
    await theatre.taps("nadege", "limit-person-week")
    assert "Par personne et par semaine : 2 → 3" in theatre.last("nadege")
    assert "Pourquoi ce changement ?" in theatre.last("nadege")
    await theatre.says("nadege", "mars est chargé")
    await theatre.taps("nadege", "choice-apply-limits")
    assert in_force(theatre, "person_week") == 3


async def test_a_name_nearly_right_is_tried_in_one_tap(theatre: Theatre) -> None:
    await theatre.says("nadege", "/limites person_wek 3 test")
    await theatre.taps("nadege", "limit-person-week")
    assert "Par personne et par semaine : 2 → 3" in theatre.last("nadege")


async def test_an_old_list_changes_nothing_by_itself(theatre: Theatre) -> None:
    """It shows what the change would do: that much is always safe."""
    await theatre.says("nadege", "/limites semaine 3")
    await theatre.passes(timedelta(days=3))
    await theatre.taps("nadege", "limit-theme-week")
    assert "Par thème et par semaine, tout le réseau : 200 → 3" in theatre.last("nadege")
    assert in_force(theatre, "theme_week") == 200


@pytest.mark.parametrize(
    "typed", ["limites 2 -> 3 par semaine", "Limites personne semaine 3", "réglages semaine 3"]
)
async def test_the_sign_may_be_forgotten(theatre: Theatre, typed: str) -> None:
    await theatre.says("nadege", typed)
    with theatre.unit_of_work() as uow:
        drafts = uow.drafts.by_author("nadege")
    assert all(draft.purpose is Purpose.LIMITS for draft in drafts)
    assert "2 → 3" in theatre.last("nadege") or "Lequel passerait à 3" in theatre.last("nadege")


@pytest.mark.parametrize(
    ("who", "typed"),
    [
        ("nadege", "limites de ressources dépassées de 30 euros pour la CSS, que faire ?"),
        ("paul", "limites personne semaine 3"),
        ("amel", "limites personne semaine 3"),
    ],
)
async def test_a_situation_stays_a_situation(theatre: Theatre, who: str, typed: str) -> None:
    await theatre.says(who, typed)
    assert "choice-review" in theatre.offered(who)


async def test_no_command_becomes_a_reason(theatre: Theatre) -> None:
    await theatre.says("nadege", "/limites personne semaine 3")
    await theatre.says("nadege", "charge")
    assert "Charge des sept derniers jours" in theatre.last("nadege")
    await theatre.says("nadege", "pause tout")
    assert "écrivez-le avec la barre : /pause tout" in theatre.last("nadege")
    await theatre.says("nadege", "/pause tout")
    assert "a tout arrêté" in theatre.last("nadege")
    await theatre.says("nadege", "mars est chargé")
    assert "Raison : mars est chargé" in theatre.last("nadege")


async def test_no_situation_becomes_a_reason(theatre: Theatre) -> None:
    """The reason is kept for years, and read by others: a text about somebody must not be one."""
    await theatre.says("nadege", "/limites personne semaine 3")
    await theatre.says("nadege", f"{MARIE} {MARIE}")
    assert "Une raison tient en 200 caractères" in theatre.last("nadege")
    await theatre.says("nadege", "mars est chargé")
    await theatre.taps("nadege", "choice-apply-limits")
    with theatre.unit_of_work() as uow:
        assert uow.policies.current().reason == "mars est chargé"


async def test_a_reason_is_screened_before_others_read_it(theatre: Theatre) -> None:
    await theatre.says("nadege", "/limites personne semaine 3 pour Marie Dupuis")
    assert "Raison : pour [PERSONNE 1]" in theatre.last("nadege")
    await theatre.taps("nadege", "choice-apply-limits")
    with theatre.unit_of_work() as uow:
        assert uow.policies.current().reason == "pour [PERSONNE 1]"


async def test_a_reason_that_cannot_be_screened_is_asked_again(theatre: Theatre) -> None:
    theatre.screener.unavailable = "timeout"
    await theatre.says("nadege", "/limites personne semaine 3 pour Marie Dupuis")
    assert "La relecture ne fonctionne pas" in theatre.heard("nadege")
    assert "Pourquoi ce changement ?" in theatre.last("nadege")
    assert "choice-apply-limits" not in theatre.offered("nadege")
    theatre.screener.unavailable = None
    await theatre.says("nadege", "ok")
    assert "Raison : pour [PERSONNE 1]" in theatre.last("nadege")


async def test_a_change_is_put_in_force_with_the_reason_that_was_shown(theatre: Theatre) -> None:
    await theatre.says("nadege", "/limites personne semaine 3 mars est chargé")
    shown_first = theatre.token("nadege", "choice-apply-limits")
    await theatre.says("nadege", "pour Marie Dupuis")
    await theatre.does("nadege", Tapped(shown_first))
    assert in_force(theatre, "person_week") == 2
    assert "mars est chargé\npour [PERSONNE 1]" in theatre.last("nadege")
    await theatre.taps("nadege", "choice-apply-limits")
    assert in_force(theatre, "person_week") == 3


async def test_yes_is_no_reason_and_puts_nothing_in_force(theatre: Theatre) -> None:
    await theatre.says("nadege", "/limites personne semaine 3 mars est chargé")
    await theatre.says("nadege", "Oui !")
    assert theatre.last("nadege").count("mars est chargé") == 1
    assert "Oui" not in theatre.last("nadege")
    assert in_force(theatre, "person_week") == 2
    await theatre.taps("nadege", "choice-apply-limits")
    assert in_force(theatre, "person_week") == 3


async def test_reading_how_it_is_worked_out_does_not_hide_the_choice(theatre: Theatre) -> None:
    await theatre.says("nadege", "/limites personne semaine 3 mars est chargé")
    await theatre.taps("nadege", "choice-assumptions")
    assert "Ce qui est supposé" in theatre.last("nadege")
    await theatre.taps("nadege", "choice-apply-limits")
    assert in_force(theatre, "person_week") == 3


async def test_a_share_is_read_as_a_percentage(theatre: Theatre) -> None:
    await theatre.says("nadege", "/limites")
    await theatre.taps("nadege", "choice-limits-choice")
    assert "Part laissée à un autre secteur : 20 % (other_silo_share)" in theatre.last("nadege")
    assert "personne n’est sollicité : 1,5 % (least_chance)" in theatre.last("nadege")
    await theatre.says("nadege", "/limites part autre secteur 30 % essai")
    assert "20 % → 30 %" in theatre.last("nadege")


@pytest.mark.parametrize("typed", ["personne semaine 0", "réseau 0 par jour"])
async def test_a_limit_of_nothing_says_that_it_stops_everything(
    theatre: Theatre, typed: str
) -> None:
    await theatre.says("nadege", f"/limites {typed}")
    assert "plus personne ne serait sollicité" in theatre.last("nadege")
