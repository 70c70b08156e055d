"""Screening by a list of words, for tests about everything else."""

from collections.abc import Callable, Mapping, Sequence

from bot.domain.screening import Found, Risk, RiskLevel, Screened, ScreeningUnavailable
from bot.domain.texts import RawText


class ListedScreener:
    """Replaces the listed words and the author's own; fails when told to.

    Implements `bot.ports.Screener`.

    Attributes
    ----------
    meanwhile
        What else happens while a text is screened.
    """

    def __init__(self, listed: Mapping[str, str]) -> None:
        self._listed = listed
        self.unavailable: str | None = None
        self.meanwhile: Callable[[], None] = lambda: None

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
        self.meanwhile()
        if self.unavailable is not None:
            raise ScreeningUnavailable(self.unavailable)
        hidden = {w: r for w, r in self._listed.items() if w not in given_back}
        hidden |= dict.fromkeys(masked_more, "[MASQUÉ]")
        found = sorted(
            (start, start + len(word), replacement)
            for word, replacement in hidden.items()
            for start in _starts(text.value, word)
        )
        clean, end = "", 0
        for start, stop, replacement in found:
            clean += text.value[end:start] + replacement
            end = stop
        return Screened(
            clean + text.value[end:],
            tuple(Found(a, b, "PERSON", r, "listed") for a, b, r in found),
            Risk(RiskLevel.LOW),
            placeholders or "{}",
        )


def _starts(text: str, word: str) -> list[int]:
    return [i for i in range(len(text)) if text.startswith(word, i)]
