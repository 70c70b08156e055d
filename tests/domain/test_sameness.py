"""How likely two answers are to be the same advice, and what makes a group of them."""

import math
from importlib.resources import files
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.advice import Reader
from bot.domain.ideas import Ideas, cosine, cosines, prominence, shared_ideas
from bot.domain.lexical import Analyser, fold
from bot.domain.sameness import SAME, grouped, same_advice
from tests.domain.stems import STEM

CASE = "Dette de loyer, assignation reçue, APL suspendue. Que faire avant l'audience ?"
PIECES = (
    "Plan d'apurement avec le bailleur, 60 € par mois.",
    "Un échéancier signé avec l'office, l'APL reprend.",
    "Le juge peut accorder des délais, trois mois.",
    "Le juge ne peut pas accorder de délais.",
    "Demandez le FSL.",
    "Demandez la trêve hivernale, six mois.",
    "Je ne sais pas.",
    "",
)


def probabilities(*texts: str) -> list[list[float]]:
    reader = Reader(CASE, STEM)
    return same_advice([reader.read(text) for text in texts], reader)


@settings(max_examples=40)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=40)), max_size=6))
def test_a_probability_goes_both_ways(texts: list[str]) -> None:
    odds = probabilities(*texts)
    for i, j in combinations(range(len(texts)), 2):
        assert odds[i][j] == odds[j][i]
        assert 0.0 <= odds[i][j] < 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PIECES[2], PIECES[3]),
        ("Le recours se fait dans les deux mois.", "Le recours se fait dans les six mois."),
        (
            "Le juge accorde des délais, jusqu'à trois ans.",
            "Le juge accorde des délais, un an et plus trois ans.",
        ),
        (
            "Le juge accorde des délais, jusqu'à trois ans.",
            "Le juge accorde des délais, un an et non trois ans.",
        ),
        ("Déposez une demande d'AAH.", "Déposez une demande de RSA."),
    ],
)
def test_what_contradicts_or_differs_has_no_chance(one: str, other: str) -> None:
    assert probabilities(one, other)[0][1] == 0.0


rows = st.integers(0, 6).flatmap(
    lambda count: st.lists(
        st.floats(0.0, 1.0), min_size=count * (count - 1) // 2, max_size=count * (count - 1) // 2
    ).map(lambda values: (count, values))
)


@given(rows, st.sets(st.integers(0, 5)))
def test_groups_lose_nobody_and_never_hold_a_pair_without_a_chance(
    drawn: tuple[int, list[float]], alone: set[int]
) -> None:
    count, values = drawn
    odds = [[0.0] * count for _ in range(count)]
    for (i, j), value in zip(combinations(range(count), 2), values, strict=True):
        odds[i][j] = odds[j][i] = value
    made = grouped(odds, frozenset(alone))
    assert sorted(place for group in made for place in group) == list(range(count))
    for group in made:
        between = [odds[i][j] for i, j in combinations(group, 2)]
        assert all(value > 0.0 for value in between)
        assert len(group) == 1 or alone.isdisjoint(group)
        assert group == sorted(group)


def test_a_group_is_made_of_the_likeliest_first() -> None:
    odds = [[0.0, 0.6, 0.1], [0.6, 0.0, 0.9], [0.1, 0.9, 0.0]]
    assert grouped(odds, frozenset()) == [[0], [1, 2]]
    assert (odds[0][1] + odds[0][2]) / 2 < SAME


def test_a_word_that_stands_in_few_ideas_tells_more() -> None:
    ideas = Ideas(["loyer bail", "loyer dette", "loyer plainte"], Analyser(STEM))
    common, rare, unknown = map(ideas.analyser.term, ("loyer", "bail", "inconnu"))
    assert ideas.rarity(common) < ideas.rarity(rare) <= ideas.rarity(unknown)


def test_texts_without_a_word_in_common_may_speak_of_one_idea() -> None:
    ideas = Ideas(["heritage succession seuil plancher", "loyer bail quittance"], Analyser(STEM))

    def of(text: str) -> float:
        return cosine(speak(text), speak("Au-dessus du plancher seulement."))

    def speak(text: str) -> dict[int, float]:
        return dict(ideas.of(prominence(ideas.analyser.sequence(text))))

    assert of("L'héritage reste aux enfants.") > 0.9
    assert of("Le bail continue.") == 0.0


unit_vectors = st.dictionaries(st.integers(0, 9), st.floats(0.1, 1.0), max_size=6).map(
    lambda drawn: {number: weight / math.hypot(*drawn.values()) for number, weight in drawn.items()}
)


@given(st.lists(unit_vectors, max_size=4), st.lists(unit_vectors, max_size=4))
def test_many_texts_are_compared_as_two_are(
    some: list[dict[int, float]], others: list[dict[int, float]]
) -> None:
    expected = [[cosine(one, other) for other in others] for one in some]
    assert cosines(some, others) == [pytest.approx(row) for row in expected]


def test_what_a_text_barely_touches_is_left_out() -> None:
    lines = [f"loyer autre{place}" for place in range(200)]
    ideas = Ideas(["loyer bail quittance", *lines], Analyser(STEM))
    said = {ideas.analyser.term(word): 1.0 for word in ("loyer", "bail", "quittance")}
    assert list(ideas.of(said)) == [0]
    assert len(ideas.of({ideas.analyser.term("loyer"): 1.0})) == 201


def test_a_text_is_as_long_as_another_whatever_its_words() -> None:
    ideas = Ideas(["heritage succession seuil plancher", "loyer bail quittance"], Analyser(STEM))
    for text in ("heritage", "loyer bail quittance succession"):
        weights = ideas.of(prominence(ideas.analyser.sequence(text)))
        assert cosine(weights, weights) == pytest.approx(1.0)
    assert ideas.of({"inconnu": 1.0}) == {}


def test_what_is_said_first_counts_most() -> None:
    shares = prominence([f"t{place}" for place in range(30)])
    assert shares["t0"] > shares["t15"] > shares["t25"]


def test_the_ideas_are_read_once() -> None:
    assert shared_ideas(STEM) is shared_ideas(STEM)


def test_each_idea_is_written_as_it_is_read() -> None:
    text = (files("bot") / "vocabulary" / "ideas.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert len(lines) > 1000
    assert len(set(lines)) == len(lines)
    assert [line for line in lines if line != fold(line) or len(line.split()) < 2] == []
