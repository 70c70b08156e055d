"""What goes with a message: pictures that a telephone shows, pages that a printer prints."""

import struct
import zlib

import pytest

from adapters.illustrations import Illustrations
from bot.domain.screens import (
    Bar,
    BarChart,
    Bullets,
    Charts,
    Heading,
    Paragraph,
    Phrase,
    QrCode,
    Replaced,
    Sheet,
    Verbatim,
)
from tests.webchat.echo import PlainTexts

NAME = Phrase("charge")


@pytest.fixture(scope="module")
def illustrations() -> Illustrations:
    return Illustrations(PlainTexts())


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def bars(*values: int) -> tuple[Bar, ...]:
    return tuple(Bar(Phrase(f"jour {number}"), value) for number, value in enumerate(values))


def test_charts_are_as_wide_as_a_phone_and_told_in_words(illustrations: Illustrations) -> None:
    two = Charts(
        NAME, (BarChart(Phrase("Par jour"), bars(3, 0, 5)), BarChart(Phrase("Ici"), bars(1)))
    )
    file = illustrations.draw(two, "fr")
    assert (file.name, file.media_type) == ("charge.png", "image/png")
    width, height = size_of(file.content)
    assert width == 1_008
    assert height < 2 * width
    assert "Par jour. jour 0 3, jour 1 0, jour 2 5." in file.description
    assert "Ici. jour 0 1." in file.description


def test_signs_of_mathematics_are_letters_like_others(illustrations: Illustrations) -> None:
    odd = Charts(NAME, (BarChart(Phrase("$x^2$ {"), (Bar(Phrase("$\\frac"), 2),)),))
    assert size_of(illustrations.draw(odd, "fr").content)


def test_a_code_is_read_with_its_quiet_zone(illustrations: Illustrations) -> None:
    address = "https://t.me/entraide_bot?start=1234567812345678"
    file = illustrations.draw(QrCode(Phrase("invitation"), address), "fr")
    width, height = size_of(file.content)
    assert width == height > 200
    assert file.description == address
    rows = zlib.decompress(file.content[file.content.index(b"IDAT") + 4 : -16])
    assert len(set(rows[: 4 * 8 * (len(rows) // height)])) <= 2, "four modules of white above"


def test_pages_take_what_was_typed_as_it_is(illustrations: Illustrations) -> None:
    typed = "**gras** <b>x</b> & [PERSONNE 1] 😀 \u202etourné ’œ€"
    sheet = Sheet(
        Phrase("synthèse"),
        (
            Heading(Verbatim(typed)),
            Paragraph((Verbatim(typed * 300), Replaced("[VILLE 1]"))),
            Bullets(((Verbatim(typed),), (Phrase("deux"),))),
        ),
    )
    file = illustrations.draw(sheet, "fr")
    assert (file.name, file.media_type) == ("synthèse.pdf", "application/pdf")
    assert file.content.startswith(b"%PDF")
    assert b"/Lang (fr)" in file.content
