"""Without buttons, a choice is made by its number, in a word, or by a reaction."""

import pytest

from bot.dialogue.actions import Action
from bot.dialogue.choosing import BY_REACTION, WORDS, by_reaction, chosen, number_of

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
