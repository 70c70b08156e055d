"""A number that is announced is found whole, however it is spaced, typed or dictated."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anonymize.engine import Engine
from anonymize.judge import judge
from anonymize.reading import plain_text

SEPARATORS = (" ", "  ", ".", "-", "/", "", "\u00a0", "\u202f", " - ", " . ", " / ", ". ")
AFTER = ("", " merci", ".", " et elle attend", ", urgent", "\nMerci", " (à vérifier)")
BEFORE = ("", "bonjour, ", "elle a 3 enfants. ", "- ", "loyer 450 euros, ")
LETTERS = "ABCDEFGHJKLMNPQRSTVWXYZ"


def number(shape: str) -> st.SearchStrategy[str]:
    """`9` a digit, `A` a letter, anything else itself."""
    kinds = {"9": "0123456789", "A": LETTERS}
    return st.tuples(*(st.sampled_from(kinds.get(c, c)) for c in shape)).map("".join)


KINDS = {
    "phone": (number("0639999999"), ("tel {}", "joignable au {}", "son numéro {}", "{}"), 2),
    "nir": (number("1650259999999"), ("n° sécu {}", "NIR {}", "numéro de sécu {}"), 3),
    "caf": (number("9999999A"), ("caf {}", "n° allocataire {}", "MSA {}"), 3),
    "france travail": (
        number("9999999B"),
        ("identifiant France Travail {}", "id pole emploi {}"),
        4,
    ),
    "foreigner": (number("7599999999"), ("agdref {}", "n° étranger {}", "récépissé {}"), 4),
    "passport": (number("99AA99999"), ("passeport n° {}", "carte d'identité {}"), 5),
    "iban": (number("FR76" + "9" * 23), ("iban {}", "rib {}", "{}"), 4),
    "siret": (number("9" * 14), ("siret {}", "n° siret {}"), 3),
}


def uncovered(engine: Engine, text: str, start: int, end: int) -> str:
    """What of text[start:end] no finding covers, letters and digits alone."""
    reading, results = engine.analyze(plain_text(text))
    bare = set(range(start, end))
    for found in judge(reading, results):
        bare -= set(range(*reading.given(found.start, found.end)))
    return "".join(text[i] for i in sorted(bare) if text[i].isalnum())


def grouped(raw: str, size: int, separator: str) -> str:
    return separator.join(raw[i : i + size] for i in range(0, len(raw), size))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_an_announced_number_is_found_whole(engine: Engine, kind: str, data: st.DataObject) -> None:
    strategy, announcements, size = KINDS[kind]
    typed = grouped(data.draw(strategy), size, data.draw(st.sampled_from(SEPARATORS)))
    if data.draw(st.booleans()):
        typed = typed.replace("0", "O", 2)
    said = data.draw(st.sampled_from(announcements))
    head = data.draw(st.sampled_from(BEFORE)) + said.split("{}")[0]
    text = head + typed + data.draw(st.sampled_from(AFTER))
    if data.draw(st.booleans()):
        text = text.lower()
    assert uncovered(engine, text, len(head), len(head) + len(typed)) == ""


UNITS = "zéro un deux trois quatre cinq six sept huit neuf".split()


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(digits=number("0639999999"), joint=st.sampled_from((" ", "-", ", ")))
def test_a_number_dictated_digit_by_digit_is_found_whole(
    engine: Engine, digits: str, joint: str
) -> None:
    head = "on le joint au "
    said = joint.join(UNITS[int(d)] for d in digits)
    assert uncovered(engine, f"{head}{said} le soir", len(head), len(head) + len(said)) == ""
