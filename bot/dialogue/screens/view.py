"""What a screen is composed from: what is stored now, and for whom."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.dialogue.actions import Action
from bot.dialogue.tokens import Signer
from bot.domain.notices import Notice
from bot.domain.people import Professional, ProfessionalId
from bot.domain.permissions import Right, may
from bot.domain.screens import (
    Argument,
    Choice,
    Inline,
    Paragraph,
    Phrase,
    Quote,
    Replaced,
    Screen,
    Verbatim,
    Weight,
)
from bot.domain.territory import departements
from bot.domain.verdicts import Allowed
from bot.domain.vocabulary import structure_kinds, themes
from bot.ports import UnitOfWork
from bot.usecases.matchmaking import Matchmaking

Row = tuple[Choice, ...]

_PLACEHOLDER = re.compile(r"(\[[^\[\]\n]{1,80}\])")


@dataclass(frozen=True, slots=True)
class View:
    """One notice about to be shown.

    Parameters
    ----------
    recipient
        ``None`` in a group, or for somebody we do not know.
    language
        Of the recipient, or of the network.
    doors
        By channel, the address that opens the bot there with a code.
    """

    uow: UnitOfWork
    signer: Signer
    matchmaking: Matchmaking
    notice: Notice
    recipient: Professional | None
    language: str
    now: datetime
    doors: Mapping[str, Callable[[str], str | None]] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        return self.notice.subject_id or ""

    def detail(self, name: str) -> str:
        """A detail of the notice, as text; empty when absent."""
        return str(self.notice.details.get(name, ""))

    def choice(
        self,
        action: Action,
        subject: str,
        label: str,
        argument: str = "",
        weight: Weight = Weight.PLAIN,
        **args: Argument,
    ) -> Choice:
        """A choice that only this recipient, or this group place, may use."""
        audience = self.recipient.id if self.recipient else self.notice.place.address
        token = self.signer.token(action, subject, argument, audience)
        return Choice(token, Phrase(label, args), weight)

    def local(self, moment: datetime) -> datetime:
        """A moment, on the recipient's clock."""
        zone = self.recipient.timezone if self.recipient else "Europe/Paris"
        return moment.astimezone(ZoneInfo(zone))

    def may(self, right: Right) -> bool:
        """Whether the recipient has a right; nobody has any in a group."""
        return self.recipient is not None and isinstance(may(self.recipient, right), Allowed)

    def member_name(self, member: str | None) -> str | None:
        """How a member is called, or ``None`` for somebody we do not know."""
        person = self.uow.professionals.get(ProfessionalId(member or ""))
        return person.display_name if person else None

    def theme_label(self, theme: str) -> str:
        """A theme, as people of this language name it."""
        known = themes().get(theme)
        if known is None:
            return theme
        return known.label if self.language == "fr" else known.label_en

    def theme_labels(self, chosen: tuple[str, ...]) -> str:
        """Themes in a row."""
        return self.in_a_row(self.theme_label(theme) for theme in chosen)

    def in_a_row(self, labels: Iterable[str]) -> str:
        """Labels one after the other; each may hold a comma of its own."""
        return ("\u00a0; " if self.language == "fr" else "; ").join(labels)

    def departement_name(self, code: str | None) -> str:
        """A département's name and number: "Nord (59)"."""
        known = departements().get(code or "")
        # The file of départements is written as the official one is, with straight apostrophes.
        return f"{known.name} ({code})".replace("'", "’") if known else (code or "")

    def kind_label(self, kind: str) -> str:
        """A kind of structure, as people of this language name it."""
        known = structure_kinds().get(kind)
        if known is None:
            return ""
        return known.label if self.language == "fr" else known.label_en


def forgotten(view: View) -> Screen | None:
    """What stands in place of a text that was erased; nothing where it was never shown."""
    return Screen((say("text-forgotten"),)) if view.detail("edit-only") else None


def say(key: str, /, **args: Argument) -> Paragraph:
    """A paragraph of one sentence."""
    return Paragraph((Phrase(key, args),))


def words(text: str) -> tuple[Inline, ...]:
    """Screened words, their placeholders set apart."""
    return tuple(
        Replaced(piece) if _PLACEHOLDER.fullmatch(piece) else Verbatim(piece)
        for piece in _PLACEHOLDER.split(text)
        if piece
    )


def quote(text: str) -> Quote:
    """Somebody's screened words, set apart from the bot's."""
    return Quote(words(text))


def opening_words(text: str, length: int = 60) -> str:
    """How a text begins, to recognise it by."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    opening = line[:length].rsplit(" ", 1)[0]
    cut = opening.rfind("[")
    if cut > opening.rfind("]"):  # never in the middle of a placeholder
        opening = opening[:cut] or line[: line.find("]") + 1]
    return opening.rstrip(" ([,;:") + "…"
