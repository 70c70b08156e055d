"""Sentences say what they mean in each language, and nothing typed can bend them."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from adapters.texts import FluentTexts

DATES = {
    "fr": "dates-moment = EEEE d MMMM 'à' H 'h' mm\ndates-day = EEEE d MMMM\n"
    "dates-short-day = E d MMM\ndates-time = H 'h' mm\ndates-date = d MMMM yyyy\n",
    "en": "dates-moment = EEEE d MMMM 'at' HH:mm\ndates-day = EEEE d MMMM\n"
    "dates-short-day = E d MMM\ndates-time = HH:mm\ndates-date = d MMMM yyyy\n",
}
SENTENCES = {
    "fr": "hello = Bonjour { $name }\n"
    "asked = { $count ->\n    [one] { $count } personne\n   *[other] { $count } personnes\n}\n"
    "when = Rendez-vous { $at }\n"
    "parts = { DAY($at) } | { TIME($at) } | { DATE($at) }\n"
    "french-only = Seulement en français\n"
    "signs = « Oui » ; non ? Si : voilà !\n",
    "en": "hello = Hello { $name }\n"
    "asked = { $count ->\n    [one] { $count } person\n   *[other] { $count } people\n}\n"
    "when = Meeting { $at }\n"
    "parts = { DAY($at) } | { TIME($at) } | { DATE($at) }\n",
}
NOON = datetime(2026, 11, 24, 11, 5, tzinfo=UTC)


@pytest.fixture
def texts(tmp_path: Path) -> FluentTexts:
    for language in ("fr", "en"):
        folder = tmp_path / language
        folder.mkdir()
        (folder / "dates.ftl").write_text(DATES[language], encoding="utf-8")
        (folder / "sentences.ftl").write_text(SENTENCES[language], encoding="utf-8")
    return FluentTexts(root=tmp_path)


@pytest.mark.parametrize(
    ("key", "language", "args", "said"),
    [
        ("hello", "fr", {"name": "Zoé"}, "Bonjour Zoé"),
        ("hello", "en", {"name": "Zoé"}, "Hello Zoé"),
        ("hello", "fr-CA", {"name": "Zoé"}, "Bonjour Zoé"),
        ("hello", "de", {"name": "Zoé"}, "Bonjour Zoé"),
        ("asked", "fr", {"count": 0}, "0 personne"),
        ("asked", "en", {"count": 0}, "0 people"),
        ("asked", "fr", {"count": 1200}, "1\u202f200 personnes"),
        ("asked", "en", {"count": 1200}, "1,200 people"),
        ("french-only", "en", {}, "Seulement en français"),
    ],
)
def test_a_sentence_in_its_language(
    texts: FluentTexts, key: str, language: str, args: dict[str, object], said: str
) -> None:
    assert texts.say(key, language, args) == said


@pytest.mark.parametrize(
    ("at", "language", "said"),
    [
        (NOON, "fr", "Rendez-vous mardi 24 novembre à 12 h 05"),
        (NOON, "en", "Meeting Tuesday 24 November at 12:05"),
        (
            NOON.astimezone(ZoneInfo("Indian/Reunion")),
            "fr",
            "Rendez-vous mardi 24 novembre à 15 h 05",
        ),
    ],
)
def test_a_date_is_written_in_the_zone_it_carries_and_utc_in_the_networks(
    texts: FluentTexts, at: datetime, language: str, said: str
) -> None:
    assert texts.say("when", language, {"at": at}) == said


def test_a_date_has_four_styles(texts: FluentTexts) -> None:
    said = texts.say("parts", "fr", {"at": NOON})
    assert said == "mardi 24 novembre | 12 h 05 | 24 novembre 2026"


@pytest.mark.parametrize(
    ("day", "language", "said"),
    [
        (1, "fr", "Rendez-vous dimanche 1er novembre à 12 h 05"),
        (11, "fr", "Rendez-vous mercredi 11 novembre à 12 h 05"),
        (1, "en", "Meeting Sunday 1 November at 12:05"),
    ],
)
def test_french_says_the_first_of_a_month(
    texts: FluentTexts, day: int, language: str, said: str
) -> None:
    assert texts.say("when", language, {"at": NOON.replace(day=day)}) == said


def test_what_was_typed_cannot_turn_the_sentence_around(texts: FluentTexts) -> None:
    assert texts.say("hello", "fr", {"name": "\u202eéoZ\u2066 { $x }"}) == "Bonjour éoZ { $x }"


def test_french_signs_stay_on_the_line_of_their_word(texts: FluentTexts) -> None:
    said = texts.say("signs", "fr")
    assert said == "«\u00a0Oui\u00a0»\u202f; non\u202f? Si\u00a0: voilà\u202f!"


def test_an_unknown_key_is_a_programming_error(texts: FluentTexts) -> None:
    with pytest.raises(KeyError, match="nowhere"):
        texts.say("nowhere", "fr")


def test_the_packaged_sentences_are_found() -> None:
    assert FluentTexts().say("dates-date", "fr") == "d MMMM yyyy"
