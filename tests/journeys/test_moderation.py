"""The moderator's hand: limits change with a reason and can be undone; cases held; all audited."""

import re
from datetime import timedelta

import pytest

from bot.domain.delivery import RetryAt, Unknown
from bot.domain.inbound import Arrived, Tapped
from bot.domain.people import ProfessionalId, Role, Standing
from bot.domain.policy import Policy
from bot.domain.records import Act
from bot.usecases.warn_of_expiry import warn_of_expiry
from bot.usecases.world import World
from tests.fakes.time_and_chance import SeededChance
from tests.journeys.theatre import (
    CLEAN_MARIE,
    HELPERS,
    TUESDAY,
    Theatre,
    moderator,
    pilot,
    professional,
)


@pytest.fixture
def theatre(theatre: Theatre) -> Theatre:
    theatre.cast(moderator("nadege"), pilot("paul"))
    return theatre


# Limits (R11)


async def change(theatre: Theatre, typed: str) -> None:
    """A change, previewed and put in force."""
    await theatre.says("nadege", f"/limites {typed}")
    await theatre.taps("nadege", "choice-apply-limits")


async def test_the_limits_are_shown_to_pilots_and_above(theatre: Theatre) -> None:
    for name in ("nadege", "paul"):
        await theatre.says(name, "/limites")
        assert "Réglages en vigueur (version 1)" in theatre.last(name)
        assert "Une personne : 1 par jour, 2 par semaine" in theatre.last(name)
        await theatre.taps(name, "choice-limits-people")
        assert "Par personne et par semaine : 2 (person_week)" in theatre.last(name)


async def test_the_limits_fit_on_a_phone(theatre: Theatre) -> None:
    await theatre.says("nadege", "/limites")
    assert len(theatre.last("nadege")) < 800
    shown: set[str] = set()
    for group in ("people", "network", "search", "choice"):
        await theatre.says("nadege", "/limites")
        await theatre.taps("nadege", f"choice-limits-{group}")
        assert len(theatre.last("nadege").splitlines()) <= 14
        shown |= {name for name in Policy().values() if f"({name})" in theatre.last("nadege")}
    assert shown == Policy().values().keys() - {"paused"}


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
    await theatre.says("nadege", "/limites première vague 2 été calme, peu de monde")
    assert "Collègues de la première vague : 5 → 2" in theatre.last("nadege")
    assert "Raison : été calme, peu de monde" in theatre.last("nadege")
    with theatre.unit_of_work() as uow:
        assert uow.policies.current().version == 1, "previewed, not in force"
    await theatre.taps("nadege", "choice-apply-limits")
    assert "Version 2 en vigueur" in theatre.last("nadege")
    assert "Collègues de la première vague : 5 → 2" in theatre.last("nadege")
    await theatre.says("nadege", "/historique")
    await theatre.taps("nadege", "choice-journal-limits")
    assert "par Nadege. Collègues de la première vague : 5 → 2. été calme" in theatre.last("nadege")
    assert "à l’installation" in theatre.last("nadege")
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    assert len(theatre.asked()) == 2


async def test_a_change_is_undone_by_another_version(theatre: Theatre) -> None:
    await change(theatre, "first_wave 2 essai")
    undo = theatre.token("nadege", "choice-undo-limits")
    await theatre.does("nadege", Tapped(undo))
    assert "Version 3 en vigueur" in theatre.last("nadege")
    assert "Collègues de la première vague : 2 → 5" in theatre.last("nadege")
    await theatre.does("nadege", Tapped(undo))
    assert "Ce choix ne sert plus" in theatre.last("nadege")
    await theatre.says("nadege", "/historique")
    assert "retour aux réglages d’avant. Collègues de la première vague : 2 → 5" in theatre.last(
        "nadege"
    )


