"""Folding: the one spelling under which words and names are compared."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
_LOOK_ALIKES = {"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " "}


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    low = char.lower()
    if low in _LIGATURES:
        return _LIGATURES[low]
    if low in _LOOK_ALIKES:
        return _LOOK_ALIKES[low]
    if low.isascii():
        return low
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


def fold(text: str) -> str:
    """Lower case, no accents, plain apostrophes and hyphens; ligatures are spelled out.

    The result may be longer or shorter than `text`.
    """
    if text.isascii():
        return text.lower()
    return "".join(map(_fold_char, text))
