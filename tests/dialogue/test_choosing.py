"""Without buttons, a choice is made by its number, in a word, or by a reaction."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.dialogue.actions import Action
from bot.dialogue.choosing import (
    BY_REACTION,
    READ_AFTER,
    WORDS,
    Doubt,
    by_reaction,
    chosen,
    meant,
    number_of,
)
from bot.domain.notices import Offer

OFFERED = ("sd.draft.abc.sig", "mk.draft..sig", "rw.draft..sig", "mk.other..sig")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1", 0),
        (" 2. ", 1),
        ("3)", 2),
        ("2️⃣", 1),
        ("0", None),
        ("5", None),
        ("99", None),
        ("²", None),
        ("٢", None),
        ("1 2", None),
        ("", None),
        ("envoyer", 0),
        ("Envoyer !", 0),
        ("RÉÉCRIRE", 2),
        ("rewrite", 2),
        ("cacher", None),  # two of those offered: which one?
        ("annuler", None),  # not offered
        ("envoyer demain", None),
        ("👍", None),
    ],
)
def test_what_was_typed_names_one_of_the_choices_offered(typed: str, meant: int | None) -> None:
    assert chosen(typed, OFFERED) == (None if meant is None else OFFERED[meant])


def test_a_number_is_one_even_where_nothing_has_it() -> None:
    assert [number_of(words) for words in ("7", "7️⃣", "07", "700", "sept")] == [7, 7, 7, None, None]


REVEALING = {
    Action.SEND, Action.VOTE_RIGHT, Action.VOTE_WRONG, Action.UNBLOCKED, Action.PARTLY,
    Action.NOT_UNBLOCKED, Action.INTRODUCE, Action.ACCEPT, Action.DECLINE, Action.WITHDRAW,
    Action.ERASE, Action.REMOVE, Action.APPLY_LIMITS, Action.LESS, Action.REFER_TO,
}  # fmt: skip


@pytest.mark.parametrize("action", Action)
def test_what_tells_an_opinion_or_changes_something_is_never_a_reaction(action: Action) -> None:
    assert by_reaction(f"{action.value}.subject..sig") is (action in BY_REACTION)
    assert not (action in REVEALING and action in BY_REACTION)


def test_words_are_whole_and_folded() -> None:
    assert all(word == word.casefold() and word.isascii() for word in WORDS)


LATER = Action.LATER.value
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
READ = READ_AFTER.total_seconds()


def offer(tokens: str, seconds_ago: float, *, waited_for: bool = False) -> Offer:
    return Offer(tuple(tokens.split()), NOW - timedelta(seconds=seconds_ago), waited_for)


@pytest.mark.parametrize(
    ("typed", "offers", "is_meant"),
    [
        # The last list counts once there was time to read it, or when it was waited for.
        ("2", [offer("c d", READ), offer("a b", 600)], "d"),
        ("2", [offer("c d", 1, waited_for=True), offer("a b", 600)], "d"),
        # Sooner, the person says which: what they could read, or what has just come.
        ("2", [offer("c d", 1), offer("a b", 600)], Doubt("b", "d")),
        ("2", [offer("c d", READ - 0.1), offer("a b", 600)], Doubt("b", "d")),
        # A list that was itself too fresh is not the one they read.
        ("2", [offer("e f", 1), offer("c d", 2), offer("a b", 600)], Doubt("b", "f")),
        (
            "1",
            [offer("e f", 1), offer("c d", 3, waited_for=True), offer("a b", 9)],
            Doubt("c", "e"),
        ),
        # No doubt where one list alone has such a choice, or both mean the same.
        ("3", [offer("c d", 1), offer("a b x", 600)], "x"),
        ("3", [offer("c d y", 1), offer("a b", 600)], "y"),
        ("1", [offer("a d", 1), offer("a b", 600)], "a"),
        ("4", [offer("c d", 1), offer("a b", 600)], None),
        # The first list of all, or none.
        ("2", [offer("c d", 1)], "d"),
        ("2", [], None),
        # Lists that came while the words were on their way were not read, waited for or not.
        ("2", [offer("c d", -300), offer("a b", 600)], Doubt("b", "d")),
        ("2", [offer("c d", -300, waited_for=True), offer("a b", 600)], Doubt("b", "d")),
        ("3", [offer("c d", -300, waited_for=True), offer("a b x", 600)], "x"),
        # One that was waited for may be shown a moment later, by our clock.
        ("2", [offer("c d", -30, waited_for=True), offer("a b", 600)], "d"),
        # Words are as hasty as numbers.
        (
            "plus tard",
            [offer(f"{LATER}.new..s", 1), offer(f"{LATER}.old..s", 99)],
            Doubt(f"{LATER}.old..s", f"{LATER}.new..s"),
        ),
    ],
)
def test_a_choice_is_about_a_list_that_could_be_read(
    typed: str, offers: list[Offer], is_meant: str | Doubt | None
) -> None:
    assert meant(typed, offers, NOW) == is_meant
