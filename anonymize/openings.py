"""What a pattern may open with, so that it is tried at few places of a text.

Most patterns here look behind them, then begin a word: `re` tries such a pattern at each letter. What
it may open with is read off the pattern as `re` itself parses it, which is a private module of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from re import _parser as parsed  # type: ignore[attr-defined]
from typing import Any

Openings = Mapping[str, Collection[int]]
"""Where words and figures begin, by their first two characters and by their first three."""

_START = re.compile(r"(?<![a-z])[a-z0-9]")
_LONGEST = 3
_FEW = 700
"""More openings than this are those of any word."""
_ANY = "\0"
"""Ends an opening after which anything may come."""


def openings_of(*texts: str) -> Openings:
    """Where words and figures begin in any of these folded texts, which are of one length."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for text in dict.fromkeys(texts):
        for start in _START.finditer(text):
            at = start.start()
            found[text[at : at + 2]].add(at)
            found[text[at : at + 3]].add(at)
    return found


def finditer(pattern: re.Pattern[str], text: str, openings: Openings) -> Iterator[re.Match[str]]:
    """`pattern.finditer(text)`, tried only where the text opens as the pattern does."""
    heads = heads_of(pattern.pattern, pattern.flags)
    if heads is None:
        return pattern.finditer(text)
    places = {at for head in openings.keys() & heads for at in openings[head]}
    return _tried(pattern, text, sorted(places))


def _tried(pattern: re.Pattern[str], text: str, places: list[int]) -> Iterator[re.Match[str]]:
    end = 0
    for at in places:
        if at >= end and (match := pattern.match(text, at)):
            yield match
            end = max(match.end(), at + 1)


@cache
def heads_of(source: str, flags: int) -> set[str] | None:
    """The first characters, two or three, of all that a pattern matches; `None` when they are too
    many, or when it may begin inside a word."""
    items = parsed.parse(source, flags)
    if flags & re.IGNORECASE or not _begins_a_word(items):
        return None
    heads = {head.removesuffix(_ANY) for head in _grown({""}, items)}
    useful = all(len(head) > 1 and _START.match(head) for head in heads)
    return heads if useful else None


def _begins_a_word(items: Iterable[tuple[Any, Any]]) -> bool:
    """Whether no letter may stand before what these items match."""
    for operation, value in items:
        if operation is parsed.ASSERT_NOT and value[0] < 0:
            return _holds_letters(value[1])
        if operation is parsed.SUBPATTERN:
            return _begins_a_word(value[-1])
        return bool(operation is parsed.AT and value is parsed.AT_BOUNDARY)
    return False


def _holds_letters(items: Sequence[tuple[Any, Any]]) -> bool:
    """Whether these items are one character, which may be any letter from a to z."""
    if len(items) != 1 or items[0][0] is not parsed.IN:
        return False
    allowed = items[0][1]
    letters = ((parsed.RANGE, (ord("a"), ord("z"))), (parsed.CATEGORY, parsed.CATEGORY_WORD))
    return allowed[0][0] is not parsed.NEGATE and any(each in allowed for each in letters)


def _grown(heads: set[str], items: Iterable[tuple[Any, Any]]) -> set[str]:
    """These openings with what the items of a pattern add to them."""
    for operation, value in items:
        growing = {head for head in heads if len(head) < _LONGEST and not head.endswith(_ANY)}
        if not growing:
            break
        heads = (heads - growing) | _with(growing, operation, value)
        if len(heads) > _FEW:
            return {_ANY}
    return heads


def _with(heads: set[str], operation: Any, value: Any) -> set[str]:
    match operation:
        case parsed.LITERAL:
            return {head + chr(value) for head in heads}
        case parsed.IN:
            return {head + letter for head in heads for letter in _letters(value)}
        case parsed.BRANCH:
            return {head for items in value[1] for head in _grown(heads, items)}
        case parsed.SUBPATTERN:
            return _grown(heads, value[-1])
        case parsed.MAX_REPEAT | parsed.MIN_REPEAT | parsed.POSSESSIVE_REPEAT:
            least, most, items = value
            found: set[str] = set()
            for times in range(min(int(most), _LONGEST) + 1):
                if times >= min(least, _LONGEST):
                    found |= heads
                heads = _grown(heads, items)
            return found
        case parsed.ASSERT | parsed.ASSERT_NOT | parsed.AT:
            return heads  # what narrows a match adds nothing to it
        case _:
            return {head + _ANY for head in heads}


def _letters(items: Sequence[tuple[Any, Any]]) -> set[str]:
    """The characters of a set, if they are few."""
    found: set[str] = set()
    for operation, value in items:
        match operation:
            case parsed.LITERAL:
                found.add(chr(value))
            case parsed.RANGE if value[1] - value[0] < 30:
                found |= {chr(code) for code in range(value[0], value[1] + 1)}
            case parsed.CATEGORY if value is parsed.CATEGORY_DIGIT:
                found |= set("0123456789")  # plain text has no other
            case _:
                return {_ANY}
    return found
