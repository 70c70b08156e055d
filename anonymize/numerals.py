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
_SCALES = {"cent": 100, "cents": 100, "mille": 1000, "million": 10**6, "millions": 10**6}
_KNOWN = frozenset({*_UNITS, *_TENS, *_SCALES})

WORD = (
    "(?:zero|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze"
    "|seize|vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante"
    "|cents?|mille|millions?)(?![a-z])"
)
NUMBER = rf"(?:{WORD}(?:[ -](?:et[ -])?{WORD}){{0,8}})"
"""Pattern, over folded text, of a number in words. Wrap it in word boundaries."""

RUN = re.compile(
    rf"\b{WORD}(?:[ ,.-]{{1,2}}(?:et[ -]|e?h?eu+h*[ ,.]{{1,3}})?(?:{WORD}|\d{{1,2}})){{0,40}}\b"
)
"""A run of dictated numbers, digits mixed in."""

_WORDS = re.compile(rf"(?<![a-z]){WORD}(?:[ -](?:et[ -])?{WORD}){{0,12}}")


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
            if scale >= 1000:
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


def chunks(words: str) -> list[str]:
    """The numbers that a run dictates, each in digits, as large as grammar lets them be.

    >>> chunks("zero six trente-neuf"), chunks("deux cent quatorze et quatre vingt deux mille un")
    (['0', '6', '39'], ['214', '82001'])
    """
    said = re.findall(r"[a-z]+|\d+", words)
    out: list[str] = []
    at = 0
    while at < len(said):
        if said[at] == "et" or not (said[at].isdigit() or said[at] in _KNOWN):
            at += 1
            continue
        text, at = (said[at], at + 1) if said[at].isdigit() else _number_at(said, at)
        out.append(text)
    return out


def spoken(text: str, at: int) -> tuple[str, int] | None:
    """The number in words that starts at `at` of a folded text, in digits, and where it ends."""
    run = _WORDS.match(text, at)
    if not run:
        return None
    said = list(re.finditer(r"[a-z]+", run[0]))
    number, taken = _number_at([word[0] for word in said], 0)
    return number, at + said[taken - 1].end()


def digits(words: str) -> str:
    """All the digits that a run dictates: "zero six trente-neuf" -> "0639"."""
    return "".join(chunks(words))


def _number_at(said: list[str], at: int) -> tuple[str, int]:
    """The longest well-formed number that starts at a word, and where it ends."""
    total, end = _below_thousand(said, at)
    if end < len(said) and said[end] in {"million", "millions"}:
        rest, stop = _below_million(said, end + 1)
        return str(max(total, 1) * 10**6 + int(rest)), stop
    return _below_million(said, at)


def _below_million(said: list[str], at: int) -> tuple[str, int]:
    total, at = _below_thousand(said, at)
    if at < len(said) and said[at] == "mille" and total < 1000:
        rest, end = _below_thousand(said, at + 1)
        return str(max(total, 1) * 1000 + rest), end
    return str(total), at


def _below_thousand(said: list[str], at: int) -> tuple[int, int]:
    hundreds = 0
    following = said[at + 1] if at + 1 < len(said) else ""
    if following in {"cent", "cents"} and 2 <= _UNITS.get(said[at], 0) <= 9:
        hundreds, at = _UNITS[said[at]] * 100, at + 2
    elif at < len(said) and said[at] in {"cent", "cents"}:
        hundreds, at = 100, at + 1
    if hundreds and at < len(said) and said[at] == "zero":
        return hundreds, at
    rest, at = _below_hundred(said, at)
    return hundreds + rest, at


def _below_hundred(said: list[str], at: int) -> tuple[int, int]:
    if at >= len(said):
        return 0, at
    if said[at] == "quatre" and said[at + 1 : at + 2] and said[at + 1].startswith("vingt"):
        return _with_unit(said, at + 2, 80, 19)
    if said[at] in _TENS:
        tens = _TENS[said[at]]
        return _with_unit(said, at + 1, tens, 19 if tens == 60 else 9)
    if said[at] == "dix":
        return _with_unit(said, at + 1, 10, 9) if _next_unit(said, at + 1) >= 7 else (10, at + 1)
    return (_UNITS[said[at]], at + 1) if said[at] in _UNITS else (0, at)


def _with_unit(said: list[str], at: int, tens: int, room: int) -> tuple[int, int]:
    """Tens with the unit that follows, if there is room: "soixante" takes up to 19."""
    linked = at + 1 if said[at : at + 1] == ["et"] else at
    if room == 19 and said[linked : linked + 1] == ["dix"]:
        unit, end = _below_hundred(said, linked)
        return tens + unit, end
    unit = _next_unit(said, linked)
    return (tens + unit, linked + 1) if 0 < unit <= room else (tens, at)


def _next_unit(said: list[str], at: int) -> int:
    return _UNITS.get(said[at], 0) if at < len(said) else 0