async def test_the_reason_is_asked(theatre: Theatre) -> None:
    await theatre.says("nadege", "/limites person_week 3")
    assert "Pourquoi ce changement ?" in theatre.last("nadege")
    assert "choice-apply-limits" not in theatre.offered("nadege")
    await theatre.says("nadege", "beaucoup de demandes en mars")
    assert "Raison : beaucoup de demandes en mars" in theatre.last("nadege")
    await theatre.taps("nadege", "choice-apply-limits")
    with theatre.unit_of_work() as uow:
        version = uow.policies.current()
    assert (version.values["person_week"], version.reason) == (3, "beaucoup de demandes en mars")


async def test_a_change_may_be_dropped(theatre: Theatre) -> None:
    await theatre.says("nadege", "/limites person_week 3 essai")
    apply = theatre.token("nadege", "choice-apply-limits")
    await theatre.taps("nadege", "choice-drop-limits")
    assert "Rien n’a changé" in theatre.last("nadege")
    await theatre.does("nadege", Tapped(apply))
    assert "Ce choix ne sert plus" in theatre.last("nadege")
    with theatre.unit_of_work() as uow:
        assert uow.policies.current().version == 1


async def test_a_change_previewed_on_other_limits_is_previewed_again(theatre: Theatre) -> None:
    await theatre.says("nadege", "/limites person_week 3 essai")
    apply = theatre.token("nadege", "choice-apply-limits")
    await change(theatre, "first_wave 2 autre essai")
    await theatre.does("nadege", Tapped(apply))
    assert "Les réglages ont changé entre-temps" in theatre.heard("nadege")
    await theatre.taps("nadege", "choice-apply-limits")
    with theatre.unit_of_work() as uow:
        values = uow.policies.current().values
    assert (values["person_week"], values["first_wave"]) == (3, 2)


async def test_a_change_is_tried_on_the_past_before_it_is_in_force(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(days=1))
    await theatre.says("nadege", "/limites structure 0 par semaine pour voir")
    shown = theatre.last("nadege")
    assert "personnes auraient été sollicitées autrement" in shown
    assert "sollicitations par semaine, en tout" in shown
    await theatre.taps("nadege", "choice-assumptions")
    assert "Ce qui est supposé" in theatre.last("nadege")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("person_week", "Écrivez le réglage, sa valeur"),
        ("person_week 2 test", "a déjà cette valeur"),
        ("structure 3 test", "Par structure et par semaine"),
        ("structure 3 test", "Collègues d’une structure"),
        ("paused 1 test", "Aucun réglage ne s’appelle « paused »"),
        ("person_wek 3 test", "Est-ce celui-ci ?"),
        ("person_wek 3 test", "Par personne et par semaine"),
        ("zzz 3 test", "Les boutons de /limites les montrent tous."),
        ("person_week beaucoup test", "Ce réglage est un nombre entier"),
        ("person_week 1000 test", "Ce réglage va de 0 à 50."),
        ("person_week 1000 test", "Par personne et par semaine : 2 (person_week)"),
        ("person_week -1 test", "va de 0 à 50"),
        ("explore_share 120 test", "va de 0 à 100 %"),
        ("opens 9 test", "est une heure, par exemple 08:30"),
        ("opens 20:00 test", "L’heure de fin doit venir après"),
    ],
)
async def test_a_wrong_change_says_what_is_wrong(theatre: Theatre, typed: str, told: str) -> None:
    await theatre.says("nadege", f"/limites {typed}")
    # Telegram sets a list apart by an empty line.
    assert told in theatre.last("nadege").replace("\n\n", "\n")
    with theatre.unit_of_work() as uow:
        assert uow.policies.current().version == 1


async def test_a_lower_limit_holds_for_what_already_waits(theatre: Theatre) -> None:
    """R2: an ask is rechecked when it leaves."""
    later = RetryAt(theatre.clock.now() + timedelta(minutes=30), "too-many")
    theatre.channel.failing = lambda message: later if message.protected else None
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    theatre.channel.failing = lambda _: None
    await change(theatre, "network_day 0 incident")
    await theatre.passes(timedelta(hours=2))
    assert theatre.asked() == []


async def test_every_change_is_audited(theatre: Theatre) -> None:
    await change(theatre, "first_wave 2 essai")
    with theatre.unit_of_work() as uow:
        (entry,) = uow.records.audited_since(Act.CHANGE_LIMITS, TUESDAY - timedelta(days=1))
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


