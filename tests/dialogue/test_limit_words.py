"""A moderator changes a number in their own words; what is not clear is asked, never guessed."""

import pytest

from bot.dialogue.limit_words import Spoken, heard
from bot.domain.policy import Policy, Value
from bot.domain.verdicts import Refused


@pytest.mark.parametrize(
    ("typed", "name", "value", "reason"),
    [
        ("person_week 3 été calme", "person_week", 3, "été calme"),
        ("personne semaine 2 -> 3", "person_week", 3, ""),
        ("par personne et par semaine 3 : vacances", "person_week", 3, "vacances"),
        ("2 -> 3 par semaine plus de monde", "person_week", 3, "plus de monde"),
        ("2 → 3 par semaine", "person_week", 3, ""),
        ("nouveau semaine 2 trop peu", "newcomer_week", 2, "trop peu"),
        ("première vague 3 essai", "first_wave", 3, "essai"),
        ("cercle 2 par semaine calme", "circle_chat_week", 2, "calme"),
        ("délai 48 heures plus vite", "deadline_hours", 48, "plus vite"),
        ("répit après un refus 5 jours", "refusal_cooldown_days", 5, ""),
        ("ouverture 9h30", "opens", "09:30", ""),
        ("opens 9h réunion", "opens", "09:00", "réunion"),
        ("explore_share 0,2 essai", "explore_share", 0.2, "essai"),
        ("person week 3 quiet summer", "person_week", 3, "quiet summer"),
        ("passer de 2 à 3 par semaine", "person_week", 3, ""),
        ("3 par semaine et par personne", "person_week", 3, ""),
        ("par personne 3/semaine", "person_week", 3, ""),
        ("3 fois par semaine par personne : vacances", "person_week", 3, "vacances"),
        ("3 demandes par personne et par semaine en mars", "person_week", 3, "en mars"),
        ("personne semaine trois", "person_week", 3, ""),
        ("répit après un refus cinq jours", "refusal_cooldown_days", 5, ""),
        ("une personne par semaine 1", "person_week", 1, ""),
        ("délai 48h", "deadline_hours", 48, ""),
        ("délai 2 jours", "deadline_hours", 48, ""),
        ("délai 2j trop lent", "deadline_hours", 48, "trop lent"),
        ("fermer à 17h30", "closes", "17:30", ""),
        ("9h30 ouverture", "opens", "09:30", ""),
        ("3 : personne, semaine", "person_week", 3, ""),
        ("pas plus de 300 par jour par réseau", "network_day", 300, ""),
        ("exploration 20 %", "explore_share", 0.2, ""),
        ("exploration 20%", "explore_share", 0.2, ""),
        ("exploration 7,5", "explore_share", 0.075, ""),
        ("raise person week to 3", "person_week", 3, ""),
    ],
)
def test_a_number_is_understood(typed: str, name: str, value: Value, reason: str) -> None:
    assert heard(typed, Policy()) == Spoken(name, value, reason)


@pytest.mark.parametrize(
    ("typed", "why", "details"),
    [
        ("person_week", "limits-usage", {}),
        (
            "structure 4",
            "limits-ambiguous",
            {"names": "structure_week, structure_case", "value": "4"},
        ),
        (
            "écart 2 jours",
            "limits-ambiguous",
            {"names": "min_gap_hours, circle_chat_gap_hours", "value": "48"},
        ),
        (
            "person_wek 3",
            "policy-unknown-key",
            {"key": "person_wek", "nearest": "person_week", "value": "3"},
        ),
        ("paused 1", "policy-unknown-key", {"key": "paused", "nearest": "", "value": "1"}),
        ("3", "policy-unknown-key", {"key": "3", "nearest": "", "value": "3"}),
        ("2 -> 3", "policy-unknown-key", {"key": "2 -> 3", "nearest": "", "value": "3"}),
        (
            "personne semaine beaucoup",
            "policy-wrong-type",
            {"key": "person_week", "wanted": "int"},
        ),
    ],
)
def test_what_is_not_clear_is_refused(typed: str, why: str, details: dict[str, str]) -> None:
    refused = heard(typed, Policy())
    assert isinstance(refused, Refused)
    assert (refused.reason, dict(refused.details)) == (why, details)


@pytest.mark.parametrize("name", [name for name in Policy().values() if name != "paused"])
def test_every_number_may_be_named_exactly(name: str) -> None:
    current = Policy().values()[name]
    spoken = heard(f"{name} {current} pour voir", Policy())
    assert spoken == Spoken(name, current, "pour voir")
