"""The answer to "may this be done?": yes, or no with a reason and a date (R6)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

NO_DETAILS: Mapping[str, str | int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Allowed:
    """Nothing stands in the way."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A rule stands in the way.

    Parameters
    ----------
    reason
        Stable code of the rule, such as ``person-week``; its sentence lives in ``locales/``.
    until
        When to try again; ``None`` when no date will change the answer.
    details
        Figures that make the sentence exact (a cap, a count). Never a text a person wrote.
    """

    reason: str
    until: datetime | None = None
    details: Mapping[str, str | int] = field(default_factory=lambda: NO_DETAILS)


Verdict = Allowed | Refused