async def test_a_button_tapped_twice_says_what_is_so(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.says("nadege", "/charge")
    hold = theatre.token("nadege", "choice-hold")
    await theatre.does("nadege", Tapped(hold))
    release = theatre.token("nadege", "choice-release")
    await theatre.does("nadege", Tapped(hold))
    assert "déjà suspendue" in theatre.last("nadege")
    for _ in range(2):
        await theatre.does("nadege", Tapped(release))
    assert "n’est pas suspendue" in theatre.last("nadege")


async def test_every_open_situation_can_be_reached_and_held(theatre: Theatre) -> None:
    for number in range(13):
        text = f"Question {number} : qui paie le camion d’un déménagement vers Lyon ?"
        await theatre.asks("claire" if number % 2 else "paul", text)
    await theatre.says("nadege", "/charge")
    counted = [theatre.offered("nadege").count("choice-hold")]
    while "choice-open-cases" in theatre.offered("nadege"):
        await theatre.taps("nadege", "choice-open-cases")
        counted.append(theatre.offered("nadege").count("choice-hold"))
    assert counted == [3, 8, 2]
    assert "Suspendre : Logement, hébergement" in theatre.last("nadege")
    assert "mar. 24 nov." in theatre.last("nadege")
    await theatre.taps("nadege", "choice-hold")
    assert "Situation suspendue" in theatre.last("nadege")


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
    await change(theatre, "person_week 1 essai")
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.says("nadege", "/charge")
    assert "5 sollicitations pour 5 personnes" in theatre.last("nadege")
    assert "À leur limite : 5" in theatre.last("nadege")
    assert "Amel : 1 sur 1 en sept jours" in theatre.last("nadege")
    assert "mardi 24 novembre : 5\n" in theatre.last("nadege")
    assert "Jamais sollicitées depuis 28 jours" in theatre.last("nadege")
    assert set(theatre.asked()) < set(HELPERS)


# Everything stops


async def test_everything_stops_and_nothing_is_lost(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.says("nadege", "/pausetout panne chez un hébergeur")
    assert "a tout arrêté" in theatre.last("nadege")
    await theatre.passes(timedelta(days=7))
    assert theatre.asked() == []
    assert theatre.heard("claire").count("Votre situation n’est pas perdue") == 1
    assert "sans réponse" not in theatre.heard("claire")
    await theatre.says("nadege", "/reprendretout")
    assert "Tout reprend" in theatre.last("nadege")
    await theatre.passes(timedelta(hours=1))
    assert len(theatre.asked()) == 5
    await theatre.passes(timedelta(days=1))
    assert "terminée" not in theatre.heard("claire")


async def test_a_situation_written_meanwhile_waits_and_its_author_is_told_once(
    theatre: Theatre,
) -> None:
    await theatre.says("nadege", "/pausetout")
    await theatre.asks("claire")
    await theatre.asks("claire", "Qui peut payer un dépôt de garantie ?")
    await theatre.passes(timedelta(days=1))
    assert theatre.asked() == []
    assert theatre.heard("claire").count("Votre situation n’est pas perdue") == 1
    await theatre.taps("nadege", "choice-resume-all")
    await theatre.passes(timedelta(hours=1))
    assert len(theatre.asked()) > 5


async def test_what_had_not_left_waits_for_the_restart(theatre: Theatre) -> None:
    later = RetryAt(theatre.clock.now() + timedelta(minutes=30), "too-many")
    theatre.channel.failing = lambda message: later if message.protected else None
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    theatre.channel.failing = lambda _: None
    with theatre.unit_of_work() as uow:
        planned = {ask.professional_id for ask in uow.solicitations.since(TUESDAY)}
    await theatre.says("nadege", "/pausetout")
    await theatre.passes(timedelta(hours=3))
    assert theatre.asked() == []
    await theatre.says("nadege", "/reprendretout")
    await theatre.passes(timedelta(minutes=20), step=timedelta(minutes=5))
    assert len(planned) == 5
    assert planned <= set(theatre.asked())


async def test_the_other_moderators_know_who_stopped_everything(theatre: Theatre) -> None:
    theatre.cast(moderator("samir"))
    await theatre.says("nadege", "/pausetout")
    assert "Nadege a tout arrêté" in theatre.last("samir")
    await theatre.taps("samir", "choice-resume-all")
    assert "Tout reprend" in theatre.last("nadege")
    await theatre.says("nadege", "/historique")
    assert "Samir : tout reprend." in theatre.last("nadege")


async def test_limits_changed_during_a_stop_do_not_end_it(theatre: Theatre) -> None:
    await theatre.says("nadege", "/pausetout")
    await change(theatre, "first_wave 2 essai")
    await theatre.taps("nadege", "choice-undo-limits")
    await theatre.asks("claire")
    await theatre.passes(timedelta(hours=2))
    assert theatre.asked() == []
    await theatre.says("nadege", "/pausetout")
    assert "déjà arrêté" in theatre.last("nadege")


@pytest.mark.parametrize(
    ("unavailable", "kept"), [(None, "une fuite chez [PERSONNE 1]"), ("timeout", "pause")]
)
async def test_why_everything_stops_is_screened_and_stops_all_the_same_when_it_cannot_be(
    theatre: Theatre, unavailable: str | None, kept: str
) -> None:
    theatre.screener.unavailable = unavailable
    await theatre.says("nadege", "/pausetout une fuite chez Marie Dupuis")
    with theatre.unit_of_work() as uow:
        version = uow.policies.current()
    assert (version.values["paused"], version.reason) == (True, kept)


@pytest.mark.parametrize("name", ["paul", "amel"])
@pytest.mark.parametrize("command", ["/pausetout", "/reprendretout", "/retirer amel"])
async def test_only_moderators_stop_and_remove(theatre: Theatre, name: str, command: str) -> None:
    await theatre.says(name, command)
    assert "Cela demande un autre rôle" in theatre.last(name)


# Removing somebody


async def test_a_member_is_removed_on_a_second_gesture_and_may_come_back(
    theatre: Theatre,
) -> None:
    await theatre.asks("claire")
    await theatre.says("nadege", "/retirer Claire")
    await theatre.passes(timedelta(seconds=5), step=timedelta(seconds=5))
    assert "Qui retirer ?" in theatre.last("nadege")
    await theatre.taps("nadege", "choice-remove")
    assert "Claire ne fait plus partie" in theatre.last("nadege")
    await theatre.says("claire", "Bonjour")
    assert "Votre accès au réseau a été retiré" in theatre.last("claire")
    await theatre.passes(timedelta(days=1))
    assert theatre.asked() == [], "her situations are held"
    await theatre.taps("nadege", "choice-readmit")
    await theatre.says("claire", "/aide")
    assert "retiré" not in theatre.last("claire")


async def test_a_code_given_before_a_removal_opens_nothing_after_it(theatre: Theatre) -> None:
    code = await code_for(theatre, "nadege", "claire")
    await theatre.says("nadege", "/retirer Claire")
    await theatre.taps("nadege", "choice-remove")
    await theatre.taps("nadege", "choice-readmit")
    await theatre.does("claire-on-a-new-phone", Arrived(code))
    assert "Ce code est inconnu" in theatre.last("claire-on-a-new-phone")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/retirer", "/retirer Prénom Nom"),
        ("/retirer Personne", "Personne ne porte ce nom"),
    ],
)
async def test_a_name_that_fits_nobody(theatre: Theatre, typed: str, told: str) -> None:
    await theatre.says("nadege", typed)
    assert told in theatre.last("nadege")


