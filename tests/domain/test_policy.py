"""One flat, bounded record of numbers; every bad key is named."""

import pytest

from bot.domain.policy import BOUNDS, Policy, PolicyError


def test_the_first_numbers_of_the_network() -> None:
    policy = Policy()
    assert (policy.first_wave, policy.keep_alive, policy.deadline_hours) == (3, 2, 72)
    assert (policy.person_day, policy.person_week, policy.min_gap_hours) == (1, 2, 48)
    assert (policy.opens, policy.closes, policy.undo_seconds) == ("08:30", "18:30", 60)


def test_what_is_stored_reads_back_the_same() -> None:
    policy = Policy(person_week=3, opens="09:00", relevance_floor=0.1)
    assert Policy.from_values(policy.values()) == policy


def test_a_key_that_a_stored_version_lacks_takes_its_default() -> None:
    assert Policy.from_values({"person_week": 1}) == Policy(person_week=1)


def test_as_many_were_kept_alive_from_first_to_last_before_there_was_a_later_number() -> None:
    stored = dict(Policy(keep_alive=5).values())
    del stored["keep_alive_late"]
    assert Policy.from_values(stored) == Policy(keep_alive=5, keep_alive_late=5)


def test_a_whole_number_is_a_share_too() -> None:
    assert Policy.from_values({"explore_share": 0}).explore_share == 0.0


def test_every_number_is_bounded_and_every_default_is_within() -> None:
    numbers = {k: v for k, v in Policy().values().items() if not isinstance(v, str | bool)}
    assert numbers.keys() == BOUNDS.keys()
    for key, value in numbers.items():
        lowest, highest = BOUNDS[key]
        assert lowest <= value <= highest


@pytest.mark.parametrize(
    ("values", "reason", "details"),
    [
        ({"theme_weak": 2}, "policy-unknown-key", {"key": "theme_weak", "nearest": "theme_week"}),
        ({"zzz": 2}, "policy-unknown-key", {"key": "zzz", "nearest": ""}),
        ({"person_week": "2"}, "policy-wrong-type", {"key": "person_week", "wanted": "int"}),
        ({"person_week": True}, "policy-wrong-type", {"key": "person_week", "wanted": "int"}),
        ({"person_week": 2.5}, "policy-wrong-type", {"key": "person_week", "wanted": "int"}),
        ({"explore_share": "x"}, "policy-wrong-type", {"key": "explore_share", "wanted": "float"}),
        (
            {"person_week": -1},
            "policy-out-of-range",
            {"key": "person_week", "lowest": "0", "highest": "50", "unit": "count"},
        ),
        (
            {"explore_share": float("nan")},
            "policy-out-of-range",
            {"key": "explore_share", "lowest": "0", "highest": "1", "unit": "share"},
        ),
        ({"opens": "8h30"}, "policy-not-a-time", {"key": "opens"}),
        ({"opens": "24:00"}, "policy-not-a-time", {"key": "opens"}),
        ({"opens": "19:00"}, "policy-hours-reversed", {"key": "closes"}),
        ({"opens": "18:30"}, "policy-hours-reversed", {"key": "closes"}),
    ],
)
def test_a_bad_value_is_refused_by_name(
    values: dict[str, int | str | float | bool], reason: str, details: dict[str, str]
) -> None:
    with pytest.raises(PolicyError) as caught:
        Policy.from_values(values)
    (problem,) = caught.value.problems
    assert (problem.reason, problem.details) == (reason, details)


def test_every_bad_key_is_named_at_once() -> None:
    with pytest.raises(PolicyError) as caught:
        Policy.from_values({"person_week": -1, "opens": "x", "person_day": 1})
    assert [p.details["key"] for p in caught.value.problems] == ["person_week", "opens"]


def test_urgency_shortens_the_wait() -> None:
    policy = Policy()
    assert policy.wait(urgent=True) < policy.wait(urgent=False)


def test_urgency_makes_a_silence_weigh_more() -> None:
    policy = Policy(wave_wait_hours=6, urgent_wave_wait_hours=2)
    assert (policy.haste(urgent=True), policy.haste(urgent=False)) == (3.0, 1.0)


@pytest.mark.parametrize("name", BOUNDS)
def test_both_bounds_of_a_number_are_accepted_and_nothing_beyond(name: str) -> None:
    lowest, highest = BOUNDS[name]
    for bound in (lowest, highest):
        assert Policy.from_values({name: bound}).values()[name] == bound
    for beyond in (lowest - 1, highest + 1):
        with pytest.raises(PolicyError):
            Policy.from_values({name: beyond})


def test_what_a_search_cannot_do_without_is_at_least_one() -> None:
    assert {name for name, (lowest, _) in BOUNDS.items() if lowest == 1} == {
        "person_open",
        "first_wave",
        "keep_alive",
        "keep_alive_late",
        "largest_wave",
        "most_asks",
        "wanted_useful",
        "wanted_answers",
        "deadline_hours",
        "wave_wait_hours",
        "urgent_wave_wait_hours",
    }
