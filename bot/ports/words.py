"""What is said, drawn, screened and compared."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.domain.delivery import File
from bot.domain.screening import Screened
from bot.domain.screens import Enclosure
from bot.domain.texts import RawText


class Screener(Protocol):
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
        """Find and replace personal data.

        Parameters
        ----------
        answer
            Whether the text tells the help rather than the case: towns and dates stay.
        departement
            Code of where the text is most likely about; a text that names another wins.

        Raises
        ------
        ScreeningUnavailable
            Whatever went wrong: the text must go nowhere (R1).
        """
        ...


class Stemmer(Protocol):
    def __call__(self, word: str) -> str:
        """The French stem of a lower-case word."""
        ...


class Texts(Protocol):
    """The sentences of ``locales/``."""

    @property
    def languages(self) -> Sequence[str]: ...

    def say(self, key: str, language: str, args: Mapping[str, object] | None = None) -> str:
        """The sentence, as plain text.

        Raises
        ------
        KeyError
            When the key exists in no language: a programming error, never shown.
        """
        ...


class Illustrator(Protocol):
    """Draws what goes with a message."""

    def draw(self, enclosure: Enclosure, language: str) -> File: ...
