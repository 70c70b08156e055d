"""What an earlier screening wrote stays as it is: "[ville moyenne, Nord (59)]" hides nobody more.

A fiche quotes a case that was screened once, and is screened again. Only words of ours count: a
closed vocabulary, in which no name can be slipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from anonymize.lexicons import departements, epcis
from anonymize.placeholders import DIRECT, WIDER

_BRACKETED = re.compile(r"\[([^\[\]\n]{1,80})\]")
_GROUPED = re.compile(
    rf"(?:{'|'.join(words['epci'].format(epci='') for words in WIDER.values())})(.+) \((\w{{2,3}})\)"
)
_PLACED = ("big", "middle", "little", "rural")
_FIGURES = {"low": r"\d{1,2}", "high": r"\d{1,2}", "weeks": r"\d{1,3}", "code": r"\d[\dAB]\d?"}


def already_replaced(text: str) -> Iterator[tuple[int, int]]:
    """Where our own placeholders stand, brackets included."""
    for found in _BRACKETED.finditer(text):
        inside = found[1]
        if _labels().fullmatch(inside) or inside in _places() or _is_grouping(inside):
            yield found.span()


@cache
def _labels() -> re.Pattern[str]:
    """Numbered ones, and whatever was said more widely in words and figures alone."""
    numbered = (re.escape(label) for labels in DIRECT.values() for label in labels.values())
    wider = (_shape(words) for said in WIDER.values() for words in said.values())
    return re.compile(rf"(?:{'|'.join(numbered)}) \d{{1,4}}|{'|'.join(filter(None, wider))}")


def _shape(template: str) -> str | None:
    """What a template becomes; ``None`` when it takes a name, whose list is read elsewhere."""
    fields = set(re.findall(r"\{(\w+)\}", template))
    if not fields <= _FIGURES.keys():
        return None
    shape = re.escape(template)
    for field in fields:
        shape = shape.replace(rf"\{{{field}\}}", _FIGURES[field])
    return shape


@cache
def _places() -> frozenset[str]:
    """Every town that we widened to its size and département."""
    return frozenset(
        words[size].format(place=f"{one.name} ({code})")
        for words in WIDER.values()
        for size in _PLACED
        for code, one in departements().items()
    )


def _is_grouping(inside: str) -> bool:
    """A town that we widened to the grouping it belongs to."""
    named = _GROUPED.fullmatch(inside)
    return named is not None and named[1] in _groupings() and named[2] in departements()


@cache
def _groupings() -> frozenset[str]:
    return frozenset(epci.name for epci in epcis().values())
