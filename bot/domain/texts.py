"""Raw and clean text are different types, so that one can never be taken for the other (R1)."""

import hashlib
from dataclasses import dataclass

from bot.domain.verdicts import Refused


@dataclass(frozen=True, slots=True, repr=False)
class RawText:
    """What a person typed, before screening. Never shown to a third party, never logged."""

    value: str

    def __repr__(self) -> str:
        return f"RawText({len(self.value)} characters)"


@dataclass(frozen=True, slots=True, repr=False)
class CleanText:
    """A screened text whose exact wording its author has confirmed.

    Built in two places only, and a test holds it: here, by the use case that receives the
    author's confirmation, and in the storage that reads a minted text back.
    """

    value: str

    def __repr__(self) -> str:
        return f"CleanText({len(self.value)} characters)"


def joined(*texts: CleanText) -> CleanText:
    """Clean texts one after the other: nothing is added, so nothing needs another word."""
    return CleanText("\n\n".join(text.value for text in texts))


def fingerprint(text: str) -> str:
    """Name one exact wording, so that a confirmation says which text it confirms."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def mint(proposed: str, confirmed_fingerprint: str) -> CleanText | Refused:
    """Turn the proposed wording into clean text, if it is the one that the author confirmed.

    Parameters
    ----------
    proposed
        The screened wording as it would leave now.
    confirmed_fingerprint
        `fingerprint` of the wording that the author was shown and confirmed.
    """
    if fingerprint(proposed) != confirmed_fingerprint:
        return Refused("preview-changed")
    return CleanText(proposed)
