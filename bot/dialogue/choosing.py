"""Choices made without a button: by their number, in a word, or by a reaction.

On some platforms reactions travel in clear: the server reads who put which on what. So they are a
shortcut for looking and for declining, and nothing else: what somebody thinks of an answer, what
leaves, what is changed is said in words (docs/privacy).
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.dialogue.actions import Action
from bot.domain.notices import Offer

READ_AFTER = timedelta(seconds=15)
"""Sooner than this after a list that they did not wait for, a person answers the one before."""
CLOCKS_APART = timedelta(minutes=1)
"""A list that somebody waited for is shown after what they wrote before it, by clocks that agree so
far; one that is later still came while their words were on their way."""

KEYCAP = "\ufe0f\u20e3"
"""What makes a digit an emoji."""

BY_REACTION = frozenset(
    {
        Action.REVIEW, Action.PREVIEW, Action.THEMES, Action.DIGEST, Action.OTHERS,
        Action.ANSWER, Action.NOT_MY_FIELD, Action.LATER, Action.REPLY, Action.COMMENT,
        Action.READ_FICHE, Action.MORE_DATA, Action.HISTORY, Action.JOURNAL,
        Action.LIMITS_OF, Action.ASSUMPTIONS, Action.UNCERTAIN, Action.OPEN_CASES,
    }
)  # fmt: skip
"""Actions that tell the server no more than that somebody looked, or has no time."""

WORDS: dict[str, Action] = {
    "relire": Action.REVIEW,
    "review": Action.REVIEW,
    "envoyer": Action.SEND,
    "send": Action.SEND,
    "cacher": Action.MASK_MORE,
    "hide": Action.MASK_MORE,
    "reecrire": Action.REWRITE,
    "rewrite": Action.REWRITE,
    "abandonner": Action.ABANDON,
    "abandon": Action.ABANDON,
    "annuler": Action.UNDO,
    "undo": Action.UNDO,
    "repondre": Action.ANSWER,
    "answer": Action.ANSWER,
    "pas mon domaine": Action.NOT_MY_FIELD,
    "not my field": Action.NOT_MY_FIELD,
    "plus tard": Action.LATER,
    "later": Action.LATER,
    "synthese": Action.DIGEST,
    "digest": Action.DIGEST,
    "debloque": Action.UNBLOCKED,
    "unblocked": Action.UNBLOCKED,
    "en partie": Action.PARTLY,
    "partly": Action.PARTLY,
}
"""Whole messages that name a choice, accents and capitals forgiven."""


def chosen(words: str, offered: Sequence[str]) -> str | None:
    """The token that these words mean among those offered; ``None`` when they mean none."""
    number = number_of(words)
    if number is not None:
        return offered[number - 1] if number <= len(offered) else None
    action = WORDS.get(_folded(words))
    meant = [token for token in offered if action and token.startswith(f"{action.value}.")]
    return meant[0] if len(meant) == 1 else None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two choices between which only the person can say: their list changed as they wrote."""

    before: str
    newest: str


def meant(words: str, offers: Sequence[Offer], written_at: datetime) -> str | Doubt | None:
    """The token that these words mean, of the lists shown there, the newest first.

    The last list counts once there was time to read it, or when the person waited for it. Sooner,
    they are asked, unless both lists say the same or one of them has no such choice.

    Parameters
    ----------
    written_at
        When the words were written: they may have been long on their way.
    """
    if not offers:
        return None
    newest = chosen(words, offers[0].tokens)
    read = next((one for one in offers if _was_read(one, written_at)), None)
    before = chosen(words, read.tokens) if read is not None else None
    if newest is None or before is None or newest == before:
        return newest or before
    return Doubt(before, newest)


def _was_read(offer: Offer, written_at: datetime) -> bool:
    there_for = written_at - offer.shown_at
    return there_for >= (-CLOCKS_APART if offer.prompted else READ_AFTER)


def number_of(words: str) -> int | None:
    """ "2", "2." or the emoji of 2; ``None`` for anything else."""
    bare = words.strip().rstrip(".)" + KEYCAP)
    if not (bare.isascii() and bare.isdecimal() and len(bare) < 3):
        return None
    return int(bare) or None


def by_reaction(token: str) -> bool:
    """Whether a reaction is enough for this choice."""
    return token.partition(".")[0] in BY_REACTION


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFD", words.casefold().strip(" .!\u00a0\u202f\n"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
