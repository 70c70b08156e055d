"""What screening says of a text: the wording that may leave, what was replaced, the risk."""

from dataclasses import dataclass
from enum import StrEnum


class RiskLevel(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Found:
    """One replaced span; offsets in code points of the raw text."""

    start: int
    end: int
    kind: str
    replacement: str
    source: str
    """The recogniser that found it, to count where screening errs. Never the words."""


@dataclass(frozen=True, slots=True)
class Risk:
    """How many people could fit what remains (`estimate`), and why so few (`reasons`, codes)."""

    level: RiskLevel
    estimate: int | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roughly:
    """A number of people as it is worth saying.

    Parameters
    ----------
    is_ceiling
        Whether it only says that there are fewer.
    """

    count: int
    is_ceiling: bool = False


def roughly(estimate: int) -> Roughly:
    """An estimate, as precise as it is: two figures, and under a hundred nothing but that.

    One person is said as such: that is what a text must not come to.
    """
    if estimate <= 1:
        return Roughly(1)
    for ceiling in (10, 100):
        if estimate < ceiling:
            return Roughly(ceiling, is_ceiling=True)
    step: int = 10 ** (len(str(estimate)) - 2)
    return Roughly((estimate + step // 2) // step * step)


@dataclass(frozen=True, slots=True, repr=False)
class Screened:
    """The proposed wording. Not clean text yet: only its author's confirmation makes it so."""

    clean: str
    found: tuple[Found, ...]
    risk: Risk
    placeholders: str = ""
    """The numbering to carry to the case's next texts; keyed hashes, never names."""

    def __repr__(self) -> str:
        return f"Screened({len(self.clean)} characters, {len(self.found)} replaced)"


class ScreeningUnavailable(Exception):
    """The text could not be screened, so it goes nowhere. `reason` is a code, never the text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
