"""What somebody is writing, until they confirm the exact text or abandon it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain.people import AccountId, ProfessionalId
from bot.domain.places import Place
from bot.domain.screening import Screened
from bot.domain.texts import RawText

DraftId = NewType("DraftId", str)

MOST_THEMES = 3
"""Of one case: with more, everybody would be a colleague to ask."""


class Purpose(StrEnum):
    """What the text becomes once confirmed. Every text takes the same road (R1)."""

    CASE = "case"
    ANSWER = "answer"
    RELAYED_ANSWER = "relayed-answer"
    QUESTION = "question"
    REPLY = "reply"
    """The counsellor's reply to a question back."""
    OUTCOME = "outcome"
    """A sentence about what happened afterwards."""
    FOLLOW_UP = "follow-up"
    """The counsellor's further question to whoever answered."""
    FICHE = "fiche"
    """A fiche, as its second reader lets it be published."""
    COMMITTEE = "committee"
    """Where and when a case committee sits, in a pilot's words."""
    LIMITS = "limits"
    """Why the limits change (`target_id`), in a moderator's words; kept with the change."""
    REFERRAL = "referral"
    """The name of the colleague to ask instead; read by the bot alone, it goes nowhere."""


TELLS_THE_CASE = frozenset({Purpose.CASE, Purpose.REPLY, Purpose.FOLLOW_UP, Purpose.OUTCOME})
"""Texts of whoever knows the person: their towns and dates are the person's, not the help's."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way; the raw parts are encrypted at rest and gone at confirmation.

    Parameters
    ----------
    target_id
        What it answers: a solicitation for an answer or a question, a question for a reply, a
        case for an outcome; ``None`` for a new case.
    message_ids
        The platform's ids of the messages that the parts came in, so that an edit finds its part.
    masked_more, given_back
        Words that the author asked to hide, or to keep although screening would hide them.
    themes, departement, urgent
        As proposed from the text or chosen by the author; cases only.
    tapped_themes, departement_chosen
        What is the author's word among these: themes that they added or took away, the place that
        they gave. All else was only proposed, and is read again in every new wording.
    proposed
        What the last screening proposed; ``None`` until then and after every change. Encrypted at
        rest with the parts: it holds where the hidden words stand in them.
    numbered_from
        The case's numbering of placeholders that `proposed` carried on.
    """

    id: DraftId
    author_id: ProfessionalId
    account_id: AccountId
    place: Place
    purpose: Purpose
    target_id: str | None
    parts: tuple[RawText, ...]
    created_at: datetime
    expires_at: datetime
    message_ids: tuple[str, ...] = ()
    masked_more: tuple[str, ...] = ()
    given_back: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    tapped_themes: tuple[str, ...] = ()
    departement: str | None = None
    departement_chosen: bool = False
    urgent: bool = False
    proposed: Screened | None = None
    numbered_from: str = ""
    replaces: str | None = None
    """The answer that this text edits, when its author corrects a sent answer."""

    @property
    def numbers_anew(self) -> bool:
        """Whether the proposed wording gives a number that its case had given to nobody yet."""
        return self.proposed is not None and self.proposed.placeholders != self.numbered_from

    @property
    def raw(self) -> RawText:
        """All parts, as one text."""
        return RawText("\n".join(part.value for part in self.parts))

    def unread(self) -> "Draft":
        """As its author left it, without anything that was only proposed."""
        return replace(
            self,
            proposed=None,
            themes=tuple(theme for theme in self.themes if theme in self.tapped_themes),
            departement=self.departement if self.departement_chosen else None,
        )


class Mode(StrEnum):
    """What the next text typed by a person means."""

    WRITING = "writing"
    MASKING = "masking"
    GIVING_BACK = "giving-back"
    SETTING_TERRITORY = "setting-territory"


@dataclass(frozen=True, slots=True)
class Focus:
    """The draft that an account is busy with, and what its next text will do to it."""

    draft_id: DraftId
    mode: Mode = Mode.WRITING