async def test_nobody_removes_themselves(theatre: Theatre) -> None:
    await theatre.says("nadege", "/retirer Nadege")
    await theatre.taps("nadege", "choice-remove")
    assert "On ne se retire pas soi-même" in theatre.last("nadege")


async def test_nobody_removes_a_higher_role(theatre: Theatre) -> None:
    theatre.cast(professional("olga", role=Role.OPERATOR))
    await theatre.says("nadege", "/retirer olga")
    await theatre.taps("nadege", "choice-remove")
    assert "Cela demande un autre rôle" in theatre.last("nadege")
    assert standing_of(theatre, "olga")[0] is Standing.ACTIVE


# Uncertain asks


async def test_an_ask_of_unknown_fate_is_settled_from_the_load(theatre: Theatre) -> None:
    theatre.channel.failing = lambda m: Unknown("timeout") if m.protected else None
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    theatre.channel.failing = lambda _: None
    await theatre.says("nadege", "/charge")
    assert "Envois incertains à trancher : 5" in theatre.last("nadege")
    await theatre.taps("nadege", "choice-uncertain")
    assert "est incertain" in theatre.last("nadege")
    assert "Un non lui rend sa place" in theatre.last("nadege")
    await theatre.taps("nadege", "choice-lost")
    assert "Il en reste 4." in theatre.last("nadege")
    assert "choice-uncertain" in theatre.offered("nadege")
    await theatre.says("nadege", "/charge")
    assert "Envois incertains à trancher : 4" in theatre.last("nadege")


