"""The numbers that bound soliciting: one immutable, flat record, stored as a policy version."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import time, timedelta
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from bot.domain.verdicts import Refused

Value = int | str | float | bool


class PolicyError(ValueError):
    """Values that make no policy.

    Attributes
    ----------
    problems
        One refusal for each bad key. Reasons: ``policy-unknown-key`` (details: key, nearest),
        ``policy-wrong-type`` (key, wanted), ``policy-out-of-range`` (key, lowest, highest,
        unit: share or count), ``policy-not-a-time`` (key), ``policy-hours-reversed`` (key).
    """

    def __init__(self, problems: tuple[Refused, ...]) -> None:
        self.problems = problems
        super().__init__(", ".join(f"{p.reason}: {p.details['key']}" for p in problems))


@dataclass(frozen=True, slots=True)
class Policy:
    """Limits (never exceeded) and aims (what waves try for).

    Windows are rolling: a day is 24 hours, a week 7 days, a month 31 days, so the same number
    holds in every calendar day, ISO week and month, year ends and clock changes included.
    Times of day are wall-clock times of the person asked. Waits are counted in open hours.
    """

    # The emergency stop: nothing leaves and no search goes on, for anyone.
    paused: bool = False

    # Limits: what one person may be asked.
    person_day: int = 1
    person_week: int = 2
    person_month: int = 6
    person_open: int = 1
    """Asks awaiting a response at the same time."""
    min_gap_hours: int = 48
    newcomer_days: int = 28
    """How long somebody counts as new."""
    newcomer_week: int = 1
    refusal_cooldown_days: int = 3
    """How long "not now" leaves a person in peace."""

    # Limits: what a group of people may be asked.
    structure_week: int = 6
    structure_case: int = 2
    """Colleagues of one structure asked about one case."""
    circle_chat_week: int = 3
    circle_chat_gap_hours: int = 24
    pair_month: int = 2
    """Asks of one professional on behalf of one asker."""
    alike_days: int = 7
    """For so long after a near-identical case nobody is asked the same thing again."""
    theme_week: int = 200
    """Asks about one theme, over the network."""
    network_day: int = 500

    # When messages leave.
    opens: str = "08:30"
    closes: str = "18:30"
    undo_seconds: int = 60

    # What a search aims at.
    first_wave: int = 3
    keep_alive: int = 2
    """Asks awaiting a response that a young case keeps going; a silent one counts for less and
    less."""
    keep_alive_late: int = 10
    """The same when its time is nearly over; in between, in proportion to the time passed."""
    largest_wave: int = 10
    most_asks: int = 50
    """Asks that one case may cost in all."""
    wanted_useful: int = 1
    """Answers confirmed useful by the asker that end the search."""
    wanted_answers: int = 3
    """Answers not judged yet that end the search as well."""
    deadline_hours: int = 72
    wave_wait_hours: int = 3
    """How often silence is looked at again."""
    urgent_wave_wait_hours: int = 1
    """The same when it is urgent; silence then weighs more, in the same proportion."""
    relevance_floor: float = 0.05
    """Match under which nobody is asked: the wave stays short."""
    least_chance: float = 0.015
    """Chance of a useful answer under which nobody is asked: 1 in 67."""
    explore_share: float = 0.05
    other_silo_share: float = 0.2
    invisible_share: float = 0.1

    @classmethod
    def from_values(cls, values: Mapping[str, Value]) -> "Policy":
        """Build a policy from stored or typed values; absent keys take their default.

        A `keep_alive` without `keep_alive_late` holds from first to last, as it did where it was
        stored before the other existed: its waves replay exactly.

        Raises
        ------
        PolicyError
            Naming every unknown or invalid key.
        """
        problems = [problem for key in values if (problem := _problem(key, values[key]))]
        if problems:
            raise PolicyError(tuple(problems))
        if "keep_alive" in values and "keep_alive_late" not in values:
            values = {**values, "keep_alive_late": values["keep_alive"]}
        policy = cls(**{k: float(v) if _KINDS[k] is float else v for k, v in values.items()})  # type: ignore[arg-type]
        if policy.opening >= policy.closing:
            raise PolicyError((Refused("policy-hours-reversed", details={"key": "closes"}),))
        return policy

    def values(self) -> Mapping[str, Value]:
        """Every number, by name: what a policy version stores."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def opening(self) -> time:
        return time.fromisoformat(self.opens)

    @property
    def closing(self) -> time:
        return time.fromisoformat(self.closes)

    def wait(self, *, urgent: bool) -> timedelta:
        """Open time between two looks at a silence. Urgency shortens this and nothing else."""
        return timedelta(hours=self.urgent_wave_wait_hours if urgent else self.wave_wait_hours)

    def haste(self, *, urgent: bool) -> float:
        """How many times longer a silence counts."""
        return self.wave_wait_hours / self.urgent_wave_wait_hours if urgent else 1


_KINDS: Mapping[str, Any] = MappingProxyType({field.name: field.type for field in fields(Policy)})
"""Read once: every decision reads the policy in force."""

_SHARE = (0.0, 1.0)
_COUNT = (0, 1_000)

BOUNDS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "person_day": (0, 20),
        "person_week": (0, 50),
        "person_month": (0, 200),
        "person_open": (1, 20),
        "min_gap_hours": (0, 24 * 31),
        "newcomer_days": (0, 366),
        "newcomer_week": (0, 50),
        "refusal_cooldown_days": (0, 366),
        "structure_week": _COUNT,
        "structure_case": _COUNT,
        "circle_chat_week": _COUNT,
        "circle_chat_gap_hours": (0, 24 * 31),
        "pair_month": _COUNT,
        "alike_days": (0, 366),
        "theme_week": (0, 1_000_000),
        "network_day": (0, 1_000_000),
        "undo_seconds": (0, 3_600),
        "first_wave": (1, 100),
        "keep_alive": (1, 100),
        "keep_alive_late": (1, 100),
        "largest_wave": (1, 100),
        "most_asks": (1, 1_000),
        "wanted_useful": (1, 20),
        "wanted_answers": (1, 50),
        "deadline_hours": (1, 24 * 31),
        "wave_wait_hours": (1, 24 * 7),
        "urgent_wave_wait_hours": (1, 24 * 7),
        "relevance_floor": _SHARE,
        "least_chance": _SHARE,
        "explore_share": _SHARE,
        "other_silo_share": _SHARE,
        "invisible_share": _SHARE,
    }
)
"""Lowest and highest value of each number."""

_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


def _problem(key: str, value: Value) -> Refused | None:
    if key not in _KINDS:
        nearest = get_close_matches(key, _KINDS, n=1)
        return Refused(
            "policy-unknown-key", details={"key": key, "nearest": nearest[0] if nearest else ""}
        )
    kind = _KINDS[key]
    accepted = (int, float) if kind is float else (kind,)
    if type(value) not in accepted:
        return Refused(
            "policy-wrong-type", details={"key": key, "wanted": getattr(kind, "__name__", "")}
        )
    if isinstance(value, str):
        if not _TIME.fullmatch(value):
            return Refused("policy-not-a-time", details={"key": key})
        return None
    if isinstance(value, bool):
        return None
    lowest, highest = BOUNDS[key]
    if not lowest <= value <= highest:  # also refuses NaN
        details: dict[str, str | int] = {
            "key": key,
            "lowest": f"{lowest:g}",
            "highest": f"{highest:g}",
            "unit": "share" if kind is float else "count",
        }
        return Refused("policy-out-of-range", details=details)
    return None
