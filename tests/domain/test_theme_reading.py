"""Themes of a text: what notions, colleagues' words and labelled messages say together."""

from collections import Counter

import pytest

from bot.domain.matching import trade_lexicon
from bot.domain.theme_reading import MOST_PROPOSED, ThemeReading

SLANG = ("zbeul", "ouistiti")
"""Words that neither the lexicon nor any message knows."""


@pytest.fixture
def holders() -> Counter[str]:
    return Counter()


@pytest.fixture
def reading(holders: Counter[str]) -> ThemeReading:
    return ThemeReading(trade_lexicon(), holders.__getitem__)


def join(reading: ThemeReading, holders: Counter[str], theme: str, *stems: str) -> None:
    holders.update(stems)
    reading.learn((theme,), stems)


def test_unknown_words_tell_nothing(reading: ThemeReading) -> None:
    assert reading.weights({}, SLANG) == {}
    assert reading.proposed({}, SLANG, frozenset()) == ()


def test_colleagues_who_use_a_word_teach_its_theme(
    reading: ThemeReading, holders: Counter[str]
) -> None:
    for theme in ("sante", "emploi", "justice"):
        join(reading, holders, theme, "quidam")
    for _ in range(4):
        join(reading, holders, "mobilite", "zbeul", "quidam")
    assert reading.proposed({}, SLANG, frozenset()) == ("mobilite",)


def test_what_somebody_taught_leaves_with_them(
    reading: ThemeReading, holders: Counter[str]
) -> None:
    join(reading, holders, "sante", "quidam")
    for _ in range(4):
        join(reading, holders, "mobilite", "zbeul")
    for _ in range(4):
        holders.subtract(["zbeul"])
        reading.forget(("mobilite",), ["zbeul"])
    assert reading.weights({}, SLANG) == {}


def test_a_theme_left_out_leaves_the_first_place_to_the_next(reading: ThemeReading) -> None:
    notions = trade_lexicon().find("menace d'expulsion, loyer impayé, récépissé expiré, ofpra")
    first, *others = reading.proposed(notions, (), frozenset())
    without = reading.weights(notions, (), frozenset({first}))
    assert first not in without
    assert others
    assert max(without.values()) == 1.0


def test_never_more_than_three_are_proposed(reading: ThemeReading) -> None:
    notions = trade_lexicon().find("ofpra, sevrage, crèche, carsat, mdph")
    assert len(reading.proposed(notions, (), frozenset())) == MOST_PROPOSED
