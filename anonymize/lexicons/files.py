"""Where the lexicons lie and how they are packed."""

from __future__ import annotations

import lzma
from importlib.resources import files


def read_text(name: str) -> str:
    """Text of one packed lexicon.

    Raises FileNotFoundError or lzma.LZMAError when the package is incomplete or damaged.
    """
    packed = files("anonymize.lexicons").joinpath("data", f"{name}.xz").read_bytes()
    return lzma.decompress(packed).decode("utf-8")
