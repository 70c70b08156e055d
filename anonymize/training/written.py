"""Messages written by hand for training, every identifier marked: `written/*.jsonl`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from anonymize.training.corpora import Text, joined

_FOLDER = Path(__file__).parent / "written"
# Which number it is, rules say: the model learns that it identifies. Mail, pages, postcodes and
# nationalities stay unlabelled.
_CODES = "REF PHONE NIR CAF_ID FT_ID FOREIGNER_ID PASSPORT IBAN PLATE SIRET"
LABEL_OF = {
    "PERSON": "PER",
    "CITY": "LOC",
    "ADDRESS": "HOME",
    "ORG_ID": "ORG",
    "HEALTH_RARE": "TRAIT",
    "HANDLE": "HANDLE",
    "AGE": "AGE",
    "DATE": "DATE",
    "BIRTHDATE": "DATE",
    **dict.fromkeys(_CODES.split(), "CODE"),
}


def written(folder: Path = _FOLDER) -> Iterator[Text]:
    """Each message with the spans that the model learns; `origin` is its voice."""
    for path in sorted(folder.glob("*.jsonl")):
        for text in marked_cases(path, LABEL_OF):
            spans = tuple(span for span in text.spans if span[2] in LABEL_OF.values())
            yield joined(replace(text, spans=spans))


def marked_cases(path: Path, labels: dict[str, str]) -> list[Text]:
    """Cases with inline `<TYPE>surface</TYPE>`; types outside `labels` keep their own name."""
    texts = []
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        text, spans, end = "", [], 0
        for match in re.finditer(r"<([A-Z_]+)>(.*?)</\1>", case["marked"], re.DOTALL):
            text += case["marked"][end : match.start()]
            spans.append((len(text), len(text) + len(match[2]), labels.get(match[1], match[1])))
            text += match[2]
            end = match.end()
        voice = case.get("voice", "")
        texts.append(Text(text + case["marked"][end:], tuple(spans), voice, numbered=True))
    return texts
