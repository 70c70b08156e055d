"""Lists of words written by hand, one entry a line; `#` starts a comment."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of one list, in order.

    Raises FileNotFoundError when the package is incomplete.
    """
    text = files("anonymize.words").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of one list, however many stand on a line."""
    return frozenset(word for line in entries(name) for word in line.split())
