"""Typed commands mean the same on every channel, however they are typed."""

import pytest

from bot.dialogue.commands import (
    PLAIN,
    WORDS,
    Command,
    Name,
    in_plain_words,
    is_courtesy,
    lacks_sign,
    parse,
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/aide", Command(Name.HELP, "")),
        ("!aide", Command(Name.HELP, "")),
        ("  /AIDE  ", Command(Name.HELP, "")),
        ("/aide@entraide_bot", Command(Name.HELP, "")),
        ("/mesdonnées", Command(Name.MY_DATA, "")),
        ("/confidentialité", Command(Name.PRIVACY, "")),
        ("/pause 14", Command(Name.PAUSE, "14")),
        ("/pause   14  ", Command(Name.PAUSE, "14")),
        ("/limites person_week 3\nété calme", Command(Name.LIMITS, "person_week 3\nété calme")),
        ("/start 1234567890123456", Command(Name.START, "1234567890123456")),
        ("/nimporte quoi", Command(None, "quoi")),
        # In an emergency nobody looks for the exact word, and none of these is one's own pause.
        ("/pause tout", Command(Name.PAUSE_ALL, "")),
        ("/Pause tout !", Command(Name.PAUSE_ALL, "")),
        ("/stop tout", Command(Name.PAUSE_ALL, "")),
        ("/tout arrêter", Command(Name.PAUSE_ALL, "")),
        ("/reprendre tout", Command(Name.RESUME_ALL, "")),
        ("/pause tout l’été", Command(Name.PAUSE, "tout l’été")),
        ("/journal", Command(Name.HISTORY, "")),
    ],
)
def test_a_command_is_read(typed: str, meant: Command) -> None:
    assert parse(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "aide", "/", "!", "//", "/ aide", "!!! urgent", "1/2 loyer", "/3 enfants", "…/aide"],
)
def test_anything_else_is_words(typed: str) -> None:
    assert parse(typed) is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("aide", Name.HELP),
        ("Aide !", Name.HELP),
        ("HELP?", Name.HELP),
        ("mes données", Name.MY_DATA),
        ("confidentialité", Name.PRIVACY),
        ("pause", Name.PAUSE),
        ("pause 14", None),
        ("stop", None),  # leaving takes a sign
        ("oublier", None),
        ("limites", Name.LIMITS),
        ("Charge", Name.LOAD),
        ("retirer", None),
        ("pause tout", None),
        ("", None),
    ],
)
def test_a_word_alone_shows_or_spares_and_does_no_more(typed: str, name: Name | None) -> None:
    assert in_plain_words(typed) == (Command(name, "") if name else None)
    assert {Name.LEAVE, Name.FORGET_ME, Name.REMOVE, Name.PAUSE_ALL}.isdisjoint(PLAIN)


@pytest.mark.parametrize(
    ("typed", "lacks"),
    [
        ("stop", True),
        ("STOP !", True),
        ("moins", True),
        ("pause tout", True),
        ("tout arrêter !", True),
        ("aide", False),
        ("stop ça", False),
    ],
)
def test_a_word_that_takes_its_sign_is_no_situation(typed: str, lacks: bool) -> None:
    assert lacks_sign(typed) is lacks


def test_every_command_has_a_french_word_and_an_english_one() -> None:
    assert set(WORDS.values()) == set(Name)


@pytest.mark.parametrize(
    ("text", "courteous"),
    [
        ("Merci !", True),
        ("merci beaucoup 🙏", True),
        ("D’accord, merci.", True),
        ("Bonne journée", True),
        ("Thanks!", True),
        ("Merci de m’aider : qui paie le camion ?", False),
        ("🙏", False),
        ("au secours", False),
    ],
)
def test_politeness_tells_no_situation(text: str, courteous: bool) -> None:
    assert is_courtesy(text) is courteous
