"""Why a decision came out as it did, in codes that `locales/` turn into sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reason:
    """A stable code, and the figures or identifiers that make its sentence exact.

    `details` never holds a text that a person wrote.
    """

    code: str
    details: Mapping[str, str | int] = field(default_factory=dict)
