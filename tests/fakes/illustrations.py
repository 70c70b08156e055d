"""Drawings that say what they would show."""

from bot.domain.delivery import File
from bot.domain.screens import Enclosure, Sheet


class PlainIllustrator:
    """Implements `bot.ports.Illustrator`: the content is the enclosure, in words."""

    def draw(self, enclosure: Enclosure, language: str) -> File:
        kind = "application/pdf" if isinstance(enclosure, Sheet) else "image/png"
        return File(enclosure.name.key, kind, repr(enclosure).encode(), enclosure.name.key)
