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
    ],
)
def test_a_number_is_understood(typed: str, name: str, value: Value, reason: str) -> None:
    assert heard(typed, Policy()) == Spoken(name, value, reason)


@pytest.mark.parametrize(
    ("typed", "why", "details"),
    [
        ("person_week", "limits-usage", {}),
        ("structure 4", "limits-ambiguous", {"names": "structure_week, structure_case"}),
        ("person_wek 3", "policy-unknown-key", {"key": "person_wek", "nearest": "person_week"}),
        ("paused 1", "policy-unknown-key", {"key": "paused", "nearest": ""}),
        ("3", "policy-unknown-key", {"key": "3", "nearest": ""}),
        (
            "personne semaine beaucoup",
            "policy-wrong-type",
            {"key": "person_week", "wanted": "int"},
        ),
        ("person_week trois", "policy-wrong-type", {"key": "person_week", "wanted": "int"}),
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
