"""The messages written by hand for training: marked well, and nobody's."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from anonymize.training import written as module
from anonymize.training.written import LABEL_OF, written

FOLDER = Path(module.__file__).parent / "written"
MARK = re.compile(r"<([A-Z_]+)>([^<>]*)</\1>")
KINDS = frozenset(
    "PERSON ADDRESS PHONE EMAIL NIR CAF_ID FT_ID FOREIGNER_ID PASSPORT IBAN PLATE HANDLE REF"
    " BIRTHDATE URL SIRET POSTCODE CITY DATE AGE ORG_ID NATIONALITY HEALTH_RARE".split()
)
# Ranges that Arcep sets aside for fiction, and an invented block.
FICTION = ("019900", "026191", "035301", "046571", "053649", "063998", "0700")


def marked() -> Iterator[str]:
    for path in sorted(FOLDER.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["marked"]


def test_marks_are_closed_known_and_tight() -> None:
    for text in marked():
        assert "<" not in MARK.sub("", text)
        for kind, surface in MARK.findall(text):
            assert kind in KINDS
            assert surface == surface.strip() != ""


def test_every_label_has_many_examples() -> None:
    counts = Counter(label for text in written() for *_, label in text.spans)
    assert set(counts) == set(LABEL_OF.values())
    assert min(counts.values()) > 50


def test_one_text_in_ten_has_nothing_to_find() -> None:
    texts = list(written())
    assert sum(not text.spans for text in texts) > len(texts) / 10


def test_no_french_phone_and_no_mail_box_can_be_somebody_s() -> None:
    for text in marked():
        for kind, surface in MARK.findall(text):
            digits = re.sub(r"\D", "", surface)
            if kind == "PHONE" and re.fullmatch(r"0\d{9}", digits):
                assert digits.startswith(FICTION)
            if kind == "EMAIL" and "@" in surface:
                assert surface.lower().endswith(".example")
