"""Numbers written in French words, as people dictate them."""

from __future__ import annotations

import re

_UNITS = {
    name: value
    for value, name in enumerate(
        "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
        "seize".split()
    )
} | {"une": 1}
_TENS = {
    "vingt": 20,
    "vingts": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "huitante": 80,
    "octante": 80,
    "nonante": 90,
}
_SCALES = {"cent": 100, "cents": 100, "mille": 1000}

WORD = (
    "(?:zero|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze"
    "|seize|vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante"
    "|cents?|mille)(?![a-z])"
)
NUMBER = rf"(?:{WORD}(?:[ -](?:et[ -])?{WORD}){{0,8}})"
"""Pattern, over folded text, of a number in words. Wrap it in word boundaries."""

RUN = re.compile(rf"\b{WORD}(?:[ ,.-]{{1,2}}(?:et[ -])?(?:{WORD}|\d{{1,2}})){{0,40}}\b")
"""A run of dictated numbers, digits mixed in."""


def value(words: str) -> int | None:
    """The number that folded `words` say, None if they say none.

    >>> value("quatre-vingt-treize"), value("deux mille vingt six"), value("vingt et un")
    (93, 2026, 21)
    """
    total = group = 0
    for word in re.split(r"[ -]+", words.strip()):
        if word == "et":
            continue
        if word in _SCALES:
            scale = _SCALES[word]
            group = max(group, 1) * scale
            if scale == 1000:
                total, group = total + group, 0
        elif word.startswith("vingt") and group % 100 == 4:
            group += 76
        elif word in _TENS:
            group += _TENS[word]
        elif word in _UNITS:
            group += _UNITS[word]
        else:
            return None
    return total + group


def digits(words: str) -> str:
    """The digits that a run dictates, pair by pair: "zero six trente-neuf" -> "0639"."""
    out: list[str] = []
    pair = 0
    room = 0  # what the last tens word still takes: 9 after "trente", 19 after "soixante"
    for word in re.findall(r"[a-z]+|\d+", words):
        if word.isdigit():
            out.append(word)
            room = 0
            continue
        if word == "et":
            continue
        unit = _UNITS.get(word, _TENS.get(word, 0))
        if word.startswith("vingt") and out and out[-1] == "4":
            pair, room = 80, 19
            out[-1] = "80"
        elif 0 < unit <= room:
            pair, room = pair + unit, 9 if unit == 10 else 0
            out[-1] = str(pair)
        else:
            pair = unit
            room = 0 if unit < 10 else {60: 19, 80: 19, 10: 9}.get(unit, 9 if unit >= 20 else 0)
            out.append(str(unit))
    return "".join(out)
