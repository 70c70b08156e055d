"""`entraide screen`: texts in, JSON lines out, one at a time; what fails is never written."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from anonymize.values import Screening, ScreeningFailed

Screen = Callable[[str], Screening]


@dataclass(frozen=True, slots=True)
class Line:
    """One line to write, and whether the text could be screened."""

    text: str
    screened: bool


def screen_stream(lines: Iterable[bytes], screen: Screen) -> Iterator[Line]:
    """Screen JSON lines ``{"id", "text"}``, each as soon as it is read."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _screen_row(line, number, screen)


def screen_whole(content: bytes, screen: Screen) -> Line:
    """Screen everything that was read, as one text named ``stdin``."""
    try:
        return _screened("stdin", content.decode("utf-8-sig"), screen)
    except UnicodeDecodeError:
        return _failed("stdin", "unreadable")


def _screen_row(line: bytes, number: int, screen: Screen) -> Line:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _failed(number, "unreadable")
    except (ValueError, RecursionError):
        return _failed(number, "not-json")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return _failed(row.get("id", number) if isinstance(row, dict) else number, "no-text")
    return _screened(row.get("id", number), row["text"], screen)


def _screened(name: Any, text: str, screen: Screen) -> Line:
    try:
        text.encode()  # half a character (a lone surrogate) is no text
        screening = screen(text)
    except ScreeningFailed as error:
        return _failed(name, error.reason)
    except UnicodeEncodeError:
        return _failed(name, "unreadable")
    findings = [
        {"start": f.start, "end": f.end, "kind": str(f.kind), "replacement": f.replacement}
        for f in screening.findings
    ]
    row = {
        "id": name,
        "clean": screening.clean,
        "findings": findings,
        "risk": screening.risk.level,
    }
    return Line(json.dumps(row, ensure_ascii=False), screened=True)


def _failed(name: Any, code: str) -> Line:
    return Line(json.dumps({"id": name, "error": code}), screened=False)