def demote(theatre: Theatre, name: str) -> None:
    with theatre.unit_of_work() as uow:
        uow.professionals.update(professional(name, role=Role.MEMBER))
        uow.commit()


# Invitations


async def test_a_pilot_invites_somebody_who_has_no_account_yet(theatre: Theatre) -> None:
    with theatre.unit_of_work() as uow:
        uow.professionals.add(professional("ines"))
        uow.commit()
    await theatre.says("paul", "/inviter ines")
    assert "Invitation pour Ines" in theatre.last("paul")
    code = "".join(re.findall(r"Code : ([\d ]+)", theatre.last("paul"))).replace(" ", "")
    assert len(code) == 16
    drawn = theatre.channel.sent[-1].file
    assert drawn is not None
    assert f"https://stage.invalid/{code}" in drawn.content.decode()
    await theatre.does("newcomer", Arrived(code))
    assert "Bonjour Ines" in theatre.last("newcomer")


@pytest.mark.parametrize("who", ["paul", "nadege"])
async def test_a_pilot_or_a_moderator_lets_back_in_whoever_lost_their_account(
    theatre: Theatre, who: str
) -> None:
    await theatre.asks("claire")
    code = await code_for(theatre, who, "claire")
    assert "un code qui ouvre votre compte" in theatre.last("claire"), "she is told where she was"
    await theatre.does("claire-on-a-new-phone", Arrived(code))
    assert "Bonjour Claire" in theatre.last("claire-on-a-new-phone")
    assert "/situations" in theatre.last("claire-on-a-new-phone"), "her situations wait for her"
    await theatre.says("claire-on-a-new-phone", "/situations")
    assert "doit quitter Lille" in theatre.last("claire-on-a-new-phone")


async def code_for(theatre: Theatre, who: str, member: str) -> str:
    """The code that somebody is given to hand to a member."""
    await theatre.says(who, f"/inviter {member}")
    return "".join(re.findall(r"Code : ([\d ]+)", theatre.last(who))).replace(" ", "")


async def test_a_way_back_is_told_on_every_account(theatre: Theatre) -> None:
    await theatre.says("claire", "/lier")
    await theatre.says("claire-at-home", theatre.last("claire").rpartition(" ")[2])
    await code_for(theatre, "paul", "claire")
    for account in ("claire", "claire-at-home"):
        assert "un code qui ouvre votre compte" in theatre.last(account)


async def test_whoever_left_comes_back_by_one_command_and_is_asked_only_if_they_say_so(
    theatre: Theatre,
) -> None:
    """All that limits count comes back with them, and so does their own lower limit."""
    await theatre.says("amel", "/moins")
    await theatre.says("amel", "/stop")
    code = await code_for(theatre, "paul", "amel")
    assert "elle seule peut reprendre" in theatre.last("paul")
    await theatre.does("amel-on-a-new-phone", Arrived(code))
    assert "ne plus être sollicité" in theatre.last("amel-on-a-new-phone")
    assert standing_of(theatre, "amel") == (Standing.LEFT, 1)
    await theatre.taps("amel-on-a-new-phone", "choice-resume")
    assert standing_of(theatre, "amel") == (Standing.ACTIVE, 1)


