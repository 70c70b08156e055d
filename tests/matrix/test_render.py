"""A screen on Matrix: everything in the plain body, nothing typed in the formatted one (R9)."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from adapters.matrix.render import render
from adapters.texts import FluentTexts
from bot.domain.inert import inert
from bot.domain.screens import (
    Bullets,
    Choice,
    Heading,
    Paragraph,
    Phrase,
    Quote,
    Replaced,
    Screen,
    Verbatim,
)

TEXTS = FluentTexts()
ALLOWED_TAGS = {"h4", "p", "strong", "blockquote", "ul", "ol", "li", "u", "br"}
"""Of the specification's list, those that we use."""


class Shown(HTMLParser):
    """The tags of a formatted body, and the words that are read between them."""

    def __init__(self, body: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.words = ""
        self.feed(body)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert attrs == []
        self.tags.append(tag)
        self.words += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.words += data


def screen(typed: str) -> Screen:
    return Screen(
        (
            Heading(Verbatim("Titre")),
            Paragraph((Verbatim(typed), Replaced("[PERSONNE 1]")), emphasis=True),
            Quote((Verbatim("un\ndeux"),)),
            Bullets(((Verbatim("a"),), (Verbatim("b"),))),
        ),
        (
            (Choice("t1", Phrase("choice-later")),),
            (Choice("t2", Phrase("choice-as-answer", {"opening": "X"})),),
        ),
    )


def test_the_plain_body_says_everything_and_numbers_the_choices() -> None:
    plain = render(screen("Bonjour "), "fr", TEXTS).plain
    assert plain.replace("\xa0", " ") == (
        "Titre\n\nBonjour [PERSONNE 1]\n\nun\ndeux\n\n• a\n• b\n\n"
        "Pour choisir, répondez par un numéro, de 1 à 2 :\n1. Plus tard\n2. Réponse à : X"
    )


def test_the_formatted_body_has_the_allowed_tags_alone() -> None:
    html = render(screen("Bonjour "), "en", TEXTS).html
    shown = Shown(html)
    assert set(shown.tags) == ALLOWED_TAGS
    assert "<p><strong>Bonjour <u>[PERSONNE 1]</u></strong></p>" in html
    assert "<blockquote>un<br>deux</blockquote>" in html


def test_one_choice_is_asked_for_by_its_number() -> None:
    one = Screen((), ((Choice("t", Phrase("choice-later")),),))
    assert render(one, "en", TEXTS).plain == "To choose, reply 1:\n1. Later"


@given(st.text(max_size=60))
def test_what_is_typed_is_read_letter_for_letter_and_adds_no_tag(typed: str) -> None:
    rendered = render(Screen((Paragraph((Verbatim(typed),)),)), "fr", TEXTS)
    shown = Shown(rendered.html)
    assert set(shown.tags) <= {"p", "br"}
    assert rendered.plain == inert(typed)
    assert shown.words == inert(typed)
