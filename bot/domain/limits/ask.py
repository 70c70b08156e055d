"""An ask that might leave: of whom, and about what, as the limits see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from bot.domain.calendar import Hours
from bot.domain.cases import CaseId
from bot.domain.circles import CircleId
from bot.domain.people import ProfessionalId, StructureId


class Asked(NamedTuple):
    """A person, as the limits see them.

    Parameters
    ----------
    standing_active
        False for whoever left or was removed.
    """

    professional_id: ProfessionalId
    hours: Hours
    structure_id: StructureId | None = None
    weekly_cap: int | None = None
    paused_until: datetime | None = None
    cooling_until: datetime | None = None
    standing_active: bool = True
    joined_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChatAsked:
    """The chat of a circle: asking there is one ask, whoever reads it."""

    circle_id: CircleId
    hours: Hours


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody would be asked about.

    Parameters
    ----------
    alike
        Near-identical cases: whoever was asked about one is not asked about this one.
    """

    case_id: CaseId
    asker_id: ProfessionalId
    themes: tuple[str, ...] = ()
    alike: frozenset[CaseId] = frozenset()
