"""What takes long is done before the turn that needs it, with nothing held.

A unit of work holds the database, and screening takes as long as the text: longer still while the
model loads. Going through weeks of asks again under other limits takes seconds. So a turn that
needs one of these is given up, and nothing of it stays; the work is done; the turn begins again,
and finds the result. Should the text have changed meanwhile, it is given up once more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.policy import Value
from bot.domain.screening import Screened, ScreeningUnavailable
from bot.domain.texts import RawText
from bot.domain.what_if.comparison import Comparison
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
    departement: str | None = None


@dataclass(frozen=True, slots=True)
class ToCompare:
    """A change of limits, to be tried on the recorded past."""

    changes: tuple[tuple[str, Value], ...]


class NotYet(Exception):
    """Ends a turn that must wait for a text, or for a comparison."""

    def __init__(self, wanted: ToScreen | ToCompare) -> None:
        super().__init__()
        self.wanted = wanted


@dataclass(frozen=True, slots=True)
class Beforehand:
    """Implements `bot.ports.Screener` and `bot.usecases.preview_limits.Compare` from what was done
    before the turn began.

    Raises
    ------
    NotYet
        For any other text, or change.
    """

    _known: dict[ToScreen, Screened | ScreeningUnavailable] = field(default_factory=dict)
    _compared: dict[ToCompare, Comparison] = field(default_factory=dict)

    def screen(
        self,
        text: RawText,
        *,
        language: str,
        placeholders: str = "",
        masked_more: Sequence[str] = (),
        given_back: Sequence[str] = (),
        answer: bool = False,
        departement: str | None = None,
    ) -> Screened:
        wanted = ToScreen(
            text,
            language,
            placeholders,
            tuple(masked_more),
            tuple(given_back),
            answer,
            departement,
        )
        known = self._known.get(wanted)
        if known is None:
            raise NotYet(wanted)
        if isinstance(known, ScreeningUnavailable):
            raise known
        return known

    def compare(self, changes: Mapping[str, Value]) -> Comparison:
        wanted = ToCompare(tuple(sorted(changes.items())))
        known = self._compared.get(wanted)
        if known is None:
            raise NotYet(wanted)
        return known

    def keep(self, wanted: ToCompare, compared: Comparison) -> None:
        """What a change would have made of the past."""
        self._compared[wanted] = compared

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
                departement=wanted.departement,
            )
        except ScreeningUnavailable as unavailable:
            self._known[wanted] = unavailable
