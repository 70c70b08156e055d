"""Names of the world that French birth records miss, written for this project.

`names/*.txt`: sections [first], [last], [particles]; blanks separate names; "_" is an inner space.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from anonymize.lexicons.folding import fold

FOLDER = Path(__file__).parent / "names"


@cache
def regions() -> dict[str, dict[str, tuple[str, ...]]]:
    """Region -> section -> names as written."""
    return {path.stem: _sections(path) for path in sorted(FOLDER.glob("*.txt"))}


def world_first_names() -> set[str]:
    """Every first name and nickname of the lists, folded."""
    return _folded("first") | _folded("nicknames")


def world_surnames() -> set[str]:
    """Every surname of the lists, folded, and the last word of those in several words."""
    whole = _folded("last")
    return whole | {re.split(r"[ ']", name)[-1] for name in whole if len(name) > 3}


def particles() -> set[str]:
    """Every particle of the lists, folded."""
    return _folded("particles")


def _folded(section: str) -> set[str]:
    return {fold(name) for names in regions().values() for name in names.get(section, ())}


def _sections(path: Path) -> dict[str, tuple[str, ...]]:
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if match := re.fullmatch(r"\[(\w+)\]", line.strip()):
            current = sections.setdefault(match[1], [])
        elif not line.startswith("#"):
            current += [name.replace("_", " ") for name in line.split()]
    return {section: tuple(dict.fromkeys(names)) for section, names in sections.items()}