async def test_no_code_is_a_way_round_a_removal(theatre: Theatre) -> None:
    """Neither one made before, nor one asked for after, nor one for who left and was removed."""
    await theatre.says("amel", "/stop")
    made_before = await code_for(theatre, "paul", "amel")
    await theatre.says("nadege", "/retirer amel")
    await theatre.taps("nadege", "choice-remove")
    await theatre.says("paul", "/inviter amel")
    assert "Personne ne porte ce nom" in theatre.last("paul")
    await theatre.does("amel-on-a-new-phone", Arrived(made_before))
    assert "Ce code est inconnu ou dépassé" in theatre.last("amel-on-a-new-phone")
    await theatre.says("amel", "/reprise")
    assert "Votre accès au réseau a été retiré" in theatre.last("amel")
    assert standing_of(theatre, "amel")[0] is Standing.REMOVED


async def test_nobody_opens_the_account_of_a_higher_role(theatre: Theatre) -> None:
    await theatre.says("paul", "/inviter nadege")
    assert "Cela demande un autre rôle" in theatre.last("paul")
    assert theatre.shown("nadege") == []


def standing_of(theatre: Theatre, name: str) -> tuple[Standing, int | None]:
    with theatre.unit_of_work() as uow:
        person = uow.professionals.get(ProfessionalId(name))
    assert person is not None
    return person.standing, person.weekly_cap


async def test_a_way_back_that_nobody_asked_for_is_closed_in_a_word(theatre: Theatre) -> None:
    code = await code_for(theatre, "nadege", "claire")
    await theatre.says("claire", "/lier")
    await theatre.does("somebody", Arrived(code))
    assert "Ce code est inconnu ou dépassé" in theatre.heard("somebody")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/inviter", "/inviter Prénom Nom"),
        ("/inviter Personne", "Personne ne porte ce nom"),
    ],
)
async def test_an_invitation_needs_a_member(theatre: Theatre, typed: str, answer: str) -> None:
    await theatre.says("paul", typed)
    assert answer in theatre.last("paul")


async def test_a_member_invites_nobody(theatre: Theatre) -> None:
    await theatre.says("amel", "/inviter paul")
    assert "Cela demande un autre rôle" in theatre.last("amel")


async def test_the_load_is_drawn_once_there_is_something_to_draw(theatre: Theatre) -> None:
    await theatre.says("nadege", "/charge")
    assert theatre.channel.sent[-1].file is None
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.says("nadege", "/charge")
    drawn = theatre.channel.sent[-1].file
    assert drawn is not None
    assert drawn.media_type == "image/png"


# The bot's account on a platform


async def test_moderators_are_told_before_the_bot_s_account_ends(theatre: Theatre) -> None:
    ends = (TUESDAY + timedelta(days=31)).date()

    async def warned() -> int:
        world = World(theatre.clock.now(), SeededChance(9), theatre.holidays)
        with theatre.unit_of_work() as uow:
            told = warn_of_expiry(uow, world, "matrix", ends)
            uow.commit()
        await theatre.settles()
        return told

    assert await warned() == 0
    for days in ("30", "29"):
        await theatre.passes(timedelta(days=1), step=timedelta(days=1))
        assert await warned() == 1
        assert f"valable encore {days} jours" in theatre.last("nadege")
    assert theatre.heard("nadege").count("valable encore") == 1
    assert theatre.shown("paul") == []


# Help


async def test_help_tells_each_role_what_it_may_do_and_no_more(theatre: Theatre) -> None:
    for name in ("nadege", "paul", "amel"):
        await theatre.says(name, "aide")
    for command in ("/charge", "/bilan", "/limites", "/historique", "/inviter Prénom Nom"):
        assert command in theatre.last("nadege")
        assert command in theatre.last("paul")
        assert command not in theatre.last("amel")
    for command in ("/retirer Prénom Nom", "/pausetout", "/reprendretout"):
        assert command in theatre.last("nadege")
        assert command not in theatre.last("paul")
