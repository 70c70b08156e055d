"""`entraide screen` writes a line for each text, and never a text that was not screened."""

import json

import pytest

from anonymize.values import Finding, Kind, Risk, Screening, ScreeningFailed
from bot.cli.screen_lines import screen_stream, screen_whole


def hide_zoe(text: str) -> Screening:
    """Hides the first "Zoé"; refuses a text that holds "trop"."""
    if "trop" in text:
        raise ScreeningFailed("too_long")
    at = text.index("Zoé")
    finding = Finding(at, at + 3, Kind.PERSON, "[PERSONNE 1]", "names")
    clean = text.replace("Zoé", "[PERSONNE 1]")
    return Screening(clean, (finding,), Risk("low", None, ()))


def test_each_text_becomes_one_object() -> None:
    (line,) = screen_stream([json.dumps({"id": "d1", "text": "👋 Zoé"}).encode()], hide_zoe)
    assert line.screened
    assert json.loads(line.text) == {
        "id": "d1",
        "clean": "👋 [PERSONNE 1]",
        "findings": [{"start": 2, "end": 5, "kind": "PERSON", "replacement": "[PERSONNE 1]"}],
        "risk": "low",
    }


@pytest.mark.parametrize(
    ("given", "name", "code"),
    [
        (b'{"id": "d1", "text": "trop Zo\xc3\xa9"}', "d1", "too_long"),
        (b'{"id": "d1", "text": "Zo\\u00e9 \\ud800"}', "d1", "unreadable"),
        (b'{"id": "d1", "text": "Zo\xe9"}', 1, "unreadable"),
        (b'{"id": "d1"}', "d1", "no-text"),
        (b'{"text": 3}', 1, "no-text"),
        (b"[]", 1, "no-text"),
        (b"Zo\xc3\xa9", 1, "not-json"),
    ],
)
def test_what_cannot_be_screened_is_named_and_not_shown(
    given: bytes, name: object, code: str
) -> None:
    (line,) = screen_stream([given], hide_zoe)
    assert not line.screened
    assert json.loads(line.text) == {"id": name, "error": code}


def test_a_failed_line_does_not_stop_the_next_and_nothing_is_read_ahead() -> None:
    read = []

    def lines() -> object:
        for number in range(3):
            read.append(number)
            yield b"\n" if number == 1 else b'{"id": 1, "text": "Zo\xc3\xa9"}'

    stream = screen_stream(lines(), hide_zoe)
    assert next(stream).screened
    assert read == [0]
    assert next(stream).screened


def test_the_whole_input_is_one_text() -> None:
    line = screen_whole("\ufeffBonjour,\nZoé".encode(), hide_zoe)
    assert json.loads(line.text)["clean"] == "Bonjour,\n[PERSONNE 1]"
    assert json.loads(screen_whole(b"\xff", hide_zoe).text) == {
        "id": "stdin",
        "error": "unreadable",
    }
