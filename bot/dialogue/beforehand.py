"""Texts are screened before the turn that needs them, with nothing held.

A unit of work holds the database, and screening takes as long as the text: longer still while the
model loads. So a turn that needs a text screened is given up, and nothing of it stays; the text is
screened; the turn begins again, and finds the result. Should the text have changed meanwhile, it
is given up once more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.screening import Screened, ScreeningUnavailable
from bot.domain.texts import RawText
from bot.ports import Screener


@dataclass(frozen=True, slots=True)
class ToScreen:
    """Everything that a screening depends on."""

    text: RawText
    language: str
    placeholders: str
    masked_more: tuple[str, ...]
    given_back: tuple[str, ...]
    answer: bool


class NotYetScreened(Exception):
    """Ends a turn that must wait for a text."""

    def __init__(self, wanted: ToScreen) -> None:
        super().__init__()
        self.wanted = wanted


@dataclass(frozen=True, slots=True)
class Beforehand:
    """Implements `bot.ports.Screener` from what was screened before the turn began.

    Raises
    ------
    NotYetScreened
        For any other text.
    """

    _known: dict[ToScreen, Screened | ScreeningUnavailable] = field(default_factory=dict)

    def screen(
        self,
        text: RawText,
        *,
        language: str,
        placeholders: str = "",
        masked_more: Sequence[str] = (),
        given_back: Sequence[str] = (),
        answer: bool = False,
    ) -> Screened:
        wanted = ToScreen(
            text, language, placeholders, tuple(masked_more), tuple(given_back), answer
        )
        known = self._known.get(wanted)
        if known is None:
            raise NotYetScreened(wanted)
        if isinstance(known, ScreeningUnavailable):
            raise known
        return known

    def prepare(self, wanted: ToScreen, screener: Screener) -> None:
        """Screen one text. That it could not be is a result too: the turn says so (R1)."""
        try:
            self._known[wanted] = screener.screen(
                wanted.text,
                language=wanted.language,
                placeholders=wanted.placeholders,
                masked_more=wanted.masked_more,
                given_back=wanted.given_back,
                answer=wanted.answer,
            )
        except ScreeningUnavailable as unavailable:
            self._known[wanted] = unavailable
